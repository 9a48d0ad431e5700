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

/** A day, and the time of it with or without its zone. `Date.parse` alone reads `1` and `05/12/2026` as some day, too. */
const ISO =
  /^((?:\d{4}|[+-]\d{6})-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)(?:Z|([+-]\d{2}):?(\d{2}))?)?$/

/**
 * The moment of an ISO 8601 text, in UTC where it names no zone; null when it is not a date. Clamped to 1970 to 2199:
 * arithmetic on dates near JavaScript's own limits fails.
 */
export function fromIso(text: string | null | undefined): Millis | null {
  const [whole, day = '', time, hours, minutes = ''] = ISO.exec(text ?? '') ?? []
  if (whole === undefined) return null
  const zone = hours === undefined ? 'Z' : `${hours}:${minutes}`
  const at = Date.parse(time === undefined ? day : `${day}T${time}${zone}`)
  return Number.isNaN(at) ? null : Math.min(Math.max(at, 0), LATEST)
}

/** ISO 8601, or null. */
export const isoOrNull = (at: Millis | null): string | null => (at === null ? null : toIso(at))

/** The day of a moment, UTC, as 2026-11-24. */
export const dayOf = (at: Millis): string => toIso(at).slice(0, 10)
