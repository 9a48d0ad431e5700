import {
  type IncomingMessage,
  type OutgoingHttpHeaders,
  request as httpRequest,
  type ServerResponse,
} from 'node:http'
import { request as httpsRequest } from 'node:https'

import { header, sendJson } from './handler'

const HOP_BY_HOP = ['connection', 'proxy-authorization', 'proxy-connection', 'x-vtex-use-https']

/**
 * Passes a proxied request on to a real server on this machine, streaming both ways.
 *
 * `X-Vtex-Use-Https: true` means https, as in VTEX's own proxy. No certificate authority signs names of
 * this machine, so the certificate is not checked here.
 */
export function forwardToLoopback(req: IncomingMessage, res: ServerResponse, target: URL): void {
  const https = header(req, 'x-vtex-use-https') === 'true'
  const headers: OutgoingHttpHeaders = { ...req.headers, host: target.host }
  for (const name of HOP_BY_HOP) delete headers[name]

  const options = {
    host: target.hostname.replace(/^\[|\]$/g, ''),
    port: target.port === '' ? (https ? 443 : 80) : target.port,
    path: target.pathname + target.search,
    method: req.method,
    headers,
  }
  const upstream = https
    ? httpsRequest({ ...options, rejectUnauthorized: false })
    : httpRequest(options)

  upstream.on('response', answer => {
    res.writeHead(answer.statusCode ?? 502, answer.headers)
    answer.pipe(res)
    answer.on('error', () => res.destroy())
  })
  upstream.on('error', error => {
    if (res.headersSent) return res.destroy()
    sendJson(res, 502, { code: 'BadGateway', message: `${target.origin}: ${error.message}` })
  })
  res.on('close', () => upstream.destroy())
  req.pipe(upstream)
}
