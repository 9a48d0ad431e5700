import { type InstanceOptions, type IOContext, ExternalClient } from '@vtex/api'

import { SECOND } from '../shared/time'
import { SAFE_ANSWERS, untraced } from './middleware'
import { asObject, asText } from '../shared/json'

const routes = { user: '/api/vtexid/pub/authenticated/user' }

/** VTEX ID: the owner of a user token. */
export class VtexId extends ExternalClient {
  constructor(context: IOContext, options?: InstanceOptions) {
    super('http://vtexid.vtex.com.br', context, {
      ...options,
      headers: { ...options?.headers, 'X-Vtex-Use-Https': 'true' },
      memoizable: false,
      middlewares: [untraced, ...SAFE_ANSWERS],
      retries: 1,
      timeout: 5 * SECOND,
    })
  }

  /** The user's e-mail; null when the token is invalid or of another account. */
  async userOf(token: string): Promise<string | null> {
    const answer: unknown = await this.http.get(routes.user, {
      metric: 'vtexid-user',
      params: { authToken: token },
    })
    const user = asObject(answer)
    return user && asText(user.account) === this.context.account ? asText(user.user) : null
  }
}
