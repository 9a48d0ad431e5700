import type { IncomingHttpHeaders } from 'node:http'

import { refuse } from '../../http/problem'

import { type Identity, tokenOfKey, type Tokens } from './tokens'

const text = (value: string | string[] | undefined): string =>
  typeof value === 'string' ? value : ''

/** The cookie of who is signed in to the Admin. */
export const ADMIN_COOKIE = 'VtexIdclientAutCookie'

/** The cookie of a shopper who is signed in to a store. */
export const shopperCookie = (account: string): string => `${ADMIN_COOKIE}_${account}`

const COOKIE = /(?:^|;\s*)VtexIdclientAutCookie=([^;]+)/

/**
 * The token a request carries: header or cookie VtexIdclientAutCookie, a bearer token, or the pair of an application's
 * key; '' when none.
 */
export function tokenOf(headers: IncomingHttpHeaders): string {
  const bearer = /^bearer (.+)$/i.exec(text(headers.authorization))?.[1]
  const cookie = COOKIE.exec(text(headers.cookie))?.[1]
  return (
    text(headers.vtexidclientautcookie) ||
    bearer ||
    cookie ||
    text(headers.authorization) ||
    tokenOfKey(text(headers['x-vtex-api-appkey']), text(headers['x-vtex-api-apptoken']))
  )
}

/**
 * Who calls a VTEX API of this account.
 *
 * @throws Problem 401 without a known token, 403 with another account's or a shopper's.
 */
export function authenticate(
  tokens: Tokens,
  headers: IncomingHttpHeaders,
  account: string
): Identity {
  const identity = tokens.identify(tokenOf(headers))
  if (identity === undefined) throw refuse(401, 'Unauthorized', 'No valid VTEX credential')
  if (identity.account !== account) {
    throw refuse(403, 'Forbidden', `The credential is not of account ${account}`)
  }
  if (identity.kind === 'shopper')
    throw refuse(403, 'Forbidden', 'The credential is that of a shopper, who may do nothing here')
  return identity
}

/** Whether headers carry the credential of a user or an app of this account; a shopper's is neither. */
export function isAuthorized(
  tokens: Tokens,
  headers: IncomingHttpHeaders,
  account: string
): boolean {
  const identity = tokens.identify(tokenOf(headers))
  return identity?.account === account && identity.kind !== 'shopper'
}

/**
 * As `authenticate`, for the services of VTEX IO that serve apps alone: VBase, app settings, events. A
 * person's token does not open them, whatever the person may do.
 *
 * @throws Problem as `authenticate`; 403 with a user's token.
 */
export function authenticateApp(
  tokens: Tokens,
  headers: IncomingHttpHeaders,
  account: string
): Identity {
  const identity = authenticate(tokens, headers, account)
  if (identity.kind === 'app') return identity
  throw refuse(403, 'Forbidden', 'This service takes the credential of an app')
}

/** The app behind an outbound call, from Proxy-Authorization or where any caller's token is. */
export function callerOf(headers: IncomingHttpHeaders, tokens: Tokens): Identity | undefined {
  return tokens.identify(text(headers['proxy-authorization'])) ?? tokens.identify(tokenOf(headers))
}
