import type { Job, JobState, LineOutcome } from '../api/generated'

/** Which reprocess job a page shows, as its address holds it. */
export interface JobPlace {
  /** Id of the job that is shown instead of the list; `all` for those that are remembered. */
  job: string | null
  /** Which lines of its receipt, and which page of them, from 1. */
  outcome: LineOutcome | null
  line: number
}

/** No job: the list. */
export const NO_JOB = { job: null, outcome: null, line: 1 } as const

/** Whether a job still has something to do. */
export const isOpen = ({ state }: { state: JobState }): boolean =>
  state !== 'DONE' && state !== 'CANCELLED'

/** How many SKUs a job is about; what was expected while its list is not whole. */
export const sizeOf = ({ total, expected }: Pick<Job, 'total' | 'expected'>): number =>
  total ?? expected

/** Whole percent of the SKUs that have their outcome. */
export function percentOf(job: Pick<Job, 'total' | 'expected' | 'settled' | 'state'>): number {
  const size = sizeOf(job)
  if (size === 0) return isOpen(job) ? 0 : 100
  return Math.floor((Math.min(job.settled, size) / size) * 100)
}

/** Milliseconds: Carrefour takes one file a minute, and its result takes a little longer. */
const FILE_MS = 60_000
const RESULT_MS = 20_000

/**
 * About how many minutes a running job still takes: by how fast it has been, and never less than its files
 * need. Null while it does not run.
 */
export function minutesLeft(job: Job, now: number): number | null {
  if (job.state !== 'RUNNING' || job.startedAt === null) return null
  const gone = Math.max(now - Date.parse(job.startedAt), 0)
  const rest = Math.max(sizeOf(job) - job.settled, 0)
  const byRate = job.settled > 0 ? (gone / job.settled) * rest : 0
  const byFiles = Math.max(job.filesLeft - 1, 0) * FILE_MS + RESULT_MS
  return Math.max(Math.ceil(Math.max(byRate, byFiles) / FILE_MS), 1)
}

/** The unfinished jobs in their turn, the one that runs first. */
export const inTurn = (newestFirst: readonly Job[]): readonly Job[] =>
  newestFirst.filter(isOpen).reverse()

/** Milliseconds that the end of a job stays on the page by itself. */
const RECENT_MS = 15 * 60_000

/** The jobs that ended a short while ago, newest first. */
export const recentlyEnded = (jobs: readonly Job[], now: number): readonly Job[] =>
  jobs.filter(
    job => !isOpen(job) && job.endedAt !== null && now - Date.parse(job.endedAt) < RECENT_MS
  )

/** How many SKUs of a job ended in one way. */
export function countFor(job: Job, outcome: LineOutcome): number {
  switch (outcome) {
    case 'SUCCEEDED':
      return job.succeeded
    case 'FAILED':
      return job.failed
    case 'WAITING':
      return job.waiting
    case 'SKIPPED':
      return job.skipped
  }
}

/** Something about a job that is worth saying aloud. */
export type News =
  | { kind: 'started'; job: Job }
  | { kind: 'quarter'; job: Job; percent: 25 | 50 | 75 }
  | { kind: 'ended'; job: Job }

/** What is new between two looks. The first look is no news: who opens the page sees what there is. */
export function newsOf(before: readonly Job[] | null, after: readonly Job[]): readonly News[] {
  if (before === null) return []
  return after.flatMap((job): readonly News[] => {
    const old = before.find(({ id }) => id === job.id)
    if (old === undefined) return [{ kind: isOpen(job) ? 'started' : 'ended', job }]
    if (isOpen(old) && !isOpen(job)) return [{ kind: 'ended', job }]
    const quarter = quarterOf(job)
    return isOpen(job) && quarter !== null && quarter > (quarterOf(old) ?? 0)
      ? [{ kind: 'quarter', job, percent: quarter }]
      : []
  })
}

const quarterOf = (job: Job): 25 | 50 | 75 | null => {
  const percent = percentOf(job)
  return percent >= 75 ? 75 : percent >= 50 ? 50 : percent >= 25 ? 25 : null
}
