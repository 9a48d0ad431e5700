/* What each run looks after while the next step is not due, and what is still to be settled. */

import type { Batch } from './batch.logic'
import type { ConnectionState } from './state.logic'
import { type Run, hasTime } from './run'
import { type Millis, MINUTE, SECOND } from '../shared/time'
import { advanceJobSnapshots } from '../jobs/snapshot'
import type { Situated, Working } from './steps'
import { lookAtDoubts } from './doubts'
import { checkCatalog } from '../radar/look'
import { isLedgerAway, unlessLedgerFails, requeueAfterOutage } from './outages'
import { roomFrom } from './rows.logic'
import { watchBrake } from './holdZeros'
import { writeAgain } from './writeOutcomes'
import { mendCopies } from '../ledger/copied'
import { setMilestones, recountWhenDue, saveChanges } from '../ledger/upkeep'

/** What each run does once; what needs the ledger stops at its first failure. */
export async function lookAfter(run: Run, before: ConnectionState): Promise<void> {
  const state = await writeAgain(run, before)
  if (isLedgerAway(state, run.ports.clock.now())) return
  for (const work of [requeueAfterOutage, watchBrake, lookAtDoubts, checkCatalog, recount])
    if ((await unlessLedgerFails(run, () => work(run))) === null) return
}

/** While a job is being settled, it is not looked after what waits more often than this. */
const LOOK_AGAIN: Millis = MINUTE

/** Whether it has been looked after what waits: once in each run, less often while a job is being settled. */
export function hasLooked({ run, state, toSettle, progress }: Working): boolean {
  if (progress.lookedAt !== null) return true
  const since = run.ports.clock.now() - (state.lookedAt ?? -Infinity)
  return toSettle !== null && since >= 0 && since < LOOK_AGAIN
}

/** Goes on with gathering the SKUs of jobs. @returns whether more of it is left */
export async function gatherJobs({
  run,
  state,
  batch,
}: Pick<Situated, 'run' | 'state' | 'batch'>): Promise<boolean> {
  if (isLedgerAway(state, run.ports.clock.now())) return false
  const more = await unlessLedgerFails(run, () =>
    advanceJobSnapshots(run, batch, [...state.parked, ...state.judged])
  )
  return more ?? false
}

/** Counts the ledger for the pages when nothing is more urgent, once the rows of this run are in the summary. */
async function recount(run: Run): Promise<void> {
  if (!hasTime(run, RECOUNT_TIME)) return
  await mendCopies(run.ports)
  const still = async () => {
    await run.stopSettling?.()
    await saveChanges(run)
  }
  // Beside settling, which a count ends.
  const mayGoOn = () => hasTime(run, MILESTONE_TIME)
  await setMilestones(run.ports, mayGoOn)
  if (!(await recountWhenDue(run.ports, still))) return
  run.changes.isSeen = true
  const { judged } = await run.ports.connectionState.read()
  if (judged.length === 0) await setMilestones(run.ports, mayGoOn)
}

/** Time that must be left for one more milestone. */
const MILESTONE_TIME = 8 * SECOND

/** Time that must be left for a count of the ledger. */
const RECOUNT_TIME = 10 * SECOND

/** Whether outcomes could be written now. */
export const isUnsettled = ({ judged, unwritten }: ConnectionState, now: Millis): boolean =>
  judged.length > 0 && roomFrom(unwritten) <= now

/** The judged batches, whose outcomes are not all in the ledger. */
export async function judgedBatches(
  { ports: { connectionState } }: Run,
  { judged }: ConnectionState
): Promise<readonly Batch[]> {
  const read = await Promise.all(judged.map(({ key }) => connectionState.readBatch(key)))
  return read.flatMap(batch => batch ?? [])
}
