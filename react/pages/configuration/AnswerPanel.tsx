import React, { useEffect, useRef } from 'react'
import { Alert } from 'vtex.styleguide'

import { BlockedOffer } from '../../components/BlockedOffer'
import type { Permissions } from '../../graphql/types'
import { Refusal } from './Refusal'
import type { EditorControl } from './useEditor'

interface AnswerPanelProps {
  editor: EditorControl
  permissions: Permissions
}

/** What became of the last try to save, at the top of the form and in focus. */
export function AnswerPanel({ editor, permissions }: AnswerPanelProps) {
  const { answer } = editor
  const panel = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (answer !== null) panel.current?.focus()
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
