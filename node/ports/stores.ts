import type { HourTally, Tally } from '../ledger/activity.logic'
import type { Batch } from '../engine/batch.logic'
import type { Cause, SettledStatus } from '../shared/causes'
import type {
  Configuration,
  ShownConfiguration,
  OwnSecrets,
} from '../connection/configuration.logic'
import type { ConnectionState } from '../engine/state.logic'
import type { JobList } from '../jobs/jobList.logic'
import type { Summary } from '../ledger/summary.logic'
import type { Dismissal } from '../ledger/problems.logic'
import type { Process } from '../ledger/process.logic'
import type { ReceiptLine } from '../jobs/job.logic'
import type { KitComponents, StockRequest } from '../queue/stockRequest.logic'
import type { SkuId } from '../shared/sku.logic'
import type { Search } from '../ledger/filter.logic'
import type { Seen } from '../shared/keptFiles'
import type { Throttled } from '../shared/callError'
import type { Millis } from '../shared/time'
import type { Access, Clock } from '.'
import type { Unwritten } from '../engine/rows.logic'
import type { Attachment, Sending } from '../sendings/sendings.logic'

/** The queue: durable requests, at most one per SKU and priority. */
export interface RequestQueue {
  /** Durable when it resolves. Idempotent. */
  enqueue(request: StockRequest, at: Millis): Promise<void>
  /** Removes requests; missing ones are no error. Returns those that could not be removed. */
  remove(requests: readonly StockRequest[]): Promise<readonly StockRequest[]>
  /** Up to `limit` requests, live priorities first. */
  list(limit: number): Promise<readonly StockRequest[]>
  /** When this request was written; null when it does not exist. */
  timeOf(request: StockRequest): Promise<Millis | null>
  /** When the SKU was requested; null when it is not in the queue. */
  requestedAt(skuId: SkuId): Promise<Millis | null>
}

/** Another replica wrote first. */
export class Conflict extends Error {
  constructor(what: string) {
    super(`${what} was changed by another replica`)
  }
}

/** The ledger did not answer, or refused a document; assume nothing was written. */
export class LedgerUnavailable extends Error {
  /**
   * @param throttled set when it asked for fewer calls; `retryAfter` in milliseconds, null when it named no time
   */
  constructor(
    message?: string,
    readonly throttled: Throttled | null = null
  ) {
    super(message)
  }
}

/** What the ledger says; `otherwise` while it does not answer. */
export async function ifLedgerAnswers<T, U>(ask: () => Promise<T>, otherwise: U): Promise<T | U> {
  try {
    return await ask()
  } catch (error) {
    if (error instanceof LedgerUnavailable) return otherwise
    throw error
  }
}

/** How often what should be there is looked for before it counts as missing, and the first pause between two looks. */
const LOOKS = 3
const FIRST_LOOK_AGAIN: Millis = 250

/**
 * Looks again before something counts as missing. What follows from that cannot be undone (another one is begun in its
 * place), and a single 404 may come from the way to where it is kept, or from a copy that is behind.
 */
export async function untilFound<F>(
  clock: Pick<Clock, 'sleep'>,
  look: () => Promise<F>,
  isMissing: (found: F) => boolean
): Promise<F> {
  let found = await look()
  for (let looks = 1; looks < LOOKS && isMissing(found); looks += 1) {
    await clock.sleep(looks * FIRST_LOOK_AGAIN)
    found = await look()
  }
  return found
}

