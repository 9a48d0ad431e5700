import type { Manifest } from '../../config'
import { refuse } from '../../http/problem'

/** What the app may do, as its manifest declares it. */
export interface Policies {
  /** Whether a policy of this name is declared. */
  has(name: string): boolean
  /** Whether an `outbound-access` policy covers this host and path (no query) for this account. */
  allowsOutbound(account: string, host: string, path: string): boolean
}

/** Turns `a*b` into a matcher of the whole text; `*` stands for any characters. */
function glob(pattern: string): RegExp {
  const parts = pattern.split('*').map(text => text.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`^${parts.join('.*')}$`)
}

/** Reads the policies of manifest.json; `{{account}}` in host and path stands for the caller's account. */
export function createPolicies({ policies = [] }: Manifest): Policies {
  const names = new Set(policies.map(policy => policy.name))
  const outbound = policies.flatMap(({ name, attrs }) =>
    name === 'outbound-access' && attrs ? [attrs] : []
  )
  const fits = (pattern: string, account: string, value: string): boolean =>
    glob(pattern.replaceAll('{{account}}', account)).test(value)

  return {
    has: name => names.has(name),
    allowsOutbound: (account, host, path) =>
      outbound.some(rule => fits(rule.host, account, host) && fits(rule.path, account, path)),
  }
}

/**
 * Ends the call unless one of these policies is declared.
 *
 * @throws Problem 403 that names the policy to add.
 */
export function requirePolicy(policies: Policies, ...anyOf: [string, ...string[]]): void {
  if (anyOf.some(name => policies.has(name))) return
  throw refuse(403, 'PolicyMissing', `manifest.json declares no policy "${anyOf[0]}"`)
}
