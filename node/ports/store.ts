import type { SkuId } from '../queue/stockRequest.logic'
import type { Result } from '../shared/result'
import type { WarehouseStock } from '../engine/stock.logic'

/** The store's APIs did not answer, or not as documented. */
export interface StoreUnavailable {
  readonly kind: 'storeUnavailable'
  /** What happened, for the log. */
  readonly message: string
}

/** Units of one SKU that a trade policy can sell; null when the answer names no figure. */
export interface Simulated {
  readonly skuId: SkuId
  readonly available: number | null
}

/** A SKU as the catalog knows it. */
export interface CatalogSku {
  readonly skuId: SkuId
  readonly name: string
  readonly ean: string | null
  /** The merchant's own code (RefId). */
  readonly reference: string | null
  /** SKU and product active. */
  readonly isActive: boolean
  readonly isKit: boolean
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
  /** Where the store posts its notifications; null when none is set. */
  readonly endpoint: string | null
}

/** Most SKUs of one simulation call. */
export const SIMULATION_SIZE = 50

/** SKUs of one page of a trade policy. The catalog documents no limit; a store may answer fewer. */
export const POLICY_PAGE = 200

/** The merchant's VTEX store. */
export interface Store {
  /** Stock of many SKUs in a trade policy (checkout simulation, at most 50). SKUs not sold there are absent. */
  simulate(
    skuIds: readonly SkuId[],
    tradePolicy: string,
    affiliateId: string
  ): Promise<Result<readonly Simulated[], StoreUnavailable>>
  /** One SKU; null when the catalog does not know it. */
  sku(skuId: SkuId): Promise<Result<CatalogSku | null, StoreUnavailable>>
  /** SKU ids of a trade policy, page by page from 1; an empty page ends it. */
  skusOfPolicy(
    tradePolicy: string,
    page: number
  ): Promise<Result<readonly SkuId[], StoreUnavailable>>
  /** Ids of the active warehouses that an active dock of the trade policy serves. Two calls. */
  servingWarehouses(tradePolicy: string): Promise<Result<readonly string[], StoreUnavailable>>
  /** What each warehouse holds of a SKU; none when logistics does not know it. */
  warehouseStock(skuId: SkuId): Promise<Result<readonly WarehouseStock[], StoreUnavailable>>
  tradePolicies(): Promise<Result<readonly TradePolicy[], StoreUnavailable>>
  affiliate(id: string): Promise<Result<Affiliate | null, StoreUnavailable>>
  saveAffiliate(affiliate: Affiliate): Promise<Result<null, StoreUnavailable>>
  /** Already gone is no error. */
  removeAffiliate(id: string): Promise<Result<null, StoreUnavailable>>
}