/** State of this account's one connection. */
export interface ConnectionStateStore {
  read(): Promise<ConnectionState>
  /** The state as it was at most 30 seconds ago, read once in that time for all who ask this replica. */
  recent(): Promise<Seen<ConnectionState>>
  /**
   * Compare-and-set: reads, changes, and writes if nobody wrote in between; retries a few times. `change` may run more
   * than once; when it returns null nothing is written and null is returned. What changes nothing is not written either.
   */
  update(
    change: (state: ConnectionState) => ConnectionState | null
  ): Promise<ConnectionState | null>
  readBatch(key: string): Promise<Batch | null>
  /**
   * Each save has a key of its own and is never overwritten. The state's `batchKey`, written with compare-and-set,
   * decides which one counts, so a replica that lost its lease can do no harm.
   */
  saveBatch(key: string, batch: Batch): Promise<void>
  /** A missing batch is no error. */
  removeBatch(key: string): Promise<void>
  /** The outcomes saved under a key that the ledger has not taken yet; empty when there are none. */
  readUnwritten(key: string): Promise<readonly Unwritten[]>
  /** As `saveBatch`: under a key of its own, named in the state's `unwritten`. `removeBatch` removes it. */
  saveUnwritten(key: string, list: readonly Unwritten[]): Promise<void>
  /** The SKUs saved under a key; empty when there are none. */
  readSkus(key: string): Promise<readonly SkuId[]>
  /** As `saveBatch`: under a key of its own, named in the state's `recentRows`. `removeBatch` removes it. */
  saveSkus(key: string, skuIds: readonly SkuId[]): Promise<void>
}

/** Reprocess jobs of this account's one connection. */
export interface Jobs {
  read(): Promise<JobList>
  /** The list, made if there is none yet. That takes most of a second, which nobody shall wait for at the first job. */
  prepare(): Promise<JobList>
  /** Compare-and-set, as `ConnectionStateStore.update`. */
  update(change: (book: JobList) => JobList | null): Promise<JobList | null>
  /** The same for a person who waits: what else is to be written because of it may follow the answer. */
  updateNow(change: (book: JobList) => JobList | null): Promise<JobList | null>
  /** Saves one chunk of a snapshot. Idempotent: a chunk always has the same content. */
  saveChunk(jobId: string, take: string, chunk: number, skuIds: readonly SkuId[]): Promise<void>
  /** A missing chunk reads as empty. */
  readChunk(jobId: string, take: string, chunk: number): Promise<readonly SkuId[]>
  /** Saves the lines of the range that starts at `from`. Idempotent: they are always the same. */
  saveReceipt(jobId: string, from: number, lines: readonly ReceiptLine[]): Promise<void>
  readReceipt(jobId: string, from: number): Promise<readonly ReceiptLine[]>
  /** Removes files of a forgotten job, some per call; true when none is left. */
  removeFiles(jobId: string): Promise<boolean>
}

export interface Page<T> {
  readonly items: readonly T[]
  readonly total: number
}

/** Conditions joined with AND; an omitted, null or empty one does not narrow. */
export interface LedgerFilter {
  readonly status?: SettledStatus | null
  readonly causes?: readonly Cause[]
  /** Has none of these causes; processes without a cause match. */
  readonly without?: readonly Cause[]
  /** Fingerprint of an unclassified message. */
  readonly fingerprint?: string | null
  /** Has a fingerprint that is none of these; an empty list matches any fingerprint. */
  readonly otherThan?: readonly string[]
  /** As `matchesSearch`. */
  readonly search?: Search
  /** Not this SKU. */
  readonly notSku?: SkuId | null
  /** Processed at or after this moment. */
  readonly since?: Millis | null
  /** Processed before this moment. */
  readonly before?: Millis | null
  /** Has had its cause since this moment or later. */
  readonly causeSince?: Millis | null
  /** Rank of what its problem costs (`impactRank`), from and to inclusive. */
  readonly impactFrom?: number | null
  readonly impactTo?: number | null
  /** Its problem costs something, or its SKU code is below this number. */
  readonly costsOrBelow?: number | null
  /** SKU codes above and below these numbers, exclusive. */
  readonly skuAbove?: number | null
  readonly skuBelow?: number | null
}

/**
 * `longest`: has had its cause for the longest time first; `nextCheck`: next due for a radar check first; `impact`: costs
 * most first, by `impactRank`.
 */
