import { countCauses, viewHealth } from '../ledger/counts'
import { problemsInLedger } from '../problems/viewProblems'
import type { Ports } from '../ports'
import { MINUTE } from '../shared/time'
import { type Summary, isCountDue, isQuiet, totalIn } from './summary.logic'

/**
 * Counts the ledger for the summary when that is due: some dozens of searches, at most every few minutes, and none
 * while nothing changes. Only for the run that holds the lease, which alone writes rows.
 *
 * @returns whether it was counted
 */
export async function recountWhenDue(ports: Ports): Promise<boolean> {
  const { summary, clock, log } = ports
  const before = await summary.read()
  if (!isCountDue(before, clock.now()) && !(await isOff(ports, before))) return false
  const at = clock.now()
  const [{ success, causes }, problems, health] = [
    await countCauses(ports),
    await problemsInLedger(ports),
    await viewHealth(ports),
  ]
  const counted = { at, countedAt: at, open: null, recountFrom: null }
  await summary.update(now =>
    // Written meanwhile by a run that lost its lease: what was counted may lack its rows.
    now.at === before.at ? { ...now, ...counted, success, causes, problems, health } : null
  )
  log.info('summary.counted', { success, problems: problems.length })
  return true
}

/** Minutes between two comparisons of the totals. */
const EVERY = 5

/**
 * Whether the ledger holds another number of processes than the summary says: rows were written by somebody else, or
 * removed. One search every five minutes, once searches show what the app wrote.
 */
async function isOff({ ledger, clock }: Ports, summary: Summary): Promise<boolean> {
  const now = clock.now()
  if (Math.floor(now / MINUTE) % EVERY !== 0 || !isQuiet(summary, now)) return false
  return (await ledger.count({})) !== totalIn(summary)
}
