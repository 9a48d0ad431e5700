/* The reprocess jobs of a connection together: which one runs, and which are kept. */

import {
  type Job,
  type JobBatchRange,
  type Snapshot,
  type SnapshotInProgress,
  type Counts,
  isOpen,
  settledTo,
  totalOf,
  withRange,
} from './job.logic'
import { type Result, err, ok } from '../shared/result'
import type { Millis } from '../shared/time'

/** How many jobs are kept. */
export const KEPT_JOBS = 50

/** Maximum number of unfinished jobs. */
export const MAX_OPEN = 10

/**
 * The reprocess jobs of one connection, oldest first, in one small file only written with compare-and-set. That
 * guarantees "at most one runs" and "same key, same job" for concurrent writers.
 */
export interface JobList {
  readonly jobs: readonly Job[]
  /** Forgotten jobs whose files are not removed yet. */
  readonly dropped: readonly string[]
}

export const EMPTY_JOB_LIST: JobList = { jobs: [], dropped: [] }

export const jobIn = (book: JobList, id: string): Job | null =>
  book.jobs.find(job => job.id === id) ?? null

/** The job whose SKUs go into the next batch. */
export const runningJob = ({ jobs }: JobList): Job | null =>
  jobs.find(job => job.state === 'RUNNING') ?? null

/** Whether the engine has something to do for a job. */
export const hasOpenJob = ({ jobs, dropped }: JobList): boolean =>
  dropped.length > 0 || jobs.some(isOpen)

/** The oldest job without a complete snapshot. */
export const plannedJob = ({ jobs }: JobList): Job | null =>
  jobs.find(job => job.state === 'PLANNED') ?? null

/** The job of a key: null when there is none, an error when the key was used for another filter. */
export function jobOfKey(
  { jobs }: JobList,
  { key, fingerprint }: Pick<Job, 'key' | 'fingerprint'>
): Result<Job | null, 'KEY_REUSED'> {
  const known = jobs.find(job => job.key === key) ?? null
  return known && known.fingerprint !== fingerprint ? err('KEY_REUSED') : ok(known)
}

/** Adds a job, which starts if none runs; the oldest ended ones are dropped to make room. */
export function addJob(book: JobList, job: Job): Result<JobList, 'KEY_REUSED' | 'TOO_MANY_JOBS'> {
  const known = jobOfKey(book, job)
  if (!known.ok) return known
  if (known.value) return ok(book)
  if (book.jobs.filter(isOpen).length >= MAX_OPEN) return err('TOO_MANY_JOBS')
  const room = KEPT_JOBS - 1
  const ended = book.jobs.filter(one => !isOpen(one))
  const out = new Set(ended.slice(0, Math.max(book.jobs.length - room, 0)).map(one => one.id))
  const jobs = [...book.jobs.filter(one => !out.has(one.id)), job]
  return ok(withTurn({ jobs, dropped: [...book.dropped, ...out] }, job.createdAt))
}

/** Ends a job before it has sent everything. The batch in flight still gets its outcome. */
export const cancelJob = (book: JobList, id: string, now: Millis): JobList =>
  changed(book, id, now, job => {
    switch (job.state) {
      case 'PLANNED':
      case 'WAITING':
        return { ...job, state: 'CANCELLED', taking: null, endedAt: now }
      case 'RUNNING':
        return { ...job, state: 'CANCELLING' }
      default:
        return job
    }
  })

/**
 * Records that a run reads the ledger for a snapshot. Null when another run has started since `seen` was read: a walk
 * must not be continued twice.
 */
export function beginSnapshot(
  book: JobList,
  id: string,
  seen: SnapshotInProgress | null,
  begun: SnapshotInProgress
): JobList | null {
  const job = jobIn(book, id)
  if (job?.state !== 'PLANNED' || !sameTaking(job.taking, seen)) return null
  return changed(book, id, begun.at, one => ({ ...one, taking: { ...begun, cursor: null } }))
}

/** Saves a walk's progress for the next run. Null when another run has started again. */
export function pauseSnapshot(
  book: JobList,
  id: string,
  taking: SnapshotInProgress
): JobList | null {
  const job = jobIn(book, id)
  if (job?.state !== 'PLANNED' || job.taking?.take !== taking.take) return null
  return changed(book, id, taking.at, one => ({ ...one, taking }))
}

/** The walk broke without a death: it starts again in another way, and no death is counted. */
export const restartSnapshot = (
  book: JobList,
  id: string,
  take: string,
  taking: SnapshotInProgress
): JobList =>
  changed(book, id, taking.at, job => (job.taking?.take === take ? { ...job, taking } : job))

const sameTaking = (a: SnapshotInProgress | null, b: SnapshotInProgress | null): boolean =>
  a?.take === b?.take && a?.cursor === b?.cursor

/** The snapshot is complete. Ignored when it was started again meanwhile, or the job was cancelled. */
export const snapshotTaken = (book: JobList, id: string, taken: Snapshot, now: Millis): JobList =>
  changed(book, id, now, job =>
    job.state === 'PLANNED' && job.taking?.take === taken.take
      ? { ...job, state: 'WAITING', taking: null, snapshot: taken }
      : job
  )

/** The outcomes of a range are in the ledger and in the receipt. A cancelled job is ended by `endCancelled`. */
export const rangeSettled = (
  book: JobList,
  slice: JobBatchRange,
  counts: Counts,
  now: Millis
): JobList => changed(book, slice.jobId, now, job => withRange(job, slice, counts))

/** Ends a job whose snapshot cannot be read, so that it does not block what else there is to send. */
export const giveUpJob = (book: JobList, id: string, now: Millis): JobList =>
  endCancelled(cancelJob(book, id, now), null, now)

/** Ends cancelled jobs of which no batch is in hand. Only the lease holder knows that. */
export const endCancelled = (
  book: JobList,
  inHand: Pick<JobBatchRange, 'jobId'> | null,
  now: Millis
): JobList => ({
  ...withTurn(
    {
      ...book,
      jobs: book.jobs.map(job =>
        job.state === 'CANCELLING' && job.id !== inHand?.jobId
          ? { ...job, state: 'CANCELLED', endedAt: now }
          : job
      ),
    },
    now
  ),
})

function changed(book: JobList, id: string, now: Millis, how: (job: Job) => Job): JobList {
  return withTurn({ ...book, jobs: book.jobs.map(job => (job.id === id ? how(job) : job)) }, now)
}

/** Ends finished jobs, and starts the oldest waiting one when none runs. */
function withTurn(book: JobList, now: Millis): JobList {
  const through = (job: Job) =>
    (job.state === 'RUNNING' || job.state === 'WAITING') && settledTo(job) >= totalOf(job)
  const jobs = book.jobs.map((job): Job =>
    through(job) ? { ...job, state: 'DONE', startedAt: job.startedAt ?? now, endedAt: now } : job
  )
  const busy = jobs.some(job => job.state === 'RUNNING' || job.state === 'CANCELLING')
  const next = busy ? undefined : jobs.find(job => job.state === 'WAITING')
  return {
    ...book,
    jobs: jobs.map(job => (job === next ? { ...job, state: 'RUNNING', startedAt: now } : job)),
  }
}
