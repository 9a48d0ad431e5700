import type { Clients } from '../clients'
import type { Permission } from '../domain/permissions'
import type { People } from '../ports/platform'

/** The person behind a request, by the VTEX ID token that it brought. */
export class VtexPeople implements People {
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
