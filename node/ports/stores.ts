import type { HourTally, Tally } from '../ledger/activity.logic'
import type { Batch } from '../engine/batch.logic'
import type { Cause, SettledStatus } from '../shared/causes'
import type { Configuration } from '../connection/configuration.logic'
import type { ConnectionState } from '../engine/state.logic'
import type { JobList } from '../jobs/jobList.logic'
import type { OwnSecrets } from '../connection/ownSecrets.logic'
import type { Dismissal } from '../problems/problems.logic'
import type { Process } from '../ledger/process.logic'
import type { ReceiptLine } from '../jobs/receipt.logic'
import type { StockRequest, SkuId } from '../queue/stockRequest.logic'
import type { Search } from '../ledger/filter.logic'
import type { Millis } from '../shared/time'
import type { Access } from './carrefour'
import type { Unwritten } from '../engine/unwritten.logic'

/** The queue: durable requests, at most one per SKU and priority. */
export interface RequestQueue {
  /** Durable when it resolves. Marking twice is marking once. */
  enqueue(request: StockRequest, at: Millis): Promise<void>
  /** Removes requests; those already gone are no error. Answers those that could not be removed. */
  remove(requests: readonly StockRequest[]): Promise<readonly StockRequest[]>
  /** Up to `limit` requests, live priorities first. */
  list(limit: number): Promise<readonly StockRequest[]>
  /** When this one request was written; null when it is not there. */
  timeOf(request: StockRequest): Promise<Millis | null>
  /** When the SKU was marked; null when it is not. */
  requestedAt(skuId: SkuId): Promise<Millis | null>
}

/** A write lost against another replica's. */
export class Conflict extends Error {
  constructor(what: string) {
    super(`${what} was changed by another replica`)
  }
}

/** The ledger did not answer, or refused a document; nothing is known to be written. */
export class LedgerUnavailable extends Error {}

/** Control state of the one connection of this account. */
export interface ConnectionStateStore {
  read(): Promise<ConnectionState>
  /**
   * Compare-and-set: reads, changes, writes if nobody wrote in between; tries again a few times.
   * `change` may run more than once; when it answers null nothing is written and null is returned.
   */
  update(
    change: (state: ConnectionState) => ConnectionState | null
  ): Promise<ConnectionState | null>
  readBatch(key: string): Promise<Batch | null>
  /**
   * Each save has a key of its own and is never overwritten: the state's `batchKey`, written with
   * compare-and-set, decides which one counts. So a replica that lost its lease can spoil nothing.
   */
  saveBatch(key: string, batch: Batch): Promise<void>
  /** Already gone is no error. */
  removeBatch(key: string): Promise<void>
  /** Outcomes that the ledger did not take, as saved under a key; none when nothing is there. */
  readUnwritten(key: string): Promise<readonly Unwritten[]>
  /** As `saveBatch`: under a key of its own, which the state's `unwritten` names. `removeBatch` removes it. */
  saveUnwritten(key: string, list: readonly Unwritten[]): Promise<void>
}

/** Reprocess jobs of the one connection of this account. */
export interface Jobs {
  read(): Promise<JobList>
  /** Compare-and-set, as `Control.update`. */
  update(change: (book: JobList) => JobList | null): Promise<JobList | null>
  /** One chunk of a snapshot. Written again it has the same content. */
  saveChunk(jobId: string, take: string, chunk: number, skuIds: readonly SkuId[]): Promise<void>
  /** A chunk that is not there holds no SKUs. */
  readChunk(jobId: string, take: string, chunk: number): Promise<readonly SkuId[]>
  /** The lines of the slice that begins at `from`. Written again they say the same. */
  saveReceipt(jobId: string, from: number, lines: readonly ReceiptLine[]): Promise<void>
  readReceipt(jobId: string, from: number): Promise<readonly ReceiptLine[]>
  /** Removes files of a forgotten job, some at a time; true when none is left. */
  removeFiles(jobId: string): Promise<boolean>
}

export interface Page<T> {
  readonly items: readonly T[]
  readonly total: number
}

/** Conditions that hold together; what is left out, null or empty does not narrow. */
export interface LedgerFilter {
  readonly status?: SettledStatus | null
  readonly causes?: readonly Cause[]
  /** None of these; what has no cause stays. */
  readonly without?: readonly Cause[]
  /** Of an unclassified reason. */
  readonly fingerprint?: string | null
  /** Has a fingerprint, and none of these; an empty list asks for any. */
  readonly otherThan?: readonly string[]
  /** What `matchesSearch` asks for. */
  readonly search?: Search
  /** Not this SKU. */
  readonly notSku?: SkuId | null
  /** Processed at this moment or later. */
  readonly since?: Millis | null
  /** Processed before this moment. */
  readonly before?: Millis | null
  /** Has had its cause since this moment or later. */
  readonly causeSince?: Millis | null
  /** SKU codes above, and below, these numbers. */
  readonly skuAbove?: number | null
  readonly skuBelow?: number | null
}

