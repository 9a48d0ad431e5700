import { hostOf } from '../../config'
import { contextHeaders } from '../router/context-headers'
import type { RouterDeps } from '../router/public-routes'
import { ServiceFailure } from '../router/service-call'

import type { Delivery } from './queue'

/**
 * How a delivery ended. `postponed`: no replica listens, so the event was not tried; `failed`: the handler
 * refused, broke off or took longer than the service's timeout.
 */
export type DeliveryEnd = 'delivered' | 'failed' | 'postponed'

export type Deliver = (delivery: Delivery) => Promise<DeliveryEnd>

/** Hands each delivery to the app that it is for; one without a name was stored before there were several apps. */
export function deliverTo(apps: readonly [Recipient, ...Recipient[]]): Deliver {
  const of = new Map(apps.map(({ key, router }) => [key, createDeliver(router)]))
  const first = createDeliver(apps[0].router)
  return delivery => (of.get(delivery.app) ?? first)(delivery)
}

/** An app that events are delivered to. */
interface Recipient {
  readonly key: string
  readonly router: RouterDeps
}

/** Delivers to the service as VTEX's courier does: POST `/_events` with the handler's id. */
function createDeliver(deps: RouterDeps): Deliver {
  return async delivery => {
    const { account, workspace } = delivery
    const body = Buffer.from(delivery.body)
    const headers = {
      ...contextHeaders({
        account,
        workspace,
        appToken: deps.tokens.appToken(account, deps.appId),
        host: hostOf(account, workspace),
      }),
      'x-event-handler-id': delivery.handler,
      'x-event-key': delivery.key,
      'x-event-sender': delivery.sender,
      'x-event-subject': delivery.subject,
      'content-type': 'application/json',
      'content-length': String(body.length),
    }
    try {
      const path = `/${account}/${workspace}/_events`
      const answer = await deps.service.call({ method: 'POST', path, headers, body })
      answer.resume()
      const status = answer.statusCode ?? 500
      if (status < 300) return 'delivered'
      deps.note(`Event ${delivery.key} to ${delivery.handler}: answer ${status}`)
      return 'failed'
    } catch (error) {
      const reason = error instanceof ServiceFailure ? error.reason : 'broken'
      deps.note(`Event ${delivery.key} to ${delivery.handler}: the service is ${reason}`)
      return reason === 'unavailable' ? 'postponed' : 'failed'
    }
  }
}
