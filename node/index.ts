import { Service } from '@vtex/api'

import { clients } from './clients'
import { Allowed } from './directives/allowed'
import { Recorded } from './directives/recorded'
import { installed } from './events/installed'
import { minute } from './events/minute'
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
  events: { skuChanged, work, minute, installed },
  graphql: { resolvers, schemaDirectives: { allowed: Allowed, recorded: Recorded } },
  routes: { notify, tick },
})