/** `longest`: the one that has had its cause for the longest time; `nextCheck`: the one that the radar looks at next. */
export type LedgerSort = 'newest' | 'oldest' | 'skuUp' | 'skuDown' | 'longest' | 'nextCheck'

export interface ProcessQuery extends LedgerFilter {
  readonly sort?: LedgerSort
  /** From 1. */
  readonly page: number
  readonly pageSize: number
}

/** How far the pages of one search reach: Master Data's limit, documented. */
export const REACHABLE = 10_000

/** SKU ids of a walk through the ledger, and where it goes on; null at its end. */
export interface Walk {
  readonly skuIds: readonly SkuId[]
  readonly cursor: string | null
}

/** The ledger: one process per SKU. Reads by SKU are exact; searches may lag some seconds. @throws LedgerUnavailable */
export interface Ledger {
  get(skuId: SkuId): Promise<Process | null>
  put(process: Process): Promise<void>
  /** Newest first unless told. At most 100 rows a page; nothing beyond 10,000 rows, but always the total. */
  search(query: ProcessQuery): Promise<Page<Process>>
  /** Processes of these SKUs as the search knows them (may lag); at most 50. */
  find(skuIds: readonly SkuId[]): Promise<readonly Process[]>
  /** How many match, as the search knows (may lag). */
  count(filter: LedgerFilter): Promise<number>
  /** Waiting for the radar and due, longest due first. */
  due(now: Millis, limit: number): Promise<readonly Process[]>
  /**
   * Up to 1,000 SKU ids of all that match, as the search knew them when the walk began. A step is never
   * repeated: what it would have told is lost with it, so a walk that broke off must begin again.
   *
   * @param cursor where the step before ended; null begins a walk
   * @returns null when the walk broke off: the cursor is no longer known, or no answer came
   */
  walk(filter: LedgerFilter, cursor: string | null): Promise<Walk | null>
}

/** Which problems people put aside. */
export interface Dismissals {
  read(): Promise<readonly Dismissal[]>
  /** Compare-and-set, as `Control.update`. */
  update(
    change: (dismissals: readonly Dismissal[]) => readonly Dismissal[]
  ): Promise<readonly Dismissal[]>
}

/** How many sendings ended how, hour by hour. */
export interface Activity {
  /** Counts a batch in; the same batch again counts once. */
  add(batchId: string, at: Millis, tally: Tally): Promise<void>
  /** The hours of one day (UTC, as 2026-11-24) that had any, oldest first. */
  read(day: string): Promise<readonly HourTally[]>
}

/** Codes of Carrefour's list of offers, while it is walked through: which came already. */
export interface OfferCodes {
  /** Null when there is no such file. */
  read(name: string): Promise<readonly string[] | null>
  /** A name is used once: what is saved is never changed, so a replica that lost its lease can spoil nothing. */
  save(name: string, codes: readonly string[]): Promise<void>
  /** Already gone is no error. */
  remove(name: string): Promise<void>
  /** Removes what earlier walks left behind, some files at a time. */
  sweep(): Promise<void>
}

/** What a save puts in the place of what was saved before. */
export interface Replacement {
  /** The new configuration, under the version that it is given. May be asked more than once. */
  readonly next: (version: number) => Configuration
  /** The app's own secrets as they are to be from then on. Those of before are accepted for a day. */
  readonly secrets: OwnSecrets
}

/** The saved configuration. Whatever changes it does so with compare-and-set: of two at once one is told. */
export interface Configurations {
  /** Null until the first save, after a disconnect, or when what is stored cannot be used. */
  read(): Promise<Configuration | null>
  /**
   * Saves when the version saved is still `expected` (null: nothing is saved); answers what is saved now. Null,
   * and nothing changed, when somebody else saved or disconnected in between. Versions are never given twice.
   */
  replace(expected: number | null, replacement: Replacement): Promise<Configuration | null>
  /**
   * Forgets the configuration, the ShopKey and the app's own secrets, whatever version is saved: saves that began
   * before it are lost. Answers the affiliate that is still to be removed; null when there is none.
   */
  takeDown(): Promise<string | null>
  /** That affiliate is gone. */
  tookDown(): Promise<void>
}

export interface SecretStore {
  /** Makes them on first use; null, and none made, while a person has disconnected. */
  ensure(): Promise<OwnSecrets | null>
  /** Null when there are none. */
  read(): Promise<OwnSecrets | null>
  /** New ones, saved nowhere. */
  fresh(): Promise<OwnSecrets>
  /** Another secret for the webhook; the one before is accepted for a day. Null when there are none. */
  renew(): Promise<OwnSecrets | null>
  /** A digest of key, shop and address that tells equal ones from others and gives nothing of the key away. */
  print(access: Access): Promise<string>
}

/** The schemas by which Master Data keeps and searches the app's documents. */
export interface Schemas {
  /** Makes those that are missing. Doing it again changes nothing. */
  ensure(): Promise<void>
}
