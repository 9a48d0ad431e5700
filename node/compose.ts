import type { IOContext, ServiceContext } from '@vtex/api'

import { APP, EXTRA_HOSTS } from './app'
import type { Clients } from './clients'
import type { Batch } from './domain/batches'
import { weightOf } from './domain/batches'
import type { SkuId } from './domain/requests'
import { logOf } from './log'
import { systemClock, uuids } from './platform/clock'
import { MinuteScheduler } from './platform/minuteScheduler'
import { EventMotor } from './platform/motor'
import { VtexPeople } from './platform/people'
import { publicUrlOf } from './platform/publicUrl'
import { addressesOf } from './platform/whence'
import type { People, Ports } from './ports'
import { VBaseControl } from './stores/control'
import { VBaseActivity } from './stores/activity'
import { VBaseDismissals } from './stores/dismissals'
import { entityOf } from './stores/entity'
import type { Whence } from './stores/history'
import { MasterDataHistory } from './stores/history'
import { HistoryOutbox } from './stores/historyOutbox'
import { VBaseJobs } from './stores/jobs'
import { KeptFiles } from './stores/keptFiles'
import { MasterDataLedger } from './stores/ledger'
import { MasterDataSchemas } from './stores/masterDataSchemas'
import { VBaseOfferCodes } from './stores/offerCodes'
import { VBaseRequests } from './stores/requests'
import { SavedConnection, secretsOf } from './stores/savedConnection'
import { AppSettings } from './stores/settings'
import type { VaultKeys } from './stores/vault'
import { Vault } from './stores/vault'

/** What a route, an event and a resolver have in common. */
export interface Caller {
  readonly clients: Clients
  readonly vtex: IOContext
}

/** The context of a route or a resolver. */
export type HttpContext = ServiceContext<Clients>

/** The app itself: a route or an event has no person behind it. */
const NOBODY: Whence = { person: () => Promise.resolve(null), from: null }

/** Of all accounts that this process serves: chunks of snapshots, about 10 MB of them. */
const CHUNKS = new KeptFiles<readonly SkuId[]>(250_000, chunk => chunk.length)

/** Of all accounts, too: batches in hand, two full ones, about 12 MB. */
const BATCHES = new KeptFiles<Batch>(20_000, weightOf)

/** Of all accounts: the keys that saved secrets are encrypted with. */
const VAULT_KEYS = new KeptFiles<VaultKeys>(2_000, keys => keys.size + 1)

/** Of all accounts: codes of lists of offers, two long ones, about 12 MB. */
const CODES = new KeptFiles<readonly string[]>(400_000, codes => 1 + codes.length)

/** The real ports of one request. Here alone they are put together. */
export function portsOf({ clients, vtex }: Caller, whence: Whence = NOBODY): Ports {
  const log = logOf(vtex)
  const publicUrl = publicUrlOf(vtex)
  const owner = `${vtex.account}/${vtex.workspace}`
  const settings = new AppSettings(clients.apps)
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
  const process = entityOf('process', APP, vtex)
  const history = entityOf('history', APP, vtex)
  return {
    account: vtex.account,
    production: vtex.production,
    publicUrl,
    carrefour: clients.carrefour,
    store: clients.store,
    requests: new VBaseRequests(clients.vbase),
    control: new VBaseControl(clients.vbase, clients.exactVbase, systemClock, uuids, {
      files: BATCHES,
      owner,
    }),
    activity: new VBaseActivity(clients.vbase, clients.exactVbase, systemClock, uuids),
    dismissals: new VBaseDismissals(clients.vbase, clients.exactVbase, systemClock, uuids),
    ledger: new MasterDataLedger(clients.masterdata, clients.exactMasterdata, process),
    jobs: new VBaseJobs(clients.vbase, clients.exactVbase, systemClock, uuids, {
      files: CHUNKS,
      owner,
    }),
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
    motor: new EventMotor(clients.events, log),
    scheduler: new MinuteScheduler(clients.scheduler, publicUrl),
  }
}

/** The session token of a request, looked for where the `@auth` directive looks; null when there is none. */
export const sessionOf = (ctx: HttpContext): string | null =>
  ctx.cookies.get('VtexIdclientAutCookie') || ctx.get('VtexIdclientAutCookie') || null

/** Who is behind a request. */
export const peopleOf = (ctx: HttpContext): People => new VtexPeople(ctx.clients, sessionOf(ctx))

/** The ports of a request that a person made: what is done is noted under the person's name. */
export function portsFor(ctx: HttpContext): Ports {
  const people = peopleOf(ctx)
  return portsOf(ctx, {
    person: () => people.user(),
    from: addressesOf(ctx.get('x-forwarded-for')),
  })
}
