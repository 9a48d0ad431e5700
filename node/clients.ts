import { type ClientsConfig, type IOContext, IOClients, VBase } from '@vtex/api'

import { SECOND } from './shared/time'
import { guardLogger } from './guard/logger'
import { freshReads, plainErrors, untraced } from './vtex/middleware'
import { CarrefourClient } from './carrefour/client'
import { VtexId } from './vtex/vtexId'
import { Grants } from './vtex/licenseManager'
import { OwnMasterData } from './vtex/masterData'
import { MessageCenter } from './vtex/messageCenter'
import { SchedulerClient, readsClock } from './vtex/platform'
import { MOST_AT_ONCE } from './vtex/pace'
import { StoreClient } from './vtex/store'

/** Every API the service calls, one instance per request. */
export class Clients extends IOClients {
  /** The runtime creates the clients before any other code of ours runs, so the log is guarded from here on. */
  constructor(options: ConstructorParameters<typeof IOClients>[0], context: IOContext) {
    super(options, context)
    guardLogger(context.logger)
  }

  get carrefour(): CarrefourClient {
    return this.getOrSet('carrefour', CarrefourClient)
  }

  get store(): StoreClient {
    return this.getOrSet('store', StoreClient)
  }

  get vtexId(): VtexId {
    return this.getOrSet('vtexId', VtexId)
  }

  get grants(): Grants {
    return this.getOrSet('grants', Grants)
  }

  get messageCenter(): MessageCenter {
    return this.getOrSet('messageCenter', MessageCenter)
  }

  get scheduler(): SchedulerClient {
    return this.getOrSet('scheduler', SchedulerClient)
  }

  /** VBase for conditional writes: a write whose answer was lost is never retried silently. */
  get exactVbase(): VBase {
    return this.getOrSet('exactVbase', VBase)
  }

  override get masterdata(): OwnMasterData {
    return this.getOrSet('masterdata', OwnMasterData)
  }

  /** Master Data for scrolls: each call advances them, so none may be retried silently. */
  get exactMasterdata(): OwnMasterData {
    return this.getOrSet('exactMasterdata', OwnMasterData)
  }
}

/** A first scroll step prepares the whole scroll: it is known to be slow. */
const SCROLL_TIMEOUT = 15 * SECOND

const FRESH = { memoizable: false, middlewares: [freshReads, plainErrors], timeout: 5 * SECOND }

/** The clock that all replicas share is read off VBase's answers. */
const DATED = { middlewares: [...FRESH.middlewares, readsClock] }

/** Settings of the library's own clients: reads are not cached, failures carry no secrets. */
export const clients = {
  implementation: Clients,
  options: {
    default: { retries: 0, timeout: 5 * SECOND, middlewares: [plainErrors] },
    vbase: { ...FRESH, ...DATED, retries: 1 },
    exactVbase: { ...FRESH, ...DATED, retries: 0 },
    masterdata: { ...FRESH, retries: 1, concurrency: MOST_AT_ONCE },
    exactMasterdata: { ...FRESH, retries: 0, timeout: SCROLL_TIMEOUT },
    apps: { ...FRESH, retries: 1, middlewares: [untraced, freshReads, plainErrors] },
    events: { retries: 1, timeout: 2 * SECOND, middlewares: [plainErrors] },
  },
} satisfies ClientsConfig<Clients>
