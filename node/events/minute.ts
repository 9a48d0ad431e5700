import type { EventContext } from '@vtex/api'

import type { Clients } from '../clients'
import { portsOf } from '../compose'
import { everyMinute } from '../useCases/everyMinute'

/** The app's own event, sent by the scheduler's call. */
export async function minute(ctx: EventContext<Clients>): Promise<void> {
  await everyMinute(portsOf(ctx))
}
