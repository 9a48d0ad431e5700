/* Writes outcomes into the ledger's rows, remembers which rows a search may not show yet, and keeps what the ledger did not take. */

import { chunks, mapWhile } from '../shared/concurrency'
import { type Outcome, type Process, applyOutcome } from '../ledger/process.logic'
import type { SkuId } from '../queue/stockRequest.logic'
import { shopNameOf } from '../connection/shop.logic'
import { outOfDate } from '../reconcile/offers.logic'
import { type Millis, SECOND } from '../shared/time'
import { FIND_SIZE, LedgerUnavailable } from '../ports/stores'
import { putRow } from '../summary/upkeep'
import { type Run, hasTime, updateState } from './run'
import type { BatchAt } from './batch.logic'
import { type RecentRows, SEARCH_LAG, fitsInline, withRecent } from './recentRows.logic'
import type { ConnectionState } from './state.logic'
import { outageOf } from './incident.logic'
import {
  type Unwritten,
  MAX_TRIES,
  triedAgain,
  whereabouts,
  withUnwritten,
} from './unwritten.logic'
import { endOutage, noteLedgerOutage } from './outages'

/** Concurrent ledger calls: Master Data throttles the whole account. */
const CALLS = 8

/** A line only starts when this much time is left. */
const LINE_TIME = 3 * SECOND

/** Rows written to learn whether the ledger accepts any. */
const CONTROLS = 3
const CANDIDATES = 20

/** Result of writing outcomes: of the first ones, as many as there was time for. */
export interface Written {
  readonly done: number
  /** Those of `done` that the ledger did not take. */
  readonly refused: readonly Outcome[]
  /** Why the ledger accepts nothing at all; null when only single documents were refused. */
  readonly outage: LedgerUnavailable | null
}

/**
 * Writes outcomes into their rows. A row that cannot be read or written holds up no other: when all fail, other rows
 * are written unchanged, to tell an outage of the ledger from documents it will never take. When it asks for fewer calls
 * nothing more is tried.
 *
 * @param recent SKUs that a search may not show as they are; null to read every row by id. Only outcomes that are newer
 * than all others of their SKUs may be written over a row from a search.
 */
export async function writeOutcomes(
  run: Run,
  outcomes: readonly Outcome[],
  recent: ReadonlySet<SkuId> | null
): Promise<Written> {
  const found = recent ? new RowsBySearch(run, outcomes, recent) : null
  const refused: Outcome[] = []
  let failedInARow = 0
  let last: LedgerUnavailable | null = null
  let isThrottled = false
  const mayBegin = () => hasTime(run, LINE_TIME) && failedInARow < CALLS && !isThrottled
  const results = await mapWhile(outcomes, CALLS, mayBegin, async outcome => {
    const failure = await writeOne(run, outcome, await found?.rowOf(outcome.skuId))
    if (failure === null) failedInARow = 0
    else {
      failedInARow += 1
      if (!isThrottled) last = failure
      isThrottled ||= failure.throttled !== null
      refused.push(outcome)
    }
    return failure === null
  })
  await found?.end()
  if (isThrottled) return { done: results.length, refused, outage: last }
  const isDoubtful =
    refused.length > 0 && (failedInARow >= CALLS || results.every(written => !written))
  const doubtful = new Set(refused.map(({ skuId }) => skuId))
  const outage = isDoubtful && !(await acceptsOtherRows(run, doubtful)) ? last : null
  return { done: results.length, refused, outage }
}

/**
 * Rows from the search index: one call for many, made while the rows of the call before are being written. Left out are
 * those written lately, and those it does not show, which may be new ones. After a failure the rows are read by id,
 * where a single bad one can be told from an outage.
 */
class RowsBySearch {
  readonly #ledger: Run['ports']['ledger']
  readonly #groups: readonly (readonly SkuId[])[]
  readonly #groupOf: ReadonlyMap<SkuId, number>
  readonly #searches = new Map<number, Promise<ReadonlyMap<SkuId, Process>>>()

