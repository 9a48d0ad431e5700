import type { SkuId, WarehouseStock } from '../shared/sku.logic'
import type { Throttled } from '../shared/callError'
import type { Result } from '../shared/result'

/** The store's APIs did not answer, or not as documented. */
export interface StoreUnavailable {
  readonly kind: 'storeUnavailable'
  /** For the log. */
  readonly message: string
  /** Set when it asked for fewer calls (429 or 503). */
  readonly throttled?: Throttled
}

/** Sellable units of one SKU in a trade policy; null when the answer holds no figure. */
export interface Simulated {
  readonly skuId: SkuId
  readonly available: number | null
}

/** A SKU according to the catalog. */
export interface CatalogSku {
  readonly skuId: SkuId
  readonly name: string
  readonly ean: string | null
  /** The merchant's own code (RefId). */
  readonly reference: string | null
  /** True when both SKU and product are active. */
  readonly isActive: boolean
  readonly isKit: boolean
  /** The SKUs that a kit is made of; none of other SKUs. */
  readonly components: readonly SkuId[]
  readonly tradePolicies: readonly string[]
}

export interface TradePolicy {
  readonly id: string
  readonly name: string
  readonly active: boolean
}

export interface Affiliate {
  readonly id: string
  readonly name: string
  readonly tradePolicy: string
  readonly followUpEmail: string
  /** Where the store posts its notifications; null when unset. */
  readonly endpoint: string | null
}

/** Maximum number of SKUs in one simulation call. */
export const SIMULATION_SIZE = 50

/** SKUs in one page of a trade policy. The catalog documents no limit; a store may return fewer. */
export const POLICY_PAGE = 200

/** The merchant's VTEX store. */
export interface Store {
  /** Stock of up to 50 SKUs in a trade policy (checkout simulation). SKUs not sold there are absent. */
  simulate(
    skuIds: readonly SkuId[],
    tradePolicy: string,
    affiliateId: string
  ): Promise<Result<readonly Simulated[], StoreUnavailable>>
  /** One SKU; null when the catalog does not have it. */
  sku(skuId: SkuId): Promise<Result<CatalogSku | null, StoreUnavailable>>
  /** SKU ids of a trade policy, in pages from 1; an empty page is the end. */
  skusOfPolicy(
    tradePolicy: string,
    page: number
  ): Promise<Result<readonly SkuId[], StoreUnavailable>>
  /** Ids of the active warehouses served by an active dock of the trade policy. Costs two calls. */
  servingWarehouses(tradePolicy: string): Promise<Result<readonly string[], StoreUnavailable>>
  /** Stock of a SKU in each warehouse; empty when logistics does not know the SKU. */
  warehouseStock(skuId: SkuId): Promise<Result<readonly WarehouseStock[], StoreUnavailable>>
  tradePolicies(): Promise<Result<readonly TradePolicy[], StoreUnavailable>>
  affiliate(id: string): Promise<Result<Affiliate | null, StoreUnavailable>>
  saveAffiliate(affiliate: Affiliate): Promise<Result<null, StoreUnavailable>>
  /** A missing affiliate is no error. */
  removeAffiliate(id: string): Promise<Result<null, StoreUnavailable>>
}
