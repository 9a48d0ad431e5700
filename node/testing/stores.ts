/* Fakes of the stores behind the ports, but for the ledger. */

import type { Access, Clock, History, HistoryQuery } from '../ports'
import type { Batch } from '../engine/batch.logic'
import {
  type Configurations,
  type Replacement,
  type TakenDown,
  type SecretStore,
  type Page,
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
import type { Dismissal } from '../ledger/problems.logic'
import type { HistoryEntry, Note } from '../history/history.logic'
import { type Millis, dayOf } from '../shared/time'
import type { ReceiptLine } from '../jobs/job.logic'
import type { Seen } from '../shared/keptFiles'
import type { Unwritten } from '../engine/rows.logic'
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
  type Configuration,
  type ShownConfiguration,
  type OwnSecrets,
  shownOf,
  withWebhook,
} from '../connection/configuration.logic'
import {
  type DayFile,
  type HourTally,
  type Tally,
  EMPTY_DAY,
  hoursOf,
  withBatch,
} from '../ledger/activity.logic'
import {
  type Priority,
  type StockRequest,
  type KitComponents,
  PRIORITY_ORDER,
  withLearned,
} from '../queue/stockRequest.logic'
import type { SkuId } from '../shared/sku.logic'
import { createHash } from 'crypto'
import { gzipSync } from 'zlib'
import { isDeepStrictEqual } from 'util'
import { type ConnectionState, NEW_CONNECTION } from '../engine/state.logic'
import { type JobList, EMPTY_JOB_LIST } from '../jobs/jobList.logic'
import { type Summary, NO_SUMMARY } from '../ledger/summary.logic'

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

  prepare(): Promise<JobList> {
    return this.read()
  }

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

/** The saved configuration in memory. */
export class FakeConfigurations implements Configurations {
  saved: Configuration | null = null
  /** Affiliate of a connection that was disconnected. */
  leaving: string | null = null
  #version = 0
  /** Runs before each write, where a test can hold a writer or let another one go first. */
  beforeWrite: (() => void | Promise<void>) | null = null

  constructor(private readonly secrets: FakeSecrets) {}

  async read(): Promise<Configuration | null> {
    return this.saved
  }

  async shown(): Promise<ShownConfiguration | null> {
    return this.saved && shownOf(this.saved)
  }

  async replace(
    expected: number | null,
    { next, secrets }: Replacement
  ): Promise<Configuration | null> {
    await this.beforeWrite?.()
    if ((this.saved?.version ?? null) !== expected) return null
    this.#version = Math.max(this.#version, this.saved?.version ?? 0) + 1
    this.saved = next(this.#version)
    this.secrets.keep(secrets)
    this.leaving = null
    return this.saved
  }

  async takeDown(): Promise<TakenDown> {
    await this.beforeWrite?.()
    const isFirst = this.saved !== null || this.secrets.saved !== null
    this.#version = Math.max(this.#version, this.saved?.version ?? 0) + 1
    this.leaving = this.saved?.choices.affiliateId ?? this.leaving
    this.saved = null
    this.secrets.takeDown()
    return { version: this.#version, leaving: this.leaving, isFirst }
  }

  async tookDown(): Promise<void> {
    if (!this.saved) this.leaving = null
  }
}

/** The app's own secrets in memory. */
export class FakeSecrets implements SecretStore {
  saved: OwnSecrets | null = null
  #disconnected = false
  #made = 0

  constructor(private readonly clock: Clock) {}

  async ensure(): Promise<OwnSecrets | null> {
    if (!this.saved && !this.#disconnected) this.saved = this.#make()
    return this.saved
  }

  async read(): Promise<OwnSecrets | null> {
    return this.saved
  }

  fresh(): Promise<OwnSecrets> {
    return Promise.resolve(this.#make())
  }

  #make(): OwnSecrets {
    this.#made += 1
    return {
      webhook: `webhook-secret-${this.#made}`,
      tick: `tick-secret-${this.#made}`,
      former: [],
    }
  }

  async renew(): Promise<OwnSecrets | null> {
    this.saved &&= withWebhook(this.saved, this.#make().webhook, this.clock.now())
    return this.saved
  }

  async print({ url, shopId, shopKey }: Access): Promise<string> {
    return createHash('sha256').update([url, shopId, shopKey.reveal()].join('\n')).digest('hex')
  }

  /** As a save does. */
  keep(secrets: OwnSecrets): void {
    this.saved = this.saved ? withWebhook(this.saved, secrets.webhook, this.clock.now()) : secrets
    this.#disconnected = false
  }

  takeDown(): void {
    this.saved = null
    this.#disconnected = true
  }
}

/** The history in memory. */
export class FakeHistory implements History {
  #entries: readonly HistoryEntry[] = []
  person: string | null = 'owner@lojademo.example'
  from: string | null = null

  constructor(private readonly clock: Clock) {}

  async note(note: Note, once?: string): Promise<void> {
    const id = once ?? String(this.#entries.length + 1)
    if (this.#entries.some(entry => entry.id === id)) return
    const entry = {
      ...{ fields: [], count: null, subject: null, outcome: null },
      ...note,
      id,
      at: this.clock.now(),
      person: this.person,
      from: this.from,
    }
    this.#entries = [entry, ...this.#entries]
  }

  /** Actions begun and not ended. */
  readonly open = new Map<string, Note>()
  /** While true nothing can be recorded. */
  down = false

  async begin(note: Note): Promise<string | null> {
    if (this.down) return null
    const id = `begun-${this.#entries.length}-${this.open.size}`
    this.open.set(id, note)
    return id
  }

  async end(id: string): Promise<void> {
    this.open.delete(id)
  }

  async flush(): Promise<void> {
    for (const [id, note] of this.open) await this.note(note, id)
    this.open.clear()
  }

  async forgetPerson(person: string): Promise<number> {
    const theirs = this.#entries.filter(entry => entry.person === person)
    this.#entries = this.#entries.map(entry =>
      entry.person === person ? { ...entry, person: null, from: null } : entry
    )
    return theirs.length
  }

  async search({ kind, person, since, page, pageSize }: HistoryQuery): Promise<Page<HistoryEntry>> {
    const found = this.#entries.filter(
      entry =>
        entry.at >= since &&
        (kind === null || entry.kind === kind) &&
        (person === null || entry.person === person)
    )
    return { items: found.slice((page - 1) * pageSize, page * pageSize), total: found.length }
  }

  async forget(before: Millis): Promise<number> {
    const kept = this.#entries.filter(({ at }) => at >= before)
    const gone = this.#entries.length - kept.length
    this.#entries = kept
    return gone
  }

  /** Recorded notes, oldest first, for assertions. */
  get notes(): readonly Note[] {
    return [...this.#entries].reverse().map(({ kind, fields, count, subject, outcome }) => ({
      kind,
      ...(fields.length > 0 ? { fields: fields } : {}),
      ...(count === null ? {} : { count }),
      ...(subject === null ? {} : { subject }),
      ...(outcome === null ? {} : { outcome }),
    }))
  }
}
