import type { Sql } from '../sql'

import { UNLIMITED, type KitItem, type StockRow } from './model'
import type { PlaceStore } from './places'

/** What a stock row may be changed to; what is left out stays. */
export interface StockChange {
  total?: number | undefined
  reserved?: number | undefined
  unlimited?: boolean | undefined
}

/** Quantities per warehouse, and what of them a trade policy can sell. */
export interface StockStore {
  ofSku(skuId: number): StockRow[]
  ofSkus(skuIds: number[]): StockRow[]
  write(skuId: number, warehouseId: string, change: StockChange, now: number): void
  /** When a row was last written; undefined when there is none. */
  writtenAt(skuId: number, warehouseId: string): number | undefined
  /**
   * Sellable units of SKUs in a policy: over its serving warehouses the sum of what is not reserved, each
   * at least 0; 1000000 when unlimited; for a kit what its scarcest component allows.
   */
  available(skus: { skuId: number; kitItems: KitItem[] }[], policyId: number): Map<number, number>
}

interface Row extends Omit<StockRow, 'unlimited'> {
  unlimited: number
}

const SELECT = `SELECT sku_id AS skuId, warehouse_id AS warehouseId, total, reserved, unlimited
  FROM store_stock`

const toRow = (row: Row): StockRow => ({
  skuId: row.skuId,
  warehouseId: row.warehouseId,
  total: row.total,
  reserved: row.reserved,
  unlimited: row.unlimited === 1,
})

/** Units that can still be sold out of one warehouse. */
function sellable(row: StockRow): number {
  return row.unlimited ? UNLIMITED : Math.max(0, row.total - row.reserved)
}

export function stockStore(sql: Sql, places: PlaceStore): StockStore {
  const ofSkus = (skuIds: number[]): StockRow[] =>
    sql
      .all<Row>(
        `${SELECT} WHERE sku_id IN (SELECT value FROM json_each(?)) ORDER BY sku_id, warehouse_id`,
        JSON.stringify(skuIds)
      )
      .map(toRow)

  return {
    ofSku: skuId => ofSkus([skuId]),
    ofSkus,
    write(skuId, warehouseId, { total, reserved, unlimited }, now) {
      const flag = unlimited === undefined ? null : Number(unlimited)
      sql.run(
        `INSERT INTO store_stock VALUES (?1, ?2, COALESCE(?3, 0), COALESCE(?4, 0), COALESCE(?5, 0), ?6)
         ON CONFLICT (sku_id, warehouse_id) DO UPDATE SET total = COALESCE(?3, total),
         reserved = COALESCE(?4, reserved), unlimited = COALESCE(?5, unlimited), updated_at = ?6`,
        skuId,
        warehouseId,
        total ?? null,
        reserved ?? null,
        flag,
        now
      )
    },
    writtenAt: (skuId, warehouseId) =>
      sql.get<{ at: number }>(
        'SELECT updated_at AS at FROM store_stock WHERE sku_id = ? AND warehouse_id = ?',
        skuId,
        warehouseId
      )?.at,
    available(skus, policyId) {
      const serving = new Set(places.serving(policyId))
      const needed = skus.flatMap(sku => [sku.skuId, ...sku.kitItems.map(item => item.skuId)])
      const units = new Map<number, number>()
      for (const row of ofSkus([...new Set(needed)])) {
        if (!serving.has(row.warehouseId)) continue
        units.set(row.skuId, Math.min(UNLIMITED, (units.get(row.skuId) ?? 0) + sellable(row)))
      }
      return new Map(skus.map(sku => [sku.skuId, unitsOf(sku, units)]))
    },
  }
}

function unitsOf(sku: { skuId: number; kitItems: KitItem[] }, units: Map<number, number>): number {
  if (sku.kitItems.length === 0) return units.get(sku.skuId) ?? 0
  return Math.min(
    ...sku.kitItems.map(item => Math.floor((units.get(item.skuId) ?? 0) / item.quantity))
  )
}
