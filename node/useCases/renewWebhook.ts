import { MINUTE } from '../domain/time'
import type { Ports } from '../ports'
import { renewRegistration } from './registration'

export type WebhookRenewal = 'RENEWED' | 'NOT_TOLD' | 'NOT_CONFIGURED' | 'TOO_SOON'

/** Shortest time between two renewals: a few secrets of before are accepted, so they must not be used up at once. */
const PAUSE = MINUTE

/** Gives the webhook another secret because a person asks for it. The one before is accepted for a day. */
export async function renewWebhook(ports: Ports): Promise<WebhookRenewal> {
  const { clock, control, configurations, history } = ports
  const configuration = await configurations.read()
  if (!configuration) return 'NOT_CONFIGURED'
  const taken = await control.update(state =>
    Math.abs(clock.now() - (state.webhookRenewedAt ?? 0)) < PAUSE
      ? null
      : { ...state, webhookRenewedAt: clock.now() }
  )
  if (!taken) return 'TOO_SOON'
  const outcome = (await renewRegistration(ports, configuration)) ? 'RENEWED' : 'NOT_TOLD'
  await history.note({ kind: 'WEBHOOK_RENEWED', outcome })
  return outcome
}
