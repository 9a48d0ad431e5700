import type { IncomingMessage, ServerResponse } from 'node:http'

import { WORKSPACE } from '../../config'
import { isRecord, readJson } from '../../http/body'
import { type Handler, header, sendJson } from '../../http/handler'
import { Problem } from '../../http/problem'
import type { StubbedCall } from '../../stubs/stubs'

import { callerHeaders, contextHeaders, forwardedFor, shopperTokens } from './context-headers'
import { APP_HOST, notHere } from './app-routes'
import { createProviderReader } from './provider'
import type { RouterDeps } from './public-routes'
import { relay } from './relay'

/** Far beyond what any page sends; VTEX's own gateway does not say its limit. */
const MAX_BYTES = 64 * 1024

/** The Admin's GraphQL address. */
export const GRAPHQL_PATH = '/_v/private/graphql/v1'

/** An app as the gateway needs it. */
export interface GatewayApp {
  /** `vendor.name` */
  readonly key: string
  /** Texts of the operations that the app's pages were built with, by hash. */
  readonly operations: Readonly<Record<string, string>>
  /** Whether it answers GraphQL at all. */
  readonly hasGraphql: boolean
  readonly router: RouterDeps
}

/**
 * The GraphQL gateway of an account: passes an operation to an app's service with the caller's cookie. The app is the
 * one that `@context(provider: ...)` names; without it, the one whose page asks, or else the first that has GraphQL.
 * Of an app that is not here, `elsewhere` may have an answer.
 *
 * It refuses nobody for want of a right: the service's own `@auth` is the authority. A page names its operation by
 * hash. A text is taken from programs alone, such as tests or curl: VTEX takes one from anybody, and its pages use
 * that only where a hash is not known.
 */
export function createGraphqlGateway(
  apps: readonly GatewayApp[],
  elsewhere: (call: StubbedCall) => Handler | undefined = () => undefined
): (
  account: string,
  req: IncomingMessage,
  res: ServerResponse,
  workspace?: string
) => Promise<void> {
  const read = createProviderReader()
  const answering = apps.find(({ hasGraphql }) => hasGraphql) ?? apps[0]

  return async (account, req, res, workspace = WORKSPACE) => {
    const refuse = (status: number, message: string, code?: string): void =>
      sendJson(res, status, { errors: [{ message, ...(code && { extensions: { code } }) }] })
    if (req.method !== 'POST') return refuse(405, 'Send GraphQL operations with POST')
    if (!/^application\/json\s*(;|$)/i.test(header(req, 'content-type')))
      return refuse(415, 'Send GraphQL operations as application/json')
    if (answering?.router.accounts.includes(account) !== true)
      return refuse(404, 'The app is not installed')
    const operation = await readJson(req, MAX_BYTES).catch((error: unknown) => error)
    if (operation instanceof Problem) return refuse(operation.status, operation.message)
    if (!isRecord(operation)) return refuse(400, 'The body must be a JSON object')
    const { query: text, extensions, ...rest } = operation
    if (text !== undefined && isPage(req))
      return refuse(400, 'A page sends the hash of its operation, never the text', 'TEXT_REFUSED')
    const named = text === undefined ? persistedIn(extensions) : null
    const hash = named?.hash ?? null
    const sender = apps.find(({ router }) => router.appId === named?.sender)
    const query = hash === null ? text : sender && stored(sender.operations, hash)
    if (hash !== null && query === undefined)
      return refuse(200, 'PersistedQueryNotFound', 'PERSISTED_QUERY_NOT_FOUND')
    if (typeof query !== 'string')
      return refuse(400, 'The body must have a query or extensions.persistedQuery')
    const { text: own, provider, field } = read(query)
    const wanted = sender?.hasGraphql === true ? sender : answering
    const app = provider === undefined ? wanted : apps.find(({ key }) => key === provider)
    if (app === undefined) {
      const path = `/${provider ?? ''}/_v/graphql/${field}`
      const answer = elsewhere({ method: 'POST', host: APP_HOST, path })
      return answer === undefined ? refuse(404, notHere(provider ?? '')) : answer(req, res)
    }
    const { router } = app

    const body = Buffer.from(JSON.stringify({ ...(hash === null ? operation : rest), query: own }))
    const headers = {
      ...callerHeaders(req.headers),
      ...contextHeaders({
        account,
        workspace,
        appToken: router.tokens.appToken(account, router.appId),
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
    await relay(router.service, { method: 'POST', path, headers, body }, res, text =>
      router.note(text)
    )
  }
}

/** A browser says the origin of a page that posts; a program has none to say. */
const isPage = (req: IncomingMessage): boolean =>
  header(req, 'origin') !== '' || header(req, 'sec-fetch-site') !== ''

/** The operation that a request names, and the app whose page sends it; null when it names none. */
function persistedIn(extensions: unknown): { hash: string; sender: unknown } | null {
  const named = isRecord(extensions) ? extensions.persistedQuery : undefined
  if (!isRecord(named) || typeof named.sha256Hash !== 'string') return null
  return { hash: named.sha256Hash, sender: named.sender }
}

const stored = (operations: GatewayApp['operations'], hash: string): string | undefined =>
  Object.prototype.hasOwnProperty.call(operations, hash) ? operations[hash] : undefined
