import { type Handler, header, isUnder, NOT_PLAYED, sendJson } from '../http/handler'
import { WORKSPACE } from '../config'
import type { ResolveHost, Upstream } from '../http/upstream'

import type { Faults } from './faults/faults'
import { withFaults } from './faults/with-faults'
import type { WithProfile } from './profile/with-profile'
import { isPlayed, ROUTER_HOST } from './infra'
import { APP_HOST } from './router/app-routes'

/** What answers for one kind of path. */
export interface Part {
  part: string
  handle: Handler
}

/** What stands behind the host names. */
export interface HostParts {
  vbase: Handler
  appsSettings: Handler
  events: Handler
  masterData: Handler
  vtexId: Handler
  /** The small services of VTEX IO. */
  infra: Handler
  carrefour?: Handler | undefined
  mail: Handler
  /** Routes of the apps for each other. */
  appRoutes: Handler
  /** VTEX's APIs of an account, `/api/...`. */
  api(account: string, path: string): Part | undefined
  /** Everything of an account's site `{account}.myvtex.com`. */
  site(account: string, path: string, workspace: string): Part | undefined
}

/** The host of the Carrefour sandbox, one that the manifest's `*.mirakl.net` covers. */
export const CARREFOUR_HOST = 'carrefour-sandbox.mirakl.net'

/**
 * Which part stands in for a host, as `@vtex/api`'s clients name them. Hosts are looked up one by one, so each can be
 * the real one (`local/live`).
 */
export function createResolveHost(
  parts: HostParts,
  faults: Faults,
  withProfile: WithProfile = (_part, handler) => handler
): ResolveHost {
  const find = (host: string, path: string): (Part & { outbound: boolean }) | undefined => {
    if (host === ROUTER_HOST || host === 'infra.io.vtex.com') return infra(parts, host, path)
    if (host === APP_HOST) return { part: 'app-routes', handle: parts.appRoutes, outbound: false }
    const found = outbound(parts, host, path)
    return found && { ...found, outbound: true }
  }
  return (host, path): Upstream | undefined => {
    const found = find(host, path)
    return (
      found && {
        ...found,
        handle: withFaults(faults, found.part, withProfile(found.part, found.handle)),
      }
    )
  }
}

/** VTEX IO's own services need no outbound policy. */
function infra(parts: HostParts, host: string, path: string): Part & { outbound: boolean } {
  if (isPlayed(host, path)) return { part: 'infra', handle: parts.infra, outbound: false }
  if (host === ROUTER_HOST) return NOT_OFFERED
  if (isUnder(path, '/vbase')) return { part: 'vbase', handle: parts.vbase, outbound: false }
  if (isUnder(path, '/apps')) return { part: 'apps', handle: parts.appsSettings, outbound: false }
  if (isUnder(path, '/courier')) return { part: 'events', handle: parts.events, outbound: false }
  return NOT_OFFERED
}

const NOT_OFFERED: Part & { outbound: boolean } = {
  part: 'infra',
  handle(_req, res) {
    res.setHeader(NOT_PLAYED, '1')
    const message = 'The local workspace does not offer this part of VTEX IO'
    sendJson(res, 404, { code: 'NotFound', message })
  },
  outbound: false,
}

function outbound(parts: HostParts, host: string, path: string): Part | undefined {
  if (host === 'api.vtex.com')
    return isUnder(path, '/api/dataentities')
      ? { part: 'masterdata', handle: parts.masterData }
      : NOTHING
  if (host === 'vtexid.vtex.com.br') return { part: 'vtexid', handle: parts.vtexId }
  if (host === 'mailservice.vtex.com.br') return { part: 'mail', handle: parts.mail }
  if (host === 'janus-edge.vtex.com.br') return robots(path)
  if (host === CARREFOUR_HOST && parts.carrefour !== undefined)
    return { part: 'carrefour', handle: parts.carrefour }

  const stable = /^([a-z0-9-]+)\.vtexcommercestable\.com\.br$/.exec(host)?.[1]
  if (stable !== undefined) {
    const account = stable === 'portal' ? accountIn(path) : stable
    // A public route answers on the account's stable address, too; its workspace is production there.
    const found = isUnder(path, '/api')
      ? parts.api(account, path)
      : parts.site(account, path, WORKSPACE)
    return found ?? NOTHING
  }

  const mine = /^(?:([a-z0-9]+)--)?([a-z0-9-]+)\.myvtex\.com$/.exec(host)
  if (mine !== null) return parts.site(mine[2] ?? '', path, mine[1] ?? WORKSPACE) ?? NOTHING
  return undefined
}

/** A host of VTEX where nothing has this path, or whose account the workspace does not have. */
const NOTHING: Part = {
  part: 'nothing',
  handle(req, res) {
    res.setHeader(NOT_PLAYED, '1')
    sendJson(res, 404, {
      code: 'NotFound',
      message: `Nothing answers ${(req.url ?? '/').split('?', 1)[0] ?? ''} on ${header(req, 'host')}`,
    })
  },
}

/**
 * VTEX's edge, as public apps ask it for the robots.txt of an account, `?an={account}`. The text is that of a store
 * that has none of its own; nothing else of the edge is documented.
 */
function robots(path: string): Part {
  const [plain] = path.split('?', 1)
  if (plain !== '/robots.txt' || accountIn(path) === '') return NOTHING
  return {
    part: 'janus-edge',
    handle(_req, res) {
      res.writeHead(200, { 'Content-Type': 'text/plain; charset=utf-8' })
      res.end('User-agent: *\nAllow: /\n')
    },
  }
}

/** The host `portal` serves every account; the query's `an` names it, or `q` where tenants are asked for. */
function accountIn(path: string): string {
  const base = 'http://portal'
  if (!URL.canParse(path, base)) return ''
  const { pathname, searchParams } = new URL(path, base)
  const named = isUnder(pathname, '/api/tenant') ? searchParams.get('q') : null
  return searchParams.get('an') ?? named ?? ''
}
