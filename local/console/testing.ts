import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

import type Koa from 'koa'

/** A part served on a free port of this machine, for its tests. */
export interface Served {
  url: string
  close(): Promise<void>
}

/** Serves Koa apps, each below its path. The longest path that fits wins. */
export async function serve(apps: Record<string, Koa>): Promise<Served> {
  const mounts = Object.entries(apps)
    .map(([path, app]) => ({ path, handle: app.callback() }))
    .sort((a, b) => b.path.length - a.path.length)
  const server = createServer((req, res) => {
    const url = req.url ?? '/'
    const mount = mounts.find(({ path }) => url.startsWith(path))
    if (mount === undefined) return void res.writeHead(404).end()
    const rest = mount.path === '/' ? url : url.slice(mount.path.length)
    req.url = rest.startsWith('/') ? rest : `/${rest}`
    void mount.handle(req, res)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** Sends JSON as the console pages do. */
export function sendJson(url: string, method: string, body: unknown = {}): Promise<Response> {
  return fetch(url, {
    method,
    headers: { 'Content-Type': 'application/json' },
    ...(method !== 'DELETE' && { body: JSON.stringify(body) }),
  })
}

/** A clock that only the test moves. */
export function testClock(start = Date.UTC(2026, 0, 15, 12)): {
  now(): number
  forward(ms: number): void
} {
  let now = start
  return { now: () => now, forward: ms => void (now += ms) }
}
