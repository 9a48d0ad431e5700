/* A job's list of SKUs: gathered from the ledger before the job runs, then read range by range for each batch. */

import {
  type Job,
  type SnapshotInProgress,
  type JobBatchRange,
  type Snapshot,
  type ReceiptLine,
  settledSince,
  totalOf,
  lineOutcome,
} from './job.logic'
import type { SkuId } from '../shared/sku.logic'
import type { Ports } from '../ports'
import { type LedgerFilter, type Walk, BY_SKU, isBySku, LedgerUnavailable } from '../ports/stores'
import {
  beginSnapshot,
  restartSnapshot,
  giveUpJob,
  pauseSnapshot,
  snapshotTaken,
  endCancelled,
  hasOpenJob,
  plannedJob,
} from './jobList.logic'
import { DAY, SECOND } from '../shared/time'
import { mapWhile } from '../shared/concurrency'
import { IN_PARTS, beginning, stepInParts } from './walkParts'
import { type Matches, matchesOf, processesOf } from '../ledger/matches'
import { type Run, deadlineOf } from '../engine/run'
import type { Batch, JobLine } from '../engine/batch.logic'
import { jobOf } from '../engine/parts.logic'
import type { Process } from '../ledger/process.logic'

/** The SKU ids of a job's snapshot from one position to another (exclusive); fewer at its end. */
export async function readPositions(
  { jobs }: Pick<Ports, 'jobs'>,
  { id, snapshot }: Job,
  from: number,
  to: number
): Promise<readonly SkuId[]> {
  if (!snapshot) return []
  const found: SkuId[] = []
  let start = 0
  for (const [chunk, end] of snapshot.chunkEnds.entries()) {
    if (end > from && start < to) {
      const skuIds = await jobs.readChunk(id, snapshot.take, chunk)
      found.push(...skuIds.slice(Math.max(from - start, 0), to - start))
    }
    start = end
  }
  return found
}

/** Time one run may spend on a snapshot before it checks live changes again. */
const SNAPSHOT_TIME = 6 * SECOND

/**
 * A snapshot that kills the process this often, or is incomplete after this long, is given up because others wait for
 * it.
 */
const MAX_DEATHS = 5
const LONGEST = DAY

/** A step of a walk only starts when this much time is left: the last may be slow. */
const STEP_TIME = 12 * SECOND

/** A run that has done something else goes on with a list when this much time is left. */
export const GATHER_TIME = STEP_TIME + SECOND

/**
 * Saves the SKUs of a job, continuing where the last run stopped, and lets the job wait for its turn once complete. A
 * run that died, or an answer that did not come, may have lost a step: then the snapshot starts again.
 *
 * @returns true when there is more to do at once
 */
async function takeOneSnapshot(run: Run, job: Job): Promise<boolean> {
  const { jobs, ids, clock, log } = run.ports
  const { scope, taking: seen } = job
  if (scope.kind === 'named') return false
  // A walk still marked as being read was left by a run that died.
  const deaths = seen !== null && seen.cursor === null ? (seen.deaths ?? 0) + 1 : 0
  const begun =
    seen !== null && seen.cursor !== null
      ? seen
      : { take: ids.next(), at: clock.now(), chunkEnds: [], cursor: null, deaths }
  if (deaths > MAX_DEATHS || clock.now() - job.createdAt > LONGEST) {
    log.warn('job.snapshot.given-up', { jobId: job.id, deaths })
    await jobs.update(book => giveUpJob(book, job.id, clock.now()))
    return false
  }
  // Asked before the start is saved: a ledger that does not answer must not look like a death.
  const matches = await matchesOf(run.ports, scope.filter, null)
  if (!(await jobs.update(book => beginSnapshot(book, job.id, seen, begun)))) return false
  const walked = await walk(run, job, { matches, begun })
  if (walked === 'broken' || (await isOddScroll(run, job, matches, begun, walked))) {
    log.warn('job.snapshot.broken', { jobId: job.id })
    const bySearch = { take: ids.next(), at: clock.now(), chunkEnds: [], cursor: BY_SKU, deaths }
    await jobs.update(book => restartSnapshot(book, job.id, begun.take, bySearch))
    return true
  }
  const { cursor, failure, ...snapshot } = walked
  if (cursor !== null) {
    const isPaused = await jobs.update(book => pauseSnapshot(book, job.id, { ...snapshot, cursor }))
    if (failure) throw failure
    return isPaused !== null
  }
  await jobs.update(book => snapshotTaken(book, job.id, snapshot, clock.now()))
  log.info('job.snapshot.taken', { jobId: job.id, skus: snapshot.chunkEnds.at(-1) ?? 0 })
  return true
}

