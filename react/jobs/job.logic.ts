import type { Cause, Job, JobState, LineOutcome, Plan, ReprocessFilter } from '../api/generated'
import { actorKey, causeKey, STATUS_KEYS } from '../ui/keys'
import type { Text } from '../ui/useText'
import { quoted } from '../ui/useText'

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

/** Whether something is being done for a job, its list being made included; one that waits for its turn is not. */
export const isAtWork = ({ state }: { state: JobState }): boolean =>
  state === 'PLANNED' || state === 'RUNNING' || state === 'CANCELLING'

/** Number of SKUs of a job; the expected number while its list is incomplete. */
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

/** Milliseconds for which a job that has ended stays on the page. */
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

/** What sending again may not help, each with its causes. */
export const GROUPS: Readonly<Record<Group, readonly Cause[]>> = {
  waiting: ['NOT_CATALOGED'],
  blocked: ['AUTH_INVALID', 'AUTH_FORBIDDEN'],
}
export type Group = 'waiting' | 'blocked'

export type LeftOut = Readonly<Record<Group, boolean>>

/**
 * Left out unless a person wants them: for what waits for Carrefour's catalogue sending again does nothing. What
 * a refused ShopKey blocked is sent: the key that is saved works, or the plan is refused as a whole.
 */
export const LEFT_OUT_AT_FIRST: LeftOut = { waiting: true, blocked: false }

/** The filter of the job: as requested, without the causes left out. */
export function narrowed(wanted: ReprocessFilter, leftOut: LeftOut): ReprocessFilter {
  const without = (Object.keys(GROUPS) as Group[]).flatMap((group): readonly Cause[] =>
    leftOut[group] ? GROUPS[group] : []
  )
  return without.length === 0 ? wanted : { ...wanted, without }
}

/** The groups that the plan has any SKU of. */
export const groupsIn = (plan: Plan): readonly Group[] =>
  (Object.keys(GROUPS) as Group[]).filter(group => plan[group] > 0)

/** The filter without named SKUs that the service does not know yet: it would refuse them. */
export function withoutMissing(filter: ReprocessFilter, { missing }: Plan): ReprocessFilter {
  const { skuIds } = filter
  if (!skuIds || missing.length === 0) return filter
  return { ...filter, skuIds: skuIds.filter(sku => !missing.includes(sku)) }
}

/** Causes that are named before the rest is counted. */
const NAMED = 2

/** What a job is called: its name, or else the filter it was started with. */
export const nameOfJob = ({ name, filter }: Pick<Job, 'name' | 'filter'>, text: Text): string =>
  name === '' ? filterWords(filter, text) : name

/** What tells a job from every other: two of the same name may begin within a minute. */
export const subjectOf = (
  job: Pick<Job, 'name' | 'filter' | 'createdAt'>,
  text: Text,
  exact: (iso: string) => string
): string => `${nameOfJob(job, text)}, ${exact(job.createdAt)}`

/** The job after a new ShopKey asks for both ways of refusing one: two titles side by side would read as two faults. */
const isWhatTheKeyBlocked = ({ causes }: Job['filter']): boolean =>
  causes.length === GROUPS.blocked.length && causes.every(cause => GROUPS.blocked.includes(cause))

function filterWords(filter: Job['filter'], text: Text): string {
  if (filter.named !== null) return text('job.name.chosen', { count: filter.named })
  if (isWhatTheKeyBlocked(filter)) return text('job.name.blocked')
  const causes = filter.causes.slice(0, NAMED).map(cause => text(causeKey(cause, 'title')))
  const more = filter.causes.length - causes.length
  const parts = [
    ...(filter.status === null ? [] : [text(STATUS_KEYS[filter.status])]),
    ...causes,
    ...(more > 0 ? [text('job.name.more-causes', { count: more })] : []),
    ...(filter.actor === null ? [] : [text(actorKey(filter.actor))]),
    ...(filter.search === ''
      ? []
      : [text('job.name.search', { words: quoted(filter.search, text) })]),
    ...(filter.since === null && filter.before === null ? [] : [text('job.name.period')]),
  ]
  return parts.length === 0 ? text('job.name.all') : parts.join(' · ')
}
