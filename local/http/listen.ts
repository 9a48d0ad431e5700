import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** The one interface the workspace listens on: nothing outside this machine reaches it. */
export const LOOPBACK = '127.0.0.1'

/**
 * Longer than the 30 s for which the app's HTTP client keeps an idle connection: a server that ends it first resets
 * the request that is on its way.
 */
const KEEP_ALIVE_MS = 65_000

/** Starts listening on loopback; 0 takes any free port. Answers the port. Rejects when it is taken. */
export function listen(server: Server, port: number): Promise<number> {
  server.keepAliveTimeout = KEEP_ALIVE_MS
  server.headersTimeout = KEEP_ALIVE_MS + 1000
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, LOOPBACK, () => {
      server.off('error', reject)
      resolve((server.address() as AddressInfo).port)
    })
  })
}

/** Stops a server and ends its open connections. */
export function close(server: Server): Promise<void> {
  return new Promise(resolve => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}

/** Whether `port` can be listened on now. */
export async function isFree(port: number): Promise<boolean> {
  const probe = createServer()
  try {
    await listen(probe, port)
    await close(probe)
    return true
  } catch {
    return false
  }
}
