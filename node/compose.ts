import {
  type IOContext,
  type ServiceContext,
  type ClientsConfig,
  IOClients,
  VBase,
} from '@vtex/api'
import { APP, EXTRA_HOSTS } from './app'
import { type Batch, weightOf } from './engine/batch.logic'
import type { SkuId } from './shared/sku.logic'
import { logOf, guardLogger } from './guard/logger'
import {
  systemClock,
  uuids,
  EventWorkTrigger,
  publicUrlOf,
  standbyOf,
  MinuteScheduler,
  SchedulerClient,
  readsClock,
} from './vtex/platform'
import { VtexCurrentUser, addressesOf } from './guard/people'
import type { CurrentUser, Ports } from './ports'
import { VBaseControl } from './engine/store'
import { VBaseActivity, MasterDataLedger } from './ledger/store'
import { withCopies } from './ledger/copied'
import { VBaseSummary, VBaseDismissals } from './ledger/summaryStore'
import { entityOf, MasterDataSchemas } from './vtex/schemas'
import { type RequestOrigin, MasterDataHistory, HistoryOutbox } from './history/store'
import { VBaseJobs } from './jobs/store'
import { BriefReads, KeptFiles } from './shared/keptFiles'
import { SECOND } from './shared/time'
import type { ConnectionState } from './engine/state.logic'
import { VBaseSendings } from './sendings/store'
import { VBaseOfferCodes } from './reconcile/store'
import { VBaseKits, VBaseRequestQueue } from './queue/store'
import { SavedConnection, secretsOf } from './connection/savedConnection'
import { type VaultKeys, AppSettings, Vault } from './connection/vault'
import { freshReads, SAFE_ANSWERS, untraced } from './vtex/middleware'
import { CarrefourClient } from './carrefour/client'
import { VtexId } from './vtex/vtexId'
import { Grants } from './vtex/licenseManager'
import { OwnMasterData } from './vtex/masterData'
import { MessageCenter } from './vtex/messageCenter'
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

const FRESH = { memoizable: false, middlewares: [freshReads, ...SAFE_ANSWERS], timeout: 5 * SECOND }

/** The clock that all replicas share is read off VBase's answers. */
const DATED = { middlewares: [...FRESH.middlewares, readsClock] }

/** Settings of the library's own clients: reads are not cached, failures carry no secrets. */
export const clients = {
  implementation: Clients,
  options: {
    default: { retries: 0, timeout: 5 * SECOND, middlewares: [...SAFE_ANSWERS] },
    vbase: { ...FRESH, ...DATED, retries: 1 },
    exactVbase: { ...FRESH, ...DATED, retries: 0 },
    masterdata: { ...FRESH, retries: 1, concurrency: MOST_AT_ONCE },
    exactMasterdata: { ...FRESH, retries: 0, timeout: SCROLL_TIMEOUT },
    apps: { ...FRESH, retries: 1, middlewares: [untraced, freshReads, ...SAFE_ANSWERS] },
    events: { retries: 1, timeout: 2 * SECOND, middlewares: [...SAFE_ANSWERS] },
  },
} satisfies ClientsConfig<Clients>

/** The common part of routes, events and resolvers. */
export interface Caller {
  readonly clients: Clients
  readonly vtex: IOContext
}

/** The context of a route or a resolver. */
export type HttpContext = ServiceContext<Clients>

/** The app itself: routes and events have no person behind them. */
const NOBODY: RequestOrigin = { person: () => Promise.resolve(null), from: null }

/** Chunks of snapshots of all accounts of this process, about 10 MB. */
const CHUNKS = new KeptFiles<readonly SkuId[]>(250_000, chunk => chunk.length)

/** Batches in flight of all accounts: two full ones, about 12 MB. */
const BATCHES = new KeptFiles<Batch>(20_000, weightOf)

/**
 * States of all accounts that idle pages have asked for. Shared for a little less than a page waits between two looks
 * (15 s), so that a change is seen at the next one: four reads a minute, however many tabs.
 */
const STATES = new BriefReads<ConnectionState>(14 * SECOND)

