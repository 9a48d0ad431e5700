import { mapLimit, chunks } from '../shared/concurrency'
import { type ReconcileRun, isBlind } from './reconcile.logic'
import { isBehindPolicy, nextPhase } from './pages.logic'
import { type Shop, isOfShop } from '../connection/shop.logic'
import { outOfDate, isStale, isWhole } from './offers.logic'
import { type Run, updateState } from '../engine/run'
import {
  type Sales,
  CALLS,
  pageDone,
  onSale,
  salesFailed,
  isLate,
  enqueueAll,
  type OnTheWay,
  enqueueOldRules,
  pageLate,
  storeFailed,
  cameAmong,
  noteStale,
} from './page'
import { type Process, mayBeHeld } from '../ledger/process.logic'
import { putRow } from '../ledger/upkeep'
import type { SkuId } from '../shared/sku.logic'
import { SIMULATION_SIZE } from '../ports'

/** Rows of one page. */
const ROWS = 100

/**
 * One page of the ledger after another shop was saved: what the former shop confirmed does not hold for this one, so
 * these rows are marked as out of date. The walk through the trade policy sends them.
 */
export async function walkFormer(
  run: Run,
  { position }: ReconcileRun,
  shop: Shop | null
): Promise<void> {
  if (shop === null) {
    await updateState(run, state => ({ ...state, reconcile: nextPhase(state.reconcile) }))
    return
  }
  const { ledger, clock } = run.ports
  const { items } = await ledger.search({
    status: 'SUCCESS',
    skuAbove: position,
    sort: 'skuUp',
    page: 1,
    pageSize: ROWS,
  })
  await mapLimit(items, CALLS, async ({ skuId }) => {
    const process = await ledger.get(skuId)
    if (process?.status !== 'SUCCESS' || isOfShop(process, shop)) return
    await putRow(run, process, outOfDate(process, clock.now(), clock.random()))
  })
  const last = items[items.length - 1]
  await pageDone(run, {
    counts: {},
    marked: 0,
    step: last ? Number(last.skuId) - position : 0,
    isLast: last === undefined,
  })
}

/**
 * One page of a trade policy that is no longer used: SKUs that were sent and that the current policy does not sell are
 * queued, to be sent as 0. Otherwise their offers would stay for sale.
 */
export async function walkLeaving(
  run: Run,
  at: ReconcileRun,
  policy: string | null,
  onTheWay: OnTheWay
): Promise<void> {
  if (policy === null) {
    await updateState(run, state => ({ ...state, reconcile: nextPhase(state.reconcile) }))
    return
  }
  const page = await run.ports.store.skusOfPolicy(policy, at.position)
  if (!page.ok) return storeFailed(run, page.error)
  if (isBehindPolicy(at, page.value)) return policyDone(run)
  const skuIds = page.value.filter(skuId => !onTheWay.skuIds.has(skuId))
  const groups = chunks(skuIds, SIMULATION_SIZE)
  const known = (await mapLimit(groups, CALLS, group => run.ports.ledger.find(group))).flat()
  const sent = known.filter(process => !isEmptied(process)).map(process => process.skuId)
  const still = await onSale(run, sent, at.suspects)
  if (!still.ok) return salesFailed(run, still.error)
  if (isLate(run)) return pageLate(run, still.value.suspects)
  // A SKU the store does not answer for may still be sold: left for the comparison of its offer.
  const { units, unread } = still.value
  const marked = await enqueueAll(
    run,
    sent.filter(skuId => !units.has(skuId) && !unread.has(skuId))
  )
  const again = await enqueueOldRules(run, onTheWay, page.value)
  await pageDone(run, {
    counts: { leftPolicy: marked.length + again.length, unread: unread.size },
    marked: marked.length + again.length,
    step: 1,
    skuIds: page.value,
    isLast: false,
  })
}

/** The trade policy has no further page. */
const policyDone = (run: Run): Promise<void> =>
  pageDone(run, { counts: {}, marked: 0, step: 1, isLast: true })

const isEmptied = ({ quantity, cause }: Process): boolean =>
  quantity === 0 && cause === 'NOT_IN_TRADE_POLICY'

/**
 * One page of the trade policy's SKUs. Finds what a walk through Carrefour's offers cannot: SKUs on sale that were
 * never sent to this shop (also the first full load), those whose offer has vanished and, where an offer did not come
 * because the list is cut or unreadable, those confirmed long ago. SKUs neither on sale nor at Carrefour need nothing.
 */
export async function walkNeverSent(
  run: Run,
  at: ReconcileRun,
  shop: Shop | null,
  onTheWay: OnTheWay
): Promise<void> {
  const { store, clock } = run.ports
  const page = await store.skusOfPolicy(run.configuration.choices.tradePolicy, at.position)
  if (!page.ok) return storeFailed(run, page.error)
  if (isBehindPolicy(at, page.value)) return policyDone(run)
  const skuIds = page.value.filter(skuId => !onTheWay.skuIds.has(skuId))
  const { rows, strangers } = await inLedger(run, skuIds, shop)
  const unseen = await unseenAmong(run, at, rows)
  const isListWhole = !isBlind(at) && isWhole(at.list) && unseen !== null
  const gone = isListWhole ? unseen.filter(row => isConfirmed(row, at)) : []
  const { sendKits } = run.configuration.choices
  const kits = sendKits ? [] : rows.filter(row => row.facts?.isKit === true && mayBeHeld(row))
  const sales = await onSale(run, [...strangers, ...gone.map(row => row.skuId)], at.suspects)
  if (!sales.ok) return salesFailed(run, sales.error)
  if (isLate(run)) return pageLate(run, sales.value.suspects)
  const loaded = await enqueueAll(
    run,
    strangers.filter(skuId => sales.value.units.has(skuId))
  )
  const vanished = await enqueueAll(
    run,
    gone.filter(row => isMissed(row, sales.value)).map(row => row.skuId)
  )
  await noteStale(run, vanished, 'another')
  const withdrawn = await enqueueAll(
    run,
    kits.map(row => row.skuId)
  )
  const changed = await enqueueOldRules(run, onTheWay, page.value)
  const doubtful = isListWhole ? [] : (unseen ?? rows)
  const again = await enqueueAll(
    run,
    doubtful.filter(row => isStale(row, 'unknown', clock.now())).map(row => row.skuId)
  )
  await noteStale(run, again, 'unknown')
  await pageDone(run, {
    counts: {
      drift: withdrawn.length + changed.length,
      neverSent: loaded.length,
      vanished: vanished.length,
      outdated: again.length,
      unread: sales.value.unread.size,
    },
    marked: loaded.length + vanished.length + withdrawn.length + changed.length + again.length,
    step: 1,
    skuIds: page.value,
    isLast: false,
  })
}

/** Confirmed before this run started: a later offer need not be on its list. */
const isConfirmed = ({ status, cause, processedAt }: Process, { startedAt }: ReconcileRun) =>
  (status === 'SUCCESS' || cause === 'STALE') && processedAt < startedAt

/** Without units on either side the offer makes no difference. */
const isMissed = ({ skuId, quantity }: Process, { units }: Sales): boolean =>
  units.has(skuId) && (units.get(skuId) !== 0 || quantity !== 0)

/** Rows whose offer did not come; null when that cannot be told. */
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
  /** SKUs without a row of this shop. */
  readonly strangers: readonly SkuId[]
}

/** Searches may lag, so SKUs not found, or found with another shop's row, are read by id. */
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