export type LedgerSort =
  'newest' | 'oldest' | 'skuUp' | 'skuDown' | 'longest' | 'nextCheck' | 'impact'

export interface ProcessQuery extends LedgerFilter {
  readonly sort?: LedgerSort
  /** From 1. */
  readonly page: number
  readonly pageSize: number
}

/** Number of SKUs that one search can be asked for: as many rows as Master Data returns. */
export const FIND_SIZE = 100

/** Number of rows that the pages of one search can reach: Master Data's documented limit. */
export const REACHABLE = 10_000

/** Cursors of a walk by searches hold the last SKU code. */
export const BY_SKU = 'sku:0'

export const isBySku = (cursor: string | null): cursor is string =>
  cursor !== null && /^sku:\d+$/.test(cursor)

/** SKU ids from a walk through the ledger, and the cursor of the next step; null at the end. */
export interface Walk {
  readonly skuIds: readonly SkuId[]
  readonly cursor: string | null
}

/**
 * The ledger: one process per SKU. Reads by SKU are exact; searches may lag by some seconds. @throws LedgerUnavailable
 */
export interface Ledger {
  get(skuId: SkuId): Promise<Process | null>
  put(process: Process): Promise<void>
  /** Newest first by default. At most 100 rows a page and no rows beyond 10,000, but always the total. */
  search(query: ProcessQuery): Promise<Page<Process>>
  /** Processes of up to `FIND_SIZE` SKUs, from the search index (may lag). */
  find(skuIds: readonly SkuId[]): Promise<readonly Process[]>
  /** Number of matches, from the search index (may lag). */
  count(filter: LedgerFilter): Promise<number>
  /**
   * How many SKUs have units at Carrefour, as far as the rows say. Exact, and never too many: of rows of older versions,
   * which do not say, up to 5,000 are read. From the search index (may lag).
   *
   * @param enough counting may stop once so many are found
   */
  stocked(enough: number): Promise<number>
  /** Processes whose radar check is due, longest overdue first. */
  due(now: Millis, limit: number): Promise<readonly Process[]>
  /**
   * Up to 250 SKU ids per step of all that match, as of the start of the walk. A step cannot be repeated: its ids are
   * lost if its answer is, so a broken walk must start again.
   *
   * @param cursor from the step before; null starts a walk; `BY_SKU` starts one by searches in the order of the SKU
   * codes, which costs more calls, can be continued at any time and shows what matches at the moment of each step
   * @returns null when the walk broke: the cursor has expired, or there was no answer
   * @throws LedgerUnavailable in a walk by searches, whose step can be repeated
   */
  walk(filter: LedgerFilter, cursor: string | null): Promise<Walk | null>
}

/** Which kits there are, as the catalog said when they were last read: a change of stock is notified for the component alone. */
export interface Kits {
  read(): Promise<KitComponents>
  /** Replaces what is remembered of these kits. Bounded: further kits are not remembered. */
  note(learned: KitComponents): Promise<void>
}

/** The summary that the pages show; see `Summary`. */
export interface SummaryStore {
  read(): Promise<Summary>
  /** Compare-and-set, as `ConnectionStateStore.update`. */
  update(change: (summary: Summary) => Summary | null): Promise<Summary | null>
}

/** The problems that people have dismissed. */
export interface Dismissals {
  read(): Promise<readonly Dismissal[]>
  /** Compare-and-set, as `ConnectionStateStore.update`. */
  update(
    change: (dismissals: readonly Dismissal[]) => readonly Dismissal[]
  ): Promise<readonly Dismissal[]>
}

/** Number of sendings per outcome, by hour. */
export interface Activity {
  /** Adds a batch to the counts; adding the same batch again has no effect. */
  add(batchId: string, at: Millis, tally: Tally): Promise<void>
  /** The hours of one day (UTC, as 2026-11-24) with any sendings, oldest first. */
  read(day: string): Promise<readonly HourTally[]>
}

