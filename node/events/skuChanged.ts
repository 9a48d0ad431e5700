import type { EventContext } from '@vtex/api'

import type { Clients } from '../clients'
import { portsOf } from '../compose'
import { acceptNotification } from '../useCases/acceptNotification'

/** `broadcaster.notification`: a refusal is final, since the same event would come again and again. */
export async function skuChanged(ctx: EventContext<Clients>): Promise<void> {
  await acceptNotification(portsOf(ctx), ctx.body as unknown)
}
