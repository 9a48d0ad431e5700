import type { Clock } from '../clock'

import type { SkuDetails } from './model'
import {
  dateModified,
  type DeliveryOutcome,
  type NotificationBody,
  type NotificationTarget,
  type Notify,
} from './notification'
import type { NotificationLog } from './notificationLog'
import type { SwitchStore } from './switches'

/** Deliveries that run at the same time; the others wait. */
const CONCURRENT = 10

/** What changed about a SKU, in the words of the notification body. */
export type Change = 'stock' | 'sku' | 'removed'

/** A SKU's change and one of those who must hear of it. */
export interface Message {
  sku: SkuDetails
  change: Change
  target: NotificationTarget
}

/** How a round of deliveries ended. */
export interface Delivered {
  notified: number
  delivered: number
  failed: number
}

/** Sends notifications through the workspace and keeps the log. */
export interface Publisher {
  /** Resolves when every delivery has ended; never rejects. */
  publish(messages: Message[]): Promise<Delivered>
}

export interface PublisherDeps {
  account: string
  clock: Clock
  notify: Notify
  log: NotificationLog
  switches: SwitchStore
  /** Whether the database still takes writes: deliveries may end after the workspace has stopped. */
  isOpen(): boolean
}

export function publisher(deps: PublisherDeps): Publisher {
  const deliver = async (message: Message): Promise<boolean> => {
    const { target } = message
    const body = bodyOf(message, deps)
    const id = deps.log.add(body, target, deps.clock.now())
    if (chance(deps.switches.read().lossPercent)) {
      deps.log.finish(id, { ok: false, detail: 'lost on purpose' })
      return false
    }
    const outcome = await attempt(() => deps.notify({ id, body, target }))
    if (deps.isOpen()) deps.log.finish(id, outcome)
    return outcome.ok
  }

  return {
    async publish(messages) {
      const { duplicatePercent } = deps.switches.read()
      const queue = messages.flatMap(one => (chance(duplicatePercent) ? [one, one] : [one]))
      const notified = queue.length
      let delivered = 0
      const take = () => (deps.isOpen() ? queue.shift() : undefined)
      const worker = async (): Promise<void> => {
        for (let next = take(); next !== undefined; next = take()) {
          if (await deliver(next)) delivered++
        }
      }
      await Promise.all(Array.from({ length: CONCURRENT }, worker))
      return { notified, delivered, failed: notified - delivered }
    },
  }
}

function bodyOf({ sku, change, target }: Message, deps: PublisherDeps): NotificationBody {
  return {
    IdSku: String(sku.skuId),
    ProductId: sku.productId,
    An: deps.account,
    ...(target.kind === 'webhook' && { IdAffiliate: target.affiliateId }),
    DateModified: dateModified(deps.clock.now()),
    IsActive: sku.active && sku.product.active,
    StockModified: change === 'stock',
    PriceModified: false,
    HasStockKeepingUnitModified: change === 'sku',
    HasStockKeepingUnitRemovedFromAffiliate: change === 'removed',
  }
}

async function attempt(send: () => ReturnType<Notify>): Promise<DeliveryOutcome> {
  try {
    return (await send()) ?? { ok: true, detail: 'handed over' }
  } catch (error) {
    return { ok: false, detail: error instanceof Error ? error.message : 'failed' }
  }
}

function chance(percent: number): boolean {
  return Math.random() * 100 < percent
}
