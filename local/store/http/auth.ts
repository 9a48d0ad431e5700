import type { IncomingHttpHeaders } from 'node:http'

import type { Middleware } from 'koa'

import { VtexError } from './errors'

/** Decides whether a credential in these headers is good. */
export type IsAuthorized = (headers: IncomingHttpHeaders) => boolean

/**
 * Private VTEX APIs: 401 without a credential, 403 with one that is not good. Paths with `/pub/` are open.
 */
export function authentication(isAuthorized: IsAuthorized): Middleware {
  return async (ctx, next) => {
    if (!ctx.path.includes('/pub/')) {
      if (!hasCredential(ctx.req.headers)) throw new VtexError(401, 'Unauthorized')
      if (!isAuthorized(ctx.req.headers)) throw new VtexError(403, 'Forbidden')
    }
    await next()
  }
}

function hasCredential(headers: IncomingHttpHeaders): boolean {
  const pair = headers['x-vtex-api-appkey'] && headers['x-vtex-api-apptoken']
  const token = headers['vtexidclientautcookie']
  const cookie = /(^|;\s*)VtexIdclientAutCookie[^=;]*=[^;]+/i.test(headers.cookie ?? '')
  return Boolean(pair) || Boolean(token) || cookie
}
