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
import type { Millis } from '../shared/time'
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
  /** When the run must end. */
  readonly deadline: Millis
  readonly holder: string
  readonly calls: Calls
  readonly changes: RowChanges
  /** Whether the current work should stop early, because something else waits for it. */
  readonly isStopped?: () => boolean
  /** Ends the settling that goes on beside this work. Called before rows are read that are then written. */
  readonly stopSettling?: () => Promise<void>
}

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
export const hasTime = ({ ports, deadline, isStopped }: Run, wanted: Millis): boolean =>
  ports.clock.now() + wanted <= deadline && isStopped?.() !== true

/** The run with an earlier deadline that leaves `rest` milliseconds for what follows. */
export const leaving = (run: Run, rest: Millis): Run => ({ ...run, deadline: run.deadline - rest })

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
