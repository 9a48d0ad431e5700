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
import type { Ports } from '../ports'
import type { Access, Answer } from '../ports/carrefour'

/** Another replica took the lease over: this run must stop and write nothing more. */
export class LeaseLost extends Error {}

/** One run of the work handler that holds the lease. */
export interface Run {
  readonly ports: Ports
  readonly configuration: Configuration
  /** When the run must be over. */
  readonly deadline: Millis
  readonly holder: string
  readonly calls: Calls
}

/** A call to Carrefour that was made in this run, and whose end is not written down yet. */
interface EndedCall {
  readonly operation: LimitedOperation
  readonly reserved: CallBudget
  readonly at: Millis
}

/** Calls whose end goes along with the next write of the shared state. */
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
 * Whether so many milliseconds are left of the handler's. Looked at before each slice of work, never after:
 * what is begun with less may be cut off.
 */
export const hasTime = ({ ports, deadline }: Run, wanted: Millis): boolean =>
  ports.clock.now() + wanted <= deadline

/** The run for a part of its work that must leave so many milliseconds for what follows. */
export const leaving = (run: Run, rest: Millis): Run => ({ ...run, deadline: run.deadline - rest })

/** Changes the shared state, if the lease is still ours; renews the lease with it, and writes ends of calls down. */
export async function updateState(
  { ports, holder, calls }: Pick<Run, 'ports' | 'holder' | 'calls'>,
  how: (state: ConnectionState) => ConnectionState
): Promise<ConnectionState> {
  const state = await ports.connectionState.update(before => {
    if (before.lease?.holder !== holder) return null
    const renewed = takeLease(before, holder, ports.clock.now())
    return renewed && how(calls.writtenInto(renewed))
  })
  if (!state) throw new LeaseLost()
  return state
}

/** Puts the next stage of the batch in the place of the one before, and changes the state with it: no file is being sent then. */
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
    return { ...how(state), batchKey: key, sending: null }
  })
  if (before) await connectionState.removeBatch(before)
}

/** How much later than written down a call may be made: well within the margin of the limits. */
const SLOW_WRITE = 200

/**
 * Makes a call of a limited operation, if Carrefour's limits allow it now: reserved before, and its end noted for the
 * next write. Carrefour sees a call at some moment between; the next one counts from its end.
 *
 * @param also what is written together with the reservation
 * @returns null, and nothing written, when the call would come too early
 */
export async function limitedCall<T>(
  run: Run,
  operation: LimitedOperation,
  call: () => Promise<Answer<T>>,
  also: (state: ConnectionState) => ConnectionState = state => state
): Promise<Answer<T> | null> {
  const reserved = await reserve(run, operation, also)
  if (!reserved) return null
  try {
    return await call()
  } finally {
    run.calls.end({ operation, reserved, at: run.ports.clock.now() })
  }
}

/** A write that took long is done again with a later time: the call must not leave after the moment it is reserved for. */
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
    // As long again as the write before: so this one is not late as well.
    written = begun + (begun - written)
    state = await updateState(run, before => ({
      ...before,
      budget: reserveCall(before.budget, operation, written),
    }))
  }
  return state.budget
}
