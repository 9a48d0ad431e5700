import { isDeepStrictEqual } from 'util'

import {
  type Activity,
  type ConnectionStateStore,
  type Dismissals,
  type Jobs,
  type Kits,
  type OfferCodes,
  type RequestQueue,
  type Sendings,
  type SummaryStore,
  type Zipped,
  Conflict,
} from '../ports/stores'
import { type Summary, NO_SUMMARY } from '../summary/summary.logic'
import type { Dismissal } from '../problems/problems.logic'
import {
  type DayFile,
  type HourTally,
  type Tally,
  EMPTY_DAY,
  hoursOf,
  withBatch,
} from '../ledger/activity.logic'
import { type Millis, dayOf } from '../shared/time'
import {
  type Attachment,
  type DayBook,
  type KeptAttachments,
  type Sending,
  ATTACHMENTS,
  EMPTY_BOOK,
  withSending,
} from '../sendings/sendings.logic'
import {
  type Priority,
  type SkuId,
  type StockRequest,
  type KitComponents,
  PRIORITY_ORDER,
  withLearned,
} from '../queue/stockRequest.logic'
import { gzipSync } from 'zlib'
import { type JobList, EMPTY_JOB_LIST } from '../jobs/jobList.logic'
import type { ReceiptLine } from '../jobs/job.logic'
import type { Batch } from '../engine/batch.logic'
import { type ConnectionState, NEW_CONNECTION } from '../engine/state.logic'
import type { Unwritten } from '../engine/unwritten.logic'
import type { Seen } from '../shared/keptFiles'

const TRIES = 8

/** Values that came out of `stored`: they are frozen, so what contains them can share them. */
const seen = new WeakSet<object>()

/** A value as it comes back from storage: without what JSON drops. Frozen, so that readers can share it. */
export const stored = <T>(value: T): T => kept(value) as T

/** Copies only what no earlier call has copied: states are large, and a step changes little of them. */
function kept(value: unknown): unknown {
  if (typeof value === 'number') return Number.isFinite(value) ? value + 0 : null
  if (typeof value !== 'object' || value === null || seen.has(value)) return value
  const plain = isPlain(value) ? value : (JSON.parse(JSON.stringify(value)) as unknown)
  if (typeof plain !== 'object' || plain === null) return plain
  const copy: object = Object.freeze(copyOf(plain))
  seen.add(copy)
  return copy
}

const isPlain = (value: object): boolean =>
  Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype

function copyOf(plain: object): object {
  if (Array.isArray(plain)) return plain.map(item => (isDropped(item) ? null : kept(item)))
  // Spread first: a key `__proto__` stays a key like any other.
  const copy: Record<string, unknown> = { ...plain }
  for (const [name, item] of Object.entries(copy)) {
    if (isDropped(item)) delete copy[name]
    else copy[name] = kept(item)
  }
  return copy
}

const isDropped = (item: unknown): boolean =>
  item === undefined || typeof item === 'function' || typeof item === 'symbol'

/** A file in memory with the real one's compare-and-set: whoever read before another's write must read again. */
export class FakeCas<T> {
  #content: T
  #version = 0
  /** Number of writes so far. */
  writes = 0
  /** Runs between read and write, where a test can let another replica write. */
  beforeWrite: (() => void | Promise<void>) | null = null

  constructor(
    private readonly name: string,
    content: T
  ) {
    this.#content = stored(content)
  }

  async read(): Promise<T> {
    return this.#content
  }