/**
 * Whether a scroll ended too early, or goes round: it has fewer SKUs, or more, than there were when the job was asked for and
 * than there are now.
 */
async function isOddScroll(
  { ports: { ledger } }: Run,
  { expected }: Job,
  { exact, others }: Matches,
  begun: SnapshotInProgress,
  { cursor, chunkEnds }: Walked
): Promise<boolean> {
  const found = chunkEnds.at(-1) ?? 0
  const isOver = cursor === null
  if (!others || isBySku(begun.cursor) || found === expected) return false
  if (!isOver && found < expected) return false
  const now = (exact ? 1 : 0) + (await ledger.count(others))
  return found > Math.max(expected, now) || (isOver && found < Math.min(expected, now))
}

/** SKU ids in one file: several steps of a walk, so that a large snapshot is not hundreds of files. */
const CHUNK = 1_000

interface Walked extends SnapshotInProgress {
  /** Why the ledger could not go on; the walk continues at the cursor. */
  readonly failure: LedgerUnavailable | null
}

/**
 * Continues the walk for a while; a null cursor means that it is finished. A broken one starts again by searches, which
 * can be continued after any failure, so that no snapshot remains unfinished because scrolls fail.
 */
async function walk(
  run: Run,
  { id: jobId, expected }: Job,
  { matches, begun }: { readonly matches: Matches; readonly begun: SnapshotInProgress }
): Promise<Walked | 'broken'> {
  const { exact, others } = matches
  const { ledger, jobs, clock } = run.ports
  const until = Math.min(clock.now() + SNAPSHOT_TIME, deadlineOf(run) - STEP_TIME)
  let taking = begun
  let found: SkuId[] = []
  let saving: Promise<void> = Promise.resolve()
  // Saved beside the next step of the walk, one file at a time; a place is only left once all before it is saved.
  const save = async () => {
    await saving
    const { take, chunkEnds } = taking
    if (found.length > 0) {
      saving = jobs.saveChunk(jobId, take, chunkEnds.length, found)
      saving.catch(() => undefined)
      taking = { ...taking, chunkEnds: [...chunkEnds, (chunkEnds.at(-1) ?? 0) + found.length] }
    }
    found = []
  }
  if (exact && taking.chunkEnds.length === 0) {
    found = [exact.skuId]
    await save()
  }
  if (!others) {
    await saving
    return { ...taking, cursor: null, failure: null }
  }
  const seen = new Set<SkuId>()
  let cursor = taking.cursor ?? (await beginning(run.ports, expected))
  do {
    const step = await stepOf(ledger, others, cursor)
    if (step === null) {
      await saving
      return 'broken'
    }
    if (step instanceof LedgerUnavailable) {
      await save()
      await saving
      return { ...taking, cursor, failure: step }
    }
    const fresh = [...new Set(step.skuIds)].filter(skuId => !seen.has(skuId))
    // In place of what a scroll repeats another SKU may be missing; a search goes on after the last SKU.
    if (fresh.length < step.skuIds.length && !isBySku(cursor)) {
      await saving
      return 'broken'
    }
    for (const skuId of fresh) seen.add(skuId)
    found.push(...fresh)
    cursor = step.cursor
    if (found.length >= CHUNK) await save()
  } while (cursor !== null && clock.now() < until)
  await save()
  await saving
  return { ...taking, cursor, failure: null }
}

