import type { InstanceOptions, IOContext } from '@vtex/api'
import { ExternalClient } from '@vtex/api'

import { SECOND } from '../../domain/time'
import { plainErrors } from '../callError'

/** Most calls of one request that are under way at the same time. */
const CONCURRENCY = 8

/** The store's own APIs, called as the app. Reads are repeated once when no answer came. */
export class StoreTransport extends ExternalClient {
  constructor(context: IOContext, options?: InstanceOptions) {
    super(`http://${context.account}.vtexcommercestable.com.br`, context, {
      ...options,
      concurrency: CONCURRENCY,
      headers: {
        ...options?.headers,
        VtexIdclientAutCookie: context.authToken,
        'X-Vtex-Use-Https': 'true',
      },
      memoizable: false,
      middlewares: [plainErrors],
      retries: 1,
      timeout: 5 * SECOND,
    })
  }
}
