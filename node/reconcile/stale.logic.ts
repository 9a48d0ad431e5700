import type { Process } from '../ledger/process.logic'
import { decideRetry } from '../engine/retry.logic'
import { type Millis, DAY } from '../shared/time'

/** How long a confirmation is trusted while offers cannot be read. */
export const CONFIRMED_FOR = 7 * DAY

/** What a comparison found at Carrefour: another quantity, or nothing because offers cannot be read. */
export type Held = 'another' | 'unknown'

/**
 * Whether a confirmation is out of date (cause STALE): Carrefour holds another quantity, or offers cannot be read and
 * the confirmation is old. Only for SKUs that Carrefour confirmed; any other cause already says more.
 */
export function isStale({ status, cause, processedAt }: Process, held: Held, now: Millis): boolean {
  if (status !== 'SUCCESS' && cause !== 'STALE') return false
  return held === 'another' || now - processedAt > CONFIRMED_FOR
}

/** The process while its SKU is queued again. @param random from 0 to 1, spreads the next tries of many */
export function outOfDate(process: Process, now: Millis, random: number): Process {
  const since = process.cause === 'STALE' ? (process.causeSince ?? now) : now
  const decision = decideRetry({
    of: 'sku',
    cause: 'STALE',
    tries: 1,
    retryAfter: null,
    since,
    now,
    random,
  })
  return {
    ...process,
    status: 'WARNING',
    cause: 'STALE',
    causeSince: since,
    nextCheckAt: 'at' in decision ? decision.at : null,
  }
}
