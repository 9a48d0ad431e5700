/*
 * What every step of a run shares: time left, compare-and-set of the state under the lease, and calls within
 * Carrefour's limits.
 */

import { isDeepStrictEqual } from 'util'
import type { Batch } from './batch.logic'
import type { Configuration } from '../connection/configuration.logic'
import { type ConnectionState, takeLease } from './state.logic'
import {
  type CallBudget,
  type LimitedOperation,
  earliestCall,
  endCall,
  reserveCall,
} from '../carrefour/limits.logic'
import { type Millis, SECOND } from '../shared/time'
import type { Ports, Access } from '../ports'
import { inHandOf } from './parts.logic'
import { judgedAt } from './judged.logic'
import type { RowChanges } from '../ledger/upkeep'

/** Another replica took the lease: this run must stop and write nothing more. */
export class LeaseLost extends Error {}

/** One run of the work handler, holding the lease. */
export interface Run {
  readonly ports: Ports
  readonly configuration: Configuration
  readonly term: Term
  /** How much of its time this work must leave for what follows it. */
  readonly rest?: Millis
  readonly holder: string
  readonly calls: Calls
  readonly changes: RowChanges
  /** Whether the current work should stop early, because something else waits for it. */
  readonly isStopped?: () => boolean
  /** Ends the settling that goes on beside this work. Called before rows are read that are then written. */
  readonly stopSettling?: () => Promise<void>
  /** Whether it writes rows beside those of another batch: what the ledger refuses is left to be settled in its turn. */
  readonly isSecond?: boolean
  /** Resolves when no other batch is settled beside this work. Called before rows are written that are not its own. */
  readonly untilAlone?: () => Promise<void>
}

/** How long a run may work without renewing its lease, and in all, if it renews it. */
export interface Budget {
  readonly unrenewed: Millis
  readonly longest: Millis
}

/** A renewal is one more write: one that is not needed at once comes not more often than this. */
const RENEWED_EVERY: Millis = 12 * SECOND

/** Fewer are not worth a renewal. */
const LEAST_GAIN: Millis = 5 * SECOND

/**
 * Until when a run may work. The lease must outlast it and still end soon after a death, so a run that is at work renews its lease, and works
 * longer.
 */
export class Term {
  readonly #last: Millis
  #renewedAt: Millis
  #until: Millis

  constructor(
    now: Millis,
    private readonly budget: Budget
  ) {
    this.#last = now + budget.longest
    this.#renewedAt = now
    this.#until = now + budget.unrenewed
  }

  get until(): Millis {
    return this.#until
  }

  /** Whether a run at work should renew its lease by now. */
  isToRenew(now: Millis): boolean {
    return now >= this.#renewedAt + RENEWED_EVERY && this.canGrow(now)
  }

  /** Whether a renewal would gain it some time. */
  canGrow(now: Millis): boolean {
    return now < this.#until && this.#laterIf(now) >= this.#until + LEAST_GAIN
  }

  #laterIf(now: Millis): Millis {
    return Math.min(now + this.budget.unrenewed, this.#last)
  }

  /** The lease has been renewed at this moment. */
  renewed(now: Millis): void {
    this.#renewedAt = now
    this.#until = Math.max(this.#until, this.#laterIf(now))
  }
}

/** When the work must end. */
export const deadlineOf = ({ term, rest = 0 }: Pick<Run, 'term' | 'rest'>): Millis =>
  term.until - rest

/** A call to Carrefour made in this run whose end is not saved yet. */
interface EndedCall {
  readonly operation: LimitedOperation
  readonly reserved: CallBudget
  readonly at: Millis
}

/** Calls whose end is saved with the next write of the shared state. */
export class Calls {
  #ended: EndedCall[] = []

  end(call: EndedCall): void {
    this.#ended = [...this.#ended.filter(({ operation }) => operation !== call.operation), call]
  }

  writtenInto(state: ConnectionState): ConnectionState {
    const budget = this.#ended.reduce(
      (before, { operation, reserved, at }) => endCall(before, operation, reserved, at),
      state.budget
    )
    return { ...state, budget }
  }
}

export const accessOf = ({ choices, shopKey }: Configuration): Access => ({
  url: choices.carrefourUrl,
  shopId: choices.shopId,
  shopKey: shopKey.key,
})

