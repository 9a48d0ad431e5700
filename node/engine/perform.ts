import type { Step } from './nextStep.logic'
import type { Run } from './run'
import { type Millis, MINUTE, SECOND } from '../shared/time'
import { LONGEST_ANSWER } from '../ports/carrefour'
import { begin, cut, MAX_DEATHS } from './parts'
import { poll, search } from './poll'
import { readBack } from './readBack'
import { report } from './report'
import { send, SEND_TIME } from './send'
import { nextToSettle } from './judged.logic'
import { settleJudged } from './settle'

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
 * Waits until the step is due; 'later' when that is soon but too late for this run, 'far' when it is left to the
 * scheduler.
 */
export async function waitFor(
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

/** Takes the next step of the batch in flight, or makes room for the next one. */
export async function perform(
  run: Run,
  step: Exclude<Step, { kind: 'rest' | 'claim' }>
): Promise<void> {
  switch (step.kind) {
    case 'send': {
      const deaths = await begin(run, 'send', step.batch)
      if (deaths > MAX_DEATHS && step.batch.marksRemoved) return cut(run, step.batch)
      return send(run, step.batch, deaths)
    }
    case 'poll':
      return poll(run, step.batch)
    case 'search':
      return search(run, step.batch)
    case 'report':
      return report(run, step.batch)
    case 'readBack':
      return readBack(run, step.batch)
    case 'settle': {
      const { judged } = await run.ports.connectionState.read()
      const first = nextToSettle(judged)
      if (first) await settleJudged(run, first)
    }
  }
}
