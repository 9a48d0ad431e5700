import type { IncomingMessage } from 'node:http'

import { type Handler, header, sendJson } from '../http/handler'
import { hostName } from '../http/upstream'
import type { SiteOf } from '../platform'

export interface PublicDoorDeps {
  readonly publicUrl: URL
  readonly account: string
  readonly site: SiteOf
}

/** What a tunnel adds to a request; a browser or a program on this machine sends none of them. */
const OF_A_TUNNEL = ['x-forwarded-for', 'forwarded', 'via', 'cf-connecting-ip']

/**
 * The one way in from the internet: the public address leads to the app's public routes, by POST, and to nothing else of
 * this workspace. Tunnels may name the workspace itself as the host, so what they add tells them as well.
 */
export function createPublicDoor({
  publicUrl,
  account,
  site,
}: PublicDoorDeps): (req: IncomingMessage) => Handler | undefined {
  const isFromOutside = (req: IncomingMessage): boolean =>
    hostName(header(req, 'host')) === publicUrl.hostname ||
    OF_A_TUNNEL.some(name => header(req, name) !== '') ||
    // The app's own calls through the proxy carry this one, and name a whole address.
    (header(req, 'x-forwarded-host') !== '' && (req.url ?? '').startsWith('/'))
  const answer: Handler = (req, res) => {
    const found = req.method === 'POST' ? site(account, req.url ?? '/') : undefined
    if (found?.part === 'router') return found.handle(req, res)
    sendJson(res, 404, { code: 'NotFound', message: 'Nothing here' })
  }
  return req => (isFromOutside(req) ? answer : undefined)
}
