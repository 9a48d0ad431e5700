import React, { useEffect, useRef } from 'react'
import { Alert, Button } from 'vtex.styleguide'

import { ButtonRow } from '../../components/ButtonRow'
import { useText } from '../../texts/useText'
import type { Configuration } from '../../graphql/connectionTypes'
import type { Answer } from '../configuration/editor.logic'
import { KeyStory } from '../configuration/KeyStory'
import { Refusal } from '../configuration/Refusal'
import type { EditorControl } from '../configuration/useEditor'

interface KeyFixAnswerProps {
  answer: Answer
  editor: EditorControl
  onClose: () => void
}

/** Why the ShopKey was not saved, in focus. */
export function KeyFixAnswer({ answer, editor, onClose }: KeyFixAnswerProps) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => box.current?.focus(), [answer])
  if (answer.type === 'saved') return null
  return (
    <div ref={box} tabIndex={-1} className="mb5" style={{ outline: 'none' }}>
      <Alert type="error">
        <div>
          {answer.type === 'conflict' && answer.current !== null ? (
            <Conflict current={answer.current} editor={editor} onClose={onClose} />
          ) : (
            <Refusal answer={answer} editor={editor} />
          )}
        </div>
      </Alert>
    </div>
  )
}

interface ConflictProps {
  current: Configuration
  editor: EditorControl
  onClose: () => void
}

/** Somebody else saved meanwhile. Their other fields stay theirs: here only the ShopKey is changed. */
function Conflict({ current, editor, onClose }: ConflictProps) {
  const text = useText()
  const keep = () => {
    const { shopKey } = editor.form
    editor.takeSaved(current)
    editor.type({ shopKey })
  }
  return (
    <>
      <h4 className="t-heading-5 ma0 mb2">{text('save.conflict.title')}</h4>
      <p className="ma0 mb3 lh-copy">
        {text('key-fix.conflict')}
        <KeyStory shopKey={current.shopKey} />
      </p>
      <ButtonRow>
        <Button size="small" onClick={keep}>
          {text('key-fix.conflict.keep')}
        </Button>
        <Button size="small" variation="secondary" onClick={onClose}>
          {text('key-fix.conflict.leave')}
        </Button>
      </ButtonRow>
    </>
  )
}
