import type { Cause } from './causes'
import { nextLook } from './radar'
import { RETRY_RULES } from './retryRules'
import type { Millis } from './time'
import { HOUR, MINUTE, SECOND } from './time'

/** How long a sent import may stay without an end before it is sent again: quantities are absolute. */
export const IMPORT_DEADLINE = 30 * MINUTE

/** What is known about a failure. */
export interface Failure {
  /** A file on its way, or one SKU that has ended. */
  readonly of: 'file' | 'sku'
  readonly cause: Cause
  /** How often it has failed so in a row, from 1. */
  readonly tries: number
  /** Milliseconds that the answer asked us to wait (`Retry-After`); null when it did not. */
  readonly retryAfter: number | null
  /** Since when it has been so. */
  readonly since: Millis
  readonly now: Millis
  /** 0 up to 1: spreads the tries of many accounts and SKUs. */
  readonly random: number
}

/** What follows. */
export type RetryDecision =
  | { readonly kind: 'retry'; readonly at: Millis }
  | { readonly kind: 'radar'; readonly at: Millis }
  | { readonly kind: 'person' }
  | { readonly kind: 'end' }

/**
 * The longest time for which a `Retry-After` is obeyed without asking again. A longer one is a mistake more often than
 * a wish; one call an hour hurts nobody.
 */
export const LONGEST_OBEYED = HOUR

/**
 * The one decision about trying again, by `RETRY_RULES`. A pause grows with each failure and is drawn up to
 * a fifth longer. A `Retry-After` can make it longer, up to `LONGEST_OBEYED`, and never shorter.
 */
export function decideRetry(failure: Failure): RetryDecision {
  const { cause, tries, since, now, random } = failure
  const rule = RETRY_RULES[cause][failure.of]
  switch (rule.kind) {
    case 'radar':
      return { kind: 'radar', at: nextLook(since, now, random) }
    case 'person':
    case 'end':
      return { kind: rule.kind }
    case 'again': {
      if (rule.tries !== null && tries > rule.tries) return { kind: rule.then }
      const grown = rule.first * rule.growth ** Math.min(Math.max(tries - 1, 0), 30)
      const pause = Math.min(grown, rule.longest) * (1 + random / 5)
      const wished = Math.min(failure.retryAfter ?? 0, LONGEST_OBEYED)
      return { kind: 'retry', at: now + Math.round(Math.max(pause, wished + random * SECOND)) }
    }
  }
}
