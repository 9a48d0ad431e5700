/* Settles judged batches: outcomes into the ledger, receipts of jobs, then the batch is removed. */

import type { BatchAt } from './batch.logic'
import { endCancelled } from '../jobs/jobList.logic'
import { allOf, chunks } from '../shared/concurrency'
import { type Split, jobOf, afterTakenPart } from './parts.logic'
import type { Outcome } from '../ledger/process.logic'
import type { SkuId } from '../shared/sku.logic'
import { senderOf } from '../connection/shop.logic'
import { type Run, updateState, hasTime } from './run'
import { tallyOf } from '../ledger/activity.logic'
import type { ConnectionState } from './state.logic'
import { addHealed, healedIn } from '../reconcile/pages.logic'
import { type Millis, SECOND } from '../shared/time'
import { roomFrom } from './rows.logic'
import { type JudgedAt, outcomeOf, withJudged, withoutJudged } from './judged.logic'
import { endOf, noteSending } from '../sendings/record'
import { keepUnwritten, writeOutcomes } from './writeOutcomes'
import { RowsBySearch, recentSkus, rememberRows } from './recentRows'
import { settleShared, settleSlice } from './settleRange'
import { saveChanges } from '../ledger/upkeep'

/** Lines between two checkpoints. */
const STEP = 500

/** After this many deaths at one place it continues line by line, and after more without the line. */
const NARROW = 2
const GIVEN_UP = 4

/** The end of a batch only starts when this much time is left. */
const END_TIME = 4 * SECOND

/**
 * Settles a judged batch for as long as there is time. Its beginning is counted before and forgotten when it returns, so
 * that a line which kills the process is noticed.
 *
 * @param seen the state that it was chosen from: only this run changes which rows were written lately
 * @returns whether anything was written
 */
export async function settleJudged(
  run: Run,
  { key }: JudgedAt,
  seen: ConnectionState
): Promise<boolean> {
  const { connectionState, log } = run.ports
  const [batch, recent, begun] = await allOf([
    connectionState.readBatch(key),
    recentSkus(run, seen, key),
    updateState(run, state => ({
      ...state,
      judged: withJudged(state.judged, key, ({ deaths }) => ({ deaths: deaths + 1 })),
    })),
  ])
  if (batch?.stage !== 'judged') {
    await updateState(run, state => ({ ...state, judged: withoutJudged(state.judged, key) }))
    return true
  }
  const before = begun.judged.find(one => one.key === key)
  if (!before) return true
  const deaths = before.deaths - 1
  if (deaths > 0) log.warn('step.again', { step: 'settle', batchId: batch.id, deaths })
  const left = await settle(run, batch, { state: begun, recent }, { ...before, deaths })
  if (left === null) return true
  const saved = left.judged.find(one => one.key === key)
  if (saved && saved.deaths === 0 && saved.settled > before.settled) return true
  const after = await updateState(run, state => ({
    ...state,
    judged: withJudged(state.judged, key, one => ({
      deaths: one.settled > before.settled ? 0 : deaths,
    })),
  }))
  return (after.judged.find(one => one.key === key)?.settled ?? Infinity) > before.settled
}

/**
 * Writes the outcomes of a judged batch into the ledger, resuming where it stopped. What the ledger does not take is
 * kept for later.
 *
 * @returns null when the batch is settled; else the state as it was saved last
 */
async function settle(
  run: Run,
  batch: BatchAt<'judged'>,
  known: Known,
  at: JudgedAt
): Promise<ConnectionState | null> {
  const { settled, urgent } = at
  // The backlog behind its urgent lines comes after the urgent lines of other batches.
  const end = settled < urgent ? urgent : batch.lines.length
  const { isWhole, state } = await settleLines(run, batch, known, { ...at, end })
  // A job's ranges end in their order, whatever of them was urgent.
  const isFirst = settled < urgent && at.jobId !== null
  if (!isWhole || isFirst || end < batch.lines.length || !hasTime(run, END_TIME)) return state
  await settleEnd(run, batch, at.key)
  return null
}

