import { type Handler, isUnder, sendJson } from '../http/handler'

import type { Part } from './hosts'
import type { PoliciesOf } from './policies/policies'
import { tenantApi } from './tenant'
import { tokenOf } from './vtexid/credentials'
import type { Tokens } from './vtexid/tokens'

/** The VTEX APIs of an account; `store` is undefined for an account the workspace does not have. */
export interface ApiParts {
  licenseManager: Handler
  masterData: Handler
  mail: Handler
  scheduler: Handler
  vtexId: Handler
  /** Session Manager of an account. */
  sessions(account: string): Handler
  store(account: string): Handler | undefined
}

/** Finds the API behind a path of `{account}.vtexcommercestable.com.br` or `{account}.myvtex.com`. */
export function createVtexApis(
  parts: ApiParts
): (account: string, path: string) => Part | undefined {
  return (account, path) => {
    const store = parts.store(account)
    if (store === undefined) return undefined
    if (isUnder(path, '/api/license-manager')) {
      return { part: 'license-manager', handle: parts.licenseManager }
    }
    if (isUnder(path, '/api/dataentities')) {
      return { part: 'masterdata', handle: ofAccount(account, parts.masterData) }
    }
    if (isUnder(path, '/api/mail-service') || isUnder(path, '/api/template-render'))
      return { part: 'mail', handle: ofAccount(account, parts.mail) }
    if (isUnder(path, '/api/scheduler')) return { part: 'scheduler', handle: parts.scheduler }
    if (isUnder(path, '/api/vtexid')) return { part: 'vtexid', handle: parts.vtexId }
    if (isUnder(path, '/api/tenant')) return { part: 'tenant', handle: tenantApi(account) }
    if (isUnder(path, '/api/sessions') || isUnder(path, '/api/segments'))
      return { part: 'sessions', handle: parts.sessions(account) }
    return { part: 'store', handle: store }
  }
}

/**
 * Has an app's token open an API only when the app's role holds the License Manager policy that the API
 * asks for. A person's token is judged by the API itself.
 */
export function withPolicies(
  handler: Handler,
  { tokens, policiesOf }: { tokens: Tokens; policiesOf: PoliciesOf }
): Handler {
  return (req, res) => {
    const path = (req.url ?? '/').split('?', 1)[0] ?? '/'
    const caller = tokens.identify(tokenOf(req.headers))
    if (caller?.kind !== 'app') return handler(req, res)
    const policies = policiesOf(caller.user)
    const missing = policies.missingFor(req.method ?? 'GET', path)
    if (missing === undefined) return handler(req, res)
    policies.tellMissing({ name: missing[0] })
    sendJson(res, 403, {
      code: 'Forbidden',
      message: `The app's role has no resource that opens ${path}: policy "${missing[0]}" is missing`,
    })
  }
}

/** On an account's own host Master Data needs no `an`. */
function ofAccount(account: string, handler: Handler): Handler {
  return (req, res) => {
    const url = new URL(req.url ?? '/', 'http://account')
    url.searchParams.set('an', account)
    req.url = url.pathname + url.search
    return handler(req, res)
  }
}
