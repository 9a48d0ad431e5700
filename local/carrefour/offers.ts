import type { Sql } from '../sql'
import type { ProductState } from './catalogue'

/** What one warehouse holds of an offer. */
export interface WarehouseQuantity {
  code: string
  quantity: number
}

/** One shop's offer. It exists for Carrefour's API only while its product is catalogued. */
export interface Offer {
  offerId: number
  shopId: number
  sku: string
  ean: string
  title: string
  category: string
  productState: ProductState
  price: number
  quantity: number
  warehouses: WarehouseQuantity[]
  /** Why stock for it is refused; null if it is accepted. */
  blocked: string | null
  listed: boolean
  updatedAt: number | null
  importId: string | null
}

/** Which offers, in which order. */
export interface OfferQuery {
  shopId?: number | undefined
  /** Exact seller code. */
  sku?: string | undefined
  /** Exact EAN. */
  ean?: string | undefined
  /** Start of the seller code or EAN, or a part of the title. */
  search?: string | undefined
  listedOnly?: boolean
  sort?: 'price' | 'title' | 'offer'
  descending?: boolean
  limit: number
  offset: number
}

/** Reads offers and writes quantities. */
export interface OfferStore {
  find(query: OfferQuery): { offers: Offer[]; total: number }
  byId(offerId: number): Offer | undefined
  /** The offer of a shop as its API sees it: undefined while the product is not catalogued. */
  listed(shopId: number, sku: string): Offer | undefined
  /** What the offer held before its quantity was last set; undefined when it never was. */
  quantityBefore(offerId: number): number | undefined
  setQuantity(
    offerId: number,
    change: { quantity: number; warehouses: WarehouseQuantity[]; at: number; importId: string }
  ): void
  setBlocked(shopId: number, sku: string, reason: string | null): boolean
  /** Whether a person has catalogued an offer's product since a moment; automatic cataloguing does not count. */
  listedSince(at: number): boolean
}

interface Row extends Omit<Offer, 'warehouses' | 'listed'> {
  warehouses: string
  listedAt: number | null
}

const FROM = 'FROM carrefour_offers o JOIN carrefour_products p ON p.ean = o.ean'
const SELECT = `SELECT o.offer_id AS offerId, o.shop_id AS shopId, o.sku, o.ean, p.title, p.category,
  p.state AS productState, o.price, o.quantity, o.warehouses, o.blocked, o.listed_at AS listedAt,
  o.updated_at AS updatedAt, o.import_id AS importId ${FROM}`

const WHERE = `WHERE (?1 IS NULL OR o.shop_id = ?1) AND (?2 IS NULL OR o.sku = ?2)
  AND (?3 IS NULL OR o.ean = ?3) AND (?4 = 0 OR o.listed_at IS NOT NULL)
  AND (?5 IS NULL OR o.sku LIKE ?5 || '%' OR o.ean LIKE ?5 || '%' OR p.title LIKE '%' || ?5 || '%')`

const ORDER = { price: 'o.price', title: 'p.title', offer: 'o.offer_id' }

function toOffer(row: Row): Offer {
  const { listedAt, warehouses, ...rest } = row
  return {
    ...rest,
    warehouses: JSON.parse(warehouses) as WarehouseQuantity[],
    listed: listedAt !== null,
  }
}

export function offerStore(sql: Sql): OfferStore {
  return {
    listedSince: at =>
      sql.get(`SELECT 1 ${FROM} WHERE o.listed_at >= ? AND p.catalogue_at IS NULL LIMIT 1`, at) !==
      undefined,
    find(query) {
      const values = [
        query.shopId ?? null,
        query.sku ?? null,
        query.ean ?? null,
        query.listedOnly === true ? 1 : 0,
        query.search === undefined || query.search === '' ? null : query.search,
      ]
      const order = `${ORDER[query.sort ?? 'offer']} ${query.descending === true ? 'DESC' : 'ASC'}`
      const rows = sql.all<Row>(
        `${SELECT} ${WHERE} ORDER BY ${order}, o.offer_id LIMIT ?6 OFFSET ?7`,
        ...values,
        query.limit,
        query.offset
      )
      const count = sql.get<{ total: number }>(
        `SELECT COUNT(*) AS total ${FROM} ${WHERE}`,
        ...values
      )
      return { offers: rows.map(toOffer), total: count?.total ?? 0 }
    },
    byId(offerId) {
      const row = sql.get<Row>(`${SELECT} WHERE o.offer_id = ?`, offerId)
      return row && toOffer(row)
    },
    listed(shopId, sku) {
      const row = sql.get<Row>(
        `${SELECT} WHERE o.shop_id = ? AND o.sku = ? AND o.listed_at IS NOT NULL`,
        shopId,
        sku
      )
      return row && toOffer(row)
    },
    quantityBefore: offerId =>
      sql.get<{ quantity: number }>(
        'SELECT quantity FROM carrefour_offers_before WHERE offer_id = ?',
        offerId
      )?.quantity,
    setQuantity(offerId, { quantity, warehouses, at, importId }) {
      sql.run(
        `INSERT INTO carrefour_offers_before
           SELECT offer_id, quantity FROM carrefour_offers WHERE offer_id = ?
         ON CONFLICT (offer_id) DO UPDATE SET quantity = excluded.quantity`,
        offerId
      )
      sql.run(
        `UPDATE carrefour_offers SET quantity = ?, warehouses = ?, updated_at = ?, import_id = ?
         WHERE offer_id = ?`,
        quantity,
        JSON.stringify(warehouses),
        at,
        importId,
        offerId
      )
    },
    setBlocked: (shopId, sku, reason) =>
      sql.run(
        'UPDATE carrefour_offers SET blocked = ? WHERE shop_id = ? AND sku = ?',
        reason,
        shopId,
        sku
      ) > 0,
  }
}
