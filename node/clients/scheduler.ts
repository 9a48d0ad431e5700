import type { InstanceOptions, IOContext } from '@vtex/api'
import { ExternalClient } from '@vtex/api'

import { APP } from '../app'
import { SECOND } from '../domain/time'
import { plainErrors, untraced } from './callError'

/** One entry of the scheduler. */
export interface Schedule {
  /** Names the entry: putting it again replaces it. */
  readonly id: string
  /** Cron, one minute at the finest. */
  readonly expression: string
  readonly request: { readonly uri: string; readonly method: 'POST'; readonly body: unknown }
}

const routes = { schedules: (workspace: string) => `/api/scheduler/${workspace}/${APP.name}` }

/**
 * VTEX's scheduler. It has no page on the developer portal: path, version and body are as published apps
 * use them (vtex-apps/advanced-seller-onboarding-template).
 */
export class SchedulerClient extends ExternalClient {
  constructor(context: IOContext, options?: InstanceOptions) {
    super(`http://${context.account}.myvtex.com`, context, {
      ...options,
      headers: {
        ...options?.headers,
        VtexIdclientAutCookie: context.authToken,
        'X-Vtex-Use-Https': 'true',
      },
      memoizable: false,
      middlewares: [untraced, plainErrors],
      retries: 1,
      timeout: 5 * SECOND,
    })
  }

  /** Makes or replaces an entry. */
  async put({ id, expression, request }: Schedule): Promise<void> {
    const body = {
      id,
      scheduler: { expression, endDate: '2100-01-01T00:00:00' },
      request: { ...request, headers: { 'Content-Type': 'application/json' } },
    }
    await this.http.put(routes.schedules(this.context.workspace), body, {
      metric: 'scheduler-put',
      params: { version: 4 },
    })
  }
}
