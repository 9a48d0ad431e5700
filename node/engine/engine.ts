/*
 * A run of the engine: takes the lease, does one task after the other until its time is up, and asks for the next run.
 * Before each task the situation is read anew.
 */

import { type ConnectionState, takeLease, begunRun, stalledSince } from './state.logic'
import { afterSilence, batchByClock, ownClock } from './transitions.logic'
import { type Millis, MINUTE, SECOND, toIso } from '../shared/time'
import type { Ports } from '../ports'
import { SILENCE } from '../alerts/alerts.logic'
import { leftInQueue } from './waiting'
import type { Waiting } from '../queue/stockRequest.logic'
import { RowChanges, saveChanges } from '../ledger/upkeep'
import { allOf } from '../shared/concurrency'
import { Conflict } from '../ports/stores'
import { mayClaim } from './claim'
import { heldUntil } from './incident.logic'
import { type Run, Calls, LeaseLost, Term, renewLease, saveStage, updateState } from './run'
import {
  type Outcome,
  type Progress,
  type Resting,
  type Situated,
  type Task,
  type WorkReport,
  type Working,
  AT_REST,
  AT_WORK,
  FIRST,
} from './steps'
import type { BatchAt } from './batch.logic'
import { Beside } from './beside'
import { type Configuration, isWithheld } from '../connection/configuration.logic'
import { nextStep } from './nextStep.logic'
import { judgedAt, nextToSettle } from './judged.logic'
import { duePart } from './parts.logic'
import { isLedgerAway } from './outages'

export type { WorkReport } from './steps'

/**
 * How long one handler call may work. `service.json` allows 60 s: the rest is for the last call started, and for what
 * comes before and after the work.
 */
export const WORK_BUDGET = 25 * SECOND

/** How long it may work while it renews its lease. */
const LONGEST_RUN = 55 * SECOND

/**
 * Does the work due for this account, for at most `budget` milliseconds: takes the lease, then claims, sends, polls,
 * settles, checks doubts and the catalogue. Every step is saved before the next, so a run may die anywhere and the next
 * continues. Triggers another run when more is due soon.
 */
