import type { Cause } from '../shared/causes'
import { type Millis, DAY, HOUR, MINUTE, SECOND } from '../shared/time'
import { nextCheckAt } from '../radar/radar.logic'

/** What follows a failure. */
export type RetryRule =
  | {
      readonly kind: 'again'
      /** First pause; each later one is `growth` times as long, up to `longest`. */
      readonly first: Millis
      readonly growth: number
      readonly longest: Millis
      /** How many consecutive failures are retried; null is unlimited. */
      readonly tries: number | null
      /** What follows the last of them. */
      readonly then: 'person' | 'end'
    }
  /** The radar asks Carrefour until the product is there. */
  | { readonly kind: 'radar' }
  /** Somebody must change something first: the ShopKey, the product, the SKU. */
  | { readonly kind: 'person' }
  /** Read again `after` its first reading, then every `every`, without end. */
  | { readonly kind: 'reading'; readonly after: Millis; readonly every: Millis }
  /** Nothing to do: the SKU's next change comes by itself. */
  | { readonly kind: 'end' }

interface Rules {
  /** For a file in progress, whose SKUs wait meanwhile. */
  readonly file: RetryRule
  /** For a SKU that ended with the cause. */
  readonly sku: RetryRule
}

const PERSON: RetryRule = { kind: 'person' }
const END: RetryRule = { kind: 'end' }
const RADAR: RetryRule = { kind: 'radar' }

/** 1, 2, 4, 8, then every 15 minutes: twelve tries last two hours (VTEX asks connectors for at least ten). */
const OUTAGE: RetryRule = {
  kind: 'again',
  first: MINUTE,
  growth: 2,
  longest: 15 * MINUTE,
  tries: 12,
  then: 'end',
}

/** A quarter of an hour at first, then at most hourly, without end: recovers whenever the other side does. */
const UNTIL_WELL: RetryRule = {
  kind: 'again',
  first: 15 * MINUTE,
  growth: 2,
  longest: HOUR,
  tries: null,
  then: 'end',
}

/** 1, 2, 4, then every 5 minutes, without end: an outage on VTEX's side. Nothing is given up while it lasts. */
const WAIT_FOR_VTEX: RetryRule = {
  kind: 'again',
  first: MINUTE,
  growth: 2,
  longest: 5 * MINUTE,
  tries: null,
  then: 'end',
}

/** From 5 minutes up to every 6 hours, without end: a single SKU may be corrected at any time. */
const ONE_SKU: RetryRule = {
  kind: 'again',
  first: 5 * MINUTE,
  growth: 2,
  longest: 6 * HOUR,
  tries: null,
  then: 'end',
}

/** For a SKU that a comparison has already queued: only a safety net. */
const DAILY: RetryRule = {
  kind: 'again',
  first: DAY,
  growth: 1,
  longest: DAY,
  tries: null,
  then: 'end',
}

const whenever = (first: Millis, tries: number): RetryRule => ({
  kind: 'again',
  first,
  growth: 4,
  longest: 12 * HOUR,
  tries,
  then: 'person',
})

/** Three files, the first retry in the next minute, so that a passing fault is never shown. */
const THREE_FILES: RetryRule = {
  kind: 'again',
  first: MINUTE,
  growth: 1,
  longest: MINUTE,
  tries: 2,
  then: 'end',
}

/** Three readings a minute apart, of a report or of the quantities Carrefour holds; then the batch ends without. */
const THREE_READINGS: RetryRule = { ...THREE_FILES, tries: 3 }

/** Soon at first (a sale in between explains most of them), then less and less often, without end. */
const UNTIL_CONFIRMED: RetryRule = {
  kind: 'again',
  first: 5 * MINUTE,
  growth: 3,
  longest: 12 * HOUR,
  tries: null,
  then: 'end',
}

/** For a cause that concerns one SKU only: a file never fails for it. */
const ofOneSku = (sku: RetryRule): Rules => ({ file: END, sku })

/** What each cause leads to. */
export const RETRY_RULES: Readonly<Record<Cause, Rules>> = {
  NOT_CATALOGED: ofOneSku(RADAR),
  AUTH_INVALID: { file: PERSON, sku: PERSON },
  AUTH_FORBIDDEN: { file: PERSON, sku: PERSON },
  OTHER_SHOP: { file: PERSON, sku: PERSON },
  RATE_LIMITED: { file: { ...OUTAGE, tries: null }, sku: UNTIL_WELL },
  MARKETPLACE_UNAVAILABLE: { file: OUTAGE, sku: UNTIL_WELL },
  OFFER_LINE_REJECTED: ofOneSku(PERSON),
  INVALID_QUANTITY: ofOneSku(PERSON),
  PRODUCT_NOT_FOR_SALE: ofOneSku(whenever(HOUR, 5)),
  BOUND_TO_OTHER_PRODUCT: ofOneSku(PERSON),
  IMPORT_FAILED: { file: THREE_FILES, sku: whenever(15 * MINUTE, 3) },
  SKU_INACTIVE: ofOneSku(END),
  NOT_IN_TRADE_POLICY: ofOneSku(END),
  KIT_NOT_SENT: ofOneSku(END),
  BELOW_MIN_STOCK: ofOneSku(END),
  NEGATIVE_STOCK: ofOneSku(END),
  NO_PRICE: ofOneSku(PERSON),
  NO_WAREHOUSE: ofOneSku(PERSON),
  VTEX_UNAVAILABLE: { file: WAIT_FOR_VTEX, sku: UNTIL_WELL },
  STORE_SKU_FAILED: ofOneSku(ONE_SKU),
  LEDGER_UNAVAILABLE: { file: WAIT_FOR_VTEX, sku: ONE_SKU },
  ZERO_HELD: ofOneSku({ kind: 'reading', after: 10 * MINUTE, every: HOUR }),
  STALE: ofOneSku(DAILY),
  UNCONFIRMED: { file: THREE_READINGS, sku: UNTIL_CONFIRMED },
  UNKNOWN: { file: THREE_FILES, sku: whenever(15 * MINUTE, 3) },
}

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
 * The only place that decides about retries, by `RETRY_RULES`. A pause grows with each failure, plus up to a fifth at
 * random. A `Retry-After` can lengthen it, up to `LONGEST_OBEYED`, never shorten it.
 */
export function decideRetry(failure: Failure): RetryDecision {
  const { cause, tries, since, now, random } = failure
  const rule = RETRY_RULES[cause][failure.of]
  const wished = Math.min(failure.retryAfter ?? 0, LONGEST_OBEYED)
  const wishedAt = now + wished
  switch (rule.kind) {
    case 'radar':
      return { kind: 'radar', at: nextCheckAt(since, now, random) }
    case 'reading': {
      const second = since + rule.after
      return { kind: 'retry', at: Math.max(second > now ? second : now + rule.every, wishedAt) }
    }
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
