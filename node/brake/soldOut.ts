import type { ReadLine } from '../engine/batch.logic'
import { type Run, hasTime } from '../engine/run'
import { unitsIn } from '../engine/stock.logic'
import type { SkuId } from '../queue/stockRequest.logic'
import { mapWhile } from '../shared/concurrency'
import { type Brake, type Zero, explanationOf } from './brake.logic'

/** Concurrent calls of the inventory. */
const CALLS = 8

/**
 * The zeros, with those marked that are seen to be sold out. A failure of the checkout or of the catalog reads as 0 as
 * well; so a 0 counts as a sale only when the SKU's warehouses, another of the store's APIs, have rows of it without
 * units. One call per SKU, for at most as many as may leave at once.
 */
export async function withSoldOut(
  run: Run,
  brake: Brake,
  lines: readonly ReadLine[],
  zeros: readonly Zero[]
): Promise<readonly Zero[]> {
  const now = run.ports.clock.now()
  const byId = new Map(lines.map(line => [line.skuId, line]))
  const isLow = ({ remark, skuId }: Zero) =>
    remark === 'BELOW_MIN_STOCK' &&
    (byId.get(skuId)?.available ?? 0) > 0 &&
    explanationOf(brake.changes, remark, now) === null
  const isShort = ({ remark }: Zero) => remark === 'NEGATIVE_STOCK'
  const asked = zeros.filter(({ at, remark }) => at === 'stocked' && remark === null)
  const empty = await emptyInWarehouses(
    run,
    asked.map(({ skuId }) => skuId)
  )
  return zeros.map(zero => ({
    ...zero,
    isSoldOut: isLow(zero) || isShort(zero) || empty.has(zero.skuId),
  }))
}

/** SKUs of which the serving warehouses have rows, and no unit. */
async function emptyInWarehouses(run: Run, skuIds: readonly SkuId[]): Promise<ReadonlySet<SkuId>> {
  const { store } = run.ports
  const none: ReadonlySet<SkuId> = new Set()
  if (skuIds.length === 0 || !hasTime(run, 0)) return none
  const served = await store.servingWarehouses(run.configuration.choices.tradePolicy)
  if (!served.ok) return none
  const serving = new Set(served.value)
  const answers = await mapWhile(
    skuIds,
    CALLS,
    () => hasTime(run, 0),
    async skuId => {
      const rows = await store.warehouseStock(skuId)
      const own = rows.ok ? rows.value.filter(row => serving.has(row.warehouseId)) : []
      return own.length > 0 && unitsIn(own, serving) <= 0
    }
  )
  return new Set(skuIds.filter((_, index) => answers[index] === true))
}
