import React, { useEffect, useRef } from 'react'
import type { KeyboardEvent } from 'react'
import { Alert, Button } from 'vtex.styleguide'

import { ButtonRow } from './ButtonRow'
interface QuestionProps {
  /** Unique on the page. */
  id: string
  title: string
  /** What happens if the person agrees. */
  meaning: string
  yes: string
  no: string
  busy: boolean
  onYes: () => void
  onNo: () => void
}

/** Asks before something that is hard to undo, in place. Escape is a no; the focus goes back where it came from. */
export function Question({ id, title, meaning, yes, no, busy, onYes, onNo }: QuestionProps) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const before = document.activeElement
    box.current?.focus()
    return () => {
      if (before instanceof HTMLElement) before.focus()
    }
  }, [])
  const onKeyDown = ({ key }: KeyboardEvent) => {
    if (key === 'Escape' && !busy) onNo()
  }

  return (
    <div
      ref={box}
      role="alertdialog"
      tabIndex={-1}
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-meaning`}
      onKeyDown={onKeyDown}
      className="mt5"
      style={{ outline: 'none' }}
    >
      <Alert type="warning">
        <div>
          <h3 id={`${id}-title`} className="t-heading-5 ma0 mb2">
            {title}
          </h3>
          <p id={`${id}-meaning`} className="ma0 mb4 lh-copy">
            {meaning}
          </p>
          <ButtonRow>
            <Button size="small" variation="primary" isLoading={busy} onClick={onYes}>
              {yes}
            </Button>
            <Button size="small" variation="secondary" disabled={busy} onClick={onNo}>
              {no}
            </Button>
          </ButtonRow>
        </div>
      </Alert>
    </div>
  )
}
