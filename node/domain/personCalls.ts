import type { Millis } from './time'
import { MINUTE } from './time'

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
