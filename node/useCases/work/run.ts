import type { Batch } from '../../domain/batches'
import type { Configuration } from '../../domain/configuration'
import type { ConnectionState } from '../../domain/connection'
import { takeLease } from '../../domain/connection'
import type { LimitedOperation } from '../../domain/limits'
import { earliestCall, spendCall } from '../../domain/limits'
import type { Millis } from '../../domain/time'
import type { Ports } from '../../ports'
import type { Access } from '../../ports/carrefour'

/** Another replica took the lease over: this run must stop and write nothing more. */
export class LeaseLost extends Error {}

/** One run of the work handler that holds the lease. */
export interface Run {
  readonly ports: Ports
  readonly configuration: Configuration
  /** When the run must be over. */
  readonly deadline: Millis
  readonly holder: string
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

/** Changes the shared state, if the lease is still ours; renews the lease with it. */
export async function change(
  { ports, holder }: Pick<Run, 'ports' | 'holder'>,
  how: (state: ConnectionState) => ConnectionState
): Promise<ConnectionState> {
  const state = await ports.control.update(before => {
    if (before.lease?.holder !== holder) return null
    const renewed = takeLease(before, holder, ports.clock.now())
    return renewed && how(renewed)
  })
  if (!state) throw new LeaseLost()
  return state
}

/** Puts the next stage of the batch in the place of the one before, and changes the state with it. */
export async function advance(
  run: Run,
  batch: Batch | null,
  how: (state: ConnectionState) => ConnectionState = state => state
): Promise<void> {
  const { control, ids } = run.ports
  const key = batch && ids.next()
  if (batch && key) await control.saveBatch(key, batch)
  let before: string | null = null
  await change(run, state => {
    before = state.batchKey
    return { ...how(state), batchKey: key }
  })
  if (before) await control.removeBatch(before)
}

/** How much later than written down a call may be made: well within the margin of the limits. */
const SLOW_WRITE = 200

/**
 * Writes a call down before it is made; false, and nothing written, when it would break Carrefour's limits. A
 * write that took long is done again with a later time: Carrefour counts from the call, not from the wish.
 */
export async function spend(run: Run, operation: LimitedOperation): Promise<boolean> {
  const { clock } = run.ports
  const start = clock.now()
  let written = start
  let legal = false
  await change(run, state => {
    legal = earliestCall(state.budget, operation) <= start
    return legal ? { ...state, budget: spendCall(state.budget, operation, start) } : state
  })
  while (legal && clock.now() > written + SLOW_WRITE) {
    const begun = clock.now()
    // As long again as the write before: so this one is not late as well.
    written = begun + (begun - written)
    await change(run, state => ({
      ...state,
      budget: spendCall(state.budget, operation, written),
    }))
  }
  return legal
}
