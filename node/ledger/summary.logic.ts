/* The summary's rules: counts and health follow each written row; copies of small files are dropped and made again. */

import type { ShownConfiguration } from '../connection/configuration.logic'
import type { JobList } from '../jobs/jobList.logic'
import {
  type Dismissal,
  type Problem,
  groupsByReason,
  MAX_REASONS,
  NO_UNITS,
  PROBLEM_CAUSES,
  problemId,
  withUnits,
} from './problems.logic'
import { type Millis, MINUTE, HOUR, SECOND, aheadBy } from '../shared/time'
import { type Process, impactOf } from './process.logic'
import { type Cause, statusOf } from '../shared/causes'

/** The small files that every page shows, by name. */
export interface Copied {
  readonly jobs: JobList
  readonly dismissals: readonly Dismissal[]
  /** Without the ShopKey; null when nothing is configured. */
  readonly configuration: ShownConfiguration | null
}

export type CopyName = keyof Copied

/** Somebody who writes a file of which there is a copy, or died while doing so. */
export interface Writer {
  readonly by: string
  /** Since when. */
  readonly at: Millis
  /** Whether nobody else has been writing the file since then. */
  readonly isAlone: boolean
}

/**
 * A copy of a file in the summary, so that a page reads one file instead of several. It is dropped before the file is
 * written and made again after: a page sees what is in the file, or reads the file itself, whoever dies in between.
 */
export type Copy<T> =
  | { readonly kind: 'held'; readonly value: T }
  | { readonly kind: 'dropped'; readonly writers: readonly Writer[] }

export type Copies = { readonly [Name in CopyName]: Copy<Copied[Name]> }

const NEVER_MADE = { kind: 'dropped', writers: [] } as const

const NO_COPIES: Copies = {
  jobs: NEVER_MADE,
  dismissals: NEVER_MADE,
  configuration: NEVER_MADE,
}

/** Longer than a write may take to arrive after its answer was lost: who has been writing for longer is dead. */
const LONGEST_WRITE = MINUTE

/** Writers remembered; there are never as many within a minute. */
const MAX_WRITERS = 50

/** Those who may still be writing. */
export const writersOf = (copy: Copy<unknown>, now: Millis): readonly Writer[] =>
  copy.kind === 'held' ? [] : copy.writers.filter(({ at }) => Math.abs(now - at) < LONGEST_WRITE)

/** The copies before `by` writes the file. */
export function withoutCopy(copies: Copies, name: CopyName, by: string, at: Millis): Copies {
  const others = writersOf(copies[name], at)
  const writers = [
    ...others.map(one => ({ ...one, isAlone: false })),
    { by, at, isAlone: others.length === 0 },
  ]
  return { ...copies, [name]: { kind: 'dropped', writers: writers.slice(-MAX_WRITERS) } }
}

/**
 * The copies after `by` has written and read the file again. While others write, or when somebody else has written since
 * `by` began, what was read may be older than the file: the copy stays dropped, and the last of them makes it.
 */
export function withCopy<Name extends CopyName>(
  copies: Copies,
  name: Name,
  { by, value }: { readonly by: string; readonly value: Copied[Name] }
): Copies {
  const before: Copy<Copied[Name]> = copies[name]
  const writers = before.kind === 'held' ? [] : before.writers
  const isSure = writers.length === 1 && writers.every(one => one.by === by && one.isAlone)
  const after: Copy<Copied[Name]> = isSure
    ? { kind: 'held', value }
    : { kind: 'dropped', writers: writers.filter(one => one.by !== by) }
  return { ...copies, [name]: after }
}

/** A value of a field by which rows are ordered, and how many rows of the ledger came before it. */
export type Milestone = readonly [value: number, before: number]

/**
 * Where in the ledger values stand, a milestone every few thousand rows. A search reaches 10,000 rows: a later page is
 * found from the milestone before it. Milestones only say where to look: how many rows come before one is counted each
 * time, so an old one costs a search and never a wrong row.
 */
export interface Milestones {
  /** When they were made; 0 when they never were. */
  readonly at: Millis
  /** Rows of the ledger then. */
  readonly total: number
  /** By SKU code and by moment of the outcome, ascending. */
  readonly skus: readonly Milestone[]
  readonly moments: readonly Milestone[]
  /** Whether they go to the end. */
  readonly isWhole: boolean
}

export const NO_MILESTONES: Milestones = {
  at: 0,
  total: 0,
  skus: [],
  moments: [],
  isWhole: false,
}

