import type { Sql } from '../sql'

import type { StoreData } from './model'

/** Writes a whole store, or more of one, in one transaction and without telling anybody. */
export function loadStore(sql: Sql, data: StoreData, now: number): void {
  sql.transaction(() => {
    for (const { policyId, name, active } of data.policies ?? []) {
      sql.run(
        'INSERT OR REPLACE INTO store_policies VALUES (?, ?, ?)',
        policyId,
        name,
        Number(active)
      )
    }
    for (const dock of data.docks ?? []) {
      sql.run(
        'INSERT OR REPLACE INTO store_docks VALUES (?, ?, ?, ?)',
        dock.dockId,
        dock.name,
        Number(dock.active),
        JSON.stringify(dock.policies)
      )
    }
    for (const warehouse of data.warehouses ?? []) {
      sql.run(
        'INSERT OR REPLACE INTO store_warehouses VALUES (?, ?, ?, ?)',
        warehouse.warehouseId,
        warehouse.name,
        Number(warehouse.active),
        JSON.stringify(warehouse.docks)
      )
    }
    for (const product of data.products ?? []) {
      sql.run(
        'INSERT OR REPLACE INTO store_products VALUES (?, ?, ?, ?, ?, ?)',
        product.productId,
        product.name,
        product.refId,
        product.brand,
        product.category,
        Number(product.active)
      )
    }
    loadSkus(sql, data)
    for (const row of data.stock ?? []) {
      sql.run(
        'INSERT OR REPLACE INTO store_stock VALUES (?, ?, ?, ?, ?, ?)',
        row.skuId,
        row.warehouseId,
        row.total,
        row.reserved,
        Number(row.unlimited),
        now
      )
    }
  })
}

function loadSkus(sql: Sql, data: StoreData): void {
  for (const sku of data.skus ?? []) {
    sql.run(
      'INSERT OR REPLACE INTO store_skus VALUES (?, ?, ?, ?, ?, ?, ?)',
      sku.skuId,
      sku.productId,
      sku.name,
      sku.ean,
      sku.refId,
      Number(sku.active),
      sku.price
    )
    sql.run('DELETE FROM store_assignments WHERE sku_id = ?', sku.skuId)
    for (const policyId of sku.policies) {
      sql.run('INSERT INTO store_assignments VALUES (?, ?)', sku.skuId, policyId)
    }
    sql.run('DELETE FROM store_kit_items WHERE kit_id = ?', sku.skuId)
    for (const item of sku.kitItems) {
      sql.run('INSERT INTO store_kit_items VALUES (?, ?, ?)', sku.skuId, item.skuId, item.quantity)
    }
  }
}
