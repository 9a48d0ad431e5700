import type { Admission } from './admission'
import type { Millis } from '../shared/time'
import type { Ports } from '../ports'
import { refusals } from '../guard/errors'
import { type Priority, type SkuId, type StockRequest, parseSkuId } from './stockRequest.logic'
import { type Result, err, ok } from '../shared/result'

interface NotificationRefusal {
  readonly code: 'MALFORMED' | 'NO_SKU' | 'FOREIGN_ACCOUNT'
  /** In English, for the developer of the calling system. */
  readonly message: string
}

/**
 * Reads a catalog notification: affiliate webhook or `broadcaster.notification`. VTEX's documents disagree on the case
 * of field names and only IdSku is always present, so names are matched in any case and unknown fields ignored. The
 * notification holds no quantity, only the SKU to read again.
 */
export function readNotification(
  body: unknown,
  account: string
): Result<StockRequest, NotificationRefusal> {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    return err({ code: 'MALFORMED', message: 'The body must be a JSON object.' })
  }
  const fields = new Map(
    Object.entries(body).map(([name, value]) => [name.toLowerCase(), value as unknown])
  )
  const sender = fields.get('an')
  if (sender !== undefined && sender !== account) {
    return err({ code: 'FOREIGN_ACCOUNT', message: 'The field An names another account.' })
  }
  const skuId = parseSkuId(fields.get('idsku'))
  if (skuId === null)
    return err({
      code: 'NO_SKU',
      message: 'The field IdSku must hold a SKU id: 1 to 18 digits, no zeros before them.',
    })
  const modified = ['hasstockkeepingunitmodified', 'hasstockkeepingunitremovedfromaffiliate'].some(
    name => isTrue(fields.get(name))
  )
  return ok({ skuId, priority: modified ? 'modified' : 'changed' })
}

const isTrue = (value: unknown): boolean =>
  value === true || (typeof value === 'string' && value.toLowerCase() === 'true')

/** There is no room for another SKU unknown to the ledger. */
interface TooManyUnknown {
  readonly code: 'TOO_MANY_UNKNOWN'
  /** In English, for the developer of the calling system. */
  readonly message: string
  /** When to retry. */
  readonly retryAt: Millis
}

const TOO_MANY =
  'Too many SKUs that were never sent before. Ask again later; those that are known are still taken.'

/** VTEX's own events need no admission: their sender is known. */
const admitAsIs = ({ priority }: StockRequest): Promise<Admission> =>
  Promise.resolve({ kind: 'admitted', priority })

/**
 * Queues the SKU of a catalog notification; durable when it resolves.
 *
 * @param admit decides whether it is queued, and with which priority
 */
export async function acceptNotification(
  ports: Ports,
  body: unknown,
  admit: (request: StockRequest) => Promise<Admission> = admitAsIs
): Promise<Result<SkuId, NotificationRefusal | TooManyUnknown>> {
  const read = readNotification(body, ports.account)
  if (!read.ok) {
    refusals.note(ports, 'notification.refused', { reason: read.error.code })
    return read
  }
  const { skuId } = read.value
  const admission = await admit(read.value)
  if (admission.kind === 'full')
    return err({ code: 'TOO_MANY_UNKNOWN', message: TOO_MANY, retryAt: admission.retryAt })
  const priority: Priority = admission.priority
  await ports.queue.enqueue({ skuId, priority }, ports.clock.now())
  ports.log.info('notification.accepted', { skuId, priority })
  await ports.workTrigger.trigger()
  return ok(skuId)
}
