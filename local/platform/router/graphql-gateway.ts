import type { IncomingMessage, ServerResponse } from 'node:http'

import { WORKSPACE } from '../../config'
import { isRecord, readJson } from '../../http/body'
import { header, sendJson } from '../../http/handler'
import { Problem } from '../../http/problem'

import { callerHeaders, contextHeaders, forwardedFor, shopperTokens } from './context-headers'
import { createProviderStripper } from './provider-directive'
import type { RouterDeps } from './public-routes'
import { relay } from './relay'

/** Far beyond what any page sends; VTEX's own gateway does not say its limit. */
const MAX_BYTES = 64 * 1024

/** The Admin's GraphQL address. */
export const GRAPHQL_PATH = '/_v/private/graphql/v1'

/** The gateway's own part of what the router stands on. */
export interface GatewayDeps extends RouterDeps {
  /** Texts of the operations that the app's pages were built with, by hash. */
  operations: Readonly<Record<string, string>>
}

/**
 * The GraphQL gateway of an account: leads an operation to the app's service with the caller's cookie.
 *
 * It refuses nobody for want of a right: the service's own `@auth` is the authority. A page names its operation by
 * hash. A text is taken from programs alone, such as tests or curl: VTEX takes one from anybody, and its pages use
 * that only where a hash is not known.
 */
export function createGraphqlGateway(
  deps: GatewayDeps
): (
  account: string,
  req: IncomingMessage,
  res: ServerResponse,
  workspace?: string
) => Promise<void> {
  const strip = createProviderStripper()

  return async (account, req, res, workspace = WORKSPACE) => {
    const refuse = (status: number, message: string, code?: string): void =>
      sendJson(res, status, { errors: [{ message, ...(code && { extensions: { code } }) }] })
    if (req.method !== 'POST') return refuse(405, 'Send GraphQL operations with POST')
    if (!/^application\/json\s*(;|$)/i.test(header(req, 'content-type')))
      return refuse(415, 'Send GraphQL operations as application/json')
    if (!deps.accounts.includes(account)) return refuse(404, 'The app is not installed')
    const operation = await readJson(req, MAX_BYTES).catch((error: unknown) => error)
    if (operation instanceof Problem) return refuse(operation.status, operation.message)
    if (!isRecord(operation)) return refuse(400, 'The body must be a JSON object')
    const { query: text, extensions, ...rest } = operation
    if (text !== undefined && isPage(req))
      return refuse(400, 'A page sends the hash of its operation, never the text', 'TEXT_REFUSED')
    const hash = text === undefined ? persistedHash(extensions, deps.appId) : null
    const query = hash === null ? text : stored(deps.operations, hash)
    if (hash !== null && query === undefined)
      return refuse(200, 'PersistedQueryNotFound', 'PERSISTED_QUERY_NOT_FOUND')
    if (typeof query !== 'string')
      return refuse(400, 'The body must have a query or extensions.persistedQuery')

    const body = Buffer.from(
      JSON.stringify({ ...(hash === null ? operation : rest), query: strip(query) })
    )
    const headers = {
      ...callerHeaders(req.headers),
      ...contextHeaders({
        account,
        workspace,
        appToken: deps.tokens.appToken(account, deps.appId),
        host: header(req, 'host'),
        locale: header(req, 'x-vtex-locale') || 'pt-BR',
        forwardedFor: forwardedFor(req),
        ...shopperTokens(req),
      }),
      'content-type': 'application/json',
      'content-length': String(body.length),
    }
    delete headers['content-encoding']
    const path = `/${account}/${workspace}/_v/graphql`
    await relay(deps.service, { method: 'POST', path, headers, body }, res, deps.note)
  }
}

/** A browser says the origin of a page that posts; a program has none to say. */
const isPage = (req: IncomingMessage): boolean =>
  header(req, 'origin') !== '' || header(req, 'sec-fetch-site') !== ''

/** The hash that a request names, empty when another app's; null when it names none. */
function persistedHash(extensions: unknown, appId: string): string | null {
  const named = isRecord(extensions) ? extensions.persistedQuery : undefined
  if (!isRecord(named) || typeof named.sha256Hash !== 'string') return null
  return named.sender === appId ? named.sha256Hash : ''
}

const stored = (operations: GatewayDeps['operations'], hash: string): string | undefined =>
  Object.prototype.hasOwnProperty.call(operations, hash) ? operations[hash] : undefined
