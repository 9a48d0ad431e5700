import { type InstanceOptions, type IOContext, ExternalClient } from '@vtex/api'

import { type Resource, RESOURCES } from '../guard/people'
import type { Permission } from '../ports'
import { SECOND } from '../shared/time'
import { SAFE_ANSWERS } from './middleware'

const routes = {
  granted: (account: string, user: string, { product, resource }: Resource) =>
    `/api/license-manager/pvt/accounts/${account}/products/${product}/logins/${encodeURIComponent(user)}/resources/${resource}/granted`,
}

/** License Manager, called as the `@auth` directive of `@vtex/api` does. */
export class Grants extends ExternalClient {
  constructor(context: IOContext, options?: InstanceOptions) {
    super(`http://${context.account}.vtexcommercestable.com.br`, context, {
      ...options,
      headers: {
        ...options?.headers,
        Authorization: context.authToken,
        'X-Vtex-Use-Https': 'true',
      },
      memoizable: false,
      middlewares: [...SAFE_ANSWERS],
      retries: 1,
      timeout: 5 * SECOND,
    })
  }

  /** Whether the user has one of the resources behind a permission. */
  async isGranted(user: string, permission: Permission): Promise<boolean> {
    for (const resource of RESOURCES[permission]) {
      if (await this.#has(user, resource)) return true
    }
    return false
  }

  /** Nobody has a resource that the product does not define (404). */
  async #has(user: string, resource: Resource): Promise<boolean> {
    const answer: unknown = await this.http.get(
      routes.granted(this.context.account, user, resource),
      { metric: 'license-manager-granted', nullIfNotFound: true }
    )
    return answer === true
  }
}
