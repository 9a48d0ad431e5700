import type { IncomingMessage, ServerResponse } from 'node:http'

import { WORKSPACE } from '../../config'
import { isRecord, readJson } from '../../http/body'
import { header, sendJson } from '../../http/handler'
import { Problem } from '../../http/problem'

import { callerHeaders, contextHeaders, forwardedFor } from './context-headers'
import { createProviderStripper } from './provider-directive'
import type { RouterDeps } from './public-routes'
import { relay } from './relay'

/** Far beyond what any page sends; VTEX's own gateway does not say its limit. */
const MAX_BYTES = 64 * 1024

/** The Admin's GraphQL address. */
export const GRAPHQL_PATH = '/_v/private/graphql/v1'

/**
 * The GraphQL gateway of an account: leads an operation to the app's service with the caller's cookie.
 *
 * It refuses nobody: the service's own `@auth` is the authority.
 */
export function createGraphqlGateway(
  deps: RouterDeps
): (
  account: string,
  req: IncomingMessage,
  res: ServerResponse,
  workspace?: string
) => Promise<void> {
  const strip = createProviderStripper()

  return async (account, req, res, workspace = WORKSPACE) => {
    const refuse = (status: number, message: string): void =>
      sendJson(res, status, { errors: [{ message }] })
    if (req.method !== 'POST') return refuse(405, 'Send GraphQL operations with POST')
    if (!/^application\/json\s*(;|$)/i.test(header(req, 'content-type')))
      return refuse(415, 'Send GraphQL operations as application/json')
    if (!deps.accounts.includes(account)) return refuse(404, 'The app is not installed')
    const operation = await readJson(req, MAX_BYTES).catch((error: unknown) => error)
    if (operation instanceof Problem) return refuse(operation.status, operation.message)
    if (!isRecord(operation) || typeof operation.query !== 'string') {
      return refuse(400, 'The body must be JSON with a query')
    }

    const body = Buffer.from(JSON.stringify({ ...operation, query: strip(operation.query) }))
    const headers = {
      ...callerHeaders(req.headers),
      ...contextHeaders({
        account,
        workspace,
        appToken: deps.tokens.appToken(account, deps.appId),
        host: header(req, 'host'),
        locale: header(req, 'x-vtex-locale') || 'pt-BR',
        forwardedFor: forwardedFor(req),
      }),
      'content-type': 'application/json',
      'content-length': String(body.length),
    }
    delete headers['content-encoding']
    const path = `/${account}/${workspace}/_v/graphql`
    await relay(deps.service, { method: 'POST', path, headers, body }, res, deps.note)
  }
}