  constructor({ ports }: Run, outcomes: readonly Outcome[], recent: ReadonlySet<SkuId>) {
    this.#ledger = ports.ledger
    const asked = outcomes.flatMap(({ skuId }) => (recent.has(skuId) ? [] : [skuId]))
    // A search for one SKU saves nothing.
    this.#groups = asked.length < 2 ? [] : chunks(asked, FIND_SIZE)
    this.#groupOf = new Map(
      this.#groups.flatMap((skuIds, group) => skuIds.map(skuId => [skuId, group]))
    )
  }

  async rowOf(skuId: SkuId): Promise<Process | undefined> {
    const group = this.#groupOf.get(skuId)
    if (group === undefined) return undefined
    const rows = this.#search(group)
    // Its failure is told to whoever needs its rows.
    if (group + 1 < this.#groups.length) this.#search(group + 1).catch(() => undefined)
    return (await rows).get(skuId)
  }

  /** Waits for a search that nobody needs any more: no call outlives its run. */
  async end(): Promise<void> {
    await Promise.allSettled(this.#searches.values())
  }

  #search(group: number): Promise<ReadonlyMap<SkuId, Process>> {
    const known = this.#searches.get(group)
    if (known) return known
    const found = this.#find(this.#groups[group] ?? [])
    this.#searches.set(group, found)
    return found
  }

  async #find(skuIds: readonly SkuId[]): Promise<ReadonlyMap<SkuId, Process>> {
    const rows = await this.#ledger.find(skuIds).catch(onlyIfUnavailable)
    return new Map((rows ?? []).map(row => [row.skuId, row]))
  }
}

/** SKUs whose rows a search may not show as they are: lately settled, or in another batch that is being settled. */
export async function recentSkus(
  { ports: { connectionState, clock } }: Run,
  { recentRows, judged }: ConnectionState,
  key: string
): Promise<ReadonlySet<SkuId>> {
  const recent = recentRows.filter(({ until }) => until > clock.now())
  const files = await Promise.all(
    recent.flatMap(({ key }) => (key === null ? [] : [connectionState.readSkus(key)]))
  )
  const others = await Promise.all(
    judged.flatMap(one => (one.key === key ? [] : [connectionState.readBatch(one.key)]))
  )
  const beside = others.flatMap(batch => batch?.lines.map(line => line.skuId) ?? [])
  return new Set([...beside, ...recent.flatMap(({ skuIds }) => skuIds), ...files.flat()])
}

/**
 * Remembers the SKUs of a settled batch, saving them first if they are many.
 *
 * @returns the state change that adds them, and the files that it makes superfluous
 */
export async function rememberRows(
  { ports: { connectionState, clock, ids } }: Run,
  batch: BatchAt<'judged'>,
  { recentRows }: ConnectionState
): Promise<{
  readonly change: (state: ConnectionState) => ConnectionState
  readonly files: readonly string[]
}> {
  const skuIds = batch.lines.map(line => line.skuId)
  const now = clock.now()
  const isInline = fitsInline(recentRows, skuIds)
  const key = isInline ? null : ids.next()
  if (key) await connectionState.saveSkus(key, skuIds)
  const added: RecentRows = { until: now + SEARCH_LAG, skuIds: isInline ? skuIds : [], key }
  return {
    change: state => ({ ...state, recentRows: withRecent(state.recentRows, added, now).kept }),
    files: withRecent(recentRows, added, now).gone.flatMap(one => one.key ?? []),
  }
}

/** Why the row could not be written; null when it was. */
async function writeOne(
  run: Run,
  outcome: Outcome,
  found: Process | undefined
): Promise<LedgerUnavailable | null> {
  const { ports, configuration } = run
  const { ledger, log } = ports
  try {
    const before = found ?? (await ledger.get(outcome.skuId))
    const after = applyOutcome(before, outcome)
    if (after === before) return null
    if (outcome.shop === shopNameOf(configuration)) await putRow(run, before, after)
    else await putOfFormerShop(run, before, after)
  } catch (error) {
    if (!(error instanceof LedgerUnavailable)) throw error
    log.warn('attempt.unwritten', { skuId: outcome.skuId, message: error.message })
    return error
  }
  const { batchId, status, cause, quantity, reason, importId } = outcome.attempt
  log.info('attempt.settled', {
    skuId: outcome.skuId,
    batchId,
    importId,
    reason,
    status,
    cause,
    quantity,
  })
  return null
}

/** The shop changed while the file was with the former one: the outcome says nothing about the current shop. */
async function putOfFormerShop(run: Run, before: Process | null, process: Process): Promise<void> {
  const { queue, clock } = run.ports
  const now = clock.now()
  await queue.enqueue({ skuId: process.skuId, priority: 'reconcile' }, now)
  await putRow(run, before, outOfDate(process, now, clock.random()))
}

/**
 * Whether the ledger accepts another SKU's row. A ledger without other rows counts as accepting when it can be
 * searched.
 */
