import type { RoutePolicy, ServiceRoute } from '../../build/service-json'
import { REGION } from '../../config'
import { acts, names } from '../policies/exposed'
import type { Identity } from '../vtexid/tokens'

/** Whether a caller may use a route: 401 asks for a credential, 403 is a credential that is not enough. */
export type Verdict = 'allowed' | 401 | 403

/** The resource name of a caller, as principals are written. */
function principalOf({ kind, account, user }: Identity, workspace: string): string {
  const place = `${REGION}:${account}:${workspace}`
  return kind === 'app' ? `vrn:apps:${place}:app/${user}` : `vrn:vtex.vtex-id:${place}:user/${user}`
}

/** A call of a route, and where it goes. */
export interface RouteCall {
  account: string
  workspace: string
  method: string
}

/**
 * Judges a call of a public route by its `access`: everybody, everybody with a credential of the account, or
 * those whom its policies allow. A denial goes before a permission.
 */
export function judgeAccess(
  { access = 'public', policies = [] }: ServiceRoute,
  caller: Identity | undefined,
  call: RouteCall
): Verdict {
  if (access === 'public') return 'allowed'
  if (caller === undefined) return 401
  if (caller.account !== call.account || caller.kind === 'shopper') return 403
  if (access === 'authenticated') return 'allowed'
  return judgePrincipal(policies, caller, call) === 'allowed' ? 'allowed' : 403
}

/**
 * What the policies of a route say of a caller. A policy without principals names nobody.
 */
export function judgePrincipal(
  policies: readonly RoutePolicy[],
  caller: Identity,
  call: RouteCall
): 'allowed' | 'denied' | 'not named' {
  const principal = principalOf(caller, call.workspace)
  const isNamed = ({ actions = [], principals = [] }: RoutePolicy): boolean =>
    acts(actions, call.method) && principals.some(pattern => names(pattern, principal, call))
  const named = policies.filter(isNamed)
  if (named.some(({ effect }) => effect === 'deny')) return 'denied'
  return named.length > 0 ? 'allowed' : 'not named'
}