/**
 * What the pages show of the whole ledger: counts, problems and health. The engine keeps it current, so that a page
 * costs one call instead of dozens of searches. Counts follow each written row; since when a problem lasts and its
 * sample come from the last count of the ledger.
 */
export interface Summary {
  /** When it was last changed. */
  readonly at: Millis
  /** When the ledger was last counted; 0 when it never was. */
  readonly countedAt: Millis
  /** The run that is writing rows; left by one that died, whose last changes are unknown. */
  readonly open: string | null
  /** When the ledger should be counted again; null when nothing has changed since. */
  readonly recountFrom: Millis | null
  /** Number of processes without a cause. */
  readonly success: number
  /** Number of processes per cause; absent ones are 0. */
  readonly causes: Readonly<Partial<Record<Cause, number>>>
  readonly problems: readonly Problem[]
  readonly health: Health | null
  readonly copies: Copies
  readonly milestones: Milestones
}

/** Outcomes of the last 24 hours, each SKU with its latest. */
export interface Health {
  readonly since: Millis
  readonly success: number
  readonly warning: number
  readonly error: number
}

export const NO_SUMMARY: Summary = {
  at: 0,
  countedAt: 0,
  open: null,
  recountFrom: null,
  success: 0,
  causes: {},
  problems: [],
  health: null,
  copies: NO_COPIES,
  milestones: NO_MILESTONES,
}

type Before = Pick<
  Process,
  'cause' | 'fingerprint' | 'processedAt' | 'quantity' | 'atCarrefour' | 'seen'
>

/** What a written row changes in the summary. */
export interface RowChange {
  /** Null for a SKU that had no row. */
  readonly before: Before | null
  readonly after: Before & Pick<Process, 'skuId' | 'message'>
}

/** Whether the row counts elsewhere than before. */
export const movesRow = ({ before, after }: RowChange): boolean =>
  before === null || before.cause !== after.cause || before.fingerprint !== after.fingerprint

/** Searches show what was written after a while: a count before that would miss it. */
const QUIET = 30 * SECOND

/** Time between two counts, when rows have moved and when they were only written again. */
const AFTER_MOVES = 5 * MINUTE
const AFTER_WRITES = 15 * MINUTE

/** A due count waits this long for a quiet moment. */
const PATIENCE = 10 * MINUTE

/** The health of the last 24 hours changes also while nothing is written. */
const OLDEST_COUNT = HOUR

/** The summary while a run writes rows. What a run left open that died is unknown: it is counted anew. */
export const opened = (summary: Summary, holder: string, now: Millis): Summary => ({
  ...summary,
  open: holder,
  recountFrom: summary.open !== null && summary.open !== holder ? now + QUIET : summary.recountFrom,
})

/** Changes of one run, some saved while it works, the last when it ends. */
interface Changes {
  readonly holder: string
  readonly rows: readonly RowChange[]
  readonly isEnd: boolean
}

/** The summary with the rows of a run. When another run has opened it since, they are left to the next count. */
export function withChanges(
  summary: Summary,
  { holder, rows, isEnd }: Changes,
  now: Millis
): Summary {
  if (summary.open !== null && summary.open !== holder)
    return { ...summary, recountFrom: Math.min(summary.recountFrom ?? Infinity, now + QUIET) }
  const moved = rows.filter(movesRow)
  const pause = moved.length > 0 ? AFTER_MOVES : AFTER_WRITES
  const next = Math.max(summary.countedAt + pause, now + QUIET)
  const causes = new Map(
    Object.entries(summary.causes).map(([cause, count]) => [cause as Cause, count])
  )
  let { success } = summary
  let problems = summary.problems
  const add = (cause: Cause | null, by: number) => {
    if (cause === null) success = Math.max(success + by, 0)
    else causes.set(cause, Math.max((causes.get(cause) ?? 0) + by, 0))
  }
  for (const change of moved) {
    if (change.before) add(change.before.cause, -1)
    add(change.after.cause, 1)
  }
  for (const change of rows) problems = withRow(problems, change)
  const health = summary.health && rows.reduce(withLatest, summary.health)
  return {
    ...summary,
    at: now,
    open: isEnd ? null : summary.open,
    recountFrom: Math.min(summary.recountFrom ?? Infinity, next),
    success,
    causes: Object.fromEntries([...causes].filter(([, count]) => count > 0)),
    problems,
    health,
  }
}

