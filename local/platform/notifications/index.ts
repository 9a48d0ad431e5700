import type { CallInternet } from '../../http/internet'
import type { DeliveryOutcome, Notify, StoreNotification } from '../../store'
import type { Courier } from '../events/courier'

import { createQueue } from './queue'

export interface NotificationsDeps {
  account: string
  courier: Courier
  callInternet: CallInternet
}

const TIMEOUT_MS = 10_000

/**
 * Delivers what the store says of a SKU: to an affiliate's search endpoint, or as the broadcaster's event.
 *
 * A webhook is tried once: VTEX documents no retries, and an app must live with a lost one.
 */
export function createNotify({ account, courier, callInternet }: NotificationsDeps): Notify {
  const queue = createQueue<DeliveryOutcome>()

  const webhook = async (url: string, body: string): Promise<DeliveryOutcome> => {
    const headers = { 'content-type': 'application/json' }
    try {
      const status = await callInternet({
        url,
        method: 'POST',
        headers,
        body,
        timeoutMs: TIMEOUT_MS,
      })
      return { ok: status < 300, detail: String(status) }
    } catch (error) {
      return { ok: false, detail: error instanceof Error ? error.message : 'no answer' }
    }
  }

  return async ({ body, target }: StoreNotification): Promise<DeliveryOutcome> => {
    const json = JSON.stringify(body)
    if (target.kind === 'webhook') return queue.run(() => webhook(target.url, json))
    courier.send({ account, key: target.key, sender: 'vtex.broadcaster', subject: '', body: json })
    return { ok: true, detail: 'handed over' }
  }
}
