import type { Batch, BatchAt } from './batch.logic'
import { type Configuration, isWithheld } from '../connection/configuration.logic'
import { type ConnectionState, closeIncident } from './state.logic'
import { type Step, nextStep } from './nextStep.logic'
import { type Run, updateState, hasTime } from './run'
import { isOfFormerKey } from './incident.logic'
import { duePart } from './parts.logic'
import { isAwaited, MAX_PAGES } from '../reconcile/pages.logic'
import { type Millis, MINUTE, SECOND } from '../shared/time'
import { LONGEST_ANSWER } from '../ports/carrefour'
import { begin, cut, MAX_DEATHS, unpark } from './parts'
import { claim, mayClaim } from './claim'
import { lookAtDoubts } from './doubts'
import { advanceJobSnapshots } from '../jobs/snapshot'
import { checkCatalog, RADAR_TIME } from '../radar/look'
import {
  isLedgerAway,
  unlessLedgerFails,
  probe,
  probeKey,
  probeVtex,
  requeueAfterOutage,
} from './outages'
import { poll, search } from './poll'
import { noteSwitchedOff, reconcile } from '../reconcile/walk'
import { readBack } from './readBack'
import { report } from './report'
import { send, SEND_TIME } from './send'
import { lookAtShop } from '../connection/lookAtShop'
import { askOwner, askWhoseKey, mustAskBefore } from '../connection/watchShop'
import { type JudgedAt, judgedAt, nextToSettle } from './judged.logic'
import { roomFrom } from './unwritten.logic'
import { settleJudged } from './settle'
import { watchBrake } from '../brake/watchBrake'
import { writeAgain } from './writeOutcomes'
import { saveChanges } from '../summary/changes'
import { mendCopies } from '../summary/copied'
import { setMilestones } from '../summary/milestones'
import { recountWhenDue } from '../summary/recount'

/** The next step, and what it was decided from. */
export interface Situated {
  readonly step: Step
  readonly state: ConnectionState
  /** The run with the current configuration. */
  readonly current: Run
  readonly batch: Batch | null
}

/** The current situation: the configuration may have changed while the run waited. Null when there is none. */
export async function situationOf(run: Run): Promise<Situated | null> {
  const { configurations, connectionState } = run.ports
  const configuration: Configuration | null = await configurations.read()
  if (!configuration) return null
  let state = await connectionState.read()
  let batch = state.batchKey ? await connectionState.readBatch(state.batchKey) : null
  if (batch?.stage === 'judged') {
    state = await makeRoom(run, batch)
    batch = null
  }
  const step = nextStep({
    state,
    batch,
    active: configuration.choices.active,
    withheld: isWithheld(configuration.choices, run.ports.production),
    keyVersion: configuration.shopKey.version,
  })
  return { step, state, current: { ...run, configuration }, batch }
}

/** Older versions kept a judged batch where the one in flight is. */
const makeRoom = (run: Run, batch: BatchAt<'judged'>): Promise<ConnectionState> =>
  updateState(run, state =>
    state.batchKey === null
      ? state
      : {
          ...state,
          batchKey: null,
          batch: null,
          settled: 0,
          judged: [...state.judged, { ...judgedAt(state.batchKey, batch), settled: state.settled }],
        }
  )

/** Consecutive claims that may yield nothing: the queue is read twice and may change in between. */
const MAX_CLAIMS = 3

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

