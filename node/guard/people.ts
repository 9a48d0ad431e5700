/* Who is behind a request, and which of the app's three permissions they have. */

import type { Clients } from '../compose'
import type { CurrentUser, Permission } from '../ports'
import { asObject, asText, parseJson } from '../shared/json'

/** A License Manager resource of a product. */
export interface Resource {
  readonly product: string
  readonly resource: string
}

/**
 * The License Manager resources behind each permission; any of them is enough. `@auth` in `graphql/schema.graphql`
 * checks the first of `view` or `configure`; a test keeps both equal. `reprocess` is checked by `@allowed`, so this is
 * the one place to change it: its first resource is documented by VTEX, the second is not and would let a role
 * reprocess without configuring. Whoever links the app verifies it (ADR 7).
 */
export const RESOURCES: Readonly<Record<Permission, readonly [Resource, ...Resource[]]>> = {
  view: [{ product: '64', resource: 'read_account_config' }],
  reprocess: [
    { product: '66', resource: 'workspace-read-write' },
    { product: '64', resource: 'save_account_config' },
  ],
  configure: [{ product: '66', resource: 'workspace-read-write' }],
}

/** The person behind a request, from its VTEX ID token. What has been answered is not asked again. */
export class VtexCurrentUser implements CurrentUser {
  #user: Promise<string | null> | null = null
  readonly #permissions = new Map<Permission, Promise<boolean>>()

  constructor(
    private readonly clients: {
      readonly vtexId: Pick<Clients['vtexId'], 'userOf'>
      readonly grants: Pick<Clients['grants'], 'isGranted'>
    },
    private readonly token: string | null
  ) {}

  user(): Promise<string | null> {
    this.#user ??= this.#ask().catch((error: unknown) => {
      this.#user = null
      throw error
    })
    return this.#user
  }

  async #ask(): Promise<string | null> {
    return this.token ? this.clients.vtexId.userOf(this.token) : null
  }

  may(permission: Permission): Promise<boolean> {
    const asked =
      this.#permissions.get(permission) ??
      this.#askFor(permission).catch((error: unknown) => {
        this.#permissions.delete(permission)
        throw error
      })
    this.#permissions.set(permission, asked)
    return asked
  }

  async #askFor(permission: Permission): Promise<boolean> {
    const user = await this.user()
    return user !== null && this.clients.grants.isGranted(user, permission)
  }
}

/** Longest token that is parsed. */
const LONGEST = 8_000

/**
 * The account a token claims to be for, unverified: good for a log line, never for a decision. Null when the token is
 * invalid or names no plausible account.
 */
export function claimedAccount(token: string): string | null {
  const payload = token.length <= LONGEST ? token.split('.')[1] : undefined
  if (payload === undefined) return null
  const claims = asObject(parseJson(Buffer.from(payload, 'base64').toString('utf8')))
  const account = asText(claims?.account)
  return account !== null && /^[a-z0-9-]{1,50}$/.test(account) ? account : null
}

/** Maximum addresses of a chain that are kept. */
const MOST = 5

/**
 * The addresses of a request's route, in the order of `x-forwarded-for`: the caller controls the beginning of the
 * chain, each hop adds the address it saw. What VTEX's edge removes is not documented, so the chain is kept as claimed,
 * and only its last hops when it is long. Null when it holds no address.
 */
export function addressesOf(forwardedFor: string): string | null {
  const hops = forwardedFor
    .slice(-500)
    .split(',')
    .map(hop => hop.trim())
    .filter(hop => /^[0-9a-f.:]{2,45}$/i.test(hop))
    .slice(-MOST)
  return hops.length > 0 ? hops.join(', ') : null
}
