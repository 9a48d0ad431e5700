import type { Batch } from '../../domain/batches'
import type { Configuration } from '../../domain/configuration'
import type { ConnectionState } from '../../domain/connection'
import { closeIncident, takeLease } from '../../domain/connection'
import { isOfFormerKey } from '../../domain/incident'
import type { Step } from '../../domain/nextStep'
import { nextStep } from '../../domain/nextStep'
import { isAwaited, MOST_PAGES } from '../../domain/reconcilePages'
import type { Millis } from '../../domain/time'
import { MINUTE, SECOND } from '../../domain/time'
import type { Ports } from '../../ports'
import { Conflict } from '../../ports/stores'
import { claim } from './claim'
import { keepJobs } from './keepJobs'
import { look } from './look'
import { mayClaim } from './mayClaim'
import { poll } from './poll'
import { noteSwitchedOff, reconcile } from './reconcile'
import { report } from './report'
import { revive } from './revive'
import type { Run } from './run'
import { change, LeaseLost } from './run'
import { send, SEND_TIME } from './send'
import { settle } from './settle'

/** How a run ended, for the log and the scheduler's answer. */
export interface WorkReport {
  readonly ended:
    'idle' | 'later' | 'far' | 'busy' | 'blocked' | 'off' | 'notConfigured' | 'leaseLost'
  readonly steps: number
}

/** How long one call of the work handler may work: within the 30 s of `service.json`. */
export const WORK_BUDGET = 27 * SECOND

/** Time that a step may take; it is not begun with less left. */
const STEP_TIME: Readonly<Record<Exclude<Step['kind'], 'rest'>, Millis>> = {
  claim: 9 * SECOND,
  send: 5 * SECOND + SEND_TIME,
  poll: 9 * SECOND,
  report: 12 * SECOND,
  settle: 5 * SECOND,
}

/** A step so near is waited for by another run; a later one is left to the scheduler. */
const NEAR = MINUTE + 5 * SECOND

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
  const run: Run = { ports, configuration, holder, deadline: ports.clock.now() + budget }
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

const release = ({ ports, holder }: Run) =>
  ports.control.update(state => (state.lease?.holder === holder ? { ...state, lease: null } : null))

async function steps(run: Run): Promise<WorkReport> {
  let looked = false
  let moreOfJobs = false
  let pages = 0
  let now: Situated | null = null
  for (let count = 0; ; count += 1) {
    now = await refreshed(run, now)
    if (!now) return { ended: 'notConfigured', steps: count }
    const { step, state, batch, current } = now
    if (count === 0) moreOfJobs = await keepJobs(current, batch)
    if (isOfFormerKey(state.incident, current.configuration.shopKey.version)) {
      await closeFormer(current)
      continue
    }
    if (step.kind === 'rest') {
      if (step.why === 'off') await noteSwitchedOff(run, state)
      return { ended: step.why, steps: count }
    }
    const isIdle = step.kind === 'claim' && !(await mayClaim(run.ports))
    const isDue = !isIdle && step.at <= run.ports.clock.now()
    // Live work first: the radar looks while the next step has to wait, or nothing is to do.
    if (!looked && !isDue && current.configuration.choices.active) {
      looked = true
      await revive(current)
      await look(current)
      continue
    }
    const freeFor = isIdle ? Infinity : step.at - run.ports.clock.now()
    const did = pages < MOST_PAGES ? await reconcile(current, { state, batch, freeFor }) : null
    if (did === 'page') pages += 1
    if (did) continue
    if (isIdle) {
      const awaited = state.incident === null && isAwaited(state.reconcile, run.ports.clock.now())
      return { ended: moreOfJobs || awaited ? 'later' : 'idle', steps: count }
    }
    const waited = await waitFor(run, step)
    if (waited !== 'due') return { ended: waited, steps: count }
    await perform(current, step)
  }
}

const closeFormer = (run: Run) =>
  change(run, state =>
    isOfFormerKey(state.incident, run.configuration.shopKey.version)
      ? closeIncident(state, run.ports.clock.now())
      : state
  )

/** Waits until the step is due; 'later' when that is soon but too late for this run, 'far' when the scheduler will do. */
async function waitFor(
  { ports: { clock }, deadline }: Run,
  step: Exclude<Step, { kind: 'rest' }>
): Promise<'due' | 'later' | 'far'> {
  const wait = Math.max(step.at - clock.now(), 0)
  const left = deadline - clock.now()
  if (wait + STEP_TIME[step.kind] <= left) {
    if (wait > 0) await clock.sleep(wait)
    return 'due'
  }
  if (wait > NEAR) return 'far'
  if (wait > 0 && left > SECOND) await clock.sleep(Math.min(wait, left - SECOND))
  return 'later'
}

interface Situated {
  readonly step: Step
  readonly state: ConnectionState
  readonly current: Run
  readonly batch: Batch | null
}

/**
 * The situation as it is now: the configuration may have changed while the run waited. A saved batch is never
 * overwritten, so one that is known by its key need not be read again.
 */
async function refreshed(run: Run, before: Situated | null): Promise<Situated | null> {
  const { configurations, control } = run.ports
  const configuration: Configuration | null = await configurations.read()
  if (!configuration) return null
  const state = await control.read()
  const isKnown = before?.batch && before.state.batchKey === state.batchKey
  const batch = isKnown
    ? before.batch
    : state.batchKey
      ? await control.readBatch(state.batchKey)
      : null
  const step = nextStep({
    state,
    batch,
    active: configuration.choices.active,
    keyVersion: configuration.shopKey.version,
  })
  return { step, state, current: { ...run, configuration }, batch }
}

async function perform(run: Run, step: Exclude<Step, { kind: 'rest' }>): Promise<void> {
  switch (step.kind) {
    case 'claim':
      return claim(run)
    case 'send':
      return send(run, step.batch)
    case 'poll':
      return poll(run, step.batch)
    case 'report':
      return report(run, step.batch)
    case 'settle':
      return settle(run, step.batch)
  }
}
