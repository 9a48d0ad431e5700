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
import { type Millis, SECOND } from '../shared/time'
import type { HistoryEntry, HistoryKind, Note } from '../history/history.logic'
import type { SkuId, WarehouseStock } from '../shared/sku.logic'
import type { Throttled } from '../shared/callError'
import type { Result } from '../shared/result'
import type { ReportCounts } from '../carrefour/report/reading.logic'
import type { CheckedShop } from '../connection/keyChecks.logic'
import type { ShopKey } from '../connection/shop.logic'

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
  /** False when the answer says that there is no price, so that an order would be refused. */
  readonly isPriced: boolean
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

/** Time limits for Carrefour's answers, in milliseconds: any call, and the upload of a stock file. */
export const LONGEST_ANSWER = 8 * SECOND
export const LONGEST_UPLOAD = 12 * SECOND

/** Carrefour's address and the credentials to call it with. */
export interface Access {
  /** Base address without `/api` and without a trailing slash. */
  readonly url: string
  readonly shopKey: ShopKey
  /** Digits, or empty for the key's default shop. */
  readonly shopId: string
}

/** Why a call to Carrefour gave no result. */
export type CallFailure =
  /** 401 or 403. */
  | { readonly kind: 'refused'; readonly httpStatus: 401 | 403; readonly message: string }
  /** 429; `retryAfter` in milliseconds, null when Carrefour gave none. */
  | { readonly kind: 'limited'; readonly retryAfter: number | null; readonly message: string }
  /** 5xx, time-out, dropped connection, an HTML page, or anything else that is not as documented. */
  | {
      readonly kind: 'unavailable'
      readonly message: string
      /**
       * Whether Carrefour may have carried out the call. `unlikely` (the default): it answered with a 5xx. `maybe`:
       * there was no answer, or a 2xx that cannot be read.
       */
      readonly carriedOut?: 'no' | 'unlikely' | 'maybe'
      /** Milliseconds; null when Carrefour gave none. */
      readonly retryAfter?: number | null
    }
  /** 404: no such thing for this shop. */
  | { readonly kind: 'notFound'; readonly message: string }
  /** Any other 4xx: Carrefour rejected the request. */
  | { readonly kind: 'rejected'; readonly httpStatus: number; readonly message: string }

export type Answer<T> = { readonly kind: 'done'; readonly value: T } | CallFailure

/** STO02. Unknown states are read as 'running'. */
export interface ImportStatus {
  readonly state: 'running' | 'complete' | 'failed'
  /** The counts Carrefour gives for the import's lines and error report. */
  readonly counts: ReportCounts
  /** The state, in Carrefour's own term. */
  readonly word: string
  /** Number of the shop that got the file; absent when the answer names none. */
  readonly shopId?: string
}

/** An offer as Carrefour holds it (OF21). */
export interface Offer {
  /** The seller's code (`shop_sku`) as received: not necessarily a SKU of the store. */
  readonly code: string
  /** Units; null when the answer holds no usable figure. */
  readonly quantity: number | null
  readonly active: boolean
  /** It is inactive because the shop is not open. */
  readonly isShopClosed?: true
}

/** One page of the shop's offers (OF21). */
export interface OfferPage {
  /** Only offers whose code could be read. */
  readonly offers: readonly Offer[]
  /** How many offers the page held, readable or not; at most OFFER_PAGE. */
  readonly received: number
  /** The shop's total number of offers according to the answer; null when it gives none. */
  readonly total: number | null
}

/** Largest page of offers (documented). */
export const OFFER_PAGE = 100

/** A shop as Carrefour describes it (A01). The rest of that answer, which includes bank details, is never read. */
export type ShopAccount = CheckedShop

/**
 * Carrefour's marketplace (Mirakl seller API). The client never retries by itself. Limits per shop (documented): STO01
 * once a minute, STO02 once per 15 s, STO03 once a minute, A01 once a day.
 */
export interface Carrefour {
  /** STO01: sends a stock file; returns the import's id. */
  sendStock(access: Access, file: string): Promise<Answer<string>>
  /** STO02: the state of a stock import. */
  importStatus(access: Access, importId: string): Promise<Answer<ImportStatus>>
  /**
   * STO03: the bytes of the error report, whose encoding Carrefour does not state. Null when it exceeds what a file of `lines` lines can explain (64 KB plus 2 KB a
   * line, unpacked); the read stops there.
   */
  errorReport(access: Access, importId: string, lines: number): Promise<Answer<Buffer | null>>
  /** OF21: the offer of this SKU; null when there is none. */
  offer(access: Access, skuId: SkuId): Promise<Answer<Offer | null>>
  /**
   * OF21: up to 100 of the shop's offers from `offset` on, sorted by product title because prices may change during a
   * walk.
   */
  offerPage(access: Access, offset: number): Promise<Answer<OfferPage>>
  /** P31: which of these EANs (at most 100) have a product in the catalogue. */
  products(access: Access, eans: readonly string[]): Promise<Answer<readonly string[]>>
  /** OF21 with one row: checks that the key opens the shop. */
  ping(access: Access): Promise<Answer<null>>
  /** A01: the shop that the key belongs to. */
  account(access: Access): Promise<Answer<ShopAccount>>
}
