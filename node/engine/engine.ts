import { takeLease, begunRun, stalledSince } from './state.logic'
import { type Millis, SECOND, toIso } from '../shared/time'
import type { Ports } from '../ports'
import { Conflict } from '../ports/stores'
import { mayClaim } from './claim'
import { type Run, Calls, LeaseLost } from './run'
import { type WorkReport, runSteps } from './steps'

export type { WorkReport } from './steps'

/**
 * How long one call of a handler may work, whoever calls it. `service.json` allows 30 s: the rest is for the
 * call that was begun last, and for what is before and after the work.
 */
export const WORK_BUDGET = 25 * SECOND

/**
 * Does what there is to do for this account, for at most `budget` milliseconds: takes the lease, then
 * claims, sends, polls, settles, looks. Every step is written down before the next, so any run may die
 * anywhere and the next one goes on. Asks to be called again when more is to do soon.
 */
export async function runEngine(ports: Ports, budget: Millis): Promise<WorkReport> {
  const configuration = await ports.configurations.read()
  if (!configuration) return { ended: 'notConfigured', steps: 0 }
  const holder = ports.ids.next()
  if (!(await lease(ports, holder))) return { ended: 'busy', steps: 0 }
  const run: Run = {
    ports,
    configuration,
    holder,
    deadline: ports.clock.now() + budget,
    calls: new Calls(),
  }
  let result: WorkReport
  let end: RunEnd | null = null
  try {
    result = await runSteps(run)
    end = { isQueued: (await ports.queue.list(1)).length > 0 }
  } catch (error) {
    if (!(error instanceof LeaseLost || error instanceof Conflict)) throw error
    result = { ended: 'leaseLost', steps: 0 }
  } finally {
    await release(run, end)
  }
  const more =
    result.ended === 'later' ||
    (result.ended === 'idle' && (await mayClaim(ports, await ports.connectionState.read())))
  if (more) await ports.workTrigger.trigger()
  ports.log.info('work.ended', { ...result, more })
  return result
}

/** Takes the lease; false when another replica has it, or is just taking it. */
async function lease({ connectionState, clock, log }: Ports, holder: string): Promise<boolean> {
  try {
    const taken = await connectionState.update(state => {
      const leased = takeLease(state, holder, clock.now())
      return leased && { ...leased, runs: begunRun(state.runs, clock.now()) }
    })
    const stalled = taken && stalledSince(taken.runs, clock.now())
    if (stalled) log.warn('work.stalled', { since: toIso(stalled), runs: taken.runs?.count })
    return taken !== null
  } catch (error) {
    if (error instanceof Conflict) return false
    throw error
  }
}

/** What an ordinary end of a run leaves behind. */
interface RunEnd {
  /** Whether anything is in the queue. */
  readonly isQueued: boolean
}

/** @param end null when the run came to no ordinary end: it stays counted */
const release = ({ ports, holder, calls }: Run, end: RunEnd | null) =>
  ports.connectionState.update(state => {
    if (state.lease?.holder !== holder) return null
    const released = { ...calls.writtenInto(state), lease: null }
    if (!end) return released
    const queueSince = end.isQueued ? (state.queueSince ?? ports.clock.now()) : null
    return { ...released, runs: null, queueSince }
  })
