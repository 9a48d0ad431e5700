/* One reprocess job: its states, the ranges of its snapshot, and its receipt. */

import type {
  CarrefourLineOutcome,
  CarrefourJobPhaseKind,
  CarrefourJobState,
} from '../generated/schema'
import { type Cause, statusOf } from '../shared/causes'
import type { Process } from '../ledger/process.logic'
import type { SkuId } from '../shared/sku.logic'
import type { Millis } from '../shared/time'
import type { ProcessFilter } from '../ledger/filter.logic'
import type { InHand } from '../engine/parts.logic'
import type { ConnectionState } from '../engine/state.logic'
import { earliestCall } from '../carrefour/limits.logic'

/** The result of one SKU of a reprocess job. */
export type LineOutcome = CarrefourLineOutcome

/** One line of a job's receipt. */
export interface ReceiptLine {
  readonly skuId: SkuId
  readonly outcome: LineOutcome
  readonly cause: Cause | null
  /** Units sent; null when none were. */
  readonly quantity: number | null
  /** When it was settled; null when it was not. */
  readonly at: Millis | null
}

export interface Counts {
  readonly succeeded: number
  readonly failed: number
  readonly waiting: number
  readonly skipped: number
}

const NO_COUNTS: Counts = { succeeded: 0, failed: 0, waiting: 0, skipped: 0 }

/** The outcome of a settled process in a receipt: the status that the list gives it. */
export function lineOutcome(cause: Cause | null): Exclude<LineOutcome, 'SKIPPED'> {
  switch (statusOf(cause)) {
    case 'SUCCESS':
      return 'SUCCEEDED'
    case 'ERROR':
      return 'FAILED'
    case 'WARNING':
      return 'WAITING'
  }
}

/** Number of lines per outcome. */
export function tally(lines: readonly ReceiptLine[]): Counts {
  const count = (outcome: LineOutcome) => lines.filter(line => line.outcome === outcome).length
  return {
    succeeded: count('SUCCEEDED'),
    failed: count('FAILED'),
    waiting: count('WAITING'),
    skipped: count('SKIPPED'),
  }
}

/** Number of counted lines with one outcome. */
export function countFor(counts: Counts, outcome: LineOutcome): number {
  switch (outcome) {
    case 'SUCCEEDED':
      return counts.succeeded
    case 'FAILED':
      return counts.failed
    case 'WAITING':
      return counts.waiting
    case 'SKIPPED':
      return counts.skipped
  }
}

export const sumOf = ({ succeeded, failed, waiting, skipped }: Counts): number =>
  succeeded + failed + waiting + skipped

const addCounts = (a: Counts, b: Counts): Counts => ({
  succeeded: a.succeeded + b.succeeded,
  failed: a.failed + b.failed,
  waiting: a.waiting + b.waiting,
  skipped: a.skipped + b.skipped,
})

/**
 * A reprocess job: PLANNED until its snapshot is complete, WAITING for its turn, RUNNING, then DONE. A job cancelled
 * while it runs is CANCELLING until the batch in flight has its outcome.
 */
export type JobState = CarrefourJobState

/** The SKUs of a job, saved once and never changed, in numbered chunks. */
export interface Snapshot {
  /** Names its files: an interrupted snapshot is started again under another name. */
  readonly take: string
  /** When it started: a later attempt counts for the job too. */
  readonly at: Millis
  /** Number of SKUs up to and including each chunk. */
  readonly chunkEnds: readonly number[]
}

/** A snapshot in progress. */
export interface SnapshotInProgress extends Snapshot {
  /** Cursor of the ledger walk; null while a run reads, so that a death is noticed. */
  readonly cursor: string | null
  /** How many runs have died on it. */
  readonly deaths?: number
}

/** The filter of a job, as stored. */
export type JobScope =
  | { readonly kind: 'matching'; readonly filter: ProcessFilter }
  | { readonly kind: 'named'; readonly skus: number }

/** Longest name of a job. */
export const LONGEST_NAME = 80

export interface Job {
  readonly id: string
  /** Idempotency key from the caller: the same key is the same job. */
  readonly key: string
  /** Of the filter. */
  readonly fingerprint: string
  readonly scope: JobScope
  /** What the person called it; empty for none. */
  readonly name: string
  /** E-mail of the Admin user. */
  readonly startedBy: string
  readonly createdAt: Millis
  /** Number of matching SKUs when it was requested. */
  readonly expected: number
  readonly state: JobState
  readonly taking: SnapshotInProgress | null
  /** Null until complete. */
  readonly snapshot: Snapshot | null
  /** End position of each settled range: the receipt has a file for each. */
  readonly ends: readonly number[]
  /** Sums of the settled ranges. */
  readonly settled: Counts
  readonly startedAt: Millis | null
  readonly endedAt: Millis | null
}

