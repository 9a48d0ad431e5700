import type { Manifest, ManifestPolicy } from '../../config'
import { refuse } from '../../http/problem'

import { GUARDED, OPENED } from './resources'

/** What the app may do, as its manifest declares it. */
export interface Policies {
  /** Whether a policy of this name is declared. */
  has(name: string): boolean
  /** Whether the app may call this host, in lower case and without port, and path (no query) for this account. */
  allowsOutbound(account: string, host: string, path: string): boolean
  /** The policies of which the app's token needs one for an API; undefined when it has one or needs none. */
  missingFor(method: string, path: string): readonly [string, ...string[]] | undefined
  /** Says once which line of manifest.json would have let a call through. */
  tellMissing(policy: ManifestPolicy): void
}

/** The policies of the app behind an id, `vendor.name@version`, as tokens carry it. */
export type PoliciesOf = (appId: string) => Policies

export interface PolicyOptions {
  /**
   * How calls to VTEX's own hosts are judged that no policy names. `strict` refuses them. `documented` lets
   * them through, as published apps rely on, unless the API itself asks for a License Manager policy.
   */
  vtexHosts?: 'strict' | 'documented'
  /** Where a missing policy is reported, once each. */
  tell?: (text: string) => void
}

const VTEX_HOST = /(^|\.)(vtexcommercestable\.com\.br|myvtex\.com|vtex\.com|vtex\.com\.br)$/

/** Turns `a*b` into a matcher of the whole text; `*` stands for any characters. */
function glob(pattern: string): RegExp {
  const parts = pattern.split('*').map(text => text.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`^${parts.join('.*')}$`)
}

const guarded = GUARDED.map(resource => ({ ...resource, pattern: glob(resource.path) }))

/** Reads the policies of manifest.json; `{{account}}` in host and path stands for the caller's account. */
export function createPolicies(
  { policies = [] }: Manifest,
  { vtexHosts = 'strict', tell = () => undefined }: PolicyOptions = {}
): Policies {
  const names = new Set(policies.map(policy => policy.name))
  const outbound = [
    ...policies.flatMap(({ name, attrs }) => (name === 'outbound-access' && attrs ? [attrs] : [])),
    ...OPENED.filter(({ policy }) => names.has(policy)),
  ]
  const fits = (pattern: string, account: string, value: string): boolean =>
    glob(pattern.replaceAll('{{account}}', account)).test(value)
  const told = new Set<string>()

  return {
    has: name => names.has(name),
    allowsOutbound: (account, host, path) =>
      outbound.some(
        rule => fits(rule.host.toLowerCase(), account, host) && fits(rule.path, account, path)
      ) ||
      (vtexHosts === 'documented' && VTEX_HOST.test(host)),
    missingFor(method, path) {
      const asked = guarded.find(
        ({ methods, pattern }) => (methods?.includes(method) ?? true) && pattern.test(path)
      )
      return asked === undefined || asked.anyOf.some(name => names.has(name))
        ? undefined
        : asked.anyOf
    },
    tellMissing(policy) {
      const line = JSON.stringify(policy)
      if (told.has(line)) return
      told.add(line)
      tell(`manifest.json lacks a policy; add to "policies": ${line}`)
    },
  }
}

/**
 * Ends the call unless one of these policies is declared.
 *
 * @throws Problem 403 that names the policy to add.
 */
export function requirePolicy(policies: Policies, ...anyOf: [string, ...string[]]): void {
  if (anyOf.some(name => policies.has(name))) return
  policies.tellMissing({ name: anyOf[0] })
  throw refuse(403, 'Forbidden', `manifest.json declares no policy "${anyOf[0]}"`)
}
