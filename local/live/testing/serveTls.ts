import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer, type Server } from 'node:https'
import type { AddressInfo } from 'node:net'

import type { Handler } from '../../http/handler'

import type { Certified } from './certificates'

/** A call as it arrived at a real host. */
export interface Arrived {
  readonly method: string
  readonly url: string
  readonly headers: IncomingMessage['headers']
}

export interface RealHost {
  readonly url: string
  readonly port: number
  /** Every call, oldest first. */
  readonly arrived: Arrived[]
  /** Answers in place of the host; undefined lets it answer itself. */
  instead: ((req: IncomingMessage, res: ServerResponse) => boolean) | undefined
}

/** Closes a server with all its connections. */
const closeServer = (server: Server): Promise<void> =>
  new Promise(resolve => {
    server.close(() => resolve())
    server.closeAllConnections()
  })

/** Serves a handler over TLS on a free port of this machine, and notes every call. */
export async function serveTls(
  handle: Handler,
  certificate: Certified
): Promise<RealHost & { stop(): Promise<void> }> {
  const arrived: Arrived[] = []
  const server = createServer({ key: certificate.key, cert: certificate.cert }, (req, res) => {
    arrived.push({ method: req.method ?? '', url: req.url ?? '', headers: { ...req.headers } })
    if (host.instead?.(req, res) === true) return
    void handle(req, res)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const host = {
    url: `https://localhost:${port}`,
    port,
    arrived,
    instead: undefined as RealHost['instead'],
    stop: () => closeServer(server),
  }
  return host
}
