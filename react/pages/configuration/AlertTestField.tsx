import React, { useState } from 'react'
import { Button } from 'vtex.styleguide'

import { QUIET } from '../../components/colors'
import { useTestAlert } from '../../data/useTestAlert'
import { alertTestKey, failureKey } from '../../texts/keys'
import { useText } from '../../texts/useText'
import type { GroupProps } from './ConnectionGroup'

/** Sends a test mail to the saved address: what is only typed is not tried. */
export function AlertTestField({ editor, disabled }: GroupProps) {
  const text = useText()
  const [test, testing] = useTestAlert()
  const [said, setSaid] = useState('')
  const to = editor.saved === null ? '' : editor.saved.notificationEmail

  const run = async () => {
    const outcome = await test()
    setSaid(
      'done' in outcome
        ? text(alertTestKey(outcome.done), { to })
        : text(`${failureKey(outcome.failure)}.action`)
    )
  }
  return (
    <div>
      <Button
        size="small"
        variation="secondary"
        disabled={disabled || to === ''}
        isLoading={testing}
        onClick={() => void run()}
      >
        {text('alert-test.button')}
      </Button>
      <p className="t-small lh-copy mt2 mb0" style={{ color: QUIET }}>
        {to === '' ? text('alert-test.no-address') : text('alert-test.help', { to })}
      </p>
      <p role="status" aria-live="polite" className="lh-copy mt3 mb0">
        {said}
      </p>
    </div>
  )
}
