import type { Millis } from './time'
import { DAY, MINUTE, SECOND } from './time'

/** Carrefour's operations whose frequency Mirakl limits, with the shortest time between two calls per shop. */
export const SHORTEST_INTERVAL = {
  STO01: MINUTE,
  STO02: 15 * SECOND,
  STO03: MINUTE,
  A01: DAY,
} as const

export type LimitedOperation = keyof typeof SHORTEST_INTERVAL

/** Clocks of two machines differ, and a call travels: this much is added to each interval. */
export const MARGIN = 500

/** When each operation was last called, and until when Carrefour asked us to wait (`Retry-After`). */
export interface CallBudget {
  readonly lastCalls: Readonly<Partial<Record<LimitedOperation, Millis>>>
  readonly holds: Readonly<Partial<Record<LimitedOperation, Millis>>>
}

export const FRESH_BUDGET: CallBudget = { lastCalls: {}, holds: {} }

/** Earliest legal moment of the next call; 0 when it may happen at once. */
export function earliestCall(budget: CallBudget, operation: LimitedOperation): Millis {
  const last = budget.lastCalls[operation]
  const window = last === undefined ? 0 : last + SHORTEST_INTERVAL[operation] + MARGIN
  return Math.max(window, budget.holds[operation] ?? 0)
}

/** The budget with a call written down; it is written before the call is made. */
export const spendCall = (
  budget: CallBudget,
  operation: LimitedOperation,
  now: Millis
): CallBudget => ({
  ...budget,
  lastCalls: { ...budget.lastCalls, [operation]: now },
})

/** The budget after Carrefour asked for a pause. */
export const holdCalls = (
  budget: CallBudget,
  operation: LimitedOperation,
  until: Millis
): CallBudget => ({
  ...budget,
  holds: { ...budget.holds, [operation]: until },
})
