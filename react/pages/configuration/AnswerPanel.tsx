import React, { useEffect, useRef } from 'react'
import { Alert } from 'vtex.styleguide'

import { BlockedOffer } from '../../components/BlockedOffer'
import type { Permissions } from '../../graphql/types'
import type { Answer } from './editor.logic'
import { Refusal } from './Refusal'
import type { EditorControl } from './useEditor'

interface AnswerPanelProps {
  editor: EditorControl
  permissions: Permissions
}

/** A save without anything left to do shows as a toast only. */
const isSilent = (answer: Answer) => answer.type === 'saved' && answer.blocked === 0

/** What became of the last try to save, at the top of the form and in focus. */
export function AnswerPanel({ editor, permissions }: AnswerPanelProps) {
  const { answer } = editor
  const panel = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (answer !== null && !isSilent(answer)) panel.current?.focus()
  }, [answer])

  if (answer === null) return null
  if (answer.type === 'saved') {
    return (
      <div ref={panel} tabIndex={-1} style={{ outline: 'none' }}>
        <BlockedOffer
          blocked={answer.blocked}
          permissions={permissions}
          onReprocessed={() => undefined}
          linkToList
        />
      </div>
    )
  }
  return (
    <div ref={panel} tabIndex={-1} className="mb5 ph5 ph0-ns" style={{ outline: 'none' }}>
      <Alert type="error">
        <div>
          <Refusal answer={answer} editor={editor} />
        </div>
      </Alert>
    </div>
  )
}
