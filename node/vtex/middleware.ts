import { type InstanceOptions, type IOContext, RequestCancelledError } from '@vtex/api'

import { CallError, answeredAt, retryAfter, statusOf } from '../shared/callError'
import { asObject } from '../shared/json'
import { bounded } from './bounded'

export type ClientMiddleware = NonNullable<InstanceOptions['middlewares']>[number]

/** Client middleware: turns every failure below it into a `CallError`. */
export const plainErrors: ClientMiddleware = async (ctx, next) => {
  try {
    await next()
  } catch (error) {
    if (error instanceof RequestCancelledError) throw error
    throw toCallError(ctx.config.metric ?? 'call', error)
  }
}

/** The middlewares of every client of VTEX's hosts: what an answer may take is bounded, and failures hold no secrets. */
export const SAFE_ANSWERS: readonly ClientMiddleware[] = [plainErrors, bounded]

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

/** What every client of VTEX's own APIs that calls as the app is made with. */
export const asApp = (context: IOContext, options?: InstanceOptions): InstanceOptions => ({
  ...options,
  headers: {
    ...options?.headers,
    VtexIdclientAutCookie: context.authToken,
    'X-Vtex-Use-Https': 'true',
  },
  memoizable: false,
})

function toCallError(call: string, error: unknown): CallError {
  const { response, code } = (typeof error === 'object' && error !== null ? error : {}) as {
    response?: { status?: unknown; headers?: unknown }
    code?: unknown
  }
  const status = typeof response?.status === 'number' ? response.status : null
  const headers = asObject(response?.headers)
  const wait = retryAfter(headers?.['retry-after'], answeredAt(headers, Date.now()))
  return new CallError(call, status, typeof code === 'string' ? code : null, wait)
}

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
  const itself = () => call({ VtexIdclientAutCookie: authToken })
  if (!adminUserAuthToken) return itself()
  try {
    return await call({ VtexIdclientAutCookie: adminUserAuthToken })
  } catch (error) {
    const status = statusOf(error)
    if (status === 401 || status === 403) return itself()
    throw error
  }
}
