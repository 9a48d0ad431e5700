import { takeLease } from '../../domain/connection'
import type { Millis } from '../../domain/time'
import { SECOND } from '../../domain/time'
import type { Ports } from '../../ports'
import { Conflict } from '../../ports/stores'
import { mayClaim } from './mayClaim'
import type { Run } from './run'
import { Calls, LeaseLost } from './run'
import type { WorkReport } from './steps'
import { steps } from './steps'

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
export async function work(ports: Ports, budget: Millis): Promise<WorkReport> {
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
  try {
    result = await steps(run)
  } catch (error) {
    if (!(error instanceof LeaseLost || error instanceof Conflict)) throw error
    result = { ended: 'leaseLost', steps: 0 }
  } finally {
    await release(run)
  }
  const more = result.ended === 'later' || (result.ended === 'idle' && (await mayClaim(ports)))
  if (more) await ports.motor.wake()
  ports.log.info('work.ended', { ...result, more })
  return result
}

/** Takes the lease; false when another replica has it, or is just taking it. */
async function lease({ control, clock }: Ports, holder: string): Promise<boolean> {
  try {
    return (await control.update(state => takeLease(state, holder, clock.now()))) !== null
  } catch (error) {
    if (error instanceof Conflict) return false
    throw error
  }
}

const release = ({ ports, holder, calls }: Run) =>
  ports.control.update(state =>
    state.lease?.holder === holder ? { ...calls.writtenInto(state), lease: null } : null
  )
