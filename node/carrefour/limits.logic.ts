import { asNumber, asObject } from '../shared/json'
import { type Millis, DAY, MINUTE, SECOND, aheadBy, sooner } from '../shared/time'

/** Carrefour's operations with limits by Mirakl, and the minimum time between two calls per shop. */
export const SHORTEST_INTERVAL = {
  STO01: MINUTE,
  STO02: 15 * SECOND,
  STO03: MINUTE,
  A01: DAY,
} as const

export type LimitedOperation = keyof typeof SHORTEST_INTERVAL

/** Clocks of two machines differ: added to each interval. */
export const MARGIN = 500

/** Longest duration of a call (`LONGEST_ANSWER` of the ports): a reserved call counts as that long until its end is known. */
export const LONGEST_CALL: Readonly<Record<LimitedOperation, Millis>> = {
  STO01: 12 * SECOND,
  STO02: 8 * SECOND,
  STO03: 8 * SECOND,
  A01: 8 * SECOND,
}

/** When each operation was last called, and until when Carrefour asked us to wait (`Retry-After`). */
export interface CallBudget {
  /**
   * End of the last call or, while it runs and when its process died, the latest moment it can end. Carrefour counted
   * the call at some unknown moment before that.
   */
  readonly lastCalls: Readonly<Partial<Record<LimitedOperation, Millis>>>
  readonly holds: Readonly<Partial<Record<LimitedOperation, Millis>>>
  /** The moment in `lastCalls.STO02` when that call was a ShopKey check; null after a call about an import. */
  readonly lastCheck: Millis | null
}

export const FRESH_BUDGET: CallBudget = { lastCalls: {}, holds: {}, lastCheck: null }

/** Earliest allowed moment of the next call; 0 when it is allowed now. */
export function earliestCall(budget: CallBudget, operation: LimitedOperation): Millis {
  const last = budget.lastCalls[operation]
  const window = last === undefined ? 0 : last + SHORTEST_INTERVAL[operation] + MARGIN
  return Math.max(window, budget.holds[operation] ?? 0)
}

/**
 * Earliest moment at which a ShopKey check may use a turn of STO02. While an import is followed, two checks never come
 * one after the other: people who try keys can at most double the time between two polls of it.
 */
export function earliestCheck(budget: CallBudget, importFollowed: boolean): Millis {
  const legal = earliestCall(budget, 'STO02')
  const ofCheck = budget.lastCheck !== null && budget.lastCheck === budget.lastCalls.STO02
  return ofCheck && importFollowed ? legal + SHORTEST_INTERVAL.STO02 + MARGIN : legal
}

/** The budget with STO02 reserved for a ShopKey check. */
export const reserveCheck = (budget: CallBudget, now: Millis): CallBudget => {
  const reserved = reserveCall(budget, 'STO02', now)
  return { ...reserved, lastCheck: reserved.lastCalls.STO02 ?? null }
}

/** The budget with a call reserved, saved before the call is made. @param now the latest moment the call starts */
export const reserveCall = (
  budget: CallBudget,
  operation: LimitedOperation,
  now: Millis
): CallBudget => withLastCall(budget, operation, now + LONGEST_CALL[operation])

/**
 * The budget after a reserved call has ended, with any result. Saved with the next write: a call without a saved end
 * counts as the longest possible.
 *
 * @param budget may have been changed since, also by others
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

/** The budget after Carrefour asked for a pause. A shorter pause never replaces a longer one. */
export const holdCalls = (
  budget: CallBudget,
  operation: LimitedOperation,
  until: Millis
): CallBudget => ({
  ...budget,
  holds: { ...budget.holds, [operation]: Math.max(budget.holds[operation] ?? 0, until) },
})

/** The budget without pauses that Carrefour asked for: it has just accepted a ShopKey that a person tried. */
export const releaseHolds = (budget: CallBudget): CallBudget => ({ ...budget, holds: {} })

/** Calls to Carrefour per minute that the people of one account may cause, besides Carrefour's own limits. */
const PERSON_CALLS_A_MINUTE = 30

/** Number of calls people have caused since a moment. */
export interface PersonCalls {
  readonly since: Millis
  readonly count: number
}

export const NO_PERSON_CALLS: PersonCalls = { since: 0, count: 0 }

/** Counts one more call; null when the minute is used up. Saved before the call is made. */
export function spendPersonCall(calls: PersonCalls, now: Millis): PersonCalls | null {
  const isOver = now - calls.since >= MINUTE || now < calls.since
  if (isOver) return { since: now, count: 1 }
  return calls.count < PERSON_CALLS_A_MINUTE ? { ...calls, count: calls.count + 1 } : null
}

/** When the next call is allowed. */
export const nextPersonCall = ({ since }: PersonCalls): Millis => since + MINUTE

/** How far the clock was ahead by which calls were written down. */
export const budgetAhead = ({ lastCalls }: CallBudget, now: Millis): Millis =>
  aheadBy(
    OPERATIONS.flatMap(operation => {
      const at = lastCalls[operation]
      return at === undefined ? [] : [at - LONGEST_CALL[operation]]
    }),
    now
  )

/** The budget after a clock was ahead: a call that it put into the future may have been made just now. */
export function budgetByClock(budget: CallBudget, ahead: Millis, now: Millis): CallBudget {
  const { lastCalls, holds, lastCheck } = budget
  const calls = withEach(lastCalls, (at, operation) => Math.min(at, now + LONGEST_CALL[operation]))
  // A check is known by its moment.
  const isCheck = lastCheck !== null && lastCheck === lastCalls.STO02
  return {
    lastCalls: calls,
    holds: withEach(holds, at => sooner(at, ahead, now)),
    lastCheck: isCheck ? (calls.STO02 ?? null) : lastCheck,
  }
}

const withEach = (
  times: CallBudget['lastCalls'],
  how: (at: Millis, operation: LimitedOperation) => Millis
): CallBudget['lastCalls'] =>
  Object.fromEntries(
    OPERATIONS.flatMap(operation => {
      const at = times[operation]
      return at === undefined ? [] : [[operation, how(at, operation)] as const]
    })
  )

const OPERATIONS = Object.keys(SHORTEST_INTERVAL) as readonly LimitedOperation[]

/** The calls of a stored state. */
export function readBudget(raw: unknown): CallBudget {
  const { lastCalls, holds, lastCheck } = asObject(raw) ?? {}
  return {
    lastCalls: readTimes(lastCalls),
    holds: readTimes(holds),
    lastCheck: asNumber(lastCheck),
  }
}

function readTimes(raw: unknown): Readonly<Partial<Record<LimitedOperation, Millis>>> {
  const stored = asObject(raw) ?? {}
  const known = OPERATIONS.flatMap(operation => {
    const at = asNumber(stored[operation])
    return at === null ? [] : [[operation, at] as const]
  })
  return Object.fromEntries(known)
}
