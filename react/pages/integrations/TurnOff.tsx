import React, { useEffect, useRef } from 'react'
import type { KeyboardEvent } from 'react'
import { Alert, Button } from 'vtex.styleguide'

import { useText } from '../../texts/useText'

interface TurnOffProps {
  busy: boolean
  onConfirm: () => void
  onCancel: () => void
}

/** Says what happens before sending is turned off. Escape keeps it on. */
export function TurnOff({ busy, onConfirm, onCancel }: TurnOffProps) {
  const text = useText()
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => box.current?.focus(), [])
  const onKeyDown = ({ key }: KeyboardEvent) => {
    if (key === 'Escape') onCancel()
  }

  return (
    <div
      ref={box}
      role="alertdialog"
      tabIndex={-1}
      aria-labelledby="turn-off-title"
      aria-describedby="turn-off-meaning"
      onKeyDown={onKeyDown}
      className="mt5"
      style={{ outline: 'none' }}
    >
      <Alert type="warning">
        <div>
          <h3 id="turn-off-title" className="t-heading-5 ma0 mb2">
            {text('integrations.turn-off.title')}
          </h3>
          <p id="turn-off-meaning" className="ma0 mb4 lh-copy">
            {text('configuration.switch-off')} {text('integrations.turn-off.queue')}
          </p>
          <div className="flex flex-wrap">
            <div className="mr4 mb3">
              <Button size="small" variation="primary" isLoading={busy} onClick={onConfirm}>
                {text('integrations.turn-off')}
              </Button>
            </div>
            <Button size="small" variation="secondary" disabled={busy} onClick={onCancel}>
              {text('configuration.switch-off.cancel')}
            </Button>
          </div>
        </div>
      </Alert>
    </div>
  )
}
