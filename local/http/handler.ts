import type { IncomingMessage, ServerResponse } from 'node:http'

import type Koa from 'koa'

/** Answers one HTTP request. What it throws, or rejects with, is answered by the server. */
export type Handler = (req: IncomingMessage, res: ServerResponse) => void | Promise<void>

/** A Koa app as a plain handler. A client that disconnects before a file has been sent is no error and is not reported. */
export function handlerOf(app: Koa): Handler {
  if (app.listenerCount('error') === 0)
    app.on('error', (error: Error & { code?: unknown }) => {
      if (error.code !== 'ERR_STREAM_PREMATURE_CLOSE') app.onerror(error)
    })
  const callback = app.callback()
  return (req, res) => callback(req, res)
}

/**
 * Calls `handler` with `prefix` cut from the front of the URL, as a mounted app expects. The header
 * tells it what was cut, for the addresses that it answers.
 */
export function under(prefix: string, handler: Handler): Handler {
  return (req, res) => {
    const rest = (req.url ?? '/').slice(prefix.length)
    req.url = rest.startsWith('/') ? rest : `/${rest}`
    req.headers['x-forwarded-prefix'] = prefix
    return handler(req, res)
  }
}

/** Whether a URL's path is `prefix` or below it. */
export function isUnder(url: string, prefix: string): boolean {
  if (!url.startsWith(prefix)) return false
  const next = url.charAt(prefix.length)
  return next === '' || next === '/' || next === '?'
}

/** Answers with JSON; for handlers below Koa. */
export function sendJson(res: ServerResponse, status: number, body: object): void {
  res.writeHead(status, { 'Content-Type': 'application/json' })
  res.end(JSON.stringify(body))
}

/** Marks an answer that says no more than that nothing here plays what was called. */
export const NOT_PLAYED = 'x-local-not-played'

/** Names the app in a call that carries no token of it; `local/replicas/outbound.cjs` writes it, and no stand-in sees it. */
export const CALLER_APP = 'x-workspace-caller'

/** The one value of a header, or '' when it is missing. */
export function header(req: IncomingMessage, name: string): string {
  const value = req.headers[name]
  return Array.isArray(value) ? (value[0] ?? '') : (value ?? '')
}

/** A cookie's value, or '' when the request does not carry it. */
export function cookie(req: IncomingMessage, name: string): string {
  for (const pair of header(req, 'cookie').split(';')) {
    const [key, ...value] = pair.trim().split('=')
    if (key === name) return value.join('=')
  }
  return ''
}
