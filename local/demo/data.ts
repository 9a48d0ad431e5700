import type { Listing } from '../carrefour'
import type { StoreData } from '../store'

import { CARREFOUR_POLICY, MAIN_POLICY } from './policies'
import { stockOf } from './quantities'
import type { DemoSku } from './skus'
import { REFUSALS } from './trouble'

/** The demo's shop at Carrefour. */
export const SHOP_ID = 2001

const CATALOGUED_AFTER_MS = 10 * 60_000

/** The demo store: two warehouses, two trade policies and all SKUs. */
export function storeData(skus: DemoSku[]): StoreData {
  const policies = [MAIN_POLICY, CARREFOUR_POLICY]
  return {
    policies: [
      { policyId: MAIN_POLICY, name: 'Loja principal', active: true },
      { policyId: CARREFOUR_POLICY, name: 'Carrefour', active: true },
    ],
    docks: [
      { dockId: 'doca-sp', name: 'Doca São Paulo', active: true, policies },
      { dockId: 'doca-mg', name: 'Doca Minas', active: true, policies },
    ],
    warehouses: [
      { warehouseId: 'cd-sp', name: 'CD São Paulo', active: true, docks: ['doca-sp'] },
      { warehouseId: 'cd-mg', name: 'CD Minas', active: true, docks: ['doca-mg'] },
    ],
    products: [...new Map(skus.map(({ product }) => [product.productId, product])).values()],
    skus: skus.map(({ sku }) => sku),
    stock: skus.filter(({ sku }) => sku.kitItems.length === 0).flatMap(stockOf),
  }
}

/** What Carrefour has received of these SKUs: product and price, as VTEX's own connector sends them. */
export function listings(skus: DemoSku[], now: number): Listing[] {
  return skus.map(({ sku, product, trouble }) => ({
    shopId: SHOP_ID,
    sku: String(sku.skuId),
    ean: sku.ean,
    title: sku.name,
    category: product.category,
    price: (sku.price ?? 0) / 100,
    state: trouble === 'not-catalogued' || trouble === 'catalogued-soon' ? 'pending' : 'catalogued',
    catalogueAt: trouble === 'catalogued-soon' ? now + CATALOGUED_AFTER_MS : null,
    blocked: REFUSALS[trouble] ?? null,
  }))
}
