import type { Process } from '../ledger/process.logic'
import { decideRetry } from '../engine/retry.logic'
import { type Millis, DAY } from '../shared/time'

/** How long Carrefour's confirmation is good while nobody can see what Carrefour holds. */
export const CONFIRMED_FOR = 7 * DAY

/** What a comparison knows of a SKU at Carrefour: not what the store gives, or nothing, because offers cannot be read. */
export type Held = 'another' | 'unknown'

/**
 * Whether a confirmation no longer says how things are (cause STALE): Carrefour holds another quantity, or
 * nobody can see it and the confirmation is old. Only of a SKU that Carrefour confirmed; any other cause
 * already says more.
 */
export function isStale({ status, cause, processedAt }: Process, held: Held, now: Millis): boolean {
  if (status !== 'SUCCESS' && cause !== 'STALE') return false
  return held === 'another' || now - processedAt > CONFIRMED_FOR
}

/** The process while its SKU is queued to be sent again. @param random 0 up to 1, spreads what many do next */
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
