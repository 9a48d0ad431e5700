import type { Affiliate, AffiliateStore } from './affiliates'
import type { SkuDetails } from './model'
import type { NotificationTarget } from './notification'
import type { Change, Delivered, Message, Publisher } from './publisher'
import type { SkuStore } from './skus'
import type { StockChange, StockStore } from './stock'
import type { SwitchStore } from './switches'

/** Units at which VTEX's minimum-availability rule draws its line. */
const MINIMUM_AVAILABILITY = 5

/** Whom `notify` calls. */
export type Via = 'webhook' | 'event' | 'both'

/** Changes of the store: each is written, then notified to everyone VTEX would notify. */
export interface Changes {
  setStock(skuId: number, warehouseId: string, change: StockChange): Promise<Delivered>
  setActive(skuId: number, active: boolean): Promise<Delivered>
  setPolicy(skuId: number, policyId: number, assigned: boolean): Promise<Delivered>
  /** Tells of SKUs without changing them, as when a product is indexed again. */
  notify(skuIds: number[], change: 'stock' | 'sku', via: Via): Promise<Delivered>
}

export interface ChangesDeps {
  skus: SkuStore
  stock: StockStore
  affiliates: AffiliateStore
  switches: SwitchStore
  publisher: Publisher
  now(): number
}

type Hearer = Affiliate & { searchURIEndpoint: string }

export function changes(deps: ChangesDeps): Changes {
  const { skus, stock, publisher } = deps
  const hearers = (): Hearer[] => deps.affiliates.all().filter(hasEndpoint)
  const event = (sku: SkuDetails, change: Change): Message[] =>
    deps.switches.read().broadcaster ? [{ sku, change, target: BROADCASTER }] : []
  const ofProduct = (skuId: number): SkuDetails[] => {
    const sku = skus.get(skuId)
    return sku === undefined ? [] : skus.ofProduct(sku.productId)
  }
  const skuMessages = (sku: SkuDetails, change: Change): Message[] => [
    ...hearers()
      .filter(affiliate => sells(sku, affiliate))
      .map(affiliate => ({ sku, change, target: webhook(affiliate) })),
    ...event(sku, change),
  ]

  return {
    setStock(skuId, warehouseId, change) {
      const affected = skus.byIds([skuId, ...skus.kitsWith(skuId)])
      const told = hearers()
      const read = () =>
        told.map(({ salesChannel }) => stock.available(affected, Number(salesChannel)))
      const before = read()
      stock.write(skuId, warehouseId, change, deps.now())
      const after = read()

      const { minimumAvailability } = deps.switches.read()
      const messages = affected.flatMap(sku => [
        ...told
          .filter((affiliate, i) => {
            const levels = [before[i]?.get(sku.skuId) ?? 0, after[i]?.get(sku.skuId) ?? 0]
            return sells(sku, affiliate) && (!minimumAvailability || isNearEmpty(levels))
          })
          .map(affiliate => ({ sku, change: 'stock' as const, target: webhook(affiliate) })),
        ...event(sku, 'stock'),
      ])
      return publisher.publish(messages)
    },
    setActive(skuId, active) {
      skus.setActive(skuId, active)
      return publisher.publish(ofProduct(skuId).flatMap(sku => skuMessages(sku, 'sku')))
    },
    setPolicy(skuId, policyId, assigned) {
      skus.setPolicy(skuId, policyId, assigned)
      const all = ofProduct(skuId)
      const removed = assigned ? [] : all.filter(sku => sku.skuId === skuId)
      const farewells = removed.flatMap(sku =>
        hearers()
          .filter(affiliate => Number(affiliate.salesChannel) === policyId)
          .map(affiliate => ({ sku, change: 'removed' as const, target: webhook(affiliate) }))
      )
      return publisher.publish([...farewells, ...all.flatMap(sku => skuMessages(sku, 'sku'))])
    },
    notify(skuIds, change, via) {
      const messages = skus.byIds(skuIds).flatMap(sku => skuMessages(sku, change))
      return publisher.publish(
        messages.filter(({ target }) => via === 'both' || target.kind === via)
      )
    },
  }
}

const BROADCASTER: NotificationTarget = { kind: 'event', key: 'broadcaster.notification' }

function webhook(affiliate: Hearer): NotificationTarget {
  return { kind: 'webhook', affiliateId: affiliate.id, url: affiliate.searchURIEndpoint }
}

function hasEndpoint(affiliate: Affiliate): affiliate is Hearer {
  return affiliate.searchURIEndpoint !== null && affiliate.searchURIEndpoint !== ''
}

function sells(sku: SkuDetails, affiliate: Affiliate): boolean {
  return sku.policies.includes(Number(affiliate.salesChannel))
}

function isNearEmpty(levels: number[]): boolean {
  return levels.some(units => units <= MINIMUM_AVAILABILITY)
}
