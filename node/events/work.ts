import type { EventContext } from '@vtex/api'

import type { Clients } from '../clients'
import { portsOf } from '../compose'
import { work as doWork, WORK_BUDGET } from '../useCases/work'

/** The app's own event: there may be something to do. */
export async function work(ctx: EventContext<Clients>): Promise<void> {
  await doWork(portsOf(ctx), WORK_BUDGET)
}