/** Encryption keys of all accounts. */
const VAULT_KEYS = new KeptFiles<VaultKeys>(2_000, keys => keys.size + 1)

/** Codes of lists of offers of all accounts: two long ones, about 12 MB. */
const CODES = new KeptFiles<readonly string[]>(400_000, codes => 1 + codes.length)

/** The real ports of one request: the only place where they are composed. */
export function portsOf({ clients, vtex }: Caller, whence: RequestOrigin = NOBODY): Ports {
  const log = logOf(vtex)
  const publicUrl = publicUrlOf(vtex)
  const owner = `${vtex.account}/${vtex.workspace}`
  const settings = new AppSettings(clients.apps, systemClock)
  const saved = new SavedConnection({
    vbase: clients.vbase,
    exactVbase: clients.exactVbase,
    settings,
    vault: new Vault(settings, VAULT_KEYS, owner),
    clock: systemClock,
    ids: uuids,
    account: vtex.account,
    hosts: EXTRA_HOSTS,
  })
  const standby = standbyOf(owner)
  const process = entityOf('process', APP, vtex)
  const history = entityOf('history', APP, vtex)
  return withCopies({
    account: vtex.account,
    production: vtex.production,
    publicUrl,
    carrefour: clients.carrefour,
    store: clients.store,
    queue: new VBaseRequestQueue(clients.vbase),
    connectionState: new VBaseControl(clients.vbase, clients.exactVbase, systemClock, uuids, {
      files: BATCHES,
      owner,
      states: STATES,
    }),
    activity: new VBaseActivity(clients.vbase, clients.exactVbase, systemClock, uuids),
    dismissals: new VBaseDismissals(clients.vbase, clients.exactVbase, systemClock, uuids),
    summary: new VBaseSummary(clients.vbase, clients.exactVbase, systemClock, uuids),
    kits: new VBaseKits(clients.vbase, clients.exactVbase, systemClock, uuids),
    ledger: new MasterDataLedger(clients.masterdata, clients.exactMasterdata, process),
    jobs: new VBaseJobs(clients.vbase, clients.exactVbase, systemClock, uuids, {
      files: CHUNKS,
      owner,
    }),
    sendings: new VBaseSendings(clients.vbase, clients.exactVbase, systemClock, uuids),
    offerCodes: new VBaseOfferCodes(clients.vbase, { files: CODES, owner }),
    configurations: saved,
    secrets: secretsOf(saved),
    hosts: EXTRA_HOSTS,
    schemas: new MasterDataSchemas(clients.masterdata, [process, history]),
    mailer: clients.messageCenter,
    history: new MasterDataHistory(clients.masterdata, history, whence, {
      clock: systemClock,
      ids: uuids,
      log,
      outbox: new HistoryOutbox(clients.vbase, clients.exactVbase, systemClock, uuids),
    }),
    clock: systemClock,
    ids: uuids,
    log,
    workTrigger: new EventWorkTrigger(owner, {
      events: clients.events,
      log,
      standby,
      clock: systemClock,
    }),
    standby,
    scheduler: new MinuteScheduler(clients.scheduler, publicUrl),
  })
}

/** The session token of a request, from where `@auth` reads it; null when there is none. */
export const sessionOf = (ctx: HttpContext): string | null =>
  ctx.cookies.get('VtexIdclientAutCookie') || ctx.get('VtexIdclientAutCookie') || null

const PEOPLE = new WeakMap<HttpContext, CurrentUser>()

/** The person behind a request: the same for all who ask, so that VTEX ID is asked once. */
export function currentUserOf(ctx: HttpContext): CurrentUser {
  const known = PEOPLE.get(ctx) ?? new VtexCurrentUser(ctx.clients, sessionOf(ctx))
  PEOPLE.set(ctx, known)
  return known
}

/** The ports of a person's request: the history records its actions under their name. */
export function portsFor(ctx: HttpContext): Ports {
  const people = currentUserOf(ctx)
  return portsOf(ctx, {
    person: () => people.user(),
    from: addressesOf(ctx.get('x-forwarded-for')),
  })
}