/** Runs one step after the other until there is none or the time is up. */
export async function runSteps(run: Run): Promise<WorkReport> {
  let looked = false
  let moreOfJobs = false
  let pages = 0
  let claims = 0
  for (let count = 0; ; count += 1) {
    const now = await situationOf(run)
    if (!now) return { ended: 'notConfigured', steps: count }
    const { step, state, batch, current } = now
    const isAway = isLedgerAway(state, run.ports.clock.now())
    if (count === 0 && !isAway)
      moreOfJobs =
        (await unlessLedgerFails(current, () =>
          advanceJobSnapshots(current, batch, [...state.parked, ...state.judged])
        )) ?? false
    if (isOfFormerKey(state.incident, current.configuration.shopKey.version)) {
      await closeFormer(current)
      continue
    }
    const toSettle = nextToSettle(state.judged)
    if (step.kind === 'rest') {
      if (toSettle && (await settleUntil(current, state, toSettle, null))) continue
      if (step.why === 'blocked' && (await askWhoseKey(current, state))) continue
      if (step.why === 'off') await noteSwitchedOff(run, state)
      return { ended: step.why, steps: count }
    }
    const waiting = step.kind === 'claim' && (await mayClaim(run.ports, state))
    const part = step.kind === 'claim' ? duePart(state.parked, run.ports.clock.now()) : null
    const isIdle = step.kind === 'claim' && !waiting && !part
    const isDue = !isIdle && step.at <= run.ports.clock.now()
    // Sending goes first; what is written meanwhile stops in time for the next step. A long job does not hold up what
    // each run looks after.
    if (
      toSettle &&
      !isDue &&
      (looked || toSettle.jobId === null) &&
      (await settleUntil(current, state, toSettle, isIdle ? null : step.at))
    )
      continue
    // Live work first: the radar only runs while the next step must wait, or there is none.
    if (!looked && !isDue && current.configuration.choices.active && hasTime(run, RADAR_TIME)) {
      looked = true
      await writeAgain(current, state)
      for (const work of isAway
        ? []
        : [requeueAfterOutage, watchBrake, lookAtDoubts, checkCatalog, recount])
        if ((await unlessLedgerFails(current, () => work(current))) === null) break
      continue
    }
    if (isIdle && (await probe(current, state.incident))) continue
    if (isIdle && (await probeVtex(current, state))) continue
    if (isIdle && (await probeKey(current, state))) continue
    if (isIdle) await lookAtShop(current, state)
    const freeFor = isIdle ? Infinity : step.at - run.ports.clock.now()
    const inHand = [...(batch ? [batch] : []), ...(await judgedBatches(run, state))]
    const around = { state, inHand, freeFor }
    const did =
      pages < MAX_PAGES && !isAway
        ? await unlessLedgerFails(current, () => reconcile(current, around))
        : null
    if (did === 'page') pages += 1
    if (did) continue
    if (isIdle) {
      const now = run.ports.clock.now()
      const isHeld = isLedgerAway(await run.ports.connectionState.read(), now)
      // What needs the ledger waits for its outage to be over: another run at once would only meet it again.
      const awaited = state.incident === null && !isHeld && isAwaited(state.reconcile, now)
      const isMore = moreOfJobs || awaited || isUnsettled(state, now)
      return { ended: isMore ? 'later' : 'idle', steps: count }
    }
    const waited = await waitFor(run, step)
    if (waited !== 'due') {
      const isMore = waited === 'later' || isUnsettled(state, run.ports.clock.now())
      return { ended: isMore ? 'later' : waited, steps: count }
    }
    if (step.kind === 'send' && mustAskBefore(current, state, step.batch)) {
      if (!(await askOwner(current))) return { ended: 'later', steps: count }
      continue
    }
    // Live changes go first, but parked batches get a turn after each of their files.
    if (part && (state.parkedNext || !waiting)) await unpark(current, part)
    else if (step.kind === 'claim') {
      claims = (await claim(current)) ? 0 : claims + 1
      if (claims > MAX_CLAIMS) throw new Error('claim: nothing can be taken of what waits')
    } else {
      claims = 0
      await perform(current, step)
    }
  }
}

/** How much later than due a step may be taken because outcomes are being written. */
const LATE = 2 * SECOND

/** Settling is only begun when this much time is left for it. */
const SETTLE_TIME = 5 * SECOND

/**
 * Settles a judged batch until the next step is due.
 *
 * @param at when the next step is due; null when there is none
 * @returns whether anything was written
 */
async function settleUntil(
  run: Run,
  state: ConnectionState,
  judged: JudgedAt,
  at: Millis | null
): Promise<boolean> {
  const { connectionState } = run.ports
  const deadline = at === null ? run.deadline : Math.min(run.deadline, at + LATE)
  const within = { ...run, deadline }
  if (!hasTime(within, SETTLE_TIME)) return false
  if (roomFrom(state.unwritten) > run.ports.clock.now()) return false
  // While nothing else is to be done, a live change may come at any moment.
  const mayStop = async () => at === null && mayClaim(run.ports, await connectionState.read())
  return settleJudged(within, judged, mayStop)
}

/** Whether outcomes could be written now. */
const isUnsettled = ({ judged, unwritten }: ConnectionState, now: Millis): boolean =>
  judged.length > 0 && roomFrom(unwritten) <= now

/** The judged batches, whose outcomes are not all in the ledger. */
async function judgedBatches(
  { ports: { connectionState } }: Run,
  { judged }: ConnectionState
): Promise<readonly Batch[]> {
  const read = await Promise.all(judged.map(({ key }) => connectionState.readBatch(key)))
  return read.flatMap(batch => batch ?? [])
}

/** Counts the ledger for the pages when nothing is more urgent, once the rows of this run are in the summary. */
async function recount(run: Run): Promise<void> {
  if (!hasTime(run, RECOUNT_TIME)) return
  await saveChanges(run)
  await mendCopies(run.ports)
  if (await recountWhenDue(run.ports)) run.changes.isSeen = true
  await setMilestones(run.ports, () => hasTime(run, MILESTONE_TIME))
}

/** Time that must be left for one more milestone. */
const MILESTONE_TIME = 8 * SECOND

/** Time that must be left for a count of the ledger. */
const RECOUNT_TIME = 10 * SECOND

const closeFormer = (run: Run) =>
  updateState(run, state =>
    isOfFormerKey(state.incident, run.configuration.shopKey.version)
      ? closeIncident(state, run.ports.clock.now())
      : state
  )

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
