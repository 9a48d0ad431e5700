import { useCallback } from 'react'

import type { WebhookRenewal } from '../graphql/connectionTypes'
import RENEW_WEBHOOK from '../graphql/renewWebhook.graphql'
import { useAction } from './useAction'
import type { Outcome } from './useAction'

/** Gives the address to which the store tells its changes another secret. */
export function useRenewWebhook(): [() => Promise<Outcome<WebhookRenewal>>, boolean] {
  const [run, busy] = useAction<{ renewCarrefourWebhook: WebhookRenewal }>(RENEW_WEBHOOK)

  const renew = useCallback(async (): Promise<Outcome<WebhookRenewal>> => {
    const outcome = await run({})
    return 'done' in outcome ? { done: outcome.done.renewCarrefourWebhook } : outcome
  }, [run])

  return [renew, busy]
}