export async function runEngine(ports: Ports, budget: Millis): Promise<WorkReport> {
  if (ports.standby.until() > ports.clock.now()) return HELD
  const [configuration, seen] = await Promise.all([
    ports.configurations.read(),
    ports.connectionState.read(),
  ])
  if (!configuration) return { ended: 'notConfigured', steps: 0 }
  const holder = ports.ids.next()
  const leased = await lease(ports, holder, seen)
  if (typeof leased === 'string') return { ended: leased, steps: 0 }
  const run: Run = {
    ports,
    configuration,
    holder,
    term: new Term(ports.clock.now(), {
      unrenewed: budget,
      longest: Math.max(budget, LONGEST_RUN),
    }),
    calls: new Calls(),
    changes: new RowChanges(),
  }
  const progress: Progress = {
    beside: new Beside(),
    lookedAt: null,
    moreOfJobs: null,
    pages: 0,
    claims: 0,
  }
  let result: WorkReport
  let end: RunEnd | null = null
  try {
    result = await runSteps(run, progress, leased)
    // The state is read beside the rest, so that the lease is given back with a single call.
    const [waiting, state] = await allOf([
      ports.queue.list(1),
      ports.connectionState.read(),
      saveChanges(run, true),
    ])
    const isQueued = waiting.length > 0
    end = {
      isQueued,
      left: isQueued ? await leftInQueue(ports, state, NOTED_FROM) : null,
      lookedAt: progress.lookedAt,
    }
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

/** Does one task after the other until there is none or the time is up. */
async function runSteps(
  run: Run,
  progress: Progress,
  leased: ConnectionState
): Promise<WorkReport> {
  const { beside } = progress
  try {
    const report = await takeTurns(run, progress, leased)
    await beside.stop()
    return report
  } finally {
    await beside.abandon()
  }
}

/** @param leased the state as the run found it */
async function takeTurns(
  run: Run,
  progress: Progress,
  leased: ConnectionState
): Promise<WorkReport> {
  for (let steps = 0; ; steps += 1) {
    progress.beside.check()
    // What only waits leaves the rest to the next run.
    const isAtWork = progress.beside.isGoing || progress.moreOfJobs === true
    if (isAtWork && run.term.isToRenew(run.ports.clock.now())) await renewLease(run)
    const first = { configuration: run.configuration, state: leased }
    const read = steps === 0 ? first : await readAnew(run)
    if (!read) return { ended: 'notConfigured', steps }
    const outcome = await takeTurn(await situationOf(run, read, progress))
    if (outcome !== 'again') return { ended: outcome, steps }
  }
}

async function takeTurn(situated: Situated): Promise<Exclude<Outcome, 'next'>> {
  const first = await firstOf(FIRST, situated)
  if (first !== 'next') return first
  const turn = await turnOf(situated)
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

/** What a situation follows from. */
interface Read {
  readonly configuration: Configuration
  readonly state: ConnectionState
}

/** Read before each turn: the configuration may have changed while the run waited. Null when there is none. */
async function readAnew({ ports }: Run): Promise<Read | null> {
  const [configuration, state] = await Promise.all([
    ports.configurations.read(),
    ports.connectionState.read(),
  ])
  return configuration && { configuration, state }
}

async function situationOf(
  run: Run,
  { configuration, state: read }: Read,
  progress: Progress
): Promise<Situated> {
  const { connectionState } = run.ports
  let state = read
  const stored = state.batchKey ? await connectionState.readBatch(state.batchKey) : null
  let batch = stored && batchByClock(stored, run.ports.clock.now())
  if (batch !== stored) {
    await saveStage(run, batch)
    return situationOf(run, { configuration, state: await connectionState.read() }, progress)
  }
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
  const toSettle = nextToSettle(state.judged)
  return { step, state, run: { ...run, configuration }, batch, toSettle, progress }
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

/** What can be done in a situation. */
async function turnOf(situated: Situated): Promise<Resting | Working> {
  const { step, state, run } = situated
  if (step.kind === 'rest') return { ...situated, step }
  const { clock } = run.ports
  const isWaiting = step.kind === 'claim' && (await mayClaim(run.ports, state))
  const now = clock.now()
  const part = step.kind === 'claim' ? duePart(state.parked, now) : null
  const isIdle = step.kind === 'claim' && !isWaiting && !part
  const isDue = !isIdle && step.at <= now
  const isAway = isLedgerAway(state, now)
  return { ...situated, step, isAway, isWaiting, part, isIdle, isDue }
}

const isResting = (turn: Resting | Working): turn is Resting => turn.step.kind === 'rest'

const HELD: WorkReport = { ended: 'held', steps: 0 }

/**
 * Takes the lease: the state with it; 'busy' when another replica has or is taking it, 'held' while the engine pauses.
 *
 * @param seen the state as it has just been read
 */
async function lease(
  { connectionState, clock, log, standby }: Ports,
  holder: string,
  seen: ConnectionState
): Promise<ConnectionState | 'busy' | 'held'> {
  const found = ownClock(seen, clock.now())
  let { mustWait } = found
  let until = heldUntil(found.state.hold)
  const isFree = mustWait || until > clock.now() || takeLease(found.state, holder, clock.now())
  if (!isFree) return 'busy'
  try {
    const taken = await connectionState.update(stored => {
      const { state, ...own } = ownClock(stored, clock.now())
      mustWait = own.mustWait
      if (mustWait) return state
      until = heldUntil(state.hold)
      if (until > clock.now()) return null
      const leased = takeLease(state, holder, clock.now())
      if (!leased) return null
      const now = clock.now()
      return afterSilence({ ...leased, runs: begunRun(state.runs, now) }, state.ranAt, now)
    })
    if (mustWait) return 'busy'
    const stalled = taken && stalledSince(taken.runs, clock.now())
    if (stalled) log.warn('work.stalled', { since: toIso(stalled), runs: taken.runs?.count })
    if (until > clock.now()) {
      standby.set(until)
      return 'held'
    }
    return taken ?? 'busy'
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
  /** When it looked after what waits; null when it did not. */
  readonly lookedAt: Millis | null
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
    const lookedAt = end.lookedAt ?? state.lookedAt
    const ranAt = ports.clock.now()
    return { ...released, runs: null, hold: null, queueSince, left, lookedAt, ranAt }
  })
