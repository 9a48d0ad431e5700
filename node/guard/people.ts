import type { Clients } from '../vtex/clients'
import type { Permission } from './permissions.logic'
import type { CurrentUser } from '../ports/platform'
import { asObject, asText, parseJson } from '../shared/json'

/** The person behind a request, by the VTEX ID token that it brought. */
export class VtexCurrentUser implements CurrentUser {
  #user: Promise<string | null> | null = null

  constructor(
    private readonly clients: Pick<Clients, 'vtexId' | 'grants'>,
    private readonly token: string | null
  ) {}

  user(): Promise<string | null> {
    this.#user ??= this.token ? this.clients.vtexId.userOf(this.token) : Promise.resolve(null)
    return this.#user
  }

  async may(permission: Permission): Promise<boolean> {
    const user = await this.user()
    return user !== null && this.clients.grants.isGranted(user, permission)
  }
}

/** Longest token that is looked into. */
const LONGEST = 8_000

/**
 * The account that a token says it was made for, without any check of it: good for a line of the log, never
 * for a decision. Null when the token is none, or names nothing like an account.
 */
export function claimedAccount(token: string): string | null {
  const payload = token.length <= LONGEST ? token.split('.')[1] : undefined
  if (payload === undefined) return null
  const claims = asObject(parseJson(Buffer.from(payload, 'base64').toString('utf8')))
  const account = asText(claims?.account)
  return account !== null && /^[a-z0-9-]{1,50}$/.test(account) ? account : null
}

/** Most addresses of a chain that are kept. */
const MOST = 5

/**
 * The addresses that a request names as its way here, in the order of `x-forwarded-for`: the caller can begin
 * the chain as it likes, each hop adds the one that it saw. What VTEX's edge takes out is not documented, so
 * the chain is kept as claimed, its last hops when it is long. Null when there is no address in it.
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