/** Number of processes. */
export const totalIn = ({ success, causes }: Summary): number =>
  Object.values(causes).reduce((sum, count) => sum + count, success)

/** The health after a row got its latest outcome: it counts by that, and no longer by the one before. */
function withLatest(health: Health, { before, after }: RowChange): Health {
  const counts = { success: health.success, warning: health.warning, error: health.error }
  const add = (cause: Cause | null, by: number) => {
    const name = BY_STATUS[statusOf(cause)]
    counts[name] = Math.max(counts[name] + by, 0)
  }
  if (before && before.processedAt >= health.since) add(before.cause, -1)
  if (after.processedAt >= health.since) add(after.cause, 1)
  return { since: health.since, ...counts }
}

const BY_STATUS = { SUCCESS: 'success', WARNING: 'warning', ERROR: 'error' } as const

/** The problems after one row has left one of them, or joined another. */
function withRow(problems: readonly Problem[], change: RowChange): readonly Problem[] {
  const { before, after } = change
  const left = before && placeOf(problems, before)
  if (before && !movesRow(change)) return withOtherUnits(problems, left, before, after)
  const fewer = problems.flatMap(problem => {
    if (problem.id !== left || !before) return [problem]
    const units = withUnits(problem.units, impactOf(before), -1)
    return problem.count > 1 ? [{ ...problem, count: problem.count - 1, units }] : []
  })
  const { cause } = after
  if (cause === null || !PROBLEM_CAUSES.includes(cause)) return fewer
  const known = placeOf(fewer, after)
  if (known !== null)
    return fewer.map(problem =>
      problem.id === known
        ? {
            ...problem,
            count: problem.count + 1,
            lastDay: problem.lastDay + 1,
            units: withUnits(problem.units, impactOf(after), 1),
          }
        : problem
    )
  const hasRoom = fewer.filter(problem => problem.cause === cause).length < MAX_REASONS
  const fingerprint = groupsByReason(cause) && hasRoom ? after.fingerprint : null
  const { skuId, message, processedAt } = after
  return [
    ...fewer,
    {
      id: problemId(cause, fingerprint),
      cause,
      fingerprint,
      count: 1,
      since: processedAt,
      lastDay: 1,
      units: withUnits(NO_UNITS, impactOf(after), 1),
      sample: { skuId, message },
      nextCheckAt: null,
    },
  ]
}

/** The problems after a row of one of them was written again. */
const withOtherUnits = (
  problems: readonly Problem[],
  id: string | null,
  before: Before,
  after: Before
): readonly Problem[] =>
  problems.map(problem =>
    problem.id === id
      ? {
          ...problem,
          units: withUnits(withUnits(problem.units, impactOf(before), -1), impactOf(after), 1),
        }
      : problem
  )

/** The problem that counts such a row: that of its reason, else that of all other reasons; null when there is none. */
function placeOf(
  problems: readonly Problem[],
  { cause, fingerprint }: Pick<Process, 'cause' | 'fingerprint'>
): string | null {
  if (cause === null) return null
  const ids = [problemId(cause, fingerprint), problemId(cause, null)]
  return ids.find(id => problems.some(problem => problem.id === id)) ?? null
}

/** Whether searches show every row that the app wrote. */
export const isQuiet = ({ at, open }: Summary, now: Millis): boolean =>
  open === null && now - at >= QUIET

/** Whether the ledger should be counted now. */
export function isCountDue({ at, countedAt, recountFrom, open }: Summary, now: Millis): boolean {
  // By a clock that was ahead it would not be due for as long.
  if (aheadBy([at, countedAt], now) > 0) return true
  if (countedAt === 0 || now - countedAt >= OLDEST_COUNT) return now - at >= QUIET
  const due = open !== null ? Math.min(recountFrom ?? Infinity, at + QUIET) : recountFrom
  if (due === null || now < due) return false
  return now - at >= QUIET || now - due >= PATIENCE
}

/** What the summary knows that helps to find a page. */
export interface Atlas {
  readonly milestones: Milestones
  readonly success: number
  readonly causes: Readonly<Partial<Record<Cause, number>>>
  /** Whether the numbers are those of the ledger: nothing is being written. */
  readonly isExact: boolean
}

/** What helps to find a page of the list; null while the ledger was never counted. */
export const atlasOf = (summary: Summary): Atlas | null =>
  summary.countedAt === 0
    ? null
    : {
        milestones: summary.milestones,
        success: summary.success,
        causes: summary.causes,
        isExact: summary.open === null && summary.recountFrom === null,
      }
