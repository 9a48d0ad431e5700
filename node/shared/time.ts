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

/** Clocks of two machines that are further apart do not differ as clocks do: one of them is wrong, or was. */
const CLOCKS_APART: Millis = 5 * MINUTE

/**
 * How far the clock that wrote something down was ahead of this one, by what it says is past; 0 while both may be right.
 *
 * @param past moments that were past when they were written
 */
export function aheadBy(past: readonly (Millis | null | undefined)[], now: Millis): Millis {
  const latest = Math.max(0, ...past.map(at => at ?? 0))
  return latest > now + CLOCKS_APART ? latest - now : 0
}

/** What was to come, by a clock that was so far ahead. */
export const sooner = (at: Millis, ahead: Millis, now: Millis): Millis =>
  at > now ? Math.max(at - ahead, now) : at
