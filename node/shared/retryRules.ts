import { type Millis, DAY, HOUR, MINUTE } from './time'

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
  /** If it took units off sale it is read once more, `after` its first reading: one answer may have been wrong. */
  | { readonly kind: 'checked'; readonly after: Millis; readonly then: 'person' | 'end' }
  /** Nothing to do: the SKU's next change comes by itself. */
  | { readonly kind: 'end' }

export interface RetryRules {
  /** For a file in progress, whose SKUs wait meanwhile. */
  readonly file: RetryRule
  /** For a SKU that ended with the cause. */
  readonly sku: RetryRule
}

export const PERSON: RetryRule = { kind: 'person' }
export const END: RetryRule = { kind: 'end' }
export const RADAR: RetryRule = { kind: 'radar' }

/** VTEX's checkout and catalog answer from caches for some minutes, so each may contradict the change just made. */
export const checked = (then: 'person' | 'end'): RetryRule => ({
  kind: 'checked',
  after: 10 * MINUTE,
  then,
})

/** 1, 2, 4, 8, then every 15 minutes: twelve tries last two hours (VTEX asks connectors for at least ten). */
export const OUTAGE: RetryRule & { readonly kind: 'again' } = {
  kind: 'again',
  first: MINUTE,
  growth: 2,
  longest: 15 * MINUTE,
  tries: 12,
  then: 'end',
}

/** The same pauses without end: Carrefour answers, and asks for fewer calls. */
export const THROTTLED: RetryRule = { ...OUTAGE, tries: null }

/** A quarter of an hour at first, then at most hourly, without end: recovers whenever the other side does. */
export const UNTIL_WELL: RetryRule = {
  kind: 'again',
  first: 15 * MINUTE,
  growth: 2,
  longest: HOUR,
  tries: null,
  then: 'end',
}

/** 1, 2, 4, then every 5 minutes, without end: an outage on VTEX's side. Nothing is given up while it lasts. */
export const WAIT_FOR_VTEX: RetryRule = {
  kind: 'again',
  first: MINUTE,
  growth: 2,
  longest: 5 * MINUTE,
  tries: null,
  then: 'end',
}

/** From 5 minutes up to every 6 hours, without end: a single SKU may be corrected at any time. */
export const ONE_SKU: RetryRule = {
  kind: 'again',
  first: 5 * MINUTE,
  growth: 2,
  longest: 6 * HOUR,
  tries: null,
  then: 'end',
}

/** For a SKU that a comparison has already queued: only a safety net. */
export const DAILY: RetryRule = {
  kind: 'again',
  first: DAY,
  growth: 1,
  longest: DAY,
  tries: null,
  then: 'end',
}

export const whenever = (first: Millis, tries: number): RetryRule => ({
  kind: 'again',
  first,
  growth: 4,
  longest: 12 * HOUR,
  tries,
  then: 'person',
})

/** Three files, the first retry in the next minute, so that a passing fault is never shown. */
export const THREE_FILES: RetryRule & { readonly kind: 'again' } = {
  kind: 'again',
  first: MINUTE,
  growth: 1,
  longest: MINUTE,
  tries: 2,
  then: 'end',
}

/** Three readings a minute apart, of a report or of the quantities Carrefour holds; then the batch ends without. */
export const THREE_READINGS: RetryRule = { ...THREE_FILES, tries: 3 }

/** Soon at first (a sale in between explains most of them), then less and less often, without end. */
export const UNTIL_CONFIRMED: RetryRule = {
  kind: 'again',
  first: 5 * MINUTE,
  growth: 3,
  longest: 12 * HOUR,
  tries: null,
  then: 'end',
}

/** For a cause that concerns one SKU only: a file never fails for it. */
export const ofOneSku = (sku: RetryRule): RetryRules => ({ file: END, sku })

/** For a cause that stops files and SKUs alike. */
export const same = (rule: RetryRule): RetryRules => ({ file: rule, sku: rule })