/** The positions of a job's snapshot that one batch covers. */
export interface JobBatchRange {
  readonly jobId: string
  readonly from: number
  /** Exclusive. */
  readonly to: number
  /** SKUs of the range that need no sending: their lines are already known. */
  readonly known: readonly ReceiptLine[]
}

export type NewJob = Pick<
  Job,
  'id' | 'key' | 'fingerprint' | 'scope' | 'name' | 'startedBy' | 'createdAt' | 'expected'
>

export const newJob = (asked: NewJob, snapshot: Snapshot | null): Job => ({
  ...asked,
  state: snapshot ? 'WAITING' : 'PLANNED',
  taking: null,
  snapshot,
  ends: [],
  settled: NO_COUNTS,
  startedAt: null,
  endedAt: null,
})

export const isOpen = ({ state }: Job): boolean => state !== 'DONE' && state !== 'CANCELLED'

/** Whether the job's SKUs still wait to be sent. */
export const hasTurnAhead = ({ state }: Job): boolean => state === 'WAITING' || state === 'RUNNING'

/**
 * Whether a SKU was sent successfully since the snapshot started, so that the job need not send it again. A failed one
 * is sent, because it may have been tried before the person fixed the cause.
 */
export const settledSince = (process: Process | null, at: Millis): process is Process =>
  process !== null && process.processedAt > at && lineOutcome(process.cause) !== 'FAILED'

/** Number of SKUs in the snapshot; 0 until complete. */
export const totalOf = ({ snapshot }: Job): number => snapshot?.chunkEnds.at(-1) ?? 0

/** Position up to which everything is settled, where the next range starts. */
export const settledTo = ({ ends }: Job): number => ends.at(-1) ?? 0

/**
 * The sums of the receipt. Once a job has ended they add up to its total: what a cancel held back counts as skipped.
 */
export const countsOf = (job: Job): Counts =>
  isOpen(job)
    ? job.settled
    : addCounts(job.settled, { ...NO_COUNTS, skipped: totalOf(job) - settledTo(job) })

/** Adds a settled range to the job; idempotent. */
export function withRange(job: Job, { from, to }: JobBatchRange, counts: Counts): Job {
  if (settledTo(job) !== from || to <= from) return job
  return { ...job, ends: [...job.ends, to], settled: addCounts(job.settled, counts) }
}

/** What is being done for a job at this moment. */
export interface JobPhase {
  readonly kind: CarrefourJobPhaseKind
  /** How many SKUs of `total` it has come through; null where that cannot be told. */
  readonly done: number | null
  readonly total: number | null
  /** When it may go on, while it waits for a moment. */
  readonly at: Millis | null
}

/** The phase of a job; null for one that waits for its turn or has ended. */
export function phaseOf(
  job: Job,
  { budget, settled }: Pick<ConnectionState, 'budget' | 'settled'>,
  batch: InHand | null,
  now: Millis
): JobPhase | null {
  if (job.state === 'PLANNED')
    return {
      kind: 'LISTING',
      done: job.taking?.chunkEnds.at(-1) ?? 0,
      total: job.expected,
      at: null,
    }
  if (job.state !== 'RUNNING' && job.state !== 'CANCELLING') return null
  const mine = batch?.job?.id === job.id ? batch : null
  const fileAt = Math.max(earliestCall(budget, 'STO01'), mine?.notBefore ?? 0)
  if (mine === null)
    return job.state === 'RUNNING'
      ? { kind: 'NEXT_FILE', done: null, total: null, at: batch === null ? fileAt : null }
      : null
  const total = mine.lines
  switch (mine.stage) {
    case 'claimed':
      return fileAt > now
        ? { kind: 'NEXT_FILE', done: null, total, at: fileAt }
        : {
            kind: 'READING',
            done: mine.read,
            total,
            at: null,
          }
    case 'judged':
      return { kind: 'WRITING', done: Math.min(settled, total), total, at: null }
    default:
      return { kind: 'AT_CARREFOUR', done: null, total, at: null }
  }
}
