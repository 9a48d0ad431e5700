import type { SkuDetails } from './model'
import type { Shop } from './shop'

/** One line of a simulated cart. */
export interface CartItem {
  id: string
  quantity: number
  seller: string
}

/** A line that came back: what can be sold of it. */
export interface SimulatedItem {
  /** Its place in the request. */
  requestIndex: number
  item: CartItem
  sku: SkuDetails
  price: number
  /** Sellable units in the policy. */
  stockBalance: number
}

/**
 * Simulates a cart in a trade policy. What cannot be sold at all is simply absent: unknown, inactive, not
 * assigned to the policy, without a price, or of another seller. What is only out of stock comes back
 * with a balance of 0.
 */
export function simulate(
  shop: Pick<Shop, 'skus' | 'stock'>,
  items: CartItem[],
  policyId: number
): SimulatedItem[] {
  const ids = items.map(item => Number(item.id)).filter(Number.isSafeInteger)
  const skus = new Map(shop.skus.byIds([...new Set(ids)]).map(sku => [sku.skuId, sku]))
  const balances = shop.stock.available([...skus.values()], policyId)
  return items.flatMap((item, requestIndex) => {
    const sku = skus.get(Number(item.id))
    if (sku === undefined || sku.price === null || item.seller !== '1') return []
    if (!sku.active || !sku.product.active || !sku.policies.includes(policyId)) return []
    const stockBalance = balances.get(sku.skuId) ?? 0
    return [{ requestIndex, item, sku, price: sku.price, stockBalance }]
  })
}
