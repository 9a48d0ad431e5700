import type { IncomingMessage } from 'node:http'

import { protectConsole, protectPages } from './http/front-door'
import { type Handler, header, isUnder, sendJson, under } from './http/handler'
import { hostName } from './http/upstream'
import type { SiteOf } from './platform'
import { tokenOf } from './platform/vtexid/credentials'
import type { Tokens } from './platform/vtexid/tokens'

/** Addresses that name no page: they lead to the first one. */
const LEADING_IN = ['/', '/admin', '/admin/']

/** What answers below a path. */
export interface Mounted {
  prefix: string
  handle: Handler
}

/** What answers on the workspace's own address. */
export interface OriginParts {
  /** The path of the page that a visitor who names none is sent to. */
  home: string
  accounts: readonly string[]
  tokens: Tokens
  site: SiteOf
  /** By path prefix; the prefix is cut off before the handler sees the URL. */
  mounted: readonly Mounted[]
  session: Handler
  control: Handler
}

/**
 * The workspace's own address: the Admin, the consoles, `/_local`, and otherwise the site of an account:
 * the one named by the header `x-vtex-account`, else the signed-in user's, else the first. A workspace of a
 * developer has an address of its own, `{workspace}--{account}.localhost`, as it has on VTEX.
 */
export function createOrigin(parts: OriginParts): Handler {
  return (req, res) => {
    const url = req.url ?? '/'
    if (LEADING_IN.includes(url.split('?', 1)[0] ?? '')) {
      protectPages(res)
      res.writeHead(302, { Location: parts.home })
      return void res.end()
    }
    const own = ownHandler(parts, url)
    const place = placeIn(hostName(header(req, 'host')))
    const found =
      own === undefined
        ? parts.site(place?.account ?? accountOf(parts, req), url, place?.workspace)
        : undefined
    // What the app answers itself goes out as it is: VTEX adds none of these headers to it.
    if (found?.part === 'router') return found.handle(req, res)
    protectPages(res)
    // The Admin sets headers of its own: it may be framed by itself.
    if (!isUnder(url, '/admin')) protectConsole(res)
    const handle = own ?? found?.handle
    if (handle !== undefined) return handle(req, res)
    sendJson(res, 404, { code: 'NotFound', message: `Nothing answers ${url.split('?', 1)[0]}` })
  }
}

/** What answers here of the workspace itself; undefined for what an account's site answers. */
function ownHandler({ mounted, session, control }: OriginParts, url: string): Handler | undefined {
  if (isUnder(url, '/_local/vtexid')) return session
  const found = mounted.find(({ prefix }) => isUnder(url, prefix))
  if (found !== undefined) return under(found.prefix, found.handle)
  return isUnder(url, '/_local') ? control : undefined
}

function accountOf({ accounts, tokens }: OriginParts, req: IncomingMessage): string {
  const named = header(req, 'x-vtex-account')
  if (named !== '' && accounts.includes(named)) return named
  return tokens.identify(tokenOf(req.headers))?.account ?? accounts[0] ?? ''
}

/** The account and workspace that the host names, as `{workspace}--{account}.localhost`. */
function placeIn(host: string): { account: string; workspace: string } | undefined {
  const match = /^([a-z0-9]+)--([a-z0-9-]+)\.localhost$/.exec(host)
  return match === null ? undefined : { workspace: match[1] ?? '', account: match[2] ?? '' }
}
