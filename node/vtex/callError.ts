import { type InstanceOptions, type IOContext, RequestCancelledError } from '@vtex/api'

import type { Throttled } from '../ports/platform'
import { asObject, asText } from '../shared/json'
import { type Millis, DAY, SECOND } from '../shared/time'

type ClientMiddleware = NonNullable<InstanceOptions['middlewares']>[number]

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

/** Client middleware: turns every failure below it into a `CallError`. */
export const plainErrors: ClientMiddleware = async (ctx, next) => {
  try {
    await next()
  } catch (error) {
    if (error instanceof RequestCancelledError) throw error
    throw toCallError(ctx.config.metric ?? 'call', error)
  }
}

/**
 * Client middleware for calls with secrets: a sampled trace would copy headers, parameters and bodies of a failed call
 * into its spans and into the log.
 */
export const untraced: ClientMiddleware = async (ctx, next) => {
  delete ctx.config.tracing
  await next()
}

/**
 * Client middleware: no read may share the answer of another one in progress, which may be older than a write this
 * handler has just made.
 */
export const freshReads: ClientMiddleware = async (ctx, next) => {
  delete ctx.config.inflightKey
  await next()
}

function toCallError(call: string, error: unknown): CallError {
  const { response, code } = (typeof error === 'object' && error !== null ? error : {}) as {
    response?: { status?: unknown; headers?: unknown }
    code?: unknown
  }
  const status = typeof response?.status === 'number' ? response.status : null
  const wait = retryAfter(asObject(response?.headers)?.['retry-after'])
  return new CallError(call, status, typeof code === 'string' ? code : null, wait)
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

/**
 * Whether an answer was dropped for its length. The HTTP library reports it by this code without a status, and uses the
 * code for nothing else where every status is accepted.
 */
export const isTooLongAnswer = (error: unknown): boolean =>
  error instanceof CallError && error.httpStatus === null && error.code === 'ERR_BAD_RESPONSE'

/** A failure in words that hold no secret. */
export const wordsOf = (error: unknown): string =>
  error instanceof CallError
    ? error.message
    : error instanceof Error
      ? error.name
      : 'unknown failure'

/**
 * Makes a call with the token of the Admin user behind the request and, when there is none or it is refused, with the
 * app's own. VTEX asks apps to use the person's rights for a person's request; what the app does by itself, such as a
 * background repair, uses its own.
 *
 * @param call gets the header to send; may run twice, the first time without any effect
 */
export async function asPerson<T>(
  { adminUserAuthToken, authToken }: Pick<IOContext, 'adminUserAuthToken' | 'authToken'>,
  call: (headers: Readonly<Record<string, string>>) => Promise<T>
): Promise<T> {
  const asApp = () => call({ VtexIdclientAutCookie: authToken })
  if (!adminUserAuthToken) return asApp()
  try {
    return await call({ VtexIdclientAutCookie: adminUserAuthToken })
  } catch (error) {
    const status = statusOf(error)
    if (status === 401 || status === 403) return asApp()
    throw error
  }
}

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
