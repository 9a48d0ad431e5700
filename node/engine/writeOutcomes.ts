/* Writes outcomes into the ledger's rows, and keeps those that it did not take. */

import { mapWhile } from '../shared/concurrency'
import { type Outcome, type Process, applyOutcome, rowByClock } from '../ledger/process.logic'
import type { SkuId } from '../shared/sku.logic'
import { shopNameOf } from '../connection/shop.logic'
import { outOfDate } from '../reconcile/offers.logic'
import { type Millis, SECOND } from '../shared/time'
import { LedgerUnavailable, untilFound } from '../ports/stores'
import { putRow, saveChanges } from '../ledger/upkeep'
import { type Run, hasTime, updateState } from './run'
import { type RowsBySearch, onlyIfUnavailable } from './recentRows'
import type { ConnectionState } from './state.logic'
import { outageOf } from './incident.logic'
import { type Unwritten, MAX_TRIES, triedAgain, whereabouts, withUnwritten } from './rows.logic'
import { endOutage, isLedgerAway, noteLedgerOutage } from './outages'

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
  /** Those of `done` that the ledger did not take. While it is out these are all that are not written. */
  readonly refused: readonly Outcome[]
  /** The state, with what the ledger's answers say about an outage. */
  readonly state: ConnectionState
}

/**
 * Writes outcomes into their rows, unless the ledger is out. Notes an outage that it meets, and ends one that is over. The
 * summary has what it changed only after `saveChanges`.
 *
 * @param found rows from searches; null to read every row by id. Only outcomes that are newer than all others of their SKUs
 * may be written over a row from a search.
 */
export async function writeOutcomes(
  run: Run,
  state: ConnectionState,
  outcomes: readonly Outcome[],
  found: RowsBySearch | null
): Promise<Written> {
  const all = outcomes.length
  if (isLedgerAway(state, run.ports.clock.now())) return { done: all, refused: outcomes, state }
  const { done, refused, outage } = await tryToWrite(run, outcomes, found)
  if (outage !== null) {
    // The rest need not be tried.
    const left = [...refused, ...outcomes.slice(done)]
    return { done: all, refused: left, state: await noteLedgerOutage(run, outage) }
  }
  const isTaken = done > refused.length
  return { done, refused, state: isTaken ? await endOutage(run, state, LEDGER) : state }
}

const LEDGER = 'LEDGER_UNAVAILABLE'

/** What was tried of some outcomes. */
interface Tried extends Pick<Written, 'done' | 'refused'> {
  /** Why the ledger accepts nothing at all; null when only single documents were refused. */
  readonly outage: LedgerUnavailable | null
}

/**
 * A row that cannot be read or written holds up no other: when all fail, other rows
 * are written unchanged, to tell an outage of the ledger from documents it will never take. When it asks for fewer calls
 * nothing more is tried.
 */
async function tryToWrite(
  run: Run,
  outcomes: readonly Outcome[],
  found: RowsBySearch | null
): Promise<Tried> {
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
  if (isThrottled) return { done: results.length, refused, outage: last }
  if (run.isSecond) return { done: results.length, refused, outage: null }
  const isDoubtful =
    refused.length > 0 && (failedInARow >= CALLS || results.every(written => !written))
  const doubtful = new Set(refused.map(({ skuId }) => skuId))
  if (isDoubtful) await run.untilAlone?.()
  const outage = isDoubtful && !(await acceptsOtherRows(run, doubtful)) ? last : null
  return { done: results.length, refused, outage }
}

/** Why the row could not be written; null when it was. */
async function writeOne(
  run: Run,
  outcome: Outcome,
  found: Process | null | undefined
): Promise<LedgerUnavailable | null> {
  const { ports, configuration } = run
  const { log } = ports
  try {
    const row = found ?? (await rowById(run, outcome.skuId, found === null))
    const before = row && rowByClock(row, ports.clock.now())
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

/**
 * The row, read by its id. A new one is begun only when it is missing twice or more: it would know nothing of the attempts
 * before, nor of the units that Carrefour has.
 *
 * @param isMissing whether a search has shown none
 */
const rowById = (
  { ports: { ledger, clock } }: Run,
  skuId: SkuId,
  isMissing: boolean
): Promise<Process | null> =>
  isMissing
    ? ledger.get(skuId)
    : untilFound(
        clock,
        () => ledger.get(skuId),
        row => row === null
      )

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

/** Outcomes retried in one run. */
const MAX_AT_ONCE = 1_000

/** From this many tries on an outcome is retried alone. */
const SUSPECT = 2

/** A state change to save together with the list. */
type Also = (state: ConnectionState) => ConnectionState

/** Keeps outcomes that the ledger did not take, and changes the state with it. */
export async function keepUnwritten(
  run: Run,
  outcomes: readonly Outcome[],
  also: Also
): Promise<ConnectionState> {
  const { clock, connectionState } = run.ports
  const { unwritten, outages } = await connectionState.read()
  const chance = { now: clock.now(), random: clock.random() }
  const before = unwritten ? await connectionState.readUnwritten(unwritten.key) : []
  const outage = outageOf(outages, LEDGER)
  const more = outcomes.map((outcome): Unwritten =>
    outage
      ? { outcome, tries: 0, notBefore: outage.nextTryAt }
      : triedAgain({ outcome, tries: 0, notBefore: 0 }, chance)
  )
  return replace(run, withUnwritten(before, more), also)
}

/** Replaces the list. The new one is saved before the state names it. */
async function replace(run: Run, list: readonly Unwritten[], also: Also): Promise<ConnectionState> {
  const { connectionState, ids } = run.ports
  const key = list.length > 0 ? ids.next() : null
  if (key) await connectionState.saveUnwritten(key, list)
  let before: string | null = null
  const after = await updateState(run, state => {
    before = state.unwritten?.key ?? null
    return { ...also(state), unwritten: key ? whereabouts(key, list) : null }
  })
  if (before) await connectionState.removeBatch(before)
  return after
}

/**
 * Retries due outcomes that the ledger did not take. The try is counted before it starts, and one that failed alone
 * before is tried alone: an outcome that kills the process affects no other, and is dropped in the end.
 *
 * @returns the state, with an outage of the ledger that this met or ended
 */
export async function writeAgain(run: Run, state: ConnectionState): Promise<ConnectionState> {
  const { clock, connectionState, log } = run.ports
  const now = clock.now()
  if ((state.unwritten?.notBefore ?? Infinity) > now) return state
  await run.stopSettling?.()
  // Settling may have added to the list, which has another name then.
  const { unwritten } = await connectionState.read()
  if (!unwritten) return state
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
  const { done, refused, state: after } = await writeOutcomes(run, state, outcomes, null)
  await saveChanges(run)
  const away = outageOf(after.outages, LEDGER)
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
  return after
}

/** Those never tried alone, else one that was. */
function dueOf(list: readonly Unwritten[], now: Millis): readonly Unwritten[] {
  const due = list.filter(one => one.notBefore <= now)
  const fresh = due.filter(({ tries }) => tries < SUSPECT).slice(0, MAX_AT_ONCE)
  return fresh.length > 0 ? fresh : due.slice(0, 1)
}
