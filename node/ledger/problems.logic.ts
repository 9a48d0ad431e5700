import { type Actor, type Cause, CAUSES, isCause, UNCLASSIFIED } from '../shared/causes'
import { type Impact, NO_IMPACT } from './process.logic'
import type { SkuId } from '../shared/sku.logic'
import { type Result, err, ok } from '../shared/result'
import { type Millis, DAY } from '../shared/time'

/** All SKUs that wait for the same thing. */
export interface Problem {
  readonly id: string
  readonly cause: Cause
  /** Key of an unclassified reason; null for all other reasons of the cause together. */
  readonly fingerprint: string | null
  readonly count: number
  /** Since when its oldest SKU has had it. */
  readonly since: Millis | null
  /** Number of SKUs added in the last 24 hours. */
  readonly lastDay: number
  /** The SKU that has had it longest, with its message. */
  readonly sample: { readonly skuId: SkuId; readonly message: string | null }
  /** What it costs, in units of all its SKUs. */
  readonly units: ProblemUnits
  /** Next radar check of its SKUs; null when there is none. */
  readonly nextCheckAt: Millis | null
}

/** When a dismissed problem comes back, besides when it was over and begins again. */
export type Until =
  | { readonly kind: 'OVER' }
  | { readonly kind: 'DAY'; readonly day: Millis }
  /** At so many SKUs. */
  | { readonly kind: 'MORE' | 'HALF'; readonly skus: number }

/** Units of all SKUs of a problem together. */
export interface ProblemUnits extends Impact {
  /** Only the SKUs that cost most were added up: there are at least so many. */
  readonly isAtLeast: boolean
}

export const NO_UNITS: ProblemUnits = { ...NO_IMPACT, isAtLeast: false }

/** The units with those of one SKU more, or fewer. */
export const withUnits = (units: ProblemUnits, { oversold, unoffered }: Impact, by: 1 | -1) => ({
  ...units,
  oversold: Math.max(units.oversold + by * oversold, 0),
  unoffered: Math.max(units.unoffered + by * unoffered, 0),
})

/** A problem that somebody dismissed. */
export interface Dismissal {
  readonly id: string
  /** E-mail of the Admin user. */
  readonly by: string
  readonly at: Millis
  readonly until: Until
  /** Why, in the person's words; empty in data of older versions. */
  readonly reason: string
}

/** How a problem is to be put aside, as a person asks for it. */
export interface AsideChoice {
  readonly until: Until['kind']
  readonly day: Millis | null
  readonly skus: number | null
  readonly reason: string
}

export const LONGEST_REASON = 200
const MOST_MORE = 1_000_000
const LONGEST_ASIDE: Millis = 366 * DAY

/**
 * When a problem of `count` SKUs comes back.
 *
 * @returns an error that names the field and what it must be
 */
export function untilOf(
  { until, day, skus, reason }: AsideChoice,
  count: number,
  now: Millis
): Result<Until, string> {
  const length = reason.trim().length
  if (length < 1 || length > LONGEST_REASON)
    return err(`aside.reason: 1 to ${LONGEST_REASON} characters`)
  switch (until) {
    case 'OVER':
      return ok({ kind: 'OVER' })
    case 'DAY':
      return day === null || day <= now || day > now + LONGEST_ASIDE
        ? err('aside.day: a moment from now to a year ahead, as 2026-11-24T03:00:00Z')
        : ok({ kind: 'DAY', day })
    case 'MORE':
      return skus === null || !Number.isInteger(skus) || skus < 1 || skus > MOST_MORE
        ? err(`aside.skus: a whole number from 1 to ${MOST_MORE}`)
        : ok({ kind: 'MORE', skus: count + skus })
    case 'HALF':
      return ok({ kind: 'HALF', skus: Math.max(Math.ceil(count * 1.5), count + 1) })
  }
}

/** Maximum number of dismissals kept: beyond it the oldest are dropped, and their problems show again. */
const MAX_DISMISSALS = 100

/** Maximum reasons of a cause shown separately; the rest is one problem. */
export const MAX_REASONS = 8

/** Causes that make a problem: those that somebody, or the app, must end. */
export const PROBLEM_CAUSES: readonly Cause[] = Object.keys(CAUSES)
  .filter(isCause)
  .filter(cause => CAUSES[cause].actor !== 'NOBODY')

export const groupsByReason = (cause: Cause): boolean => UNCLASSIFIED.includes(cause)

export const problemId = (cause: Cause, fingerprint: string | null): string =>
  fingerprint === null ? cause : `${cause}.${fingerprint}`

/** Whether an id has the form of a problem's. */
export function isProblemId(id: string): boolean {
  const [cause = '', fingerprint] = id.split('.', 2)
  return isCause(cause) && (fingerprint === undefined || /^[0-9a-f]{1,64}$/.test(fingerprint))
}

/** The dismissal of a problem that has not come back since; null when there is none. */
export const dismissalOf = (
  { id, since, count }: Pick<Problem, 'id' | 'since' | 'count'>,
  dismissals: readonly Dismissal[],
  now: Millis
): Dismissal | null =>
  dismissals.find(
    one => one.id === id && one.at >= (since ?? 0) && !hasCome(one.until, count, now)
  ) ?? null

function hasCome(until: Until, count: number, now: Millis): boolean {
  switch (until.kind) {
    case 'OVER':
      return false
    case 'DAY':
      return now >= until.day
    case 'MORE':
    case 'HALF':
      return count >= until.skus
  }
}

/** The dismissals with that of a problem replaced, or removed when `change` is null. */
export function withDismissal(
  dismissals: readonly Dismissal[],
  id: string,
  change: Dismissal | null
): readonly Dismissal[] {
  const others = dismissals.filter(one => one.id !== id)
  return change === null ? others : [change, ...others].slice(0, MAX_DISMISSALS)
}

const FIRST: readonly Actor[] = ['MERCHANT', 'CARREFOUR', 'APP', 'NOBODY']

const rank = ({ cause }: Problem): number => FIRST.indexOf(CAUSES[cause].actor)

/**
 * What costs most first: units that may be sold and are not there, then units that are not offered; of problems that
 * cost the same, those of the merchant, then the largest.
 */
export const byUrgency = (a: Problem, b: Problem): number =>
  b.units.oversold - a.units.oversold ||
  b.units.unoffered - a.units.unoffered ||
  rank(a) - rank(b) ||
  b.count - a.count ||
  (a.id < b.id ? -1 : 1)
