import type { Lane, Mark } from './stockRequest.logic'
import { type Millis, HOUR } from '../shared/time'

/** Requests of SKUs that the ledger does not know which an account may have in the queue, and make in an hour. */
export const MOST_UNKNOWN = 2_000

/**
 * The same while the ledger does not say what it knows. Nearly all of these are real changes, and a bound must
 * still be there: whoever floods the webhook may be why the ledger does not answer.
 */
export const MOST_UNSAID = 10 * MOST_UNKNOWN

/** So many a replica takes at a time, so that not each request is a write of the shared state. */
export const GRANT = 50

/** How many of them one file takes, so that what changed meanwhile does not wait for them all. */
export const MOST_UNKNOWN_IN_FILE = 500

/** What the replicas have been allowed. */
export interface UnknownMarks {
  /** When the hour began. */
  readonly since: Millis
  /** Allowed in this hour, and those that were in the queue when it began. */
  readonly count: number
  /** In the queue when the engine last counted, and allowed since then. */
  readonly standing: number
}

export const NO_UNKNOWN_MARKS: UnknownMarks = { since: 0, count: 0, standing: 0 }

/** When an hour's allowance is over. */
export const nextUnknown = ({ since }: UnknownMarks): Millis => since + HOUR

/**
 * With so many more allowed, in whole grants; null when there is room for none.
 *
 * @param wanted at least so many, if there is room
 * @param most `MOST_UNKNOWN` or `MOST_UNSAID`
 */
export function allowMarks(
  marks: UnknownMarks,
  wanted: number,
  most: number,
  now: Millis
): { readonly marks: UnknownMarks; readonly granted: number } | null {
  const isOver = now - marks.since >= HOUR || now < marks.since
  const hour = isOver ? { ...marks, since: now, count: marks.standing } : marks
  const granted = Math.min(Math.ceil(wanted / GRANT) * GRANT, most - hour.count)
  if (granted <= 0) return null
  return {
    granted,
    marks: { ...hour, count: hour.count + granted, standing: hour.standing + granted },
  }
}

/** After the engine saw the whole queue: what of the lane is still in it. */
export const recounted = (marks: UnknownMarks, left: readonly Mark[]): UnknownMarks => ({
  ...marks,
  standing: left.filter(({ lane }) => lane === UNKNOWN).length,
})

const UNKNOWN: Lane = 'unknown'

/** The marks that one file may take: of unknown SKUs some, of the others all. */
export function shareOfFile(marks: readonly Mark[]): readonly Mark[] {
  let taken = 0
  return marks.filter(({ lane }) => lane !== UNKNOWN || (taken += 1) <= MOST_UNKNOWN_IN_FILE)
}
