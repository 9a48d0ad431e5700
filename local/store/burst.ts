import type { Changes } from './changes'
import type { SkuStore } from './skus'
import type { StockStore } from './stock'
import type { Sql } from '../sql'

/** Changes at once of one promotion: far more than leave in one file a minute. */
const BURST_CHANGES = 10_000

const CONCURRENT = 4
const SPREAD = 400

/** How far a burst is; null when none has been begun, or the last one was undone. */
export interface BurstState {
  readonly done: number
  readonly total: number
}

/** Many changes of stock one after another, as on a day of promotions, and the way back. */
export interface Burst {
  state(): BurstState | null
  /** Begins; answers false while one is there already. */
  start(): boolean
  /** Ends it and restores every quantity that it changed, except those changed since, notifying each. */
  undo(): Promise<void>
}

export interface BurstDeps {
  readonly sql: Sql
  readonly skus: SkuStore
  readonly stock: StockStore
  readonly changes: Pick<Changes, 'setStock'>
  readonly isOpen: () => boolean
}

interface Kept {
  skuId: number
  warehouseId: string
  total: number
  given: number
}

/** What a burst changed is kept with the store's data: it can be undone after a restart too. */
export function burst({ sql, skus, stock, changes, isOpen }: BurstDeps): Burst {
  let running: { done: number; cancelled: boolean } | null = null
  const kept = (): Kept[] =>
    sql.all<Kept>(
      'SELECT sku_id AS skuId, warehouse_id AS warehouseId, total, given FROM store_burst'
    )
  const isThere = (): boolean => sql.get('SELECT 1 FROM store_burst LIMIT 1') !== undefined

  const changeOne = async (position: number, ids: readonly number[]): Promise<void> => {
    const skuId = ids[position % ids.length]
    const [row] = skuId === undefined ? [] : stock.ofSku(skuId)
    if (row === undefined) return
    const total = (position * 7_919) % SPREAD
    sql.run(
      `INSERT INTO store_burst VALUES (?, ?, ?, ?)
       ON CONFLICT (sku_id, warehouse_id) DO UPDATE SET given = excluded.given`,
      row.skuId,
      row.warehouseId,
      row.total,
      total
    )
    await changes.setStock(row.skuId, row.warehouseId, { total })
  }

  const run = async (mine: { done: number; cancelled: boolean }): Promise<void> => {
    const ids = skus.ids({ limit: BURST_CHANGES, offset: 0 })
    let next = 0
    const worker = async (): Promise<void> => {
      while (next < BURST_CHANGES && !mine.cancelled && isOpen()) {
        const position = next++
        await changeOne(position, ids)
        mine.done += 1
      }
    }
    await Promise.all(Array.from({ length: CONCURRENT }, worker))
  }

  return {
    state() {
      if (!isThere()) return null
      return { done: running?.done ?? BURST_CHANGES, total: BURST_CHANGES }
    },
    start() {
      if (isThere()) return false
      running = { done: 0, cancelled: false }
      void run(running)
      return true
    },
    async undo() {
      if (running !== null) running.cancelled = true
      for (const { skuId, warehouseId, total, given } of kept()) {
        const now = stock.ofSku(skuId).find(row => row.warehouseId === warehouseId)
        sql.run('DELETE FROM store_burst WHERE sku_id = ? AND warehouse_id = ?', skuId, warehouseId)
        if (now?.total === given) await changes.setStock(skuId, warehouseId, { total })
      }
      running = null
    },
  }
}
