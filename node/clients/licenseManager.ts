import type { InstanceOptions, IOContext } from '@vtex/api'
import { ExternalClient } from '@vtex/api'

import type { Permission } from '../domain/permissions'
import { RESOURCES } from '../domain/permissions'
import { SECOND } from '../domain/time'
import { plainErrors } from './callError'

const routes = {
  granted: (account: string, user: string, { product, resource }: (typeof RESOURCES)[Permission]) =>
    `/api/license-manager/pvt/accounts/${account}/products/${product}/logins/${encodeURIComponent(user)}/resources/${resource}/granted`,
}

/** License Manager, asked in the same way as the `@auth` directive of `@vtex/api` asks it. */
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
      middlewares: [plainErrors],
      retries: 1,
      timeout: 5 * SECOND,
    })
  }

  /** Whether the user has the resource behind a permission. */
  async isGranted(user: string, permission: Permission): Promise<boolean> {
    const { account } = this.context
    const answer: unknown = await this.http.get(
      routes.granted(account, user, RESOURCES[permission]),
      {
        metric: 'license-manager-granted',
      }
    )
    return answer === true
  }
}