  async update(change: (content: T) => T | null): Promise<T | null> {
    for (let attempt = 1; attempt <= TRIES; attempt += 1) {
      const version = this.#version
      const changed = stored(change(this.#content))
      if (changed === null) return null
      if (isDeepStrictEqual(changed, this.#content)) return this.#content
      await this.beforeWrite?.()
      if (version === this.#version) return this.write(changed)
    }
    throw new Conflict(this.name)
  }

  /** Writes unconditionally, as another replica would have. */
  write(content: T): T {
    this.#content = stored(content)
    this.#version += 1
    this.writes += 1
    return this.#content
  }
}

/** The summary in memory; never counted at first. */
export class FakeSummary extends FakeCas<Summary> implements SummaryStore {
  constructor() {
    super('summary', NO_SUMMARY)
  }
}

/** The components of kits in memory. */
export class FakeKits implements Kits {
  kits: KitComponents = new Map()

  async read(): Promise<KitComponents> {
    return this.kits
  }

  async note(learned: KitComponents): Promise<void> {
    this.kits = withLearned(this.kits, learned)
  }
}

/** Dismissed problems in memory. */
export class FakeDismissals implements Dismissals {
  dismissals: readonly Dismissal[] = []

  async read(): Promise<readonly Dismissal[]> {
    return this.dismissals
  }

  async update(
    change: (dismissals: readonly Dismissal[]) => readonly Dismissal[]
  ): Promise<readonly Dismissal[]> {
    this.dismissals = change(this.dismissals)
    return this.dismissals
  }
}

/** Counters in memory. */
export class FakeActivity implements Activity {
  readonly days = new Map<string, DayFile>()

  async add(batchId: string, at: Millis, tally: Tally): Promise<void> {
    const before = this.days.get(dayOf(at)) ?? EMPTY_DAY
    this.days.set(dayOf(at), withBatch(before, batchId, at, tally) ?? before)
  }

  async read(day: string): Promise<readonly HourTally[]> {
    return hoursOf(day, this.days.get(day) ?? EMPTY_DAY)
  }
}

/** Codes of a list of offers in memory. */
export class FakeOfferCodes implements OfferCodes {
  readonly files = new Map<string, readonly string[]>()

  async read(name: string): Promise<readonly string[] | null> {
    return this.files.get(name) ?? null
  }

  async save(name: string, codes: readonly string[]): Promise<void> {
    this.files.set(name, codes)
  }

  async remove(name: string): Promise<void> {
    this.files.delete(name)
  }

  async sweep(): Promise<void> {
    this.files.clear()
  }
}

/** The queue in memory. */
export class FakeRequestQueue implements RequestQueue {
  readonly #priorities = new Map<Priority, Map<SkuId, Millis>>(
    PRIORITY_ORDER.map(priority => [priority, new Map()])
  )

  /** Requests whose file cannot be deleted. */
  cannotRemove: (request: StockRequest) => boolean = () => false

  async enqueue({ skuId, priority }: StockRequest, at: Millis): Promise<void> {
    this.#priorities.get(priority)?.set(skuId, at)
  }

  async remove(requests: readonly StockRequest[]): Promise<readonly StockRequest[]> {
    const kept = requests.filter(request => this.cannotRemove(request))
    for (const { skuId, priority } of requests)
      if (!this.cannotRemove({ skuId, priority })) this.#priorities.get(priority)?.delete(skuId)
    return kept
  }

  async timeOf({ skuId, priority }: StockRequest): Promise<Millis | null> {
    return this.#priorities.get(priority)?.get(skuId) ?? null
  }

  async list(limit: number): Promise<readonly StockRequest[]> {
    return this.all().slice(0, limit)
  }

  async requestedAt(skuId: SkuId): Promise<Millis | null> {
    const times = [...this.#priorities.values()].flatMap(priority => priority.get(skuId) ?? [])
    return times.length > 0 ? Math.min(...times) : null
  }

  /** Every request, for assertions. */
  all(): readonly StockRequest[] {
    return PRIORITY_ORDER.flatMap(priority =>
      [...(this.#priorities.get(priority)?.keys() ?? [])].map(skuId => ({ skuId, priority }))
    )
  }
}

/** Sendings in memory, without the limits on size and age. */
export class FakeSendings implements Sendings {
  readonly books = new Map<string, DayBook>()
  readonly attachments = new Map<string, Zipped>()

  /** All of them, oldest first. */
  get all(): readonly Sending[] {
    return [...this.books.values()].flatMap(({ sendings }) => sendings)
  }

  async read(days: readonly string[]): Promise<readonly Sending[]> {
    return days.flatMap(day => this.books.get(day)?.sendings ?? [])
  }

  async save(
    sending: Sending,
    attachments: Readonly<Partial<Record<Attachment, Buffer>>>
  ): Promise<void> {
    let kept: KeptAttachments = sending.kept
    for (const attachment of ATTACHMENTS) {
      const content = attachments[attachment]
      if (content)
        kept = { ...kept, [attachment]: await this.saveAttachment(sending.id, attachment, content) }
    }
    const day = dayOf(sending.sentAt)
    this.books.set(day, withSending(this.books.get(day) ?? EMPTY_BOOK, { ...sending, kept }))
  }

  async saveAttachment(id: string, attachment: Attachment, content: Buffer): Promise<number> {
    const zipped = gzipSync(content)
    this.attachments.set(`${id} ${attachment}`, zipped)
    return zipped.length
  }

  async readAttachment(id: string, attachment: Attachment): Promise<Zipped | null> {
    return this.attachments.get(`${id} ${attachment}`) ?? null
  }
}

/** Reprocess jobs in memory. */
export class FakeJobs extends FakeCas<JobList> implements Jobs {
  /** Snapshots and receipts by name, for assertions. */
  readonly files = new Map<string, readonly unknown[]>()

  constructor() {
    super('jobs', EMPTY_JOB_LIST)
  }

  updateNow(change: (book: JobList) => JobList | null): Promise<JobList | null> {
    return this.update(change)
  }

  async saveChunk(
    jobId: string,
    take: string,
    chunk: number,
    skuIds: readonly SkuId[]
  ): Promise<void> {
    this.files.set(`${jobId}/snapshot-${take}-${chunk}`, stored(skuIds))
  }

  async readChunk(jobId: string, take: string, chunk: number): Promise<readonly SkuId[]> {
    return (this.files.get(`${jobId}/snapshot-${take}-${chunk}`) ?? []) as readonly SkuId[]
  }

  async saveReceipt(jobId: string, from: number, lines: readonly ReceiptLine[]): Promise<void> {
    this.files.set(`${jobId}/receipt-${from}`, stored(lines))
  }

  async readReceipt(jobId: string, from: number): Promise<readonly ReceiptLine[]> {
    return (this.files.get(`${jobId}/receipt-${from}`) ?? []) as readonly ReceiptLine[]
  }

  async removeFiles(jobId: string): Promise<boolean> {
    const own = [...this.files.keys()].filter(name => name.startsWith(`${jobId}/`))
    for (const name of own) this.files.delete(name)
    return own.length === 0
  }
}

/** Connection state in memory. */
export class FakeConnectionStateStore
  extends FakeCas<ConnectionState>
  implements ConnectionStateStore
{
  /** Batches by the key of each save, for assertions. */
  readonly batches = new Map<string, Batch>()

  /** Outcomes that the ledger did not take, by key. */
  readonly unwritten = new Map<string, readonly Unwritten[]>()

  /** Lists of SKUs, by key. */
  readonly skus = new Map<string, readonly SkuId[]>()

  constructor() {
    super('connection', NEW_CONNECTION)
  }

  async recent(): Promise<Seen<ConnectionState>> {
    return { at: 0, value: await this.read() }
  }

  async readBatch(key: string): Promise<Batch | null> {
    return this.batches.get(key) ?? null
  }

  async saveBatch(key: string, batch: Batch): Promise<void> {
    this.batches.set(key, stored(batch))
  }

  async readUnwritten(key: string): Promise<readonly Unwritten[]> {
    return this.unwritten.get(key) ?? []
  }

  async saveUnwritten(key: string, list: readonly Unwritten[]): Promise<void> {
    this.unwritten.set(key, stored(list))
  }

  async readSkus(key: string): Promise<readonly SkuId[]> {
    return this.skus.get(key) ?? []
  }

  async saveSkus(key: string, skuIds: readonly SkuId[]): Promise<void> {
    this.skus.set(key, stored(skuIds))
  }

  async removeBatch(key: string): Promise<void> {
    this.batches.delete(key)
    this.unwritten.delete(key)
    this.skus.delete(key)
  }
}
