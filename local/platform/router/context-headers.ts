import { randomUUID } from 'node:crypto'
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'

import { WORKSPACE } from '../../config'
import { header } from '../../http/handler'

/** Whom a request to the service is for. */
export interface CallContext {
  account: string
  workspace: string
  /** The app's own token for the account; the runtime knows it as `ctx.authToken`. */
  appToken: string
  /** The host that the caller asked, without scheme. */
  host: string
  /** BCP 47; pt-BR when left out. */
  locale?: string
  /** Tokens of the shopper's session and segment, from the cookies that VTEX sets; left out without them. */
  sessionToken?: string | undefined
  segmentToken?: string | undefined
  /** The chain of addresses that the request came through; left out for calls of the platform itself. */
  forwardedFor?: string
}

/**
 * `x-forwarded-for` as a proxy hands it on: what the caller sent, whatever that is, then the address that
 * the connection came from. Only the last part was seen by the platform.
 */
export function forwardedFor(req: IncomingMessage): string {
  const claimed = header(req, 'x-forwarded-for')
  const seen = req.socket.remoteAddress ?? ''
  return claimed === '' ? seen : `${claimed}, ${seen}`
}

/** The cookies of a shopper that the router takes apart for the runtime. */
export function shopperTokens(
  req: IncomingMessage
): Pick<CallContext, 'sessionToken' | 'segmentToken'> {
  const cookies = cookiesFor(req.url ?? '/', header(req, 'cookie'))
  const cookie = (name: string): string | undefined =>
    new RegExp(`(?:^|;\\s*)${name}=([^;]+)`).exec(cookies)?.[1]
  return { sessionToken: cookie('vtex_session'), segmentToken: cookie('vtex_segment') }
}

/**
 * What of a caller's cookies reaches a route: below `/_v/segment`, the segment alone (guide "Service path patterns"). On
 * other paths VTEX guarantees less than it hands on, and published apps read what they get.
 */
function cookiesFor(path: string, cookies: string): string {
  if (!/^(\/api\/io)?\/_v\/segment(\/|\?|$)/.test(path)) return cookies
  return cookies
    .split(';')
    .map(one => one.trim())
    .filter(one => one.startsWith('vtex_segment='))
    .join('; ')
}

/** The headers that VTEX's router adds for the runtime (`@vtex/api` lib/service/.../utils/context.js). */
export function contextHeaders(context: CallContext): IncomingHttpHeaders {
  return {
    'x-vtex-account': context.account,
    'x-vtex-workspace': context.workspace,
    'x-vtex-workspace-is-production': String(context.workspace === WORKSPACE),
    'x-vtex-credential': context.appToken,
    'x-vtex-platform': 'vtex',
    'x-vtex-product': 'admin',
    'x-vtex-locale': context.locale ?? 'pt-BR',
    // The account's own language; a binding is of storefronts alone.
    'x-vtex-tenant': 'pt-BR',
    'x-vtex-operation-id': randomUUID(),
    'x-request-id': randomUUID(),
    'x-forwarded-host': context.host,
    'x-forwarded-proto': 'https',
    ...(context.sessionToken !== undefined && { 'x-vtex-session': context.sessionToken }),
    ...(context.segmentToken !== undefined && { 'x-vtex-segment': context.segmentToken }),
    ...(context.forwardedFor !== undefined && { 'x-forwarded-for': context.forwardedFor }),
  }
}

const PLATFORM =
  /^(x-vtex-|x-colossus-|x-event-|x-forwarded-|x-request-id$|connection$|proxy-|host$|content-length$|transfer-encoding$|keep-alive$|upgrade$)/

/**
 * The key of an application, which its owner sends to a route as to any API of VTEX, and the mark of the payment gateway's
 * own tests; published apps read them there.
 */
const OF_THE_CALLER = /^x-vtex-api-(app(key|token)|is-testsuite)$/

/** A caller's headers without those that only the platform or the connection may set. */
export function callerHeaders(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => OF_THE_CALLER.test(name) || !PLATFORM.test(name))
  )
}

/** What a route or the gateway hands on of a caller's headers: the cookies of its path, and a body that has been inflated. */
export function headersFrom(req: IncomingMessage): IncomingHttpHeaders {
  const headers = callerHeaders(req.headers)
  delete headers['content-encoding']
  const cookies = cookiesFor(req.url ?? '/', header(req, 'cookie'))
  if (cookies === '') delete headers.cookie
  else headers.cookie = cookies
  return headers
}
