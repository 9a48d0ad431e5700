import type { Carrefour } from './carrefour'
import type { History } from './history'
import type { Clock, Ids, Log, Mailer, Scheduler, Standby, WorkTrigger } from './platform'
import type {
  Activity,
  Configurations,
  ConnectionStateStore,
  Dismissals,
  Jobs,
  Kits,
  Ledger,
  OfferCodes,
  RequestQueue,
  Schemas,
  SecretStore,
  Sendings,
  SummaryStore,
} from './stores'
import type { Store } from './store'

/** Everything the use cases need from outside, for one account and one request. */
export interface Ports {
  readonly account: string
  /** Whether this is the production workspace. */
  readonly production: boolean
  /** Address at which the store reaches this app's public routes, without a trailing slash. */
  readonly publicUrl: string
  /** Host names accepted as Carrefour's besides those in the manifest: none on VTEX IO. */
  readonly hosts: readonly string[]
  readonly carrefour: Carrefour
  readonly store: Store
  readonly queue: RequestQueue
  readonly connectionState: ConnectionStateStore
  readonly kits: Kits
  readonly ledger: Ledger
  readonly offerCodes: OfferCodes
  readonly dismissals: Dismissals
  readonly summary: SummaryStore
  readonly activity: Activity
  readonly jobs: Jobs
  readonly sendings: Sendings
  readonly configurations: Configurations
  readonly secrets: SecretStore
  readonly schemas: Schemas
  readonly history: History
  readonly mailer: Mailer
  readonly clock: Clock
  readonly ids: Ids
  readonly log: Log
  readonly workTrigger: WorkTrigger
  readonly standby: Standby
  readonly scheduler: Scheduler
}

export type { CurrentUser } from './platform'
