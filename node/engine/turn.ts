import type { Batch, BatchAt } from './batch.logic'
import { type Configuration, isWithheld } from '../connection/configuration.logic'
import type { ConnectionState } from './state.logic'
import { type Step, nextStep } from './nextStep.logic'
import { type Run, updateState } from './run'
import { type JudgedAt, judgedAt, nextToSettle } from './judged.logic'
import { type Parked, duePart } from './parts.logic'
import { isLedgerAway } from './outages'
import { mayClaim } from './claim'

/** What a run has done so far, as far as its later turns depend on it. */
export interface Progress {
  /** Whether it has done what each run looks after once. */
  looked: boolean
  /** Whether a job's list of SKUs is still being gathered. */
  moreOfJobs: boolean
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
}

/** The current situation: the configuration may have changed while the run waited. Null when there is none. */
export async function situationOf(run: Run): Promise<Situated | null> {
  const { configurations, connectionState } = run.ports
  const [configuration, read]: readonly [Configuration | null, ConnectionState] = await Promise.all(
    [configurations.read(), connectionState.read()]
  )
  if (!configuration) return null
  let state = read
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
  return { step, state, run: { ...run, configuration }, batch }
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

/** A situation in which nothing may be sent or asked of Carrefour. */
export interface Resting extends Situated {
  readonly step: Extract<Step, { kind: 'rest' }>
  readonly toSettle: JudgedAt | null
}

/** A situation with a step to take, and what else could be done before it. */
export interface Working extends Situated {
  readonly step: Exclude<Step, { kind: 'rest' }>
  readonly toSettle: JudgedAt | null
  readonly progress: Progress
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

export async function turnOf(situated: Situated, progress: Progress): Promise<Resting | Working> {
  const { step, state, run } = situated
  const toSettle = nextToSettle(state.judged)
  if (step.kind === 'rest') return { ...situated, step, toSettle }
  const { clock } = run.ports
  const isWaiting = step.kind === 'claim' && (await mayClaim(run.ports, state))
  const now = clock.now()
  const part = step.kind === 'claim' ? duePart(state.parked, now) : null
  const isIdle = step.kind === 'claim' && !isWaiting && !part
  const isDue = !isIdle && step.at <= now
  const isAway = isLedgerAway(state, now)
  return { ...situated, step, toSettle, progress, isAway, isWaiting, part, isIdle, isDue }
}

export const isResting = (turn: Resting | Working): turn is Resting => turn.step.kind === 'rest'
