import { closeIncident } from './state.logic'
import { type Run, updateState, hasTime } from './run'
import { isOfFormerKey } from './incident.logic'
import { isAwaited, MAX_PAGES } from '../reconcile/pages.logic'
import { begin, cut, MAX_DEATHS, unpark } from './parts'
import { claim } from './claim'
import { RADAR_TIME } from '../radar/look'
import { isLedgerAway, unlessLedgerFails, probe, probeKey, probeVtex } from './outages'
import { noteSwitchedOff, reconcile } from '../reconcile/walk'
import { askOwner, askWhoseKey, lookAtShop, mustAskBefore } from './watchShop'
import type { Step } from './nextStep.logic'
import { type Millis, MINUTE, SECOND } from '../shared/time'
import { LONGEST_ANSWER } from '../ports/carrefour'
import { poll, search } from './poll'
import { readBack } from './readBack'
import { report } from './report'
import { send, SEND_TIME } from './send'
import { nextToSettle } from './judged.logic'
import { settleJudged } from './settle'
import { type Progress, type Resting, type Situated, type Working } from './turn'
import { isResting, situationOf, turnOf } from './turn'
import { gatherJobs, isUnsettled, judgedBatches, lookAfter, settleUntil } from './meanwhile'

/** How a run ended, for the log and the scheduler's answer. */
export interface WorkReport {
  readonly ended:
    | 'idle'
    | 'later'
    | 'far'
    | 'busy'
    | 'blocked'
    | 'off'
    | 'development'
    | 'notConfigured'
    | 'leaseLost'
    /** The engine pauses, because VBase or the settings asked for fewer calls. */
    | 'held'
  readonly steps: number
}

/** What a task came to: the next one is tried, the situation is looked at anew, or the run ends. */
type Outcome = 'next' | 'again' | WorkReport['ended']

/** One kind of work of a run. */
interface Task<Turn> {
  readonly name: string
  readonly when: (turn: Turn) => boolean
  readonly what: (turn: Turn) => Promise<Outcome>
}

const againIf = (did: boolean): Outcome => (did ? 'again' : 'next')

/** Before anything is decided from the situation. */
const FIRST: readonly Task<Situated>[] = [
  {
    name: 'close the incident of a former key',
    when: ({ state, run }) => isOfFormerKey(state.incident, run.configuration.shopKey.version),
    what: async ({ run }) => {
      await closeFormer(run)
      return 'again'
    },
  },
]

/** While nothing may be sent, in this order. */
const AT_REST: readonly Task<Resting>[] = [
  {
    name: 'settle',
    when: ({ toSettle }) => toSettle !== null,
    what: async ({ run, state, toSettle }) =>
      againIf(await settleUntil(run, state, toSettle, null)),
  },
  {
    name: 'ask whose key it is',
    when: ({ step }) => step.why === 'blocked',
    what: async ({ run, state }) => againIf(await askWhoseKey(run, state)),
  },
  {
    name: 'note that the connection is off',
    when: ({ step }) => step.why === 'off',
    what: async ({ run, state }) => {
      await noteSwitchedOff(run, state)
      return 'next'
    },
  },
  { name: 'rest', when: () => true, what: ({ step }) => Promise.resolve(step.why) },
]

/**
 * All other work, in this order: what is due at Carrefour waits for nothing but the tasks that leave it the time it
 * needs, and what can wait is done while it is not due.
 */
