import type { Millis } from './time'
import { MINUTE } from './time'

/** Runs in a row of the engine that were begun and did not come to an ordinary end: they threw, or their process died. */
export interface UnfinishedRuns {
  /** When the first of them began. */
  readonly since: Millis
  readonly count: number
}

/** From so many on, over so long, it is no chance any more: a deployment ends a run or two. */
const MOST_RUNS = 5
const LONGEST: Millis = 5 * MINUTE

/** With the run that begins now. */
export const begunRun = (runs: UnfinishedRuns | null, now: Millis): UnfinishedRuns => ({
  since: runs?.since ?? now,
  count: (runs?.count ?? 0) + 1,
})

/** Since when no run comes to its end; null while they do. */
export const stalledSince = (runs: UnfinishedRuns | null, now: Millis): Millis | null =>
  runs && runs.count > MOST_RUNS && now - runs.since >= LONGEST ? runs.since : null
