import type { EventContext } from '@vtex/api'

import type { Clients } from '../clients'
import { portsOf } from '../compose'
import { install } from '../useCases/install'

/** An app was installed, perhaps this one: installing again changes nothing. */
export async function installed(ctx: EventContext<Clients>): Promise<void> {
  await install(portsOf(ctx))
}
