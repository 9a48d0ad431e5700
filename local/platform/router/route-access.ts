import type { RoutePolicy, ServiceRoute } from '../../build/service-json'
import { REGION } from '../../config'
import type { Identity } from '../vtexid/tokens'

/** Whether a caller may use a route: 401 asks for a credential, 403 is a credential that is not enough. */
export type Verdict = 'allowed' | 401 | 403

/** The part of a policy that is compared: `*` in a pattern stands for any characters. */
const fits = (pattern: string, name: string): boolean => {
  const parts = pattern.split('*').map(text => text.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`^${parts.join('.*')}$`).test(name)
}

/** The resource name of a caller, as principals are written. */
export function principalOf({ kind, account, user }: Identity, workspace: string): string {
  const place = `${REGION}:${account}:${workspace}`
  return kind === 'app' ? `vrn:apps:${place}:app/${user}` : `vrn:vtex.vtex-id:${place}:user/${user}`
}

/**
 * Judges a call of a public route by its `access`: everybody, everybody with a credential of the account, or
 * those whom its policies allow. A denial goes before a permission.
 */
export function judgeAccess(
  { access = 'public', policies = [] }: ServiceRoute,
  caller: Identity | undefined,
  call: { account: string; workspace: string; method: string }
): Verdict {
  if (access === 'public') return 'allowed'
  if (caller === undefined) return 401
  if (caller.account !== call.account) return 403
  if (access === 'authenticated') return 'allowed'
  const principal = principalOf(caller, call.workspace)
  const method = call.method.toLowerCase()
  const names = ({ actions, principals }: RoutePolicy): boolean =>
    actions.some(action => action === '*' || action.toLowerCase() === method) &&
    principals.some(pattern => fits(pattern, principal))
  if (policies.some(policy => policy.effect === 'deny' && names(policy))) return 403
  return policies.some(policy => policy.effect === 'allow' && names(policy)) ? 'allowed' : 403
}
