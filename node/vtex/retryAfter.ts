import { asText } from '../shared/json'
import { type Millis, DAY, SECOND } from '../shared/time'

/** HTTP dates and ISO 8601 only: `Date.parse` alone reads `-1` and `2.5` as days of 2001. */
const DATE =
  /^(?:[A-Z][a-z]{2,8}, \d{1,2}[ -][A-Z][a-z]{2}[ -]\d{2,4} \d{2}:\d{2}:\d{2} GMT|[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d{2}:\d{2}:\d{2} \d{4}|\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2}))$/

/**
 * `Retry-After` as whole seconds or a date, in milliseconds from now; null when it is missing, unreadable, or asks for
 * no pause. The retry rules decide how long it is obeyed.
 */
export function retryAfter(header: unknown, now: number = Date.now()): Millis | null {
  const text = asText(header)?.trim() ?? ''
  const wait = /^\d+$/.test(text)
    ? Number(text) * SECOND
    : DATE.test(text)
      ? Date.parse(text) - now
      : Number.NaN
  return wait > 0 ? Math.min(wait, DAY) : null
}
