import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http'

import type { ServiceRoute } from '../../build/service-json'
import { readBody } from '../../http/body'
import { type Handler, header, NOT_PLAYED, sendJson } from '../../http/handler'
import { Problem } from '../../http/problem'
import { appOf, type InstalledApp, type InstalledApps, policiesIn } from '../installed'
import { judgeExposed } from '../policies/exposed'
import { callerOf } from '../vtexid/credentials'
import type { Identity, Tokens } from '../vtexid/tokens'

import { callerHeaders, contextHeaders, forwardedFor } from './context-headers'
import { relay } from './relay'
import { judgePrincipal, type Verdict } from './route-access'
import { createRouteMatcher } from './route-match'

/** The host of routes that are not public, as `AppClient` of `@vtex/api` calls them. */
export const APP_HOST = 'app.io.vtex.com'

/** Where an app's GraphQL lies for other apps; it is no entry of service.json unless the app gives it policies. */
const GRAPHQL: ServiceRoute = { path: '/_v/graphql' }

export interface AppRoutesDeps {
  apps: InstalledApps
  tokens: Tokens
  workspaces: readonly string[]
}

const PATH = /^\/([\w-]+\.[\w-]+)\/v(\d+)\/([^/?]+)\/([^/?]+)(\/[^?]*)?(\?.*)?$/

/**
 * Routes calls of one app to another: `http://app.io.vtex.com/{vendor.name}/v{major}/{account}/{workspace}/{path}`.
 * Nobody may call such a route unless the route's own policies name the caller, or the caller's manifest holds a
 * policy that the app exposes in policies.json. That also holds for an app's calls of its own routes.
 */
export function createAppRoutes({ apps, tokens, workspaces }: AppRoutesDeps): Handler {
  const routesOf = new Map(apps.map(app => [app.key, privateRoutes(app)]))
  const policiesOf = policiesIn(apps)

  const verdictFor = (
    app: InstalledApp,
    route: ServiceRoute,
    caller: Identity | undefined,
    call: Parameters<typeof judgeExposed>[2]
  ): Verdict => {
    if (caller === undefined) return 401
    if (caller.account !== call.account || caller.kind === 'shopper') return 403
    const named = judgePrincipal(route.policies ?? [], caller, call)
    if (named === 'denied') return 403
    const { allowing, denying } = judgeExposed(app.exposed, app.key, call)
    const held = (names: readonly string[]): boolean =>
      caller.kind === 'app' && names.some(name => policiesOf(caller.user).has(name))
    if (held(denying)) return 403
    if (named === 'allowed' || held(allowing)) return 'allowed'
    const [first] = allowing
    if (first !== undefined && caller.kind === 'app')
      policiesOf(caller.user).tellMissing({ name: first })
    return 403
  }

  return async (req, res) => {
    const [, key = '', major = '', account = '', workspace = '', path = '/', search = ''] =
      PATH.exec(req.url ?? '/') ?? []
    const app = appOf(apps, key)
    if (app === undefined) {
      res.setHeader(NOT_PLAYED, '1')
      return notFound(res, notHere(key))
    }
    if (app.version.split('.', 1)[0] !== major)
      return notFound(res, `${key} is here in version ${app.version}, not ${major}.x`)
    if (!app.router.accounts.includes(account) || !workspaces.includes(workspace))
      return notFound(res, `${workspace}--${account} does not have ${key}`)
    const route = routesOf.get(app.key)?.(path)
    if (route === undefined) return notFound(res, `${key} has no private route for ${path}`)
    const caller = callerOf(req.headers, tokens)
    const call = { account, workspace, method: req.method ?? 'GET', path }
    const verdict = verdictFor(app, route, caller, call)
    if (verdict !== 'allowed') {
      const who = caller === undefined ? 'A call without credential' : caller.user
      return sendJson(res, verdict, {
        code: verdict === 401 ? 'Unauthorized' : 'Forbidden',
        message: `${who} may not call ${path} of ${key}: neither the route's policies in service.json nor policies.json let it`,
      })
    }
    const body = await readBody(req).catch((error: unknown) => error)
    if (!Buffer.isBuffer(body)) {
      const status = body instanceof Problem ? body.status : 400
      return sendJson(res, status, { code: 'BadRequest', message: String(body) })
    }
    const headers = headersFor(req, app, { account, workspace }, body.length)
    const to = `/${account}/${workspace}${path}${search}`
    await relay(app.router.service, { method: call.method, path: to, headers, body }, res, text =>
      app.router.note(text)
    )
  }
}

/** Finds the private route for a path. */
function privateRoutes({ service }: InstalledApp): (path: string) => ServiceRoute | undefined {
  const declared = Object.entries({ __graphql: GRAPHQL, ...service.routes })
  const routes = Object.fromEntries(declared.filter(([, route]) => route.public !== true))
  const match = createRouteMatcher(routes, () => true)
  return path => routes[match(path)?.id ?? '']
}

/** The part of the caller's context that is passed on; the caller's credential is kept from the app. */
function headersFor(
  req: IncomingMessage,
  app: InstalledApp,
  place: { account: string; workspace: string },
  length: number
): IncomingHttpHeaders {
  const own = callerHeaders(req.headers)
  delete own.authorization
  delete own['content-encoding']
  const handedOn = (name: string): string | undefined => header(req, name) || undefined
  return {
    ...own,
    ...contextHeaders({
      ...place,
      appToken: app.router.tokens.appToken(place.account, app.id),
      host: handedOn('x-forwarded-host') ?? APP_HOST,
      locale: handedOn('x-vtex-locale') ?? 'pt-BR',
      sessionToken: handedOn('x-vtex-session'),
      segmentToken: handedOn('x-vtex-segment'),
      forwardedFor: forwardedFor(req),
    }),
    'content-length': String(length),
  }
}

/** The answer for an app that the workspace does not run, on every way to it. */
export const notHere = (key: string): string =>
  `The app ${key === '' ? 'that is asked for' : key} is not in this workspace; one more --app DIR runs it beside the others`

const notFound = (res: ServerResponse, message: string): void =>
  sendJson(res, 404, { code: 'NotFound', message })
