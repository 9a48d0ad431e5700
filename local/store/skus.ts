import type { Sql } from '../sql'

import type { KitItem, Product, SkuDetails } from './model'

/** Which SKUs a list shows. */
export interface SkuQuery {
  /** Start of the id, EAN or RefId, or a part of the name. */
  search?: string | undefined
  policyId?: number | undefined
  limit: number
  offset: number
}

/** Reads products and SKUs, and changes what the console may change. */
export interface SkuStore {
  get(skuId: number): SkuDetails | undefined
  /** Those that exist, in no particular order. */
  byIds(skuIds: number[]): SkuDetails[]
  ofProduct(productId: number): SkuDetails[]
  find(query: SkuQuery): { skus: SkuDetails[]; total: number }
  /** Ids in ascending order; `policyId` keeps those sold in that policy. */
  ids(query: { policyId?: number | undefined; limit: number; offset: number }): number[]
  /** Kits that contain this SKU. */
  kitsWith(skuId: number): number[]
  setActive(skuId: number, active: boolean): void
  setPolicy(skuId: number, policyId: number, assigned: boolean): void
  isEmpty(): boolean
}

interface Row {
  skuId: number
  productId: number
  name: string
  ean: string
  refId: string
  active: number
  price: number | null
  policies: string
  kitItems: string
  productName: string
  productRefId: string
  brand: string
  category: string
  productActive: number
}

const FROM = 'FROM store_skus s JOIN store_products p ON p.product_id = s.product_id'
const SELECT = `SELECT s.sku_id AS skuId, s.product_id AS productId, s.name, s.ean,
  s.ref_id AS refId, s.active, s.price, p.name AS productName, p.ref_id AS productRefId, p.brand,
  p.category, p.active AS productActive,
  (SELECT json_group_array(a.policy_id) FROM store_assignments a WHERE a.sku_id = s.sku_id) AS policies,
  (SELECT json_group_array(json_object('skuId', k.sku_id, 'quantity', k.quantity))
   FROM store_kit_items k WHERE k.kit_id = s.sku_id) AS kitItems ${FROM}`

const WHERE = `WHERE (?1 IS NULL OR CAST(s.sku_id AS TEXT) LIKE ?1 || '%' OR s.ean LIKE ?1 || '%'
  OR s.ref_id LIKE ?1 || '%' OR s.name LIKE '%' || ?1 || '%')
  AND (?2 IS NULL OR EXISTS (SELECT 1 FROM store_assignments a
    WHERE a.sku_id = s.sku_id AND a.policy_id = ?2))`

function toSku(row: Row): SkuDetails {
  const product: Product = {
    productId: row.productId,
    name: row.productName,
    refId: row.productRefId,
    brand: row.brand,
    category: row.category,
    active: row.productActive === 1,
  }
  return {
    skuId: row.skuId,
    productId: row.productId,
    name: row.name,
    ean: row.ean,
    refId: row.refId,
    active: row.active === 1,
    price: row.price,
    policies: (JSON.parse(row.policies) as number[]).sort((a, b) => a - b),
    kitItems: JSON.parse(row.kitItems) as KitItem[],
    product,
  }
}

export function skuStore(sql: Sql): SkuStore {
  return {
    get(skuId) {
      const row = sql.get<Row>(`${SELECT} WHERE s.sku_id = ?`, skuId)
      return row && toSku(row)
    },
    byIds: skuIds =>
      sql
        .all<Row>(
          `${SELECT} WHERE s.sku_id IN (SELECT value FROM json_each(?))`,
          JSON.stringify(skuIds)
        )
        .map(toSku),
    ofProduct: productId =>
      sql.all<Row>(`${SELECT} WHERE s.product_id = ? ORDER BY s.sku_id`, productId).map(toSku),
    find({ search, policyId, limit, offset }) {
      const values = [search === undefined || search === '' ? null : search, policyId ?? null]
      const rows = sql.all<Row>(
        `${SELECT} ${WHERE} ORDER BY s.sku_id LIMIT ?3 OFFSET ?4`,
        ...values,
        limit,
        offset
      )
      const count = sql.get<{ total: number }>(
        `SELECT COUNT(*) AS total ${FROM} ${WHERE}`,
        ...values
      )
      return { skus: rows.map(toSku), total: count?.total ?? 0 }
    },
    ids: ({ policyId, limit, offset }) =>
      sql
        .all<{ id: number }>(
          `SELECT s.sku_id AS id FROM store_skus s WHERE (?1 IS NULL OR EXISTS (
             SELECT 1 FROM store_assignments a WHERE a.sku_id = s.sku_id AND a.policy_id = ?1))
           ORDER BY s.sku_id LIMIT ?2 OFFSET ?3`,
          policyId ?? null,
          limit,
          offset
        )
        .map(row => row.id),
    kitsWith: skuId =>
      sql
        .all<{ id: number }>('SELECT kit_id AS id FROM store_kit_items WHERE sku_id = ?', skuId)
        .map(row => row.id),
    setActive(skuId, active) {
      sql.run('UPDATE store_skus SET active = ? WHERE sku_id = ?', active ? 1 : 0, skuId)
    },
    setPolicy(skuId, policyId, assigned) {
      sql.run(
        assigned
          ? 'INSERT OR IGNORE INTO store_assignments (sku_id, policy_id) VALUES (?, ?)'
          : 'DELETE FROM store_assignments WHERE sku_id = ? AND policy_id = ?',
        skuId,
        policyId
      )
    },
    isEmpty: () => sql.get('SELECT 1 FROM store_skus LIMIT 1') === undefined,
  }
}
