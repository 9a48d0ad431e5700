import { chunks, mapLimit } from '../../../domain/mapLimit'
import type { Process } from '../../../domain/processes'
import type { ReconcileRun } from '../../../domain/reconcile'
import { isBlind } from '../../../domain/reconcile'
import type { SkuId } from '../../../domain/requests'
import { isStale } from '../../../domain/stale'
import { SIMULATION_SIZE } from '../../../ports/store'
import type { Run } from '../run'
import { noteStale } from './noteStale'
import { onSale } from './onSale'
import { CALLS, isLate, markAll, pageDone, storeFailed } from './page'

/**
 * One page of the trade policy's SKUs: those on sale that have no row in the ledger were never sent. This is
 * also the first full load. SKUs that are not on sale and not at Carrefour need nothing. Where Carrefour's
 * offers cannot be read, SKUs that it confirmed long ago are sent again.
 */
export async function walkNeverSent(
  run: Run,
  at: ReconcileRun,
  inFlight: ReadonlySet<SkuId>
): Promise<void> {
  const { store, clock } = run.ports
  const page = await store.skusOfPolicy(run.configuration.choices.tradePolicy, at.position)
  if (!page.ok) return storeFailed(run, page.error)
  const skuIds = page.value.filter(skuId => !inFlight.has(skuId))
  const { rows, strangers } = await inLedger(run, skuIds)
  const sold = await onSale(run, strangers)
  if (!sold.ok) return storeFailed(run, sold.error)
  if (isLate(run)) return
  const loaded = await markAll(
    run,
    strangers.filter(skuId => sold.value.has(skuId))
  )
  const old = isBlind(at) ? rows.filter(row => isStale(row, 'unknown', clock.now())) : []
  const again = await markAll(
    run,
    old.map(row => row.skuId)
  )
  await noteStale(run, again, 'unknown')
  await pageDone(run, {
    counts: { neverSent: loaded.length, outdated: again.length },
    marked: loaded.length + again.length,
    step: 1,
    isLast: page.value.length === 0,
  })
}

interface Known {
  readonly rows: readonly Process[]
  /** SKUs without a row. */
  readonly strangers: readonly SkuId[]
}

/** Searches may lag, so whoever is not found is looked up by its id. */
async function inLedger({ ports: { ledger } }: Run, skuIds: readonly SkuId[]): Promise<Known> {
  const groups = chunks(skuIds, SIMULATION_SIZE)
  const found = (await mapLimit(groups, CALLS, group => ledger.find(group))).flat()
  const known = new Set(found.map(process => process.skuId))
  const missing = skuIds.filter(skuId => !known.has(skuId))
  const late = await mapLimit(missing, CALLS, skuId => ledger.get(skuId))
  return {
    rows: [...found, ...late.flatMap(row => row ?? [])],
    strangers: missing.filter((_, index) => late[index] === null),
  }
}
