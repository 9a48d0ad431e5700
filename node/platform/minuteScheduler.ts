import { asObject } from '../clients/json'
import type { Schedule, SchedulerClient } from '../clients/scheduler'
import type { Scheduler } from '../ports/platform'

/** Path of the route that the scheduler calls; the same in `service.json`. */
export const TICK_PATH = '/_v/carrefour-inventory/tick'

/** Name of the app's one entry. */
const ENTRY = 'carrefour-tick'

/** Has the tick route called each minute, the finest that VTEX's scheduler offers. */
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