/** @returns whether all lines up to `end` are settled, and the state as it was saved last */
async function settleLines(
  run: Run,
  batch: BatchAt<'judged'>,
  { state, recent }: Known,
  { key, settled, deaths, jobId, end }: JudgedAt & { readonly end: number }
): Promise<{ readonly isWhole: boolean; readonly state: ConnectionState }> {
  const lines = batch.lines.slice(settled, end)
  const isNarrow = deaths >= NARROW
  const rows = new RowsBySearch(run, isNarrow ? [] : lines.map(({ skuId }) => skuId), recent)
  const place = new Place(state)
  let isWhole = true
  const going = { ...run, isStopped: () => place.isLost || run.isStopped?.() === true }
  try {
    // Nearly all rows of a job move in the counts: what the first of them needs is done during the first search.
    if (jobId !== null && lines.length > 0) await run.changes.open(run)
    for (const [index, some] of chunks(lines, isNarrow ? 1 : STEP).entries()) {
      const outcomes = some.map(line => outcome(run, batch, line))
      // A line that killed the process repeatedly is left to later tries, which are counted.
      const isPoison = index === 0 && deaths >= GIVEN_UP
      const part = { key, outcomes, deaths: isNarrow ? NARROW + 1 : 1 }
      const done = isPoison
        ? await keepForLater(going, batch, { part, place })
        : await settleSome(going, batch, { part, place, rows })
      // One after the other, so that a line that ends the process is told from its neighbours.
      if (isNarrow) await place.saved()
      if (done === some.length) continue
      isWhole = false
      break
    }
  } finally {
    await rows.end()
    await place.saved()
  }
  return { isWhole, state: place.state }
}

/** What is known when lines are settled. */
interface Known {
  readonly state: ConnectionState
  /** SKUs whose rows a search may not show as they are. */
  readonly recent: ReadonlySet<SkuId>
}

/** How far a batch is settled, as saved: each time beside the rows that follow. */
class Place {
  #saving: Promise<void> = Promise.resolve()
  /** Whether it could not be saved: no further row is written. */
  isLost = false

  /** @param state the shared state as last seen */
  constructor(public state: ConnectionState) {}

  /**
   * Saves it, once the one before is saved.
   *
   * @throws what the one before failed with
   */
  async save(how: () => Promise<ConnectionState>): Promise<void> {
    await this.#saving
    this.#saving = how().then(state => {
      this.state = state
    })
    this.#saving.catch(() => {
      this.isLost = true
    })
  }

  /** @throws what it failed with */
  saved(): Promise<void> {
    return this.#saving
  }
}

/** Some outcomes of a judged batch, from where it stopped. */
interface Part {
  readonly key: string
  readonly outcomes: readonly Outcome[]
  /** What a death at the next line counts from: line by line, each is counted for itself. */
  readonly deaths: number
}

/** The state with some more lines of the batch settled. */
const advanced = (
  state: ConnectionState,
  { key, deaths }: Part,
  count: number
): ConnectionState => ({
  ...state,
  judged: withJudged(state.judged, key, one => ({ settled: one.settled + count, deaths })),
})

const outcome = (
  { ports: { clock }, configuration }: Run,
  batch: BatchAt<'judged'>,
  line: BatchAt<'judged'>['lines'][number]
): Outcome => outcomeOf(batch, line, senderOf(configuration), clock.random())

/** What some lines are settled with. */
interface Means {
  readonly part: Part
  readonly place: Place
  readonly rows: RowsBySearch
}

/** @returns how many outcomes are in the ledger or kept for it */
async function settleSome(
  run: Run,
  batch: BatchAt<'judged'>,
  { part, place, rows }: Means
): Promise<number> {
  const { outcomes } = part
  if (roomFrom(place.state.unwritten) > run.ports.clock.now()) return 0
  const { done, refused } = await writeOutcomes(run, place.state, outcomes, rows)
  if (run.isSecond && refused.length > 0) return 0
  const ids = new Set(outcomes.slice(0, done).map(({ skuId }) => skuId))
  const healed = healedIn(
    batch,
    batch.lines.filter(({ skuId }) => ids.has(skuId))
  )
  // Whoever stops before the end of its lines will not end the process at the next one.
  const isStopping = done > 0 && done < outcomes.length
  const moved = (before: ConnectionState) => ({
    ...advanced(before, isStopping ? { ...part, deaths: 0 } : part, done),
    reconcile: addHealed(before.reconcile, healed),
  })
  await place.save(async () => {
    // Whoever stops saves them at the end of its run, if not before.
    if (!isStopping) await saveChanges(run)
    return refused.length > 0 ? keepUnwritten(run, refused, moved) : updateState(run, moved)
  })
  // Whether there is room for more of them is known afterwards.
  if (refused.length > 0) await place.saved()
  return done
}

