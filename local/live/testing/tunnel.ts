import { type IncomingMessage, request, type ServerResponse } from 'node:http'
import { request as requestTls } from 'node:https'

import { sendJson } from '../../http/handler'
import type { Notify } from '../../store'

import type { Authority } from './certificates'
import { type RealHost, serveTls } from './serveTls'

/** A public address, as a tunnel's provider gives one: over TLS, and led to a port of this machine. */
export interface Tunnel extends RealHost {
  /** The address registered at VTEX. */
  readonly publicUrl: string
  /** Where it leads: a workspace's address. */
  leadTo(workspace: string): void
  /** A call from the internet to any https address; only the holder of its name, by certificate, is talked to. */
  call(method: string, url: URL, body?: string): Promise<number>
  /** Tells an affiliate of a change as VTEX does. */
  readonly notify: Notify
  stop(): Promise<void>
}

const NAME = 'tunnel.example'

export async function startTunnel(authority: Authority): Promise<Tunnel> {
  let target: URL | null = null
  const pass = (req: IncomingMessage, res: ServerResponse): void => {
    if (target === null) return sendJson(res, 502, { message: 'The tunnel leads nowhere' })
    const headers = { ...req.headers, 'x-forwarded-for': '203.0.113.7', 'x-forwarded-host': NAME }
    const { method, url: path } = req
    const call = request({ port: target.port, method, path, headers, agent: false }, answer => {
      res.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(res)
    })
    call.on('error', () => sendJson(res, 502, { message: 'Nobody is there' }))
    req.pipe(call)
  }
  const served = await serveTls(pass, authority.certify({ names: [NAME] }))
  const call: Tunnel['call'] = (method, url, body = '') =>
    new Promise((resolve, reject) => {
      const sent = requestTls(
        {
          ...{ host: '127.0.0.1', port: served.port, servername: url.hostname },
          ...{ ca: authority.cert, agent: false, method, path: url.pathname + url.search },
          headers: { host: url.host, 'content-type': 'application/json' },
        },
        answer => {
          answer.resume()
          resolve(answer.statusCode ?? 0)
        }
      )
      sent.on('error', reject)
      sent.end(body)
    })
  const notify: Notify = async ({ body, target: told }) => {
    if (told.kind === 'event') return { ok: true, detail: 'no event leaves the account' }
    const status = await call('POST', new URL(told.url), JSON.stringify(body))
    return { ok: status < 300, detail: `answer ${status}` }
  }
  return Object.assign(served, {
    ...{ publicUrl: `https://${NAME}`, call, notify },
    leadTo: (workspace: string) => void (target = new URL(workspace)),
  })
}
