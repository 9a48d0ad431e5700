import { mapLimit, chunks } from '../shared/concurrency'
import type { Suspects } from './reconcile.logic'
import { type PageFindings, afterFailure, afterLate, afterPage } from './pages.logic'
import { putRow } from '../ledger/upkeep'
import type { StockRequest } from '../queue/stockRequest.logic'
import type { SkuId } from '../shared/sku.logic'
import { type Millis, SECOND } from '../shared/time'
import type { StoreUnavailable, Offer } from '../ports'
import { type Run, deadlineOf, updateState } from '../engine/run'
import { type Held, type OfferList, isStale, outOfDate, codeKey, isLastFull } from './offers.logic'
import { type Result, err, ok } from '../shared/result'
import { simulateEach } from '../engine/askStore'
import { StoreControl } from '../engine/outages'

/** Concurrent calls to one platform. */
export const CALLS = 8

/** Requests read to learn what is already on its way. */
const LIVE_MARKS = 1_000

/** A page that has taken this long is given up and read again by another run. */
export const isLate = (run: Run): boolean => run.ports.clock.now() > deadlineOf(run) - 2 * SECOND

/** Queues SKUs of a page, except those that already wait for another reason. */
export const enqueueAll = (run: Run, skuIds: readonly SkuId[]): Promise<readonly SkuId[]> =>
  enqueueUnless(run, skuIds, ({ priority }) => priority !== 'reconcile')

/** SKUs in a file that has not ended: a page leaves them out, as their outcome tells what Carrefour holds. */
export interface OnTheWay {
  readonly skuIds: ReadonlySet<SkuId>
  /** Those whose file follows settings that have changed since. */
  readonly ofOldRules: ReadonlySet<SkuId>
}

/**
 * Queues the SKUs of a page whose file follows settings that have changed since: the next one follows the new settings.
 * Those that wait already do so anyway, and are not counted twice when another page names them.
 */
export const enqueueOldRules = (
  run: Run,
  { ofOldRules }: OnTheWay,
  skuIds: readonly SkuId[]
): Promise<readonly SkuId[]> =>
  enqueueUnless(
    run,
    skuIds.filter(skuId => ofOldRules.has(skuId)),
    () => true
  )

/** Queues SKUs, except those of which a request waits that counts; answers those queued. */
async function enqueueUnless(
  { ports: { queue, clock } }: Run,
  skuIds: readonly SkuId[],
  counts: (request: StockRequest) => boolean
): Promise<readonly SkuId[]> {
  if (skuIds.length === 0) return []
  const waiting = new Set((await queue.list(LIVE_MARKS)).filter(counts).map(({ skuId }) => skuId))
  const chosen = skuIds.filter(skuId => !waiting.has(skuId))
  await mapLimit(chosen, CALLS, skuId =>
    queue.enqueue({ skuId, priority: 'reconcile' }, clock.now())
  )
  return chosen
}

/** Saves that a page is done, after its requests: interrupted before, the page is read again. */
export async function pageDone(run: Run, page: PageFindings): Promise<void> {
  await updateState(run, state => ({
    ...state,
    reconcile: afterPage(state.reconcile, page, run.ports.clock.now()),
  }))
}

/** The page failed and is retried later. */
export async function pageFailed(
  run: Run,
  problem: 'MARKETPLACE_UNAVAILABLE' | 'VTEX_UNAVAILABLE',
  message: string,
  retryAfter: Millis | null = null
): Promise<void> {
  const { clock, log } = run.ports
  const chance = { now: clock.now(), random: clock.random() }
  const { reconcile } = await updateState(run, state => ({
    ...state,
    reconcile: afterFailure(state.reconcile, problem, retryAfter, chance),
  }))
  const { phase, position, tries, gaps } = reconcile.run ?? {}
  log.warn('reconcile.failed', { problem, message, phase, position, tries, gaps })
}

/** As `pageFailed`, for the store. */
export const storeFailed = (run: Run, { message }: StoreUnavailable): Promise<void> =>
  pageFailed(run, 'VTEX_UNAVAILABLE', message)

/**
 * The page ran out of time.
 *
 * @param suspects SKUs whose calls failed: the next try asks for them in smaller groups right away
 */
export async function pageLate(run: Run, suspects: Suspects = {}): Promise<void> {
  const { clock, log } = run.ports
  const chance = { now: clock.now(), random: clock.random() }
  const { reconcile } = await updateState(run, state => ({
    ...state,
    reconcile: afterLate(state.reconcile, suspects, chance),
  }))
  const { phase, position, tries, gaps } = reconcile.run ?? {}
  const skus = Object.keys(suspects).length
  log.warn('reconcile.late', { phase, position, tries, gaps, suspects: skus })
}

