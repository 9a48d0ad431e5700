import type { NotificationRefusal } from '../domain/notification'
import { readNotification } from '../domain/notification'
import type { SkuId } from '../domain/requests'
import type { Result } from '../domain/result'
import { ok } from '../domain/result'
import type { Ports } from '../ports'

export type { NotificationRefusal } from '../domain/notification'

/** Queues the SKU of a catalog notification; durable when it resolves. */
export async function acceptNotification(
  ports: Ports,
  body: unknown
): Promise<Result<SkuId, NotificationRefusal>> {
  const read = readNotification(body, ports.account)
  if (!read.ok) {
    ports.log.warn('notification.refused', { code: read.error.code })
    return read
  }
  await ports.requests.mark(read.value, ports.clock.now())
  ports.log.info('notification.accepted', { skuId: read.value.skuId, lane: read.value.lane })
  await ports.motor.wake()
  return ok(read.value.skuId)
}
