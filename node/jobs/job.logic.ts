import type { Process } from '../ledger/process.logic'
import type { ProcessFilter } from '../ledger/filter.logic'
import { type Counts, type ReceiptLine, addCounts, lineOutcome, NO_COUNTS } from './receipt.logic'
import type { Millis } from '../shared/time'

/**
 * A reprocess job: PLANNED until its snapshot is whole, WAITING for its turn, RUNNING, then DONE. A job
 * that is cancelled while it runs is CANCELLING until the file in the making has its outcome.
 */
export type JobState = 'PLANNED' | 'WAITING' | 'RUNNING' | 'CANCELLING' | 'CANCELLED' | 'DONE'

/** The SKUs of a job, written down once and never changed, in numbered chunks. */
export interface Snapshot {
  /** Names its files: a snapshot that was broken off is made anew under another name. */
  readonly take: string
  /** When it was begun: an attempt that is later counts for the job too. */
  readonly at: Millis
  /** How many SKUs all chunks up to and with this one hold. */
  readonly chunkEnds: readonly number[]
}

/** A snapshot in the making. */
export interface SnapshotInProgress extends Snapshot {
  /** Where the ledger goes on; null while a run reads it, so that one that died is noticed. */
  readonly cursor: string | null
  /** How many runs before have died over it. */
  readonly deaths?: number
}

/** What a job is about, as it is kept. */
export type JobScope =
  | { readonly kind: 'matching'; readonly filter: ProcessFilter }
  | { readonly kind: 'named'; readonly skus: number }

export interface Job {
  readonly id: string
  /** Given by whoever started it: the same key is the same job. */
  readonly key: string
  /** Of its filter. */
  readonly fingerprint: string
  readonly scope: JobScope
  /** E-mail of the Admin user. */
  readonly startedBy: string
  readonly createdAt: Millis
  /** How many SKUs matched when it was asked for. */
  readonly expected: number
  readonly state: JobState
  readonly taking: SnapshotInProgress | null
  /** Null until it is whole. */
  readonly snapshot: Snapshot | null
  /** Up to which position each settled slice reached: the receipt has a file for each. */
  readonly ends: readonly number[]
  /** Of the settled slices. */
  readonly settled: Counts
  readonly startedAt: Millis | null
  readonly endedAt: Millis | null
}

/** The positions of a job's snapshot that one batch takes. */
export interface JobBatchRange {
  readonly jobId: string
  readonly from: number
  /** Exclusive. */
  readonly to: number
  /** SKUs of the slice that need no sending: their lines are known already. */
  readonly known: readonly ReceiptLine[]
}

export type NewJob = Pick<
  Job,
  'id' | 'key' | 'fingerprint' | 'scope' | 'startedBy' | 'createdAt' | 'expected'
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

/** True for a job whose SKUs wait to be sent. */
export const hasTurnAhead = ({ state }: Job): boolean => state === 'WAITING' || state === 'RUNNING'

/**
 * True when a SKU was sent well since a snapshot was begun: its job need not send it again. One that failed
 * is sent, because it may have been tried before the person put things right.
 */
export const settledSince = (process: Process | null, at: Millis): process is Process =>
  process !== null && process.processedAt > at && lineOutcome(process.cause) !== 'FAILED'

/** How many SKUs the snapshot holds; 0 until it is whole. */
export const totalOf = ({ snapshot }: Job): number => snapshot?.chunkEnds.at(-1) ?? 0

/** Up to which position everything is settled: there the next slice begins. */
export const settledTo = ({ ends }: Job): number => ends.at(-1) ?? 0

/** The receipt's sums. Once a job has ended they add up to its total: what a cancel kept back counts as skipped. */
export const countsOf = (job: Job): Counts =>
  isOpen(job)
    ? job.settled
    : addCounts(job.settled, { ...NO_COUNTS, skipped: totalOf(job) - settledTo(job) })

/** A job whose slice has its outcomes: counted once, however often it is told. */
export function withRange(job: Job, { from, to }: JobBatchRange, counts: Counts): Job {
  if (settledTo(job) !== from || to <= from) return job
  return { ...job, ends: [...job.ends, to], settled: addCounts(job.settled, counts) }
}