/** One step; the failure of one that can be repeated is a value. */
async function stepOf(
  ledger: Ports['ledger'],
  filter: LedgerFilter,
  cursor: string | null
): Promise<Walk | LedgerUnavailable | null> {
  try {
    return cursor?.startsWith(IN_PARTS)
      ? await stepInParts(ledger, filter, cursor)
      : await ledger.walk(filter, cursor)
  } catch (error) {
    if (error instanceof LedgerUnavailable && isBySku(cursor)) return error
    throw error
  }
}

/**
 * Handles the reprocess jobs before anything is sent: ends cancelled ones, takes snapshots, and removes the files of
 * forgotten ones. True when more can be done at once.
 */
export async function advanceJobSnapshots(
  run: Run,
  batch: Batch | null,
  others: readonly { readonly jobId: string | null }[]
): Promise<boolean> {
  const { jobs, clock } = run.ports
  const book = await jobs.read()
  if (!hasOpenJob(book)) return false
  if (book.jobs.some(job => job.state === 'CANCELLING')) {
    const jobId = (batch && jobOf(batch)) ?? others.find(one => one.jobId !== null)?.jobId ?? null
    const inHand = jobId === null ? null : { jobId }
    await jobs.update(now => endCancelled(now, inHand, clock.now()))
  }
  for (const id of book.dropped) {
    if (!(await jobs.removeFiles(id))) continue
    await jobs.update(now => ({ ...now, dropped: now.dropped.filter(one => one !== id) }))
  }
  const planned = plannedJob(book)
  return planned ? takeOneSnapshot(run, planned) : false
}

/** Positions whose processes are read between two time checks. */
const STEP = 1_000

/** Steps read at once: while one reads its list, or waits for its last searches, the ledger is asked for another. */
const STEPS = 3

const startsOf = (from: number, last: number): readonly number[] =>
  Array.from({ length: Math.ceil((last - from) / STEP) }, (_, step) => from + step * STEP)

/** Time limit for reading a range: what is read by then goes into the file, the rest into the next. */
const SLICE_TIME = 5 * SECOND

/** Which part of a job is to be read. */
interface Wanted {
  readonly from: number
  /** How many SKUs at most. */
  readonly room: number
  /** SKUs with a request: sent in any case. */
  readonly queued: ReadonlySet<SkuId>
}

/** The next part of a job, and those of its SKUs that must be sent. */
export interface ReadRange {
  readonly slice: JobBatchRange
  readonly lines: readonly JobLine[]
}

/**
 * Reads the next SKUs of the running job, beginning at a position. Writes nothing: only a settled range advances the job.
 *
 * @throws LedgerUnavailable when it cannot be read
 */
export async function readRange(
  { ports }: Run,
  job: Job & { readonly snapshot: Snapshot },
  { from, room, queued }: Wanted
): Promise<ReadRange> {
  const { clock } = ports
  const until = clock.now() + SLICE_TIME
  const last = Math.min(from + room, totalOf(job))
  const mayRead = () => clock.now() <= until
  const steps = await mapWhile(startsOf(from, last), STEPS, mayRead, async start => {
    const end = Math.min(start + STEP, last)
    const ids = await readPositions(ports, job, start, end)
    const processes = await processesOf(ports.ledger, ids)
    return { ids, processes, isWhole: ids.length === end - start }
  })
  const lines: JobLine[] = []
  const known: ReceiptLine[] = []
  let to = from
  for (const { ids, isWhole, processes } of steps) {
    if (!isWhole) break
    for (const skuId of ids) {
      const line = queued.has(skuId) ? null : knownLine(skuId, processes.get(skuId), job.snapshot)
      if (line) known.push(line)
      else lines.push({ skuId, facts: processes.get(skuId)?.facts ?? null })
    }
    to += ids.length
  }
  return { slice: { jobId: job.id, from, to, known }, lines }
}

/** The receipt line of a SKU that need not be sent: unknown, or sent successfully since the snapshot started. */
function knownLine(
  skuId: SkuId,
  process: Process | undefined,
  snapshot: Snapshot
): ReceiptLine | null {
  if (!process) return { skuId, outcome: 'SKIPPED', cause: null, quantity: null, at: null }
  if (!settledSince(process, snapshot.at)) return null
  const { cause, quantity, processedAt: at } = process
  return { skuId, outcome: lineOutcome(cause), cause, quantity, at }
}
