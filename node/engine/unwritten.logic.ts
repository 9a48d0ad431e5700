import type { Outcome } from '../ledger/process.logic'
import { decideRetry } from './retry.logic'
import type { Millis } from '../shared/time'

/** How many outcomes may wait for the ledger. Beyond that batches wait to be settled, and nothing new is sent. */
export const MAX_UNWRITTEN = 10_000

/** After this many tries, which take over a week, an outcome is dropped: the SKU's next one rewrites the row. */
export const MAX_TRIES = 40

/** A SKU's outcome that the ledger did not take. */
export interface Unwritten {
  readonly outcome: Outcome
  readonly tries: number
  readonly notBefore: Millis
}

/** Where the outcomes are saved that the ledger did not take. */
export interface UnwrittenAt {
  readonly key: string
  readonly skus: number
  /** When the first of them is retried. */
  readonly notBefore: Millis
}

interface Chance {
  readonly now: Millis
  readonly random: number
}

/** The outcome with one more try counted, and when it is due next. */
export function triedAgain({ outcome, tries }: Unwritten, { now, random }: Chance): Unwritten {
  const decision = decideRetry({
    of: 'sku',
    cause: 'LEDGER_UNAVAILABLE',
    tries: tries + 1,
    retryAfter: null,
    since: now,
    now,
    random,
  })
  return { outcome, tries: tries + 1, notBefore: 'at' in decision ? decision.at : now }
}

/** Adds outcomes to the list, one per SKU: the newest counts. The number of tries is kept whichever it is. */
export function withUnwritten(
  before: readonly Unwritten[],
  more: readonly Unwritten[]
): readonly Unwritten[] {
  const bySku = new Map(before.map(one => [one.outcome.skuId, one]))
  for (const one of more) {
    const known = bySku.get(one.outcome.skuId)
    if (!known) bySku.set(one.outcome.skuId, one)
    else if (known.outcome.attempt.at <= one.outcome.attempt.at)
      bySku.set(one.outcome.skuId, { ...known, outcome: one.outcome })
  }
  return [...bySku.values()]
}

export const whereabouts = (key: string, list: readonly Unwritten[]): UnwrittenAt => ({
  key,
  skus: list.length,
  notBefore: Math.min(...list.map(one => one.notBefore)),
})

/** When outcomes can be settled again: at once, unless too many already wait for the ledger. */
export const roomFrom = (unwritten: UnwrittenAt | null): Millis =>
  unwritten && unwritten.skus >= MAX_UNWRITTEN ? unwritten.notBefore : 0
