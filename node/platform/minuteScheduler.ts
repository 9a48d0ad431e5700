import type { SchedulerClient } from '../clients/scheduler'
import type { Scheduler } from '../ports/platform'

/** Path of the route that the scheduler calls; the same in `service.json`. */
export const TICK_PATH = '/_v/carrefour/tick'

/** Has the tick route called each minute, the finest that VTEX's scheduler offers. */
export class MinuteScheduler implements Scheduler {
  constructor(
    private readonly client: SchedulerClient,
    private readonly publicUrl: string
  ) {}

  ensure(token: string): Promise<void> {
    return this.client.put({
      id: 'carrefour-tick',
      expression: '* * * * *',
      request: { uri: `${this.publicUrl}${TICK_PATH}`, method: 'POST', body: { token } },
    })
  }
}
