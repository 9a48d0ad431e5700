import { asObject, asText } from './json'
import { type Millis, DAY, SECOND } from './time'

/** A part of the platform asked for fewer calls (429 or 503). */
export interface Throttled {
  /** Milliseconds it asked to wait; null when it named none. */
  readonly retryAfter: Millis | null
}

/**
 * What is kept of a failed call: its name, status and reason. The library's own error also holds address, headers and
 * bodies, and with them keys, tokens and settings, and is printed in full when it reaches the runtime.
 */
export class CallError extends Error {
  /** Read by `@vtex/api` itself, which only uses the status. */
  readonly response: { readonly status: number } | undefined

  constructor(
    /** Name of the call, as in the metrics. */
    readonly call: string,
    /** HTTP status; null when no answer came. */
    readonly httpStatus: number | null,
    /** The reason when no answer came: ECONNRESET, ECONNABORTED (time-out), ... */
    readonly code: string | null,
    /** The answer's `Retry-After` in milliseconds; null when absent. */
    readonly retryAfter: Millis | null = null
  ) {
    super(`${call}: ${httpStatus === null ? (code ?? 'no answer') : `HTTP ${httpStatus}`}`)
    this.name = 'CallError'
    this.response = httpStatus === null ? undefined : { status: httpStatus }
  }
}

/** The HTTP status of a failed call; null when there was no answer. */
export const statusOf = (error: unknown): number | null =>
  error instanceof CallError ? error.httpStatus : null

/** The pause that a throttled call (429, or 503) asks for; null for any other failure. */
export function throttledBy(error: unknown): Throttled | null {
  const status = statusOf(error)
  if (!(error instanceof CallError) || (status !== 429 && status !== 503)) return null
  return { retryAfter: error.retryAfter }
}

/**
 * The pause after a call that the platform could not serve: throttled, failed on its side (5xx), or not answered in
 * time. Null for what is a defect of the request, such as another 4xx: a pause would only hide it.
 */
export function pauseAfter(error: unknown): Throttled | null {
  if (!(error instanceof CallError)) return null
  const { httpStatus, retryAfter } = error
  return httpStatus === null || httpStatus === 429 || httpStatus >= 500 ? { retryAfter } : null
}

/** Code of an answer that was dropped for its length. */
export const TOO_LONG = 'TOO_LONG'

export const isTooLongAnswer = (error: unknown): boolean =>
  error instanceof CallError && error.code === TOO_LONG

/** A failure in words that hold no secret. */
export const wordsOf = (error: unknown): string =>
  error instanceof CallError
    ? error.message
    : error instanceof Error
      ? error.name
      : 'unknown failure'

/** HTTP dates and ISO 8601 only: `Date.parse` alone reads `-1` and `2.5` as days of 2001. */
const DATE =
  /^(?:[A-Z][a-z]{2,8}, \d{1,2}[ -][A-Z][a-z]{2}[ -]\d{2,4} \d{2}:\d{2}:\d{2} GMT|[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d{2}:\d{2}:\d{2} \d{4}|\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2}))$/

/**
 * `Retry-After` as seconds, with a fraction where a server writes one, or a date, in milliseconds from now; null when it is missing, unreadable, or asks for
 * no pause. The retry rules decide how long it is obeyed.
 */
export function retryAfter(header: unknown, now: Millis): Millis | null {
  const text = asText(header)?.trim() ?? ''
  const wait = /^\d+(?:\.\d{1,9})?$/.test(text)
    ? Math.ceil(Number(text) * SECOND)
    : DATE.test(text)
      ? Date.parse(text) - now
      : Number.NaN
  return wait > 0 ? Math.min(wait, DAY) : null
}

/**
 * When an answer was given, by the clock of its server: a `Retry-After` in the same answer counts from then, however
 * wrong either clock is. `now` without a readable `Date`.
 */
export function answeredAt(headers: unknown, now: Millis): Millis {
  const date = asText(asObject(headers)?.date)?.trim() ?? ''
  return DATE.test(date) ? Date.parse(date) : now
}