/** Codes already seen in Carrefour's list of offers during a walk. */
export interface OfferCodes {
  /** Null when there is no such file. */
  read(name: string): Promise<readonly string[] | null>
  /** A name is used once and its file never changed, so a replica that lost its lease can do no harm. */
  save(name: string, codes: readonly string[]): Promise<void>
  /** A missing file is no error. */
  remove(name: string): Promise<void>
  /** Removes files of earlier walks, some per call. */
  sweep(): Promise<void>
}

/** What a save replaces the current configuration with. */
export interface Replacement {
  /** The new configuration with its version. May be called more than once. */
  readonly next: (version: number) => Configuration
  /** The app's own secrets from then on. The previous ones are accepted for a day. */
  readonly secrets: OwnSecrets
}

/** What a disconnect took away. */
export interface TakenDown {
  /** The version that the disconnect was given: later saves have higher ones. */
  readonly version: number
  /** The affiliate still to be removed, or null. */
  readonly leaving: string | null
  /** False when there was nothing left: somebody had disconnected before. */
  readonly isFirst: boolean
}

/** The saved configuration. Writes use compare-and-set: of two concurrent ones, one gets null. */
export interface Configurations {
  /** Null before the first save, after a disconnect, or when the stored configuration is unusable. */
  read(): Promise<Configuration | null>
  /** The same without the ShopKey, for pages. */
  shown(): Promise<ShownConfiguration | null>
  /**
   * Saves if the saved version is still `expected` (null: nothing is saved); returns what is saved now. Null, with
   * nothing changed, when somebody else saved or disconnected in between. Versions are never reused.
   */
  replace(expected: number | null, replacement: Replacement): Promise<Configuration | null>
  /**
   * Deletes the configuration, the ShopKey and the app's own secrets, whatever version is saved: saves that began
   * earlier fail.
   */
  takeDown(): Promise<TakenDown>
  /** Records that the affiliate from `takeDown` has been removed. */
  tookDown(): Promise<void>
}

export interface SecretStore {
  /** Creates them on first use; null, creating none, after a person has disconnected. */
  ensure(): Promise<OwnSecrets | null>
  /** Null when there are none. */
  read(): Promise<OwnSecrets | null>
  /** New secrets, not saved. */
  fresh(): Promise<OwnSecrets>
  /** Replaces the webhook's secret; the previous one is accepted for a day. Null when there are no secrets. */
  renew(): Promise<OwnSecrets | null>
  /** A digest of key, shop and address: tells whether two are equal without revealing the key. */
  print(access: Access): Promise<string>
}

/** The schemas that Master Data stores and searches the app's documents by. */
export interface Schemas {
  /** Creates the missing ones. Idempotent. */
  ensure(): Promise<void>
}

/** The bytes of an attachment, compressed as RFC 1952 (gzip). */
export type Zipped = Buffer

/** The stock files that were sent: a line each, and what was said. Parts are written once and never changed. */
export interface Sendings {
  /** The sendings of some days (UTC, as 2026-11-24), in no order. */
  read(days: readonly string[]): Promise<readonly Sending[]>
  /**
   * Saves attachments, then adds the sending to its day or brings it up to date. Idempotent. An attachment that is too large is left
   * out; of a day that holds too much the oldest lose their attachments; days that are no longer kept are removed, some files
   * per call.
   */
  save(sending: Sending, attachments: Readonly<Partial<Record<Attachment, Buffer>>>): Promise<void>
  /** Saves an attachment ahead of its sending; answers the bytes it takes, null when it is too large. */
  saveAttachment(id: string, attachment: Attachment, content: Buffer): Promise<number | null>
  /** A stored attachment; null when there is none. */
  readAttachment(id: string, attachment: Attachment): Promise<Zipped | null>
}
