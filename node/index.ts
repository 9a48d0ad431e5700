import { Service } from '@vtex/api'

import { clients } from './clients'
import { Recorded } from './directives/recorded'
import { installed } from './events/installed'
import { skuChanged } from './events/skuChanged'
import { work } from './events/work'
import { guardGraphql } from './guard'
import { resolvers } from './resolvers'
import { notify } from './routes/notify'
import { tick } from './routes/tick'

guardGraphql()

/** The service as VTEX IO starts it; the names are those of `service.json`. */
export default new Service({
  clients,
  events: { skuChanged, work, installed },
  graphql: { resolvers, schemaDirectives: { recorded: Recorded } },
  routes: { notify, tick },
})
