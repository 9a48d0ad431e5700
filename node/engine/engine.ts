/* A run of the engine: takes the lease, works until its time is up, and asks for the next run. */

import { afterSilence, takeLease, begunRun, stalledSince } from './state.logic'
import { type Millis, MINUTE, SECOND, toIso } from '../shared/time'
import type { Ports } from '../ports'
import { SILENCE } from '../alerts/alerts.logic'
import { leftInQueue } from './waiting'
import type { Waiting } from '../queue/stockRequest.logic'
import { RowChanges, saveChanges } from '../summary/upkeep'
import { Conflict } from '../ports/stores'
import { mayClaim } from './claim'
import { heldUntil } from './incident.logic'
import { type Run, Calls, LeaseLost } from './run'
import { type WorkReport, runSteps } from './steps'

export type { WorkReport } from './steps'

/**
 * How long one handler call may work. `service.json` allows 30 s: the rest is for the last call started, and for what
 * comes before and after the work.
 */
export const WORK_BUDGET = 25 * SECOND

/**
 * Does the work due for this account, for at most `budget` milliseconds: takes the lease, then claims, sends, polls,
 * settles, checks doubts and the catalogue. Every step is saved before the next, so a run may die anywhere and the next
 * continues. Triggers another run when more is due soon.
 */
export async function runEngine(ports: Ports, budget: Millis): Promise<WorkReport> {
  if (ports.standby.until() > ports.clock.now()) return HELD
  const configuration = await ports.configurations.read()
  if (!configuration) return { ended: 'notConfigured', steps: 0 }
  const holder = ports.ids.next()
  const leased = await lease(ports, holder)
  if (leased !== 'leased') return { ended: leased, steps: 0 }
  const run: Run = {
    ports,
    configuration,
    holder,
    deadline: ports.clock.now() + budget,
    calls: new Calls(),
    changes: new RowChanges(),
  }
  let result: WorkReport
  let end: RunEnd | null = null
  try {
    result = await runSteps(run)
    await saveChanges(run, true)
    const isQueued = (await ports.queue.list(1)).length > 0
    end = { isQueued, left: isQueued ? await leftInQueue(ports, NOTED_FROM) : null }
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

const HELD: WorkReport = { ended: 'held', steps: 0 }

/** Takes the lease; 'busy' when another replica has or is taking it, 'held' while the engine pauses. */
async function lease(
  { connectionState, clock, log, standby }: Ports,
  holder: string
): Promise<'leased' | 'busy' | 'held'> {
  let until = 0
  try {
    const taken = await connectionState.update(state => {
      until = heldUntil(state.hold)
      if (until > clock.now()) return null
      const leased = takeLease(state, holder, clock.now())
      if (!leased) return null
      const now = clock.now()
      return afterSilence({ ...leased, runs: begunRun(state.runs, now) }, state.ranAt, now)
    })
    const stalled = taken && stalledSince(taken.runs, clock.now())
    if (stalled) log.warn('work.stalled', { since: toIso(stalled), runs: taken.runs?.count })
    if (until > clock.now()) {
      standby.set(until)
      return 'held'
    }
    return taken === null ? 'busy' : 'leased'
  } catch (error) {
    if (error instanceof Conflict) return 'busy'
    throw error
  }
}

/** The result of a run that ended normally. */
interface RunEnd {
  /** Whether the queue holds requests. */
  readonly isQueued: boolean
  /** The oldest of them, once they have waited for long. */
  readonly left: Waiting | null
}

/** Earlier than anybody has to know of requests that wait. */
const NOTED_FROM: Millis = SILENCE.request - 2 * MINUTE

/** @param end null when the run did not end normally: it stays counted */
const release = ({ ports, holder, calls, changes }: Run, end: RunEnd | null) =>
  ports.connectionState.update(state => {
    if (state.lease?.holder !== holder) return null
    const numbersAt = changes.isSeen ? ports.clock.now() : state.numbersAt
    const released = { ...calls.writtenInto(state), lease: null, numbersAt }
    if (!end) return released
    const queueSince = end.isQueued ? (state.queueSince ?? ports.clock.now()) : null
    const { left } = end
    return { ...released, runs: null, hold: null, queueSince, left, ranAt: ports.clock.now() }
  })
