/* The tables of what a run does, each task with when and what. `engine.ts` goes through them. */

import type { ConnectionState } from './state.logic'
import { closeIncident } from './transitions.logic'
import { type Run, updateState, hasTime } from './run'
import { GATHER_TIME } from '../jobs/snapshot'
import { isOfFormerKey } from './incident.logic'
import { isAwaited, MAX_PAGES } from '../reconcile/pages.logic'
import { begin, cut, MAX_DEATHS, unpark } from './parts'
import { claim } from './claim'
import { RADAR_TIME } from '../radar/look'
import { isLedgerAway, unlessLedgerFails, probe, probeKey, probeVtex } from './outages'
import { noteSwitchedOff, reconcile } from '../reconcile/walk'
import { askOwner, askWhoseKey, lookAtShop, mustAskBefore } from './watchShop'
import type { Step } from './nextStep.logic'
import { type Millis, SECOND } from '../shared/time'
import { poll, search } from './poll'
import { readBack, report } from './report'
import { send } from './send'
import { type Beside, isInTime, waitFor } from './beside'
import { type JudgedAt, isAnyAlone, nextToSettle } from './judged.logic'
import { settleJudged } from './settle'
import { gatherJobs, hasLooked, isUnsettled, judgedBatches, lookAfter } from './meanwhile'
import type { Batch } from './batch.logic'
import type { Parked } from './parts.logic'

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

/** What a run has done so far, as far as its later turns depend on it. */
export interface Progress {
  readonly beside: Beside
  /** When it looked after what waits; null until it has. */
  lookedAt: Millis | null
  /** Whether a job's list of SKUs is still being gathered; null until it has looked. */
  moreOfJobs: boolean | null
  /** Pages of a comparison that it has read. */
  pages: number
  /** Consecutive claims that took nothing. */
  claims: number
}

/** The next step of the batch in flight, and what it was decided from: read once in each turn of a run. */
export interface Situated {
  readonly step: Step
  readonly state: ConnectionState
  /** The run with the current configuration. */
  readonly run: Run
  readonly batch: Batch | null
  /** The judged batch to settle next. */
  readonly toSettle: JudgedAt | null
  readonly progress: Progress
}

/** A situation in which nothing may be sent or asked of Carrefour. */
export interface Resting extends Situated {
  readonly step: Extract<Step, { kind: 'rest' }>
}

/** A situation with a step to take, and what else could be done before it. */
export interface Working extends Situated {
  readonly step: Exclude<Step, { kind: 'rest' }>
  /** Whether the ledger is out: what needs it is not begun. */
  readonly isAway: boolean
  /** Whether a batch can be made of what waits. */
  readonly isWaiting: boolean
  /** The parked batch whose turn it is. */
  readonly part: Parked | null
  /** Whether there is nothing to send and nothing to ask. */
  readonly isIdle: boolean
  /** Whether the step could be taken now. */
  readonly isDue: boolean
}

/** What a task came to: the next one is tried, the situation is looked at anew, or the run ends. */
export type Outcome = 'next' | 'again' | WorkReport['ended']

/** One kind of work of a run. */
export interface Task<Turn> {
  readonly name: string
  readonly when: (turn: Turn) => boolean
  readonly what: (turn: Turn) => Promise<Outcome>
}

const againIf = (did: boolean): Outcome => (did ? 'again' : 'next')

/** Before anything more is read for a decision. */
export const FIRST: readonly Task<Situated>[] = [
  {
    name: 'close the incident of a former key',
    when: ({ state, run }) => isOfFormerKey(state.incident, run.configuration.shopKey.version),
    what: async ({ run }) => {
      await closeFormer(run)
      return 'again'
    },
  },
  {
    // Goes on beside all that follows, and begins before anything else is read: until then no row is written.
    name: 'settle beside',
    when: ({ toSettle, step, state }) =>
      toSettle !== null &&
      step.kind !== 'rest' &&
      (step.kind !== 'settle' || !isAnyAlone(state.judged)),
    what: async turn => {
      await settleBeside(turn)
      return 'next'
    },
  },
  {
    name: 'gather the lists of jobs',
    when: ({ progress }) => progress.moreOfJobs === null,
    what: async ({ progress, ...situated }) => {
      progress.moreOfJobs = await gatherJobs(situated)
      return againIf(progress.moreOfJobs)
    },
  },
]

