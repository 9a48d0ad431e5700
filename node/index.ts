import { Service } from '@vtex/api'
import { clients } from './compose'
import { Allowed, Recorded, guardGraphql } from './guard/graphql'
import { installed, minute, workEvent, tick } from './engine/entrances'
import { skuChanged, notify } from './queue/entrances'
import { resolvers } from './resolvers'

guardGraphql()

/** The service as VTEX IO starts it; names as in `service.json`. */
export default new Service({
  clients,
  events: { skuChanged, work: workEvent, minute, installed },
  graphql: { resolvers, schemaDirectives: { allowed: Allowed, recorded: Recorded } },
  routes: { notify, tick },
})
