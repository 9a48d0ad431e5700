import { type Actor, type Cause, CAUSES, isCause, UNCLASSIFIED } from '../shared/causes'
import type { SkuId } from '../queue/stockRequest.logic'
import type { Millis } from '../shared/time'

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
  /** Next radar check of its SKUs; null when there is none. */
  readonly nextCheckAt: Millis | null
}

/** A problem that somebody dismissed. */
export interface Dismissal {
  readonly id: string
  /** E-mail of the Admin user. */
  readonly by: string
  readonly at: Millis
}

/** Maximum number of dismissals kept: beyond it the oldest are dropped, and their problems show again. */
export const MAX_DISMISSALS = 100

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

/** Whether a problem is dismissed and has not come back since. */
export const isDismissed = (
  { id, since }: Pick<Problem, 'id' | 'since'>,
  dismissals: readonly Dismissal[]
): boolean => dismissals.some(one => one.id === id && one.at >= (since ?? 0))

/** The dismissals with one added or removed. */
export function withDismissal(
  dismissals: readonly Dismissal[],
  change: Dismissal,
  dismissed: boolean
): readonly Dismissal[] {
  const others = dismissals.filter(({ id }) => id !== change.id)
  return dismissed ? [change, ...others].slice(0, MAX_DISMISSALS) : others
}

const FIRST: readonly Actor[] = ['MERCHANT', 'CARREFOUR', 'APP', 'NOBODY']

const rank = ({ cause }: Problem): number => FIRST.indexOf(CAUSES[cause].actor)

/** Problems of the merchant first, then the largest. */
export const byUrgency = (a: Problem, b: Problem): number =>
  rank(a) - rank(b) || b.count - a.count || (a.id < b.id ? -1 : 1)
