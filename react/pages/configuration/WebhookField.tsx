import React, { useState } from 'react'
import { Button } from 'vtex.styleguide'

import { QUIET } from '../../components/colors'
import { useRenewWebhook } from '../../data/useRenewWebhook'
import { failureKey, webhookKey } from '../../texts/keys'
import { useText } from '../../texts/useText'

/** Gives the address to which the store tells its changes another secret. */
export function WebhookField({ disabled }: { disabled: boolean }) {
  const text = useText()
  const [renew, renewing] = useRenewWebhook()
  const [told, setTold] = useState('')

  const run = async () => {
    const outcome = await renew()
    const said =
      'done' in outcome ? webhookKey(outcome.done) : failureKey(outcome.failure) + '.action'
    setTold(text(said))
  }
  return (
    <div className="mb6">
      <Button
        size="small"
        variation="secondary"
        disabled={disabled}
        isLoading={renewing}
        onClick={() => void run()}
      >
        {text('webhook.button')}
      </Button>
      <p className="t-small lh-copy mt2 mb0" style={{ color: QUIET }}>
        {text('webhook.help')}
      </p>
      <p role="status" aria-live="polite" className="lh-copy mt3 mb0">
        {told}
      </p>
    </div>
  )
}