const AT_WORK: readonly Task<Working>[] = [
  {
    // Stops in time for the next step. A long job does not hold up what each run looks after.
    name: 'settle beside',
    when: ({ toSettle, isDue, progress }) =>
      toSettle !== null && !isDue && (progress.looked || toSettle.jobId === null),
    what: async ({ run, state, toSettle, isIdle, step }) =>
      againIf(await settleUntil(run, state, toSettle, isIdle ? null : step.at)),
  },
  {
    name: 'look after what waits',
    when: ({ run, isDue, progress }) =>
      !progress.looked && !isDue && run.configuration.choices.active && hasTime(run, RADAR_TIME),
    what: async ({ run, state, isAway, progress }) => {
      progress.looked = true
      await lookAfter(run, state, isAway)
      return 'again'
    },
  },
  {
    name: 'probe Carrefour',
    when: ({ isIdle }) => isIdle,
    what: async ({ run, state }) => againIf(await probe(run, state.incident)),
  },
  {
    name: 'probe VTEX',
    when: ({ isIdle }) => isIdle,
    what: async ({ run, state }) => againIf(await probeVtex(run, state)),
  },
  {
    name: 'probe the ShopKey',
    when: ({ isIdle }) => isIdle,
    what: async ({ run, state }) => againIf(await probeKey(run, state)),
  },
  {
    name: 'look at the shop',
    when: ({ isIdle }) => isIdle,
    what: async ({ run, state }) => {
      await lookAtShop(run, state)
      return 'next'
    },
  },
  {
    name: 'compare',
    when: ({ isAway, progress }) => !isAway && progress.pages < MAX_PAGES,
    what: compare,
  },
  { name: 'end', when: ({ isIdle }) => isIdle, what: endIdle },
  {
    name: 'wait',
    when: () => true,
    what: async ({ run, state, step }) => {
      const waited = await waitFor(run, step)
      if (waited === 'due') return 'next'
      return isUnsettled(state, run.ports.clock.now()) ? 'later' : waited
    },
  },
  {
    name: 'ask whose key it is before it sends',
    when: ({ run, state, step }) => step.kind === 'send' && mustAskBefore(run, state, step.batch),
    what: async ({ run }) => ((await askOwner(run)) ? 'again' : 'later'),
  },
  {
    // Live changes go first, but parked batches get a turn after each of their files.
    name: 'take a parked batch',
    when: ({ part, state, isWaiting }) => part !== null && (state.parkedNext || !isWaiting),
    what: async ({ run, part }) => {
      if (part) await unpark(run, part)
      return 'again'
    },
  },
  {
    name: 'take the step',
    when: () => true,
    what: async ({ run, step, progress }) => {
      if (step.kind === 'claim') {
        progress.claims = (await claim(run)) ? 0 : progress.claims + 1
        if (progress.claims > MAX_CLAIMS)
          throw new Error('claim: nothing can be taken of what waits')
      } else {
        progress.claims = 0
        await perform(run, step)
      }
      return 'again'
    },
  },
]

/** Does one task after the other until there is none or the time is up. */
export async function runSteps(run: Run): Promise<WorkReport> {
  const progress: Progress = { looked: false, moreOfJobs: false, pages: 0, claims: 0 }
  for (let steps = 0; ; steps += 1) {
    const situated = await situationOf(run)
    if (!situated) return { ended: 'notConfigured', steps }
    if (steps === 0) progress.moreOfJobs = await gatherJobs(situated)
    const outcome = await takeTurn(situated, progress)
    if (outcome !== 'again') return { ended: outcome, steps }
  }
}

async function takeTurn(situated: Situated, progress: Progress): Promise<Exclude<Outcome, 'next'>> {
  const first = await firstOf(FIRST, situated)
  if (first !== 'next') return first
  const turn = await turnOf(situated, progress)
  const outcome = isResting(turn) ? await firstOf(AT_REST, turn) : await firstOf(AT_WORK, turn)
  if (outcome === 'next') throw new Error('steps: the last task of a table must decide')
  return outcome
}

/** The first outcome of the tasks whose turn it is that says more than to try the next one. */
async function firstOf<Turn>(tasks: readonly Task<Turn>[], turn: Turn): Promise<Outcome> {
  for (const { when, what } of tasks) {
    const outcome = when(turn) ? await what(turn) : 'next'
    if (outcome !== 'next') return outcome
  }
  return 'next'
}

/** Consecutive claims that may yield nothing: the queue is read twice and may change in between. */
const MAX_CLAIMS = 3

const closeFormer = (run: Run) =>
  updateState(run, state =>
    isOfFormerKey(state.incident, run.configuration.shopKey.version)
      ? closeIncident(state, run.ports.clock.now())
      : state
  )

async function compare({ run, state, batch, isIdle, step, progress }: Working): Promise<Outcome> {
  const freeFor = isIdle ? Infinity : step.at - run.ports.clock.now()
  const inHand = [...(batch ? [batch] : []), ...(await judgedBatches(run, state))]
  const did = await unlessLedgerFails(run, () => reconcile(run, { state, inHand, freeFor }))
  if (did === 'page') progress.pages += 1
  return againIf(did !== null)
}

/** How a run ends that has nothing to send: what waits for more time is left to another run. */
async function endIdle({ run, state, progress }: Working): Promise<'later' | 'idle'> {
  const now = run.ports.clock.now()
  const isHeld = isLedgerAway(await run.ports.connectionState.read(), now)
  // What needs the ledger waits for its outage to be over: another run at once would only meet it again.
  const awaited = state.incident === null && !isHeld && isAwaited(state.reconcile, now)
  return progress.moreOfJobs || awaited || isUnsettled(state, now) ? 'later' : 'idle'
}

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

/** Takes the next step of the batch in flight, or makes room for the next one. */
async function perform(run: Run, step: Exclude<Step, { kind: 'rest' | 'claim' }>): Promise<void> {
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
