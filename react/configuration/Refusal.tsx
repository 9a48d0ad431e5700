import React from 'react'
import type { ReactNode } from 'react'
import { Button } from 'vtex.styleguide'

import type { Configuration } from '../api/generated'
import { ButtonRow, Disclosure } from '../ui/buttons'
import { failureKey, problemKey } from '../ui/keys'
import { MarketplaceMessage } from '../ui/MarketplaceMessage'
import { useText } from '../ui/useText'
import { ConflictFields } from './ConflictFields'
import type { Answer, EditorControl } from './editor'
import { focusField } from './fields'
import { fieldKeyOf, sortProblems } from './form.logic'
import type { FieldProblem } from './rules.logic'

/** Every field that needs a change, each leading to it. */
export function ProblemSummary({ problems }: { problems: readonly FieldProblem[] }) {
  const text = useText()
  return (
    <>
      <h2 className="t-heading-5 ma0 mb2">
        {text('save.problems.title', { count: problems.length })}
      </h2>
      <ul className="list pl0 ma0">
        {sortProblems(problems).map(({ field, code }) => {
          const labelKey = fieldKeyOf(field)
          return (
            <li key={`${field}-${code}`} className="mb2">
              <button
                type="button"
                className="bn bg-transparent pa0 t-body tl c-link underline pointer lh-copy"
                onClick={() => focusField(field)}
              >
                {text(problemKey(code), { field: labelKey === null ? field : text(labelKey) })}
              </button>
            </li>
          )
        })}
      </ul>
    </>
  )
}

interface ShopToConfirmProps {
  answer: Extract<Answer, { type: 'shop-to-confirm' }>
  editor: EditorControl
}

/** Without a ShopId the key decides where stock goes: whose it is stands here, to be confirmed or typed. */
export function ShopToConfirm({ answer, editor }: ShopToConfirmProps) {
  const text = useText()
  const { shop, former } = answer
  return (
    <>
      <h2 className="t-heading-5 ma0 mb2">{text('confirm-shop.title')}</h2>
      <p className="ma0 mb3 lh-copy">
        {shop === null
          ? text('confirm-shop.unknown')
          : text('confirm-shop.named', { name: shop.name, shop: shop.shopId })}{' '}
        {former !== null && text('confirm-shop.former', { name: former.name, shop: former.shopId })}
      </p>
      <ButtonRow>
        <Button
          size="small"
          isLoading={editor.saving}
          onClick={() => void editor.save(shop === null ? '' : shop.shopId)}
        >
          {shop === null
            ? text('confirm-shop.confirm-unknown')
            : text('confirm-shop.confirm', { shop: shop.shopId })}
        </Button>
        <Button size="small" variation="secondary" onClick={() => focusField('shopId')}>
          {text('confirm-shop.type')}
        </Button>
      </ButtonRow>
    </>
  )
}

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
            <MarketplaceMessage title={text('detail.message')} message={answer.message} />
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
            <MarketplaceMessage title={text('detail.message')} message={answer.message} />
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
