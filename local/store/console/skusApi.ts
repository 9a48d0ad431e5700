import type Router from '@koa/router'
import type { RouterContext } from '@koa/router'

import { bodyOf, ConsoleError, queryNumber, queryText } from '../../console/api'
import { loadStore } from '../load'
import type { Sku, SkuDetails, StoreData } from '../model'
import type { Shop } from '../shop'
import type { StockChange } from '../stock'

import { ACTIVE, ASSIGNED, SKUS, STOCK } from './schemas'

type NewSku = Omit<Sku, 'productId'> & {
  productId?: number
  total: number
  reserved: number
  unlimited: boolean
}

const readStock = bodyOf<StockChange & { warehouseId?: string }>(STOCK)
const readActive = bodyOf<{ active: boolean }>(ACTIVE)
const readAssigned = bodyOf<{ assigned: boolean }>(ASSIGNED)
const readSkus = bodyOf<{ skus: NewSku[] }>(SKUS)

/** SKUs and their stock. Changes are notified as VTEX does; adding SKUs is silent. */
export function skusApi(router: Router, shop: Shop): void {
  router.get('/api/skus', ctx => {
    const limit = queryNumber(ctx, 'pageSize', { fallback: 50, min: 1, max: 1000 })
    const page = queryNumber(ctx, 'page', { fallback: 1, min: 1, max: 1_000_000 })
    const policyId = queryNumber(ctx, 'policy', { fallback: 0, min: 0, max: 999_999_999 })
    const { skus, total } = shop.skus.find({
      search: queryText(ctx, 'search'),
      policyId: policyId === 0 ? undefined : policyId,
      limit,
      offset: (page - 1) * limit,
    })
    ctx.body = { skus: skus.map(sku => withStock(shop, sku)), total, page, pageSize: limit }
  })
  router.get('/api/skus/:skuId', ctx => {
    ctx.body = withStock(shop, skuOf(shop, ctx))
  })
  router.post('/api/skus', ctx => {
    const { skus } = readSkus(ctx)
    const [warehouse] = shop.places.warehouses()
    if (warehouse === undefined) throw new ConsoleError(409, 'The store has no warehouse.')
    loadStore(shop.sql, storeData(skus, warehouse.warehouseId), shop.clock.now())
    ctx.status = 201
    ctx.body = { added: skus.length }
  })
  router.put('/api/skus/:skuId/stock', ctx => {
    const { skuId } = skuOf(shop, ctx)
    const { warehouseId, ...change } = readStock(ctx)
    void shop.changes.setStock(skuId, warehouseOf(shop, skuId, warehouseId), change)
    ctx.body = withStock(shop, skuOf(shop, ctx))
  })
  router.put('/api/skus/:skuId/active', ctx => {
    const { skuId } = skuOf(shop, ctx)
    void shop.changes.setActive(skuId, readActive(ctx).active)
    ctx.body = withStock(shop, skuOf(shop, ctx))
  })
  router.put('/api/skus/:skuId/policies/:policyId', ctx => {
    const { skuId } = skuOf(shop, ctx)
    const policyId = Number(ctx.params['policyId'])
    if (!shop.places.policies().some(policy => policy.policyId === policyId)) {
      throw new ConsoleError(404, 'There is no such trade policy.')
    }
    void shop.changes.setPolicy(skuId, policyId, readAssigned(ctx).assigned)
    ctx.body = withStock(shop, skuOf(shop, ctx))
  })
}

function skuOf(shop: Shop, ctx: RouterContext): SkuDetails {
  const sku = shop.skus.get(Number(ctx.params['skuId']))
  if (sku === undefined) throw new ConsoleError(404, 'There is no such SKU.')
  return sku
}

/** The warehouse asked for, or the first that holds the SKU, or the store's first. */
function warehouseOf(shop: Shop, skuId: number, asked?: string): string {
  const ids = shop.places.warehouses().map(warehouse => warehouse.warehouseId)
  const holding = new Set(shop.stock.ofSku(skuId).map(row => row.warehouseId))
  const usual = ids.find(known => holding.has(known)) ?? ids[0]
  const id = asked === undefined ? usual : ids.find(known => known === asked)
  if (id === undefined) throw new ConsoleError(400, 'There is no such warehouse.')
  return id
}

function withStock(shop: Shop, sku: SkuDetails): Record<string, unknown> {
  const available = sku.policies.map(policyId => [
    policyId,
    shop.stock.available([sku], policyId).get(sku.skuId) ?? 0,
  ])
  return { ...sku, stock: shop.stock.ofSku(sku.skuId), available: Object.fromEntries(available) }
}

function storeData(skus: NewSku[], warehouseId: string): StoreData {
  return {
    products: skus.map(sku => ({
      productId: sku.productId ?? sku.skuId,
      name: sku.name,
      refId: sku.refId,
      brand: '',
      category: 'Outros',
      active: true,
    })),
    skus: skus.map(({ productId, ...sku }) => ({ ...sku, productId: productId ?? sku.skuId })),
    stock: skus.map(({ skuId, total, reserved, unlimited }) => ({
      skuId,
      warehouseId,
      total,
      reserved,
      unlimited,
    })),
  }
}
