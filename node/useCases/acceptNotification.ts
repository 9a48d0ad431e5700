import type { NotificationRefusal } from '../domain/notification'
import { readNotification } from '../domain/notification'
import type { Lane, Mark, SkuId } from '../domain/requests'
import type { Result } from '../domain/result'
import { err, ok } from '../domain/result'
import type { Millis } from '../domain/time'
import type { Ports } from '../ports'
import type { Admission } from './admission'

export type { NotificationRefusal } from '../domain/notification'

/** There is no room for another SKU that the ledger does not know. */
export interface TooManyUnknown {
  readonly code: 'TOO_MANY_UNKNOWN'
  /** In English, for the developer of the sender. */
  readonly message: string
  /** When to ask again. */
  readonly retryAt: Millis
}

const TOO_MANY =
  'Too many SKUs that were never sent before. Ask again later; those that are known are still taken.'

/** Whoever may send is known: VTEX's own events. */
const asTold = ({ lane }: Mark): Promise<Admission> => Promise.resolve({ kind: 'admitted', lane })

/**
 * Queues the SKU of a catalog notification; durable when it resolves.
 *
 * @param admit decides whether, and in which lane
 */
export async function acceptNotification(
  ports: Ports,
  body: unknown,
  admit: (mark: Mark) => Promise<Admission> = asTold
): Promise<Result<SkuId, NotificationRefusal | TooManyUnknown>> {
  const read = readNotification(body, ports.account)
  if (!read.ok) {
    ports.log.warn('notification.refused', { code: read.error.code })
    return read
  }
  const { skuId } = read.value
  const admission = await admit(read.value)
  if (admission.kind === 'full')
    return err({ code: 'TOO_MANY_UNKNOWN', message: TOO_MANY, retryAt: admission.retryAt })
  const lane: Lane = admission.lane
  await ports.requests.mark({ skuId, lane }, ports.clock.now())
  ports.log.info('notification.accepted', { skuId, lane })
  await ports.motor.wake()
  return ok(skuId)
}
