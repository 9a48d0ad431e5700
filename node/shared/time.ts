/** A moment: milliseconds since 1970, UTC. Inside the service every date is one of these. */
export type Millis = number

export const SECOND = 1_000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

/** ISO 8601 in UTC, as the ledger and GraphQL carry dates. */
export const toIso = (at: Millis): string => new Date(at).toISOString()

/** No date of this product lies beyond; before it, and an hour more or less, every moment can be written. */
const LATEST: Millis = Date.UTC(2200, 0)

/** Longest text that is read as a date. */
const LONGEST_DATE = 40

/**
 * The moment of an ISO 8601 text; null when there is none or it is not a date. Moments before 1970 and after
 * 2199 are the first and the last of these: a date at JavaScript's own limits cannot be reckoned with.
 */
export function fromIso(text: string | null | undefined): Millis | null {
  if (!text || text.length > LONGEST_DATE) return null
  const at = Date.parse(text)
  return Number.isNaN(at) ? null : Math.min(Math.max(at, 0), LATEST)
}

/** ISO 8601, or null. */
export const isoOrNull = (at: Millis | null): string | null => (at === null ? null : toIso(at))
