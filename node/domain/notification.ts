import type { Mark } from './requests'
import { parseSkuId } from './requests'
import type { Result } from './result'
import { err, ok } from './result'

export interface NotificationRefusal {
  readonly code: 'MALFORMED' | 'NO_SKU' | 'FOREIGN_ACCOUNT'
  /** In English, for the developer of the sender. */
  readonly message: string
}

/**
 * Reads a catalog notification: affiliate webhook or `broadcaster.notification`. VTEX's documents differ
 * in the case of the field names and only IdSku is always there, so names are read in any case and unknown
 * fields are ignored. The notification holds no quantity: it only says which SKU to read again.
 */
export function readNotification(
  body: unknown,
  account: string
): Result<Mark, NotificationRefusal> {
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
  return ok({ skuId, lane: modified ? 'modified' : 'changed' })
}

const isTrue = (value: unknown): boolean =>
  value === true || (typeof value === 'string' && value.toLowerCase() === 'true')