/**
 * Marks confirmations in the ledger as out of date, for SKUs already in the queue: if the run ends here they are still
 * sent, and their outcome replaces this.
 */
export async function noteStale(run: Run, skuIds: readonly SkuId[], held: Held): Promise<void> {
  const { ledger, clock } = run.ports
  await mapLimit(skuIds, CALLS, async skuId => {
    const process = await ledger.get(skuId)
    const now = clock.now()
    if (process && isStale(process, held, now))
      await putRow(run, process, outOfDate(process, now, clock.random()))
  })
}

/** Which SKUs the connection's trade policy sells. */
export interface Sales {
  /** Units of those sold; null where the store gives no figure. */
  readonly units: ReadonlyMap<SkuId, number | null>
  /** SKUs the store does not answer for although it does for others. */
  readonly unread: ReadonlySet<SkuId>
  /** SKUs whose calls failed meanwhile. */
  readonly suspects: Suspects
}

/** The store did not answer for all within one page's time: what has failed so far. */
export interface NotInTime {
  readonly kind: 'notInTime'
  readonly suspects: Suspects
}

/**
 * Asks the store what it sells; a SKU it does not answer for holds up no other.
 *
 * @param suspects failed calls of earlier tries
 */
export async function onSale(
  run: Run,
  skuIds: readonly SkuId[],
  suspects: Suspects
): Promise<Result<Sales, StoreUnavailable | NotInTime>> {
  const before = skuIds.flatMap((skuId): [SkuId, number][] =>
    suspects[skuId] === undefined ? [] : [[skuId, suspects[skuId]]]
  )
  const asked = await simulateEach(run, skuIds, new StoreControl(run), new Map(before))
  const { answers, unreadable, failedCalls, outage } = asked
  if (outage) return err(outage)
  const failed: Suspects = Object.fromEntries(failedCalls)
  if (answers.size + unreadable.size < skuIds.length)
    return err({ kind: 'notInTime', suspects: failed })
  const units = new Map<SkuId, number | null>()
  for (const [skuId, figure] of answers)
    if (figure !== undefined) units.set(skuId, typeof figure === 'number' ? figure : null)
  return ok({ units, unread: unreadable, suspects: failed })
}

/** The page is retried with what is known of the failed SKUs. */
export const salesFailed = (run: Run, failure: StoreUnavailable | NotInTime): Promise<void> =>
  failure.kind === 'notInTime' ? pageLate(run, failure.suspects) : storeFailed(run, failure)

/** Concurrent file reads. */
const READS = 8

/** Offers of a page that were on no earlier page, by their code's key. */
export type Fresh = ReadonlyMap<string, readonly Offer[]>

/** Which of these keys came before; null when a file of them is missing, so that it cannot be told. */
export async function cameAmong(
  { ports: { offerCodes } }: Run,
  { files }: OfferList,
  keys: Iterable<string>
): Promise<ReadonlySet<string> | null> {
  const wanted = new Set(keys)
  const came = new Set<string>()
  for (const names of chunks(files, READS)) {
    for (const codes of await Promise.all(names.map(name => offerCodes.read(name)))) {
      if (codes === null) return null
      for (const code of codes) if (wanted.has(code)) came.add(code)
    }
  }
  return came
}

/** The new offers of a page, and the list before it. A code that comes twice on a page is one offer. */
export async function freshOf(
  run: Run,
  list: OfferList,
  offers: readonly Offer[]
): Promise<{ readonly list: OfferList; readonly fresh: Fresh }> {
  const byKey = new Map<string, Offer[]>()
  for (const offer of offers) {
    const key = codeKey(offer.code)
    const known = byKey.get(key)
    if (known) known.push(offer)
    else byKey.set(key, [offer])
  }
  const came = await cameAmong(run, list, byKey.keys())
  for (const key of came ?? []) byKey.delete(key)
  return { fresh: byKey, list: came ? list : withoutFiles(list) }
}

/** Drops the record of which offers came: they are compared again, and the list can no longer be called complete. */
const withoutFiles = (list: OfferList): OfferList => ({
  ...list,
  files: [],
  inLast: 0,
  isDoubtful: true,
})

/**
 * Saves which codes came; returns the name of the last file. A file only counts once the state names it. The first page
 * removes files of earlier runs.
 */
export async function saveCodes(run: Run, list: OfferList, fresh: Fresh): Promise<string | null> {
  const { offerCodes, ids } = run.ports
  if (fresh.size === 0) return null
  const last = list.files[list.files.length - 1]
  const before = last === undefined || isLastFull(list) ? [] : await offerCodes.read(last)
  const name = ids.next()
  await offerCodes.save(name, [...(before ?? []), ...fresh.keys()])
  return name
}
