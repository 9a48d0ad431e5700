import type { Carrefour } from './carrefour'
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
  Page,
} from './stores'
import type { Millis } from '../shared/time'
import type { HistoryEntry, HistoryKind, Note } from '../history/history.logic'
import type { SkuId, WarehouseStock } from '../shared/sku.logic'
import type { Throttled } from '../shared/callError'
import type { Result } from '../shared/result'

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

export interface Clock {
  now(): Millis
  sleep(ms: number): Promise<void>
  /** From 0 (inclusive) to 1 (exclusive). */
  random(): number
}

export interface Ids {
  next(): string
}

/** One structured line per attempt or decision: ids and numbers, no secrets, no personal data. */
export interface Log {
  info(event: string, facts: Readonly<Record<string, unknown>>): void
  warn(event: string, facts: Readonly<Record<string, unknown>>): void
}

/**
 * Until when this replica leaves the engine of the account alone, as it last heard. Kept in memory: a shortcut that
 * saves the calls for reading it in the state, and the only place while the state cannot be written.
 */
export interface Standby {
  until(): Millis
  set(until: Millis): void
}

/** Asks for the work handler to be called soon. Best effort: the scheduler is the safety net. */
export interface WorkTrigger {
  trigger(): Promise<void>
  /** Triggers the work of each minute; false when the trigger was not accepted. */
  minute(): Promise<boolean>
}

export interface Scheduler {
  /** Creates or replaces the scheduler entry that calls the app every minute. */
  ensure(token: string): Promise<void>
  /** Creates the entry if it is missing or wrong; true when it had to. */
  repair(token: string): Promise<boolean>
  /** Removes the entry; a missing one is no error. */
  remove(): Promise<void>
}

/** The three permissions of this app. */
export type Permission = 'view' | 'reprocess' | 'configure'

/** The signed-in user, according to VTEX ID. */
export interface CurrentUser {
  /** The Admin user's e-mail; null when nobody is signed in. */
  user(): Promise<string | null>
  may(permission: Permission): Promise<boolean>
}

/** A mail as plain text; the template turns it into HTML. */
export interface Mail {
  readonly to: string
  readonly subject: string
  readonly title: string
  readonly lines: readonly string[]
  readonly link: { readonly href: string; readonly text: string }
}

/**
 * - `sent`: VTEX's mail service accepted it;
 * - `failed`: certainly not sent, a retry may help;
 * - `unknown`: no answer, it may have been sent.
 */
export type Delivery = 'sent' | 'failed' | 'unknown'

/** VTEX's mail service. Failures are values, never exceptions. */
export interface Mailer {
  send(mail: Mail): Promise<Delivery>
}

export interface HistoryQuery {
  readonly kind: HistoryKind | null
  /** Exact e-mail. */
  readonly person: string | null
  /** Inclusive. */
  readonly since: Millis
  readonly page: number
  /** At most 100. */
  readonly pageSize: number
}

/** The audit history: who did what. Entries are only added, and removed when they are old. */
export interface History {
  /**
   * Adds an entry for the person behind this request. Never fails, because the action has already happened: an entry
   * that cannot be written now is kept until it can.
   *
   * @param once id of the entry; a second entry with the same id does not replace the first
   */
  note(note: Note, once?: string): Promise<void>
  /**
   * Records that the person behind this request is about to change something. Returns the entry's id, or null when it
   * could not be written anywhere; the change must then not be made.
   *
   * An action that never ends, because its process died or its outcome is unknown, appears in the history as this
   * entry.
   */
  begin(note: Note): Promise<string | null>
  /** The action was carried out or refused and has an entry of its own, so the one from `begin` is dropped. */
  end(id: string): Promise<void>
  /** Writes the entries that are waiting. Does nothing while the history still cannot be written. */
  flush(): Promise<void>
  /** Newest first, within the first 10,000 rows. May lag by some seconds. */
  search(query: HistoryQuery): Promise<Page<HistoryEntry>>
  /** Removes entries older than `before`, at most 1,000 a call; returns how many. */
  forget(before: Millis): Promise<number>
  /**
   * Removes a person's e-mail and addresses from all entries, at most 1,000 a call; returns how many entries were
   * changed.
   */
  forgetPerson(person: string): Promise<number>
}

/** The store's APIs did not answer, or not as documented. */
export interface StoreUnavailable {
  readonly kind: 'storeUnavailable'
  /** For the log. */
  readonly message: string
  /** Set when it asked for fewer calls (429 or 503). */
  readonly throttled?: Throttled
}

/** Sellable units of one SKU in a trade policy; null when the answer holds no figure. */
export interface Simulated {
  readonly skuId: SkuId
  readonly available: number | null
}

/** A SKU according to the catalog. */
export interface CatalogSku {
  readonly skuId: SkuId
  readonly name: string
  readonly ean: string | null
  /** The merchant's own code (RefId). */
  readonly reference: string | null
  /** True when both SKU and product are active. */
  readonly isActive: boolean
  readonly isKit: boolean
  /** The SKUs that a kit is made of; none of other SKUs. */
  readonly components: readonly SkuId[]
  readonly tradePolicies: readonly string[]
}

export interface TradePolicy {
  readonly id: string
  readonly name: string
  readonly active: boolean
}

export interface Affiliate {
  readonly id: string
  readonly name: string
  readonly tradePolicy: string
  readonly followUpEmail: string
  /** Where the store posts its notifications; null when unset. */
  readonly endpoint: string | null
}

/** Maximum number of SKUs in one simulation call. */
export const SIMULATION_SIZE = 50

/** SKUs in one page of a trade policy. The catalog documents no limit; a store may return fewer. */
export const POLICY_PAGE = 200

/** The merchant's VTEX store. */
export interface Store {
  /** Stock of up to 50 SKUs in a trade policy (checkout simulation). SKUs not sold there are absent. */
  simulate(
    skuIds: readonly SkuId[],
    tradePolicy: string,
    affiliateId: string
  ): Promise<Result<readonly Simulated[], StoreUnavailable>>
  /** One SKU; null when the catalog does not have it. */
  sku(skuId: SkuId): Promise<Result<CatalogSku | null, StoreUnavailable>>
  /** SKU ids of a trade policy, in pages from 1; an empty page is the end. */
  skusOfPolicy(
    tradePolicy: string,
    page: number
  ): Promise<Result<readonly SkuId[], StoreUnavailable>>
  /** Ids of the active warehouses served by an active dock of the trade policy. Costs two calls. */
  servingWarehouses(tradePolicy: string): Promise<Result<readonly string[], StoreUnavailable>>
  /** Stock of a SKU in each warehouse; empty when logistics does not know the SKU. */
  warehouseStock(skuId: SkuId): Promise<Result<readonly WarehouseStock[], StoreUnavailable>>
  tradePolicies(): Promise<Result<readonly TradePolicy[], StoreUnavailable>>
  affiliate(id: string): Promise<Result<Affiliate | null, StoreUnavailable>>
  saveAffiliate(affiliate: Affiliate): Promise<Result<null, StoreUnavailable>>
  /** A missing affiliate is no error. */
  removeAffiliate(id: string): Promise<Result<null, StoreUnavailable>>
}