/** Keeps outcomes for later without trying them. */
async function keepForLater(
  run: Run,
  batch: BatchAt<'judged'>,
  { part, place }: Pick<Means, 'part' | 'place'>
): Promise<number> {
  const { outcomes } = part
  run.ports.log.warn('line.left', { batchId: batch.id, skuIds: outcomes.map(({ skuId }) => skuId) })
  await place.save(() =>
    keepUnwritten(run, outcomes, before => advanced(before, part, outcomes.length))
  )
  await place.saved()
  return outcomes.length
}

async function settleEnd(run: Run, batch: BatchAt<'judged'>, key: string): Promise<void> {
  const { activity, connectionState, log } = run.ports
  if (batch.slice) await settleSlice(run, batch, batch.slice)
  if (batch.shares) await settleShared(run, batch, batch.shares)
  if (jobOf(batch) !== null) await endIfCancelled(run, key)
  const confirmed = batch.importId !== null && hasCarrefourOutcome(batch)
  // Neither needs another, and the next batch waits for all of them.
  const [remembered] = await allOf([
    rememberRows(run, batch),
    activity.add(batch.id, batch.judgedAt, tallyOf(batch)),
    noteSending(run.ports, batch, endOf(batch)),
  ])
  await updateState(run, state => ({
    ...remembered.change(state),
    judged: withoutJudged(state.judged, key),
    split: splitAfter(state, batch),
    lastConfirmedAt: confirmed
      ? Math.max(batch.judgedAt, state.lastConfirmedAt ?? 0)
      : state.lastConfirmedAt,
    unconfirmedSince: confirmed ? null : unconfirmedSince(state, batch),
  }))
  await allOf([key, ...remembered.files()].map(file => connectionState.removeBatch(file)))
  log.info('batch.settled', {
    batchId: batch.id,
    importId: batch.importId,
    skus: batch.lines.length,
  })
}

/** Ends a cancelled job with the last of its batches; those are in hand that are still to be sent or settled. */
async function endIfCancelled(
  { ports: { connectionState, jobs, clock } }: Run,
  key: string
): Promise<void> {
  const book = await jobs.read()
  if (!book.jobs.some(({ state }) => state === 'CANCELLING')) return
  const { batchKey, batch, judged, parked } = await connectionState.read()
  // Older versions did not say whose the batch in flight is: the next run looks.
  if (batchKey !== null && batch === null) return
  const others = [...judged, ...parked].flatMap(one => (one.key === key ? [] : [one.jobId]))
  const jobId = [batch?.job?.id ?? null, ...others].find(id => id !== null) ?? null
  const inHand = jobId === null ? null : { jobId }
  await jobs.update(now => endCancelled(now, inHand, clock.now()))
}

/** Cleared with the last part; until then an accepted part shows that the fault is in a line. */
function splitAfter({ parked, split }: ConnectionState, batch: BatchAt<'judged'>): Split | null {
  if (!parked.some(({ why }) => why === 'split')) return null
  return batch.ofSplit && batch.verdict.kind === 'complete' ? afterTakenPart(split) : split
}

/** Since when nothing was confirmed although something was to be sent. Lines that are held back on purpose do not count. */
const unconfirmedSince = (
  { unconfirmedSince: before }: ConnectionState,
  { lines, claimedAt }: BatchAt<'judged'>
): Millis | null => {
  const isWanted = lines.some(
    ({ quantity, remark }) => quantity !== null || remark === 'STORE_SKU_FAILED'
  )
  return before ?? (isWanted ? claimedAt : null)
}

/** Whether Carrefour gave an outcome for any line. */
const hasCarrefourOutcome = ({ verdict, lines }: BatchAt<'judged'>): boolean =>
  verdict.kind === 'complete' &&
  lines.some(
    ({ skuId, quantity }) => quantity !== null && verdict.rejected[skuId]?.cause !== 'UNCONFIRMED'
  )
