/* When the next step is due: how long a run waits for it, and whether it has the time to take it. */

import { LONGEST_ANSWER } from '../ports/carrefour'
import { type Millis, MINUTE, SECOND } from '../shared/time'
import type { Beside } from './beside'
import type { Step } from './nextStep.logic'
import type { Run } from './run'
import { SEND_TIME } from './send'

/** Time a step may take; it does not start with less left. */
const STEP_TIME: Readonly<Record<Exclude<Step['kind'], 'rest'>, Millis>> = {
  claim: 12 * SECOND,
  send: SEND_TIME + 5 * SECOND,
  poll: LONGEST_ANSWER + SECOND,
  search: 2 * LONGEST_ANSWER + 2 * SECOND,
  report: 2 * LONGEST_ANSWER + 2 * SECOND,
  readBack: LONGEST_ANSWER + 2 * SECOND,
  settle: 6 * SECOND,
}

/** A step this close is awaited by another run; a later one is left to the scheduler. */
const NEAR = MINUTE + 5 * SECOND

/**
 * Waits until the step is due; 'again' when settling ended before, 'later' when the step is due soon but too late for this
 * run, 'far' when it is left to the scheduler.
 */
export async function waitFor(
  { ports, deadline }: Run,
  step: Exclude<Step, { kind: 'rest' }>,
  beside: Beside
): Promise<'due' | 'again' | 'later' | 'far'> {
  const { clock } = ports
  const wait = Math.max(step.at - clock.now(), 0)
  const left = deadline - clock.now()
  const isDueInTime = isInTime({ ports, deadline }, step)
  if (!isDueInTime && wait > NEAR && !beside.isGoing) return 'far'
  const pause = isDueInTime ? wait : Math.min(wait, left - SECOND)
  if (pause > 0 && !(await beside.sleep(ports, pause))) return 'again'
  if (isDueInTime) return 'due'
  return wait > NEAR ? 'far' : 'later'
}

/** Whether the step is due early enough to be taken in this run. */
export const isInTime = (
  { ports: { clock }, deadline }: Pick<Run, 'ports' | 'deadline'>,
  { at, kind }: Exclude<Step, { kind: 'rest' }>
): boolean => Math.max(at, clock.now()) + STEP_TIME[kind] <= deadline
