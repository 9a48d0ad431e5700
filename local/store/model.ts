/** A product: what VTEX groups SKUs by, and notifies as one. */
export interface Product {
  productId: number
  name: string
  refId: string
  brand: string
  category: string
  active: boolean
}

/** One component of a kit and how many of it a kit needs. */
export interface KitItem {
  skuId: number
  quantity: number
}

/** What is sold: one variation of a product, or a kit of others. */
export interface Sku {
  skuId: number
  productId: number
  /** The whole name: product and variation. */
  name: string
  ean: string
  refId: string
  active: boolean
  /** In cents; null when it has no price, which keeps it out of every simulation. */
  price: number | null
  /** Trade policies (sales channels) that it is sold in. */
  policies: number[]
  /** Not empty for a kit. */
  kitItems: KitItem[]
}

/** A SKU with what is read together with it. */
export interface SkuDetails extends Sku {
  product: Product
}

/** A trade policy, which VTEX's API calls sales channel. */
export interface Policy {
  policyId: number
  name: string
  active: boolean
}

/** A warehouse and the docks that its goods leave from. */
export interface Warehouse {
  warehouseId: string
  name: string
  active: boolean
  docks: string[]
}

/** A dock and the trade policies that it serves. */
export interface Dock {
  dockId: string
  name: string
  active: boolean
  policies: number[]
}

/** What one warehouse holds of one SKU. Reservations may exceed the total. */
export interface StockRow {
  skuId: number
  warehouseId: string
  total: number
  reserved: number
  unlimited: boolean
}

/** A whole store, or more of one, to be written at once. */
export interface StoreData {
  policies?: Policy[]
  docks?: Dock[]
  warehouses?: Warehouse[]
  products?: Product[]
  skus?: Sku[]
  stock?: StockRow[]
}

/** What VTEX shows as the quantity of an unlimited item. */
export const UNLIMITED = 1_000_000
