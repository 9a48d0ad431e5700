import type { IncomingMessage, ServerResponse } from 'node:http'

import { Kind, parse } from 'graphql'

import { WORKSPACE } from '../../config'
import { type Handler, header, sendJson } from '../../http/handler'
import { Problem } from '../../http/problem'
import type { StubbedCall } from '../../stubs/stubs'

import { APP_HOST, notHere } from './app-routes'
import { contextHeaders, forwardedFor, headersFrom, shopperTokens } from './context-headers'
import { readAsked } from './graphql-request'
import { createProviderReader } from './provider'
import type { RouterDeps } from './public-routes'
import { relay } from './relay'

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
    if (answering?.router.accounts.includes(account) !== true)
      return refuse(404, 'The app is not installed')
    const asked = await readAsked(req)
    if (asked instanceof Problem) return refuse(asked.status, asked.message)
    const { text, persisted, rest } = asked
    if (text !== undefined && isPage(req))
      return refuse(400, 'A page sends the hash of its operation, never the text', 'TEXT_REFUSED')
    const sender = persisted ? apps.find(app => isFrom(app, persisted.sender)) : undefined
    const query = persisted ? sender && stored(sender.operations, persisted.hash) : text
    if (persisted && query === undefined)
      return refuse(200, 'PersistedQueryNotFound', 'PERSISTED_QUERY_NOT_FOUND')
    if (typeof query !== 'string')
      return refuse(400, 'The body must have a query or extensions.persistedQuery')
    if (req.method === 'GET' && changesSomething(query))
      return refuse(405, 'Only queries may be asked with GET; send a mutation with POST')
    const { text: own, provider, field } = read(query)
    const wanted = sender?.hasGraphql === true ? sender : answering
    const app = provider === undefined ? wanted : apps.find(({ key }) => key === provider)
    if (app === undefined) {
      const path = `/${provider ?? ''}/_v/graphql/${field}`
      const answer = elsewhere({ method: 'POST', host: APP_HOST, path })
      return answer === undefined ? refuse(404, notHere(provider ?? '')) : answer(req, res)
    }
    const { router } = app

    const body = Buffer.from(JSON.stringify({ ...rest, query: own }))
    const headers = {
      ...headersFrom(req),
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
    const path = `/${account}/${workspace}/_v/graphql`
    await relay(router.service, { method: 'POST', path, headers, body }, res, text =>
      router.note(text)
    )
  }
}

/** A browser says the origin of a page that posts; a program has none to say. */
const isPage = (req: IncomingMessage): boolean =>
  header(req, 'origin') !== '' || header(req, 'sec-fetch-site') !== ''

/** Pages name themselves with their whole version, or with the major alone (`vendor.name@1.x`). */
function isFrom({ key, router: { appId } }: GatewayApp, sender: unknown): boolean {
  const major = appId.slice(key.length + 1).split('.', 1)[0] ?? ''
  return sender === appId || sender === `${key}@${major}.x`
}

/** A text that cannot be read is passed on; the service answers what is wrong with it. */
function changesSomething(query: string): boolean {
  try {
    return parse(query).definitions.some(
      one => one.kind === Kind.OPERATION_DEFINITION && one.operation !== 'query'
    )
  } catch {
    return false
  }
}

const stored = (operations: GatewayApp['operations'], hash: string): string | undefined =>
  Object.prototype.hasOwnProperty.call(operations, hash) ? operations[hash] : undefined
