import { type InstanceOptions, type IOContext, ExternalClient } from '@vtex/api'

import { APP } from '../app'
import { SECOND } from '../shared/time'
import { statusOf } from '../shared/callError'
import { plainErrors, untraced } from './middleware'
import { asList, asObject, asText } from '../shared/json'
import type { Scheduler } from '../ports/platform'

/** One scheduler entry. */
export interface Schedule {
  /** Saving the same id again replaces the entry. */
  readonly id: string
  /** Cron expression, at most once a minute. */
  readonly expression: string
  readonly request: { readonly uri: string; readonly method: 'POST'; readonly body: unknown }
}

const routes = {
  schedules: (workspace: string) => `/api/scheduler/${workspace}/${APP.name}`,
  schedule: (workspace: string, id: string) => `${routes.schedules(workspace)}/${id}`,
}

const VERSION = { version: 4 }

/**
 * VTEX's scheduler. It has no page on the developer portal: path, version and body are as published apps use them
 * (vtex-apps/advanced-seller-onboarding-template).
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

  /** Creates or replaces an entry. */
  async put({ id, expression, request }: Schedule): Promise<void> {
    const body = {
      id,
      scheduler: { expression, endDate: '2100-01-01T00:00:00' },
      request: { ...request, headers: { 'Content-Type': 'application/json' } },
    }
    try {
      await this.http.put(routes.schedules(this.context.workspace), body, {
        metric: 'scheduler-put',
        params: VERSION,
      })
    } catch (error) {
      // "Not modified": the entry is already correct.
      if (statusOf(error) !== 304) throw error
    }
  }

  /** The request of an entry; null when there is none, or none that can be read. */
  async requestOf(id: string): Promise<Schedule['request'] | null> {
    const answer: unknown = await this.http.get(routes.schedules(this.context.workspace), {
      metric: 'scheduler-list',
      nullIfNotFound: true,
      params: VERSION,
    })
    const entry = asList(answer)
      ?.map(asObject)
      .find(one => asText(one?.id) === id)
    const request = asObject(entry?.request)
    const uri = asText(request?.uri)
    return request && uri ? { uri, method: 'POST', body: request.body } : null
  }

  /** Removes an entry; a missing one is no error. */
  async remove(id: string): Promise<void> {
    try {
      await this.http.delete(routes.schedule(this.context.workspace, id), {
        metric: 'scheduler-remove',
        params: VERSION,
      })
    } catch (error) {
      if (statusOf(error) !== 404) throw error
    }
  }
}

/** Path of the route the scheduler calls, as in `service.json`. */
export const TICK_PATH = '/_v/carrefour-inventory/tick'

/** Name of the app's one entry. */
const ENTRY = 'carrefour-tick'

/** Has the tick route called every minute, the shortest interval of VTEX's scheduler. */
export class MinuteScheduler implements Scheduler {
  constructor(
    private readonly client: SchedulerClient,
    private readonly publicUrl: string
  ) {}

  ensure(token: string): Promise<void> {
    return this.client.put({
      id: ENTRY,
      expression: '* * * * *',
      request: this.#request(token),
    })
  }

  async repair(token: string): Promise<boolean> {
    const wanted = this.#request(token)
    const found = await this.client.requestOf(ENTRY)
    const isGood = found?.uri === wanted.uri && asObject(found.body)?.token === token
    if (!isGood) await this.ensure(token)
    return !isGood
  }

  remove(): Promise<void> {
    return this.client.remove(ENTRY)
  }

  #request(token: string): Schedule['request'] {
    return { uri: `${this.publicUrl}${TICK_PATH}`, method: 'POST', body: { token } }
  }
}