/** While nothing may be sent, in this order. */
export const AT_REST: readonly Task<Resting>[] = [
  {
    name: 'settle',
    when: ({ toSettle }) => toSettle !== null,
    what: settleAndWait,
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
  {
    name: 'leave the rest of settling to the next run',
    when: ({ run, state, progress }) => {
      const now = run.ports.clock.now()
      return isUnsettled(state, now) && !progress.beside.isVain && !isLedgerAway(state, now)
    },
    what: () => Promise.resolve('later'),
  },
  { name: 'rest', when: () => true, what: ({ step }) => Promise.resolve(step.why) },
]

/**
 * All other work, in this order: what is due at Carrefour waits for nothing but the tasks that leave it the time it
 * needs, and what can wait is done while it is not due.
 */
export const AT_WORK: readonly Task<Working>[] = [
  {
    // Ends settling only when it has rows to write, too.
    name: 'look after what waits',
    when: turn =>
      !hasLooked(turn) &&
      !turn.isDue &&
      (!turn.progress.beside.isGoing || turn.toSettle?.jobId !== null) &&
      turn.run.configuration.choices.active &&
      hasTime(turn.run, RADAR_TIME),
    what: async ({ run, state, progress }) => {
      progress.lookedAt = run.ports.clock.now()
      await lookAfter({ ...run, stopSettling: () => progress.beside.stop() }, state)
      return 'again'
    },
  },
  {
    // A live change may come at any moment, and there is room for the next file as soon as one batch is settled.
    name: 'wait for settling',
    when: ({ isIdle, step, progress }) =>
      (isIdle || step.kind === 'settle') && progress.beside.isGoing,
    what: async ({ run, progress }) => {
      await progress.beside.sleep(run.ports, LOOK_EVERY)
      return progress.beside.isCutShort ? 'later' : 'again'
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
    when: ({ isAway, progress: { pages, beside } }) =>
      !isAway && pages < MAX_PAGES && !beside.isGoing,
    what: compare,
  },
  {
    name: 'go on with the list of a job',
    when: ({ run, isIdle, progress }) =>
      isIdle && progress.moreOfJobs === true && hasTime(run, GATHER_TIME),
    what: async ({ progress, ...situated }) => {
      progress.moreOfJobs = await gatherJobs(situated)
      return 'again'
    },
  },
  { name: 'end', when: ({ isIdle }) => isIdle, what: endIdle },
  {
    name: 'wait',
    when: () => true,
    what: async ({ run, state, step, progress }) => {
      const { beside } = progress
      const isUnfinished = isUnsettled(state, run.ports.clock.now())
      // The next run has more time to settle than is left of this one.
      if (isUnfinished && !beside.isGoing && !beside.isVain && !isInTime(run, step)) return 'later'
      const waited = await waitFor(run, step, beside)
      if (waited === 'due') return 'next'
      // No step is begun in as little time as settling left.
      if (beside.isCutShort) return 'later'
      return waited === 'far' && isUnfinished ? 'later' : waited
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
    what: async ({ run, state, step, progress }) => {
      const { beside } = progress
      if (step.kind === 'settle' || !beside.mayTake(state)) await beside.stop()
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
  return progress.moreOfJobs === true || awaited || isUnsettled(state, now) ? 'later' : 'idle'
}

/** How often the queue is checked for live changes while outcomes are written. */
const LOOK_EVERY = 4 * SECOND

/** Settles what waits, and nothing else meanwhile. */
async function settleAndWait(turn: Resting): Promise<Outcome> {
  const { run, progress } = turn
  await settleBeside(turn)
  if (!progress.beside.isGoing) return 'next'
  await progress.beside.sleep(run.ports, LOOK_EVERY)
  return 'again'
}

async function settleBeside({ run, state, toSettle, progress }: Situated): Promise<void> {
  if (toSettle && isUnsettled(state, run.ports.clock.now()))
    await progress.beside.settle(run, toSettle, state)
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
      const state = await run.ports.connectionState.read()
      const first = nextToSettle(state.judged)
      if (first) await settleJudged(run, first, state)
    }
  }
}