/**
 * Whether this much of the handler's time is left. Checked before each unit of work: one started with less may be cut
 * off.
 */
export const hasTime = (run: Run, wanted: Millis): boolean =>
  run.ports.clock.now() + wanted <= deadlineOf(run) && run.isStopped?.() !== true

/** The run with an earlier deadline that leaves `rest` milliseconds for what follows. */
export const leaving = (run: Run, rest: Millis): Run => ({ ...run, rest: (run.rest ?? 0) + rest })

/**
 * Changes the shared state if the lease is still ours; also renews the lease and saves the ends of calls. Where nothing
 * changes nothing is written: a run is shorter than its lease.
 */
export async function updateState(
  { ports, holder, calls }: Pick<Run, 'ports' | 'holder' | 'calls'>,
  how: (state: ConnectionState) => ConnectionState
): Promise<ConnectionState> {
  const state = await ports.connectionState.update(before => {
    if (before.lease?.holder !== holder) return null
    const changed = how(calls.writtenInto(before))
    return isDeepStrictEqual(changed, before)
      ? before
      : takeLease(changed, holder, ports.clock.now())
  })
  if (!state) throw new LeaseLost()
  return state
}

/** Renews the lease: the run may then work longer. */
export async function renewLease({ ports, holder, term }: Run): Promise<void> {
  const { connectionState, clock } = ports
  const now = clock.now()
  const state = await connectionState.update(before =>
    before.lease?.holder === holder ? takeLease(before, holder, now) : null
  )
  if (!state) throw new LeaseLost()
  term.renewed(now)
}

/**
 * Replaces the batch's stage and changes the state with it: no file is being sent then. A judged batch makes room for
 * the next one; its outcomes are written beside it.
 */
export async function saveStage(
  run: Run,
  batch: Batch | null,
  how: (state: ConnectionState) => ConnectionState = state => state
): Promise<void> {
  const { connectionState, ids } = run.ports
  const key = batch && ids.next()
  if (batch && key) await connectionState.saveBatch(key, batch)
  let before: string | null = null
  await updateState(run, state => {
    before = state.batchKey
    const after = { ...how(state), sending: null }
    return key && batch?.stage === 'judged'
      ? { ...after, batchKey: null, batch: null, judged: [...after.judged, judgedAt(key, batch)] }
      : { ...after, batchKey: key, batch: batch && inHandOf(batch) }
  })
  if (before) await connectionState.removeBatch(before)
}

/** How much later than recorded a call may start: well within the margin of the limits. */
const SLOW_WRITE = 200

/**
 * Makes a call of a limited operation if Carrefour's limits allow it now: reserved before, and its end recorded with
 * the next write. Carrefour counts the call at some moment in between; the next one is counted from its end.
 *
 * @param also saved together with the reservation
 * @returns null, with nothing written, when the call would be too early
 */
export async function limitedCall<T>(
  run: Run,
  operation: LimitedOperation,
  call: () => Promise<T>,
  also: (state: ConnectionState) => ConnectionState = state => state
): Promise<T | null> {
  const reserved = await reserve(run, operation, also)
  if (!reserved) return null
  try {
    return await call()
  } finally {
    run.calls.end({ operation, reserved, at: run.ports.clock.now() })
  }
}

/** A slow write is repeated with a later time, because the call must not start after its reserved moment. */
async function reserve(
  run: Run,
  operation: LimitedOperation,
  also: (state: ConnectionState) => ConnectionState
): Promise<CallBudget | null> {
  const { clock } = run.ports
  let written = clock.now()
  let legal = false
  let state = await updateState(run, before => {
    legal = earliestCall(before.budget, operation) <= written
    return legal
      ? also({ ...before, budget: reserveCall(before.budget, operation, written) })
      : before
  })
  if (!legal) return null
  while (clock.now() > written + SLOW_WRITE) {
    const begun = clock.now()
    // Allows as much time as the last write took, so that this one is not late too.
    written = begun + (begun - written)
    state = await updateState(run, before => ({
      ...before,
      budget: reserveCall(before.budget, operation, written),
    }))
  }
  return state.budget
}
