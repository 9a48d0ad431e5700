/** A moment: milliseconds since 1970, UTC. Inside the service every date is one of these. */
export type Millis = number

export const SECOND = 1_000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

/** ISO 8601 in UTC, as the ledger and GraphQL carry dates. */
export const toIso = (at: Millis): string => new Date(at).toISOString()

/** The moment of an ISO 8601 text; null when there is none or it is not a date. */
export function fromIso(text: string | null | undefined): Millis | null {
  if (!text) return null
  const at = Date.parse(text)
  return Number.isNaN(at) ? null : at
}
