import { type InstanceOptions, type IOContext, ExternalClient } from '@vtex/api'
import { SECOND } from '../shared/time'
import { statusOf, throttledBy, wordsOf } from '../shared/callError'
import { asApp, asPerson, SAFE_ANSWERS } from './middleware'
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
} from '../ports'
import {
  affiliateBody,
  readAffiliate,
  readPolicies,
  readSimulation,
  readSku,
  readSkuIds,
  readInventory,
  readServing,
} from './storeAnswers'

/** Maximum concurrent calls of one request. */
const CONCURRENCY = 8

/** The store's own APIs, called as the app. Reads are retried once without an answer. */
class StoreTransport extends ExternalClient {
  constructor(context: IOContext, options?: InstanceOptions) {
    super(`http://${context.account}.vtexcommercestable.com.br`, context, {
      ...asApp(context, options),
      concurrency: CONCURRENCY,
      middlewares: [...SAFE_ANSWERS],
      retries: 1,
      timeout: 5 * SECOND,
    })
  }
}

type Outcome<T> = Promise<Result<T, StoreUnavailable>>

const routes = {
  simulation: '/api/checkout/pub/orderForms/simulation',
  sku: (id: SkuId) => `/api/catalog_system/pvt/sku/stockkeepingunitbyid/${id}`,
  skusOfPolicy: '/api/catalog_system/pvt/sku/stockkeepingunitidsbysaleschannel',
  docks: '/api/logistics/pvt/configuration/docks',
  warehouses: '/api/logistics/pvt/configuration/warehouses',
  inventory: (id: SkuId) => `/api/logistics/pvt/inventory/skus/${id}`,
  policies: '/api/catalog_system/pvt/saleschannel/list',
  affiliate: (id: string) => `/api/fulfillment/pvt/affiliates/${encodeURIComponent(id)}`,
}

/** The store, through its public and private APIs. */
export class StoreClient extends StoreTransport implements Store {
  /** Only the own store's catalog, seller 1, is simulated; without an address, so no delivery is computed. */
  simulate(
    skuIds: readonly SkuId[],
    tradePolicy: string,
    affiliateId: string
  ): Outcome<readonly Simulated[]> {
    return expecting('simulation', async () => {
      const items = skuIds.map(id => ({ id, quantity: 1, seller: '1' }))
      const body: unknown = await this.http.post(
        routes.simulation,
        { items },
        {
          metric: 'store-simulation',
          params: { sc: tradePolicy, affiliateId },
          retries: 0,
          timeout: 10 * SECOND,
        }
      )
      return readSimulation(body, skuIds)
    })
  }

  async sku(skuId: SkuId): Outcome<CatalogSku | null> {
    return optional(
      'SKU',
      body => readSku(body, skuId),
      () => this.http.get(routes.sku(skuId), { metric: 'store-sku', nullIfNotFound: true })
    )
  }

  skusOfPolicy(tradePolicy: string, page: number): Outcome<readonly SkuId[]> {
    return expecting('SKUs of a trade policy', async () => {
      const body: unknown = await this.http.get(routes.skusOfPolicy, {
        metric: 'store-skus-of-policy',
        params: { sc: tradePolicy, page, pageSize: POLICY_PAGE, onlyAssigned: true },
      })
      return readSkuIds(body)
    })
  }

  servingWarehouses(tradePolicy: string): Outcome<readonly string[]> {
    return expecting('docks and warehouses', async () => {
      const [docks, warehouses] = await Promise.all([
        this.http.get<unknown>(routes.docks, { metric: 'store-docks' }),
        this.http.get<unknown>(routes.warehouses, { metric: 'store-warehouses' }),
      ])
      return readServing(docks, warehouses, tradePolicy)
    })
  }

  async warehouseStock(skuId: SkuId): Outcome<readonly WarehouseStock[]> {
    const found = await optional(
      'inventory',
      body => readInventory(body, skuId),
      () =>
        this.http.get(routes.inventory(skuId), { metric: 'store-inventory', nullIfNotFound: true })
    )
    return found.ok ? ok(found.value ?? []) : found
  }

  tradePolicies(): Outcome<readonly TradePolicy[]> {
    return expecting('trade policies', async () => {
      const body: unknown = await this.http.get(routes.policies, { metric: 'store-policies' })
      return readPolicies(body)
    })
  }

  affiliate(id: string): Outcome<Affiliate | null> {
    return optional(
      'affiliate',
      body => readAffiliate(body, id),
      () => this.#rawAffiliate(id)
    )
  }

  async saveAffiliate(affiliate: Affiliate): Outcome<null> {
    try {
      const before = await this.#rawAffiliate(affiliate.id)
      await asPerson(this.context, headers =>
        this.http.put(routes.affiliate(affiliate.id), affiliateBody(affiliate, before), {
          metric: 'store-affiliate-save',
          headers,
          params: { an: this.context.account },
          retries: 0,
        })
      )
      return ok(null)
    } catch (error) {
      return failed(error)
    }
  }

  async removeAffiliate(id: string): Outcome<null> {
    try {
      await asPerson(this.context, headers =>
        this.http.delete(routes.affiliate(id), {
          metric: 'store-affiliate-remove',
          headers,
          params: { an: this.context.account },
        })
      )
      return ok(null)
    } catch (error) {
      return statusOf(error) === 404 ? ok(null) : failed(error)
    }
  }

  #rawAffiliate(id: string): Promise<unknown> {
    return this.http.get(routes.affiliate(id), {
      metric: 'store-affiliate',
      nullIfNotFound: true,
      params: { an: this.context.account },
    })
  }
}

const unavailable = (message: string): Result<never, StoreUnavailable> =>
  err({ kind: 'storeUnavailable', message })

function failed(error: unknown): Result<never, StoreUnavailable> {
  const asked = throttledBy(error)
  // A 503 that names no time may be about one SKU only.
  const throttled = statusOf(error) === 429 || asked?.retryAfter ? asked : null
  return err({
    kind: 'storeUnavailable',
    message: wordsOf(error),
    ...(throttled ? { throttled } : {}),
  })
}

async function expecting<T>(what: string, read: () => Promise<T | null>): Outcome<T> {
  try {
    const found = await read()
    return found === null ? unavailable(`${what}: the answer is not as documented`) : ok(found)
  } catch (error) {
    return failed(error)
  }
}

/** As `expecting`, for a call whose 404 is an answer. */
async function optional<T>(
  what: string,
  read: (body: unknown) => T | null,
  call: () => Promise<unknown>
): Outcome<T | null> {
  try {
    const body = await call()
    if (body === null) return ok(null)
    const found = read(body)
    return found === null ? unavailable(`${what}: the answer is not as documented`) : ok(found)
  } catch (error) {
    return failed(error)
  }
}
