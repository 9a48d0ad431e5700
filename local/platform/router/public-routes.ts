import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http'
import { stringify } from 'node:querystring'

import type { ServiceRoute } from '../../build/service-json'
import { WORKSPACE } from '../../config'
import { readBody } from '../../http/body'
import { header, sendJson } from '../../http/handler'
import { Problem } from '../../http/problem'
import { tokenOf } from '../vtexid/credentials'
import type { Tokens } from '../vtexid/tokens'

import { contextHeaders, forwardedFor, headersFrom, shopperTokens } from './context-headers'
import { type Note, relay } from './relay'
import { judgeAccess } from './route-access'
import { createRouteMatcher } from './route-match'
import type { ServiceCaller } from './service-call'

/** What the router needs. */
export interface RouterDeps {
  service: ServiceCaller
  tokens: Tokens
  /** `vendor.name@version`. */
  appId: string
  /** Accounts that have the app installed. */
  accounts: readonly string[]
  note: Note
}

/** The public routes of the app in one account's address. */
export interface PublicRoutes {
  /** Whether a path is a public route. */
  knows(path: string): boolean
  handle(
    account: string,
    req: IncomingMessage,
    res: ServerResponse,
    workspace?: string
  ): Promise<void>
}

/** Leads the public routes of service.json to a replica, with the headers VTEX's router adds. */
export function createPublicRoutes(
  routes: Record<string, ServiceRoute>,
  deps: RouterDeps
): PublicRoutes {
  const match = createRouteMatcher(routes)
  const pathOf = (url: string): string => url.split('?', 1)[0] ?? '/'

  return {
    knows: path => match(pathOf(path)) !== undefined,
    async handle(account, req, res, workspace = WORKSPACE) {
      const route = match(pathOf(req.url ?? '/'))
      if (route === undefined || !deps.accounts.includes(account)) {
        return sendJson(res, 404, { code: 'NotFound', message: 'No such route' })
      }
      const caller = deps.tokens.identify(tokenOf(req.headers))
      const call = { account, workspace, method: req.method ?? 'GET' }
      const verdict = judgeAccess(routes[route.id] ?? { path: '' }, caller, call)
      if (verdict !== 'allowed') {
        return sendJson(res, verdict, { code: 'Forbidden', message: 'The route is not for you' })
      }
      const body = await readBody(req).catch((error: unknown) => error)
      if (!Buffer.isBuffer(body)) {
        const status = body instanceof Problem ? body.status : 400
        return sendJson(res, status, { code: 'BadRequest', message: String(body) })
      }
      const headers: IncomingHttpHeaders = {
        ...headersFrom(req),
        ...contextHeaders({
          account,
          workspace,
          appToken: deps.tokens.appToken(account, deps.appId),
          host: header(req, 'host'),
          forwardedFor: forwardedFor(req),
          ...shopperTokens(req),
        }),
        'x-colossus-route-id': route.id,
        'x-colossus-route-declarer': deps.appId,
        'x-colossus-params': stringify(route.params),
        'content-length': String(body.length),
      }
      // No app is handed the token of another one.
      if (caller?.kind === 'app') delete headers['vtexidclientautcookie']
      const wanted = { method: req.method ?? 'GET', path: req.url ?? '/', headers, body }
      await relay(deps.service, wanted, res, deps.note)
    },
  }
}
