import { chunks, mapLimit } from '../../../domain/mapLimit'
import { isWhole } from '../../../domain/offerList'
import type { Process } from '../../../domain/processes'
import { mayBeHeld } from '../../../domain/processes'
import type { ReconcileRun } from '../../../domain/reconcile'
import { isBlind } from '../../../domain/reconcile'
import type { SkuId } from '../../../domain/requests'
import type { Shop } from '../../../domain/shop'
import { isOfShop } from '../../../domain/shop'
import { isStale } from '../../../domain/stale'
import { SIMULATION_SIZE } from '../../../ports/store'
import type { Run } from '../run'
import { cameAmong } from './codes'
import { noteStale } from './noteStale'
import type { Sales } from './onSale'
import { onSale } from './onSale'
import { CALLS, isLate, markAll, pageDone, pageLate, storeFailed } from './page'

/**
 * One page of the trade policy's SKUs, which finds what a walk through Carrefour's offers cannot: those on sale
 * that were never sent to this shop (this is also the first full load), those whose offer has vanished, and, where
 * an offer did not come because its list is cut or may not be read, those that were confirmed long ago. SKUs that
 * are not on sale and not at Carrefour need nothing.
 */
export async function walkNeverSent(
  run: Run,
  at: ReconcileRun,
  shop: Shop | null,
  inFlight: ReadonlySet<SkuId>
): Promise<void> {
  const { store, clock } = run.ports
  const page = await store.skusOfPolicy(run.configuration.choices.tradePolicy, at.position)
  if (!page.ok) return storeFailed(run, page.error)
  const skuIds = page.value.filter(skuId => !inFlight.has(skuId))
  const { rows, strangers } = await inLedger(run, skuIds, shop)
  const unseen = await unseenAmong(run, at, rows)
  const isListWhole = !isBlind(at) && isWhole(at.list) && unseen !== null
  const gone = isListWhole ? unseen.filter(row => isConfirmed(row, at)) : []
  const { sendKits } = run.configuration.choices
  const kits = sendKits ? [] : rows.filter(row => row.facts?.isKit === true && mayBeHeld(row))
  const sales = await onSale(run, [...strangers, ...gone.map(row => row.skuId)])
  if (!sales.ok) return storeFailed(run, sales.error)
  if (isLate(run)) return pageLate(run)
  const loaded = await markAll(
    run,
    strangers.filter(skuId => sales.value.units.has(skuId))
  )
  const vanished = await markAll(
    run,
    gone.filter(row => isMissed(row, sales.value)).map(row => row.skuId)
  )
  await noteStale(run, vanished, 'another')
  const withdrawn = await markAll(
    run,
    kits.map(row => row.skuId)
  )
  const doubtful = isListWhole ? [] : (unseen ?? rows)
  const again = await markAll(
    run,
    doubtful.filter(row => isStale(row, 'unknown', clock.now())).map(row => row.skuId)
  )
  await noteStale(run, again, 'unknown')
  await pageDone(run, {
    counts: {
      drift: withdrawn.length,
      neverSent: loaded.length,
      vanished: vanished.length,
      outdated: again.length,
      unread: sales.value.unread.size,
    },
    marked: loaded.length + vanished.length + withdrawn.length + again.length,
    step: 1,
    isLast: page.value.length === 0,
  })
}

/** Confirmed before this run began: an offer that came later need not be on its list. */
const isConfirmed = ({ status, cause, processedAt }: Process, { startedAt }: ReconcileRun) =>
  (status === 'SUCCESS' || cause === 'STALE') && processedAt < startedAt

/** Without units here and there nobody misses the offer. */
const isMissed = ({ skuId, quantity }: Process, { units }: Sales): boolean =>
  units.has(skuId) && (units.get(skuId) !== 0 || quantity !== 0)

/** Rows whose offer did not come; null when nobody can say. */
async function unseenAmong(
  run: Run,
  { list }: ReconcileRun,
  rows: readonly Process[]
): Promise<readonly Process[] | null> {
  const came = await cameAmong(
    run,
    list,
    rows.map(row => row.skuId)
  )
  return came && rows.filter(row => !came.has(row.skuId))
}

interface Known {
  /** Rows of this shop. */
  readonly rows: readonly Process[]
  /** SKUs that this shop has no row of. */
  readonly strangers: readonly SkuId[]
}

/** Searches may lag, so whoever is not found, or as a row of another shop, is looked up by its id. */
async function inLedger(
  { ports: { ledger } }: Run,
  skuIds: readonly SkuId[],
  shop: Shop | null
): Promise<Known> {
  const isOwn = (row: Process | null): row is Process =>
    row !== null && (shop === null || isOfShop(row, shop))
  const groups = chunks(skuIds, SIMULATION_SIZE)
  const found = (await mapLimit(groups, CALLS, group => ledger.find(group))).flat().filter(isOwn)
  const known = new Set(found.map(process => process.skuId))
  const missing = skuIds.filter(skuId => !known.has(skuId))
  const late = await mapLimit(missing, CALLS, skuId => ledger.get(skuId))
  return {
    rows: [...found, ...late.filter(isOwn)],
    strangers: missing.filter((_, index) => !isOwn(late[index] ?? null)),
  }
}
