import { type Millis, DAY, MINUTE, SECOND } from '../shared/time'

/** Carrefour's operations whose frequency Mirakl limits, with the shortest time between two calls per shop. */
export const SHORTEST_INTERVAL = {
  STO01: MINUTE,
  STO02: 15 * SECOND,
  STO03: MINUTE,
  A01: DAY,
} as const

export type LimitedOperation = keyof typeof SHORTEST_INTERVAL

/** Clocks of two machines differ: this much is added to each interval. */
export const MARGIN = 500

/** The longest that a call may be under way (see `ports/carrefour`): a reserved call counts as that long until its end is known. */
export const LONGEST_CALL: Readonly<Record<LimitedOperation, Millis>> = {
  STO01: 12 * SECOND,
  STO02: 8 * SECOND,
  STO03: 8 * SECOND,
  A01: 8 * SECOND,
}

/** Until when each operation was last called, and until when Carrefour asked us to wait (`Retry-After`). */
export interface CallBudget {
  /**
   * The end of the last call, or, while it is under way and when its process died, the latest moment at which it can
   * end. Carrefour saw the call at some moment before that, and nobody knows at which.
   */
  readonly lastCalls: Readonly<Partial<Record<LimitedOperation, Millis>>>
  readonly holds: Readonly<Partial<Record<LimitedOperation, Millis>>>
  /** The moment in `lastCalls.STO02` when that call was a check of a ShopKey; null after one about an import. */
  readonly lastCheck: Millis | null
}

export const FRESH_BUDGET: CallBudget = { lastCalls: {}, holds: {}, lastCheck: null }

/** Earliest legal moment of the next call; 0 when it may happen at once. */
export function earliestCall(budget: CallBudget, operation: LimitedOperation): Millis {
  const last = budget.lastCalls[operation]
  const window = last === undefined ? 0 : last + SHORTEST_INTERVAL[operation] + MARGIN
  return Math.max(window, budget.holds[operation] ?? 0)
}

/**
 * Earliest moment at which a check of a ShopKey may take a turn of STO02. While an import is followed, two checks never
 * come one after the other: people who try keys may double the time between two questions about it, not more.
 */
export function earliestCheck(budget: CallBudget, importFollowed: boolean): Millis {
  const legal = earliestCall(budget, 'STO02')
  const ofCheck = budget.lastCheck !== null && budget.lastCheck === budget.lastCalls.STO02
  return ofCheck && importFollowed ? legal + SHORTEST_INTERVAL.STO02 + MARGIN : legal
}

/** The budget with STO02 reserved for a check of a ShopKey. */
export const reserveCheck = (budget: CallBudget, now: Millis): CallBudget => {
  const reserved = reserveCall(budget, 'STO02', now)
  return { ...reserved, lastCheck: reserved.lastCalls.STO02 ?? null }
}

/** The budget with a call reserved; it is written before the call is made. @param now when the call leaves at the latest */
export const reserveCall = (
  budget: CallBudget,
  operation: LimitedOperation,
  now: Millis
): CallBudget => withLastCall(budget, operation, now + LONGEST_CALL[operation])

/**
 * The budget once a reserved call is over, however it went. Written with whatever is written next: a call whose end
 * nobody wrote down counts as the longest.
 *
 * @param budget one that may have been changed since, by others too
 * @param reserved the budget right after `reserveCall`
 */
export const endCall = (
  budget: CallBudget,
  operation: LimitedOperation,
  reserved: CallBudget,
  now: Millis
): CallBudget =>
  budget.lastCalls[operation] === reserved.lastCalls[operation]
    ? {
        ...withLastCall(budget, operation, now),
        lastCheck:
          operation === 'STO02' && reserved.lastCheck === reserved.lastCalls.STO02
            ? now
            : budget.lastCheck,
      }
    : budget

const withLastCall = (budget: CallBudget, operation: LimitedOperation, at: Millis): CallBudget => ({
  ...budget,
  lastCalls: { ...budget.lastCalls, [operation]: at },
})

/** The budget after Carrefour asked for a pause. A pause is never made shorter by another. */
export const holdCalls = (
  budget: CallBudget,
  operation: LimitedOperation,
  until: Millis
): CallBudget => ({
  ...budget,
  holds: { ...budget.holds, [operation]: Math.max(budget.holds[operation] ?? 0, until) },
})

/** The budget without the pauses that Carrefour asked for: a person has just tried a ShopKey, and Carrefour took it. */
export const releaseHolds = (budget: CallBudget): CallBudget => ({ ...budget, holds: {} })

/** Calls to Carrefour that the people of one account may cause a minute, besides Carrefour's own limits. */
export const PERSON_CALLS_A_MINUTE = 30

/** How many calls people have caused since a moment. */
export interface PersonCalls {
  readonly since: Millis
  readonly count: number
}

export const NO_PERSON_CALLS: PersonCalls = { since: 0, count: 0 }

/** The count with one call more; null when the minute has none left. It is written before the call is made. */
export function spendPersonCall(calls: PersonCalls, now: Millis): PersonCalls | null {
  const isOver = now - calls.since >= MINUTE || now < calls.since
  if (isOver) return { since: now, count: 1 }
  return calls.count < PERSON_CALLS_A_MINUTE ? { ...calls, count: calls.count + 1 } : null
}

/** When the next call may be made. */
export const nextPersonCall = ({ since }: PersonCalls): Millis => since + MINUTE
