/** A moment: milliseconds since 1970, UTC. Every date inside the service is one of these. */
export type Millis = number

export const SECOND = 1_000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

/** ISO 8601 in UTC, as the ledger and GraphQL carry dates. */
export const toIso = (at: Millis): string => new Date(at).toISOString()

/** No date of this product is later; any moment up to it, give or take an hour, can be formatted. */
const LATEST: Millis = Date.UTC(2200, 0)

/** Longest text parsed as a date. */
const LONGEST_DATE = 40

/**
 * The moment of an ISO 8601 text; null when it is not a date. Clamped to 1970 to 2199: arithmetic on dates near
 * JavaScript's own limits fails.
 */
export function fromIso(text: string | null | undefined): Millis | null {
  if (!text || text.length > LONGEST_DATE) return null
  const at = Date.parse(text)
  return Number.isNaN(at) ? null : Math.min(Math.max(at, 0), LATEST)
}

/** ISO 8601, or null. */
export const isoOrNull = (at: Millis | null): string | null => (at === null ? null : toIso(at))

/** The day of a moment, UTC, as 2026-11-24. */
export const dayOf = (at: Millis): string => toIso(at).slice(0, 10)
