import React from 'react'
import type { ReactNode } from 'react'
import { Button } from 'vtex.styleguide'

import { ButtonRow } from '../../components/ButtonRow'
import { CarrefourWords } from '../../components/CarrefourWords'
import { Disclosure } from '../../components/Disclosure'
import type { Configuration } from '../../graphql/connectionTypes'
import { failureKey } from '../../texts/keys'
import { useText } from '../../texts/useText'
import { ConflictFields } from './ConflictFields'
import type { Answer } from './editor.logic'
import { ProblemSummary } from './ProblemSummary'
import { ShopToConfirm } from './ShopToConfirm'
import type { EditorControl } from './useEditor'

interface RefusalProps {
  answer: Exclude<Answer, { type: 'saved' }>
  editor: EditorControl
}

/** Why nothing was saved, and what to do now. */
export function Refusal({ answer, editor }: RefusalProps) {
  const text = useText()
  switch (answer.type) {
    case 'problems':
      return <ProblemSummary problems={answer.problems} />
    case 'refused':
      return (
        <Words title={text('save.refused.title')} todo={text(refusedTodo(answer.httpStatus))}>
          <Disclosure label={text('incident.message')}>
            <CarrefourWords title={text('detail.message')} message={answer.message} />
          </Disclosure>
        </Words>
      )
    case 'unreachable':
      return (
        <Words
          title={text('save.unreachable.title')}
          todo={text('save.unreachable.todo', { seconds: answer.retryAfterSeconds ?? 0 })}
        >
          <Disclosure label={text('incident.message')}>
            <CarrefourWords title={text('detail.message')} message={answer.message} />
          </Disclosure>
        </Words>
      )
    case 'other-shop':
      return (
        <Words
          title={text('other-shop.title')}
          todo={text('other-shop.todo', {
            name: answer.shop.name,
            shop: answer.shop.shopId,
            typed: answer.shopId,
          })}
        />
      )
    case 'shop-to-confirm':
      return <ShopToConfirm answer={answer} editor={editor} />
    case 'conflict':
      return answer.current === null ? (
        <Words title={text('save.gone.title')} todo={text('save.gone.todo')}>
          <ButtonRow>
            <Button size="small" onClick={() => editor.takeSaved(null)}>
              {text('save.gone.empty')}
            </Button>
            <Button size="small" variation="secondary" onClick={() => editor.keepTyped(null)}>
              {text('save.conflict.keep-typed')}
            </Button>
          </ButtonRow>
        </Words>
      ) : (
        <SavedByOthers current={answer.current} editor={editor} />
      )
    case 'failed':
      return (
        <Words
          title={text('save.failed.title')}
          todo={text(`${failureKey(answer.failure)}.action`)}
        />
      )
  }
}

interface SavedByOthersProps {
  current: Configuration
  editor: EditorControl
}

/** Somebody else saved meanwhile: both versions side by side. */
function SavedByOthers({ current, editor }: SavedByOthersProps) {
  const text = useText()
  return (
    <Words title={text('save.conflict.title')} todo={text('save.conflict.todo')}>
      <ConflictFields editor={editor} current={current} />
      <ButtonRow>
        <Button size="small" onClick={() => editor.takeSaved(current)}>
          {text('save.conflict.take-saved')}
        </Button>
        <Button size="small" variation="secondary" onClick={() => editor.keepTyped(current)}>
          {text('save.conflict.keep-typed')}
        </Button>
      </ButtonRow>
    </Words>
  )
}

const refusedTodo = (httpStatus: number) =>
  httpStatus === 403 ? 'save.refused.todo-403' : 'save.refused.todo-401'

function Words({ title, todo, children }: { title: string; todo: string; children?: ReactNode }) {
  return (
    <>
      <h2 className="t-heading-5 ma0 mb2">{title}</h2>
      <p className="ma0 mb3 lh-copy">{todo}</p>
      {children}
    </>
  )
}
