import { chunks, mapLimit } from '../../../domain/mapLimit'
import type { ReconcileRun } from '../../../domain/reconcile'
import type { SkuId } from '../../../domain/requests'
import { SIMULATION_SIZE } from '../../../ports/store'
import type { Run } from '../run'
import { onSale } from './onSale'
import { CALLS, isLate, markAll, pageDone, storeFailed } from './page'

/**
 * One page of the trade policy's SKUs: those on sale that have no row in the ledger were never sent. This is
 * also the first full load. SKUs that are not on sale and not at Carrefour need nothing.
 */
export async function walkNeverSent(
  run: Run,
  { position }: ReconcileRun,
  inFlight: ReadonlySet<SkuId>
): Promise<void> {
  const { store } = run.ports
  const page = await store.skusOfPolicy(run.configuration.choices.tradePolicy, position)
  if (!page.ok) return storeFailed(run, page.error)
  const strangers = await withoutRow(
    run,
    page.value.filter(skuId => !inFlight.has(skuId))
  )
  const sold = await onSale(run, strangers)
  if (!sold.ok) return storeFailed(run, sold.error)
  if (isLate(run)) return
  const marked = await markAll(
    run,
    strangers.filter(skuId => sold.value.has(skuId))
  )
  await pageDone(run, {
    counts: { neverSent: marked.length },
    marked: marked.length,
    step: 1,
    isLast: page.value.length === 0,
  })
}

/** Searches may lag, so whoever is not found is looked up by its id. */
async function withoutRow(
  { ports: { ledger } }: Run,
  skuIds: readonly SkuId[]
): Promise<readonly SkuId[]> {
  const groups = chunks(skuIds, SIMULATION_SIZE)
  const found = (await mapLimit(groups, CALLS, group => ledger.find(group))).flat()
  const known = new Set(found.map(process => process.skuId))
  const missing = skuIds.filter(skuId => !known.has(skuId))
  const rows = await mapLimit(missing, CALLS, skuId => ledger.get(skuId))
  return missing.filter((_, index) => rows[index] === null)
}
