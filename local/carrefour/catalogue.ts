import type { Sql } from '../sql'

/**
 * How a product stands in Carrefour's catalogue. `pending` may become `catalogued` by itself at a given
 * moment, silently, as at Carrefour; `never` and `deleted` do not.
 */
export const PRODUCT_STATES = ['catalogued', 'pending', 'never', 'deleted'] as const
export type ProductState = (typeof PRODUCT_STATES)[number]

/** A product and the price that a shop sent for it, as VTEX's native connector does. */
export interface Listing {
  shopId: number
  /** The seller's own code: what STO01 calls `offer-sku`. */
  sku: string
  ean: string
  title: string
  category: string
  /** In reais. */
  price: number
  state: ProductState
  /** Only with `pending`: when it is catalogued automatically. */
  catalogueAt?: number | null
  /** Only with `catalogued`: units that Carrefour already holds. */
  quantity?: number
  /** Why Carrefour refuses stock for this offer although it exists. */
  blocked?: string | null
}

/** Products waiting for, or refused by, the catalogue. */
export interface Product {
  ean: string
  title: string
  category: string
  state: ProductState
  catalogueAt: number | null
  /** The sellers' codes for it, separated by commas. */
  skus: string
}

/** The operator's catalogue. */
export interface Catalogue {
  /** Adds or replaces products and their offers, all in one transaction. */
  load(listings: Listing[], now: number): void
  /**
   * Moves a product; its offers appear with quantity 0, or disappear. False when it is unknown. One that becomes
   * catalogued automatically keeps its scheduled moment, because no person did it.
   */
  setState(ean: string, state: ProductState, at: number, catalogueAt?: number | null): boolean
  product(ean: string): Product | undefined
  /** Catalogued products among these EANs. */
  catalogued(eans: string[]): Product[]
  /** Products in a state, at most `limit`. */
  inState(state: ProductState, limit: number): Product[]
}

const SELECT = `SELECT ean, title, category, state, catalogue_at AS catalogueAt,
  (SELECT COALESCE(GROUP_CONCAT(DISTINCT sku), '') FROM carrefour_offers o
   WHERE o.ean = carrefour_products.ean) AS skus FROM carrefour_products`

export function catalogue(sql: Sql): Catalogue {
  const addOne = (listing: Listing, now: number): void => {
    const listed = listing.state === 'catalogued'
    sql.run(
      `INSERT INTO carrefour_products VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (ean) DO UPDATE SET title = excluded.title, category = excluded.category,
       state = excluded.state, catalogue_at = excluded.catalogue_at`,
      listing.ean,
      listing.title,
      listing.category,
      listing.state,
      listing.state === 'pending' ? (listing.catalogueAt ?? null) : null
    )
    sql.run(
      `INSERT INTO carrefour_offers
         (shop_id, sku, ean, price, quantity, warehouses, blocked, listed_at, updated_at)
       VALUES (?, ?, ?, ?, ?, '[]', ?, ?, ?)
       ON CONFLICT (shop_id, sku) DO UPDATE SET ean = excluded.ean, price = excluded.price,
       quantity = excluded.quantity, warehouses = '[]', blocked = excluded.blocked,
       listed_at = excluded.listed_at, updated_at = excluded.updated_at`,
      listing.shopId,
      listing.sku,
      listing.ean,
      listing.price,
      listed ? (listing.quantity ?? 0) : 0,
      listing.blocked ?? null,
      listed ? now : null,
      listed ? now : null
    )
  }

  return {
    load(listings, now) {
      sql.transaction(() => listings.forEach(listing => addOne(listing, now)))
    },
    setState(ean, state, at, catalogueAt = null) {
      return sql.transaction(() => {
        const changed = sql.run(
          'UPDATE carrefour_products SET state = ?, catalogue_at = ? WHERE ean = ?',
          state,
          state === 'pending' || state === 'catalogued' ? catalogueAt : null,
          ean
        )
        const listedAt = state === 'catalogued' ? at : null
        sql.run(
          `UPDATE carrefour_offers SET listed_at = ?, updated_at = ?, quantity = 0, warehouses = '[]'
           WHERE ean = ? AND (listed_at IS NULL) <> (? IS NULL)`,
          listedAt,
          listedAt,
          ean,
          listedAt
        )
        return changed > 0
      })
    },
    product: ean => sql.get<Product>(`${SELECT} WHERE ean = ?`, ean),
    catalogued: eans =>
      sql.all<Product>(
        `${SELECT} WHERE state = 'catalogued' AND ean IN (SELECT value FROM json_each(?))`,
        JSON.stringify(eans)
      ),
    inState: (state, limit) =>
      sql.all<Product>(`${SELECT} WHERE state = ? ORDER BY title LIMIT ?`, state, limit),
  }
}
