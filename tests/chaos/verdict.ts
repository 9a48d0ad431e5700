import { isTimeless } from './checks'
import { isTooBusy } from './harness/lag'
import type { RunResult } from './run'

/** What a run says of the app; `not judged`: this machine was too busy for what was found to mean anything. */
export type Verdict = 'held' | 'broken' | 'not judged'

/**
 * A run that kept every promise kept it however busy the machine was. One that broke some on a busy machine says nothing
 * of them where they are about time.
 */
export function verdictOf({ findings, lag }: Pick<RunResult, 'findings' | 'lag'>): Verdict {
  if (findings.length === 0) return 'held'
  return isTooBusy(lag) && !findings.some(({ check }) => isTimeless(check))
    ? 'not judged'
    : 'broken'
}

/** Share of the seeds, in hundredths, that may go without a verdict; one may always. */
const A_FEW = 3

/** Whether so few runs have no verdict that the others speak for all. */
export const areFew = (unjudged: number, all: number): boolean =>
  unjudged <= Math.max(1, Math.floor((all * A_FEW) / 100)) && unjudged < all
