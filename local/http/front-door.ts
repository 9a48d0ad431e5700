import type { IncomingMessage, ServerResponse } from 'node:http'

import { header, sendJson } from './handler'
import { hostName, isLoopback } from './upstream'

/** Methods that change nothing. */
const READS = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Whether a page of another origin made a browser send this request. Such a page needs no answer to do harm,
 * and a cookie does not tell ports of this machine apart. A request without these headers comes from a
 * program, which has no session to be misused.
 */
function isForeignWrite(req: IncomingMessage): boolean {
  if (READS.has(req.method ?? '')) return false
  const site = header(req, 'sec-fetch-site')
  if (site !== '' && site !== 'same-origin' && site !== 'none') return true
  const origin = header(req, 'origin')
  return origin !== '' && !isOwn(origin, header(req, 'host'))
}

/** An origin is the workspace's own when it names the very host and port that the request went to. */
function isOwn(origin: string, host: string): boolean {
  if (!URL.canParse(origin)) return false
  const url = new URL(origin)
  const scheme = isLoopback(hostName(host)) ? ['http:'] : ['http:', 'https:']
  return scheme.includes(url.protocol) && url.host === host.toLowerCase()
}

/** Refuses a write that a page of another origin caused; true when it did. */
export function refuseForeignWrite(req: IncomingMessage, res: ServerResponse): boolean {
  if (!isForeignWrite(req)) return false
  sendJson(res, 403, {
    code: 'ForeignOrigin',
    message: 'Pages of other origins may not write here',
  })
  return true
}

/** Headers of every answer on the workspace's own address; a part may set stricter ones. */
export function protectPages(res: ServerResponse): void {
  res.setHeader('X-Content-Type-Options', 'nosniff')
  res.setHeader('Referrer-Policy', 'same-origin')
  res.setHeader('Cross-Origin-Opener-Policy', 'same-origin')
}

/**
 * The Content-Security-Policy of a page that takes everything from its own origin. React sets styles through the DOM,
 * which needs no exception.
 */
export const OWN_ORIGIN: readonly string[] = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data:",
  "base-uri 'none'",
  "form-action 'self'",
]

/** For pages that no other page may show in a frame, and that load nothing from elsewhere. */
export function protectConsole(res: ServerResponse): void {
  res.setHeader('X-Frame-Options', 'DENY')
  res.setHeader('Content-Security-Policy', [...OWN_ORIGIN, "frame-ancestors 'none'"].join('; '))
}
