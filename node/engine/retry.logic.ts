import { type Cause, CAUSES } from '../shared/causes'
import type { RetryRule } from '../shared/retryRules'
import { type Millis, HOUR, MINUTE, SECOND } from '../shared/time'
import { nextCheckAt } from '../radar/radar.logic'

/**
 * How long a sent import may go without an end before it is sent again, which is safe because quantities are absolute.
 */
export const IMPORT_DEADLINE = 30 * MINUTE

/** What is known about a failure. */
export interface Failure {
  /** A file in progress, or one SKU that has ended. */
  readonly of: 'file' | 'sku'
  readonly cause: Cause
  /** Consecutive failures, from 1. */
  readonly tries: number
  /** The answer's `Retry-After` in milliseconds; null when absent. */
  readonly retryAfter: number | null
  /** Time of the first failure in a row. */
  readonly since: Millis
  readonly now: Millis
  /** Whether Carrefour had units of the SKU before. */
  readonly hadUnits?: boolean
  /** From 0 to 1: spreads the retries of many accounts and SKUs. */
  readonly random: number
}

/** What follows. */
export type RetryDecision =
  | { readonly kind: 'retry'; readonly at: Millis }
  | { readonly kind: 'radar'; readonly at: Millis }
  | { readonly kind: 'person' }
  | { readonly kind: 'end' }

/**
 * Longest `Retry-After` obeyed without another try. A longer one is more often a mistake than intended, and one call an
 * hour does no harm.
 */
export const LONGEST_OBEYED = HOUR

/**
 * The only place that decides about retries, by the rules of `CAUSES`. A pause grows with each failure, plus up to a fifth at
 * random. A `Retry-After` can lengthen it, up to `LONGEST_OBEYED`, never shorten it.
 */
export function decideRetry(failure: Failure): RetryDecision {
  const { cause, tries, since, now, random } = failure
  const rule: RetryRule = CAUSES[cause].retry[failure.of]
  const wished = Math.min(failure.retryAfter ?? 0, LONGEST_OBEYED)
  const wishedAt = now + wished
  switch (rule.kind) {
    case 'radar':
      return { kind: 'radar', at: nextCheckAt(since, now, random) }
    case 'reading': {
      const second = since + rule.after
      return { kind: 'retry', at: Math.max(second > now ? second : now + rule.every, wishedAt) }
    }
    case 'checked':
      return failure.hadUnits && tries === 1
        ? { kind: 'retry', at: now + Math.round(rule.after * (1 + random / 5)) }
        : { kind: rule.then }
    case 'person':
    case 'end':
      return { kind: rule.kind }
    case 'again': {
      if (rule.tries !== null && tries > rule.tries) return { kind: rule.then }
      const grown = rule.first * rule.growth ** Math.min(Math.max(tries - 1, 0), 30)
      const pause = Math.min(grown, rule.longest) * (1 + random / 5)
      return { kind: 'retry', at: now + Math.round(Math.max(pause, wished + random * SECOND)) }
    }
  }
}
