import { isTimeless } from './checks'
import { isTooBusy } from './harness/lag'
import type { RunResult } from './run'

/** What a run says of the app; `not judged`: this machine was too busy for what was found to mean anything. */
export type Verdict = 'held' | 'broken' | 'not judged'

/**
 * A run that kept every promise counts, however busy the machine was. A promise about time that was broken on a busy
 * machine proves nothing.
 */
export function verdictOf({ findings, lag }: Pick<RunResult, 'findings' | 'lag'>): Verdict {
  if (findings.length === 0) return 'held'
  return isTooBusy(lag) && !findings.some(({ check }) => isTimeless(check))
    ? 'not judged'
    : 'broken'
}

/** Percentage of the seeds that may lack a verdict; a single one always may. */
const A_FEW = 3

/** Whether few enough runs lack a verdict for the result to count. */
export const areFew = (unjudged: number, all: number): boolean =>
  unjudged <= Math.max(1, Math.floor((all * A_FEW) / 100)) && unjudged < all