async function acceptsOtherRows(
  { ports: { ledger } }: Run,
  doubtful: ReadonlySet<SkuId>
): Promise<boolean> {
  try {
    const { items } = await ledger.search({ page: 1, pageSize: CANDIDATES })
    const others = items.filter(({ skuId }) => !doubtful.has(skuId)).slice(0, CONTROLS)
    for (const { skuId } of others) {
      const row = await ledger.get(skuId).catch(onlyIfUnavailable)
      if (row && (await ledger.put(row).then(() => true, onlyIfUnavailable))) return true
    }
    return others.length === 0
  } catch (error) {
    if (error instanceof LedgerUnavailable) return false
    throw error
  }
}

function onlyIfUnavailable(error: unknown): null {
  if (error instanceof LedgerUnavailable) return null
  throw error
}

/** Outcomes retried in one run. */
const MAX_AT_ONCE = 1_000

/** From this many tries on an outcome is retried alone. */
const SUSPECT = 2

/** A state change to save together with the list. */
type Also = (state: ConnectionState) => ConnectionState

/** Keeps outcomes that the ledger did not take, and changes the state with it. */
export async function keepUnwritten(
  run: Run,
  { unwritten, outages }: ConnectionState,
  outcomes: readonly Outcome[],
  also: Also
): Promise<void> {
  const { clock, connectionState } = run.ports
  const chance = { now: clock.now(), random: clock.random() }
  const before = unwritten ? await connectionState.readUnwritten(unwritten.key) : []
  const outage = outageOf(outages, 'LEDGER_UNAVAILABLE')
  const more = outcomes.map((outcome): Unwritten =>
    outage
      ? { outcome, tries: 0, notBefore: outage.nextTryAt }
      : triedAgain({ outcome, tries: 0, notBefore: 0 }, chance)
  )
  await replace(run, withUnwritten(before, more), also)
}

/** Replaces the list. The new one is saved before the state names it. */
async function replace(run: Run, list: readonly Unwritten[], also: Also): Promise<void> {
  const { connectionState, ids } = run.ports
  const key = list.length > 0 ? ids.next() : null
  if (key) await connectionState.saveUnwritten(key, list)
  let before: string | null = null
  await updateState(run, state => {
    before = state.unwritten?.key ?? null
    return { ...also(state), unwritten: key ? whereabouts(key, list) : null }
  })
  if (before) await connectionState.removeBatch(before)
}

/**
 * Retries due outcomes that the ledger did not take. The try is counted before it starts, and one that failed alone
 * before is tried alone: an outcome that kills the process affects no other, and is dropped in the end.
 */
export async function writeAgain(run: Run, state: ConnectionState): Promise<void> {
  const { clock, connectionState, log } = run.ports
  const { unwritten } = state
  const now = clock.now()
  if (!unwritten || unwritten.notBefore > now) return
  const list = await connectionState.readUnwritten(unwritten.key)
  const due = dueOf(list, now)
  const chance = { now, random: clock.random() }
  const counted = new Map(due.map(one => [one, triedAgain(one, chance)]))
  await replace(
    run,
    list.map(one => counted.get(one) ?? one),
    before => before
  )
  const outcomes = due.map(({ outcome }) => outcome)
  const { done, refused, outage } = await writeOutcomes(run, outcomes, null)
  if (outage !== null) await noteLedgerOutage(run, outage)
  else if (done > refused.length) await endOutage(run, state, 'LEDGER_UNAVAILABLE')
  const away = outageOf((await connectionState.read()).outages, 'LEDGER_UNAVAILABLE')
  const tried = new Set(outcomes.slice(0, done))
  const left = list.flatMap((one): readonly Unwritten[] => {
    const isTried = tried.has(one.outcome)
    if (isTried && !refused.includes(one.outcome)) return []
    // In an outage no single document is to blame: they are retried when the ledger answers.
    if (away) return [{ ...one, notBefore: Math.max(one.notBefore, away.nextTryAt) }]
    return [isTried ? (counted.get(one) ?? one) : one]
  })
  const kept = left.filter(({ tries }) => tries <= MAX_TRIES)
  await replace(run, kept, before => before)
  log.info('unwritten.tried', {
    due: due.length,
    tried: done,
    left: kept.length,
    given: left.length - kept.length,
  })
}

/** Those never tried alone, else one that was. */
function dueOf(list: readonly Unwritten[], now: Millis): readonly Unwritten[] {
  const due = list.filter(one => one.notBefore <= now)
  const fresh = due.filter(({ tries }) => tries < SUSPECT).slice(0, MAX_AT_ONCE)
  return fresh.length > 0 ? fresh : due.slice(0, 1)
}
