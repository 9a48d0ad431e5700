import type { Sql } from '../sql'

/** A seller's shop at Carrefour. */
export interface Shop {
  shopId: number
  name: string
  /** OPEN, CLOSE, SUSPENDED or TERMINATED. */
  state: string
  createdAt: number
}

/** The shops of the marketplace. */
export interface ShopStore {
  add(shop: Shop): void
  get(shopId: number): Shop | undefined
  all(): Shop[]
}

const COLUMNS = 'shop_id AS shopId, name, state, created_at AS createdAt'

export function shopStore(sql: Sql): ShopStore {
  return {
    add(shop) {
      sql.run(
        `INSERT INTO carrefour_shops VALUES (?, ?, ?, ?)
         ON CONFLICT (shop_id) DO UPDATE SET name = excluded.name, state = excluded.state`,
        shop.shopId,
        shop.name,
        shop.state,
        shop.createdAt
      )
    },
    get: shopId =>
      sql.get<Shop>(`SELECT ${COLUMNS} FROM carrefour_shops WHERE shop_id = ?`, shopId),
    all: () => sql.all<Shop>(`SELECT ${COLUMNS} FROM carrefour_shops ORDER BY shop_id`),
  }
}
