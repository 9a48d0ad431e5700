import type { SkuId, WarehouseStock } from '../shared/sku.logic'
import { type Result, err, ok } from '../shared/result'
import {
  type Affiliate,
  type CatalogSku,
  type Simulated,
  type Store,
  type StoreUnavailable,
  type TradePolicy,
  POLICY_PAGE,
  SIMULATION_SIZE,
} from '../ports'
import { aSku, eanOf } from './factories'

/** Items of a call that does not take a number of SKUs. */
const SIZES: Partial<Record<keyof Store, number>> = { skusOfPolicy: POLICY_PAGE }

/** A store in memory: settable SKUs and stock. */
export class FakeStore implements Store {
  readonly skus = new Map<SkuId, CatalogSku>()
  /** Units per SKU, in any trade policy; null is an answer without a figure. */
  readonly stock = new Map<SkuId, number | null>()
  readonly affiliates = new Map<string, Affiliate>()
  policies: TradePolicy[] = [
    { id: '1', name: 'Loja principal', active: true },
    { id: '2', name: 'Carrefour', active: true },
  ]
  /** SKUs that are active and in the policy, but have no price: simulations leave them out. */
  readonly priceless = new Set<SkuId>()
  /** SKUs that simulations contain without a price. */
  readonly unpriced = new Set<SkuId>()
  /** Warehouses that serve every trade policy. */
  serving: readonly string[] = ['main']
  /** Stock by warehouse; other SKUs have theirs in `main`, a negative one as reservations. */
  readonly warehouses = new Map<SkuId, readonly WarehouseStock[]>()
  /** While true nothing answers. */
  down = false
  /** How many of the next calls fail. */
  failures = 0
  /** Why a call about these SKUs fails; null when it does not. */
  fault: ((name: keyof Store, skuIds: readonly SkuId[]) => string | null) | null = null
  /** Every call, for assertions. */
  readonly calls: { readonly name: keyof Store; readonly size: number }[] = []
  /** Runs inside each simulation, before the stock is read, where a test can change stock. */
  beforeSimulation: (() => void) | null = null

  /** Adds an active SKU of the policies 1 and 2 with `units` on sale. */
  sell(skuId: SkuId, units: number, sku: Partial<CatalogSku> = {}): void {
    this.skus.set(skuId, aSku({ skuId, ean: eanOf(skuId), ...sku }))
    this.stock.set(skuId, units)
  }

  async simulate(
    skuIds: readonly SkuId[],
    tradePolicy: string
  ): Promise<Result<readonly Simulated[], StoreUnavailable>> {
    if (skuIds.length > SIMULATION_SIZE)
      throw new Error(`A simulation takes ${SIMULATION_SIZE} SKUs, not ${skuIds.length}`)
    return this.#answer('simulate', skuIds, () => {
      this.beforeSimulation?.()
      const sold = (skuId: SkuId) => {
        const sku = this.skus.get(skuId)
        return (
          sku?.isActive === true &&
          sku.tradePolicies.includes(tradePolicy) &&
          !this.priceless.has(skuId)
        )
      }
      const figure = (skuId: SkuId) => {
        const units = this.stock.get(skuId) ?? null
        return units === null ? null : this.serving.length > 0 ? Math.max(units, 0) : 0
      }
      return skuIds.filter(sold).map(skuId => ({
        skuId,
        available: figure(skuId),
        isPriced: !this.unpriced.has(skuId),
      }))
    })
  }

  async sku(skuId: SkuId): Promise<Result<CatalogSku | null, StoreUnavailable>> {
    return this.#answer('sku', [skuId], () => this.skus.get(skuId) ?? null)
  }

  async skusOfPolicy(
    tradePolicy: string,
    page: number
  ): Promise<Result<readonly SkuId[], StoreUnavailable>> {
    return this.#answer('skusOfPolicy', [], () =>
      [...this.skus.values()]
        .flatMap(sku => (sku.tradePolicies.includes(tradePolicy) ? [sku.skuId] : []))
        .sort((a, b) => Number(a) - Number(b))
        .slice((page - 1) * POLICY_PAGE, page * POLICY_PAGE)
    )
  }

  async servingWarehouses(): Promise<Result<readonly string[], StoreUnavailable>> {
    return this.#answer('servingWarehouses', [], () => this.serving)
  }

  async warehouseStock(skuId: SkuId): Promise<Result<readonly WarehouseStock[], StoreUnavailable>> {
    return this.#answer('warehouseStock', [skuId], () => {
      const units = this.stock.get(skuId) ?? 0
      const total = Math.max(units, 0)
      const reserved = Math.max(-units, 0)
      return (
        this.warehouses.get(skuId) ?? [{ warehouseId: 'main', total, reserved, unlimited: false }]
      )
    })
  }

  async tradePolicies(): Promise<Result<readonly TradePolicy[], StoreUnavailable>> {
    return this.#answer('tradePolicies', [], () => this.policies)
  }

  async affiliate(id: string): Promise<Result<Affiliate | null, StoreUnavailable>> {
    return this.#answer('affiliate', [], () => this.affiliates.get(id) ?? null)
  }

  async saveAffiliate(affiliate: Affiliate): Promise<Result<null, StoreUnavailable>> {
    return this.#answer('saveAffiliate', [], () => {
      this.affiliates.set(affiliate.id, affiliate)
      return null
    })
  }

  async removeAffiliate(id: string): Promise<Result<null, StoreUnavailable>> {
    return this.#answer('removeAffiliate', [], () => {
      this.affiliates.delete(id)
      return null
    })
  }

  #answer<T>(
    name: keyof Store,
    skuIds: readonly SkuId[],
    read: () => T
  ): Result<T, StoreUnavailable> {
    this.calls.push({ name, size: SIZES[name] ?? Math.max(skuIds.length, 1) })
    const fault = this.fault?.(name, skuIds) ?? null
    if (fault !== null) return err({ kind: 'storeUnavailable', message: `${name}: ${fault}` })
    const fails = this.down || this.failures > 0
    if (this.failures > 0) this.failures -= 1
    return fails ? err({ kind: 'storeUnavailable', message: `${name}: HTTP 503` }) : ok(read())
  }
}
