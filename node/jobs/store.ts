/* Jobs, snapshots and receipts in VBase, and the readers of what is stored. */

import {
  type Json,
  asNumber,
  asObject,
  asText,
  entriesOf,
  everyWord,
  nameIn,
  oneOf,
  partOf,
  textsOf,
} from '../shared/json'
import { causeIn } from '../ledger/document'
import { type Actor, type Cause, type SettledStatus, isCause } from '../shared/causes'
import {
  type LineOutcome,
  type ReceiptLine,
  type Counts,
  type Job,
  type JobScope,
  type JobState,
  type Snapshot,
  type SnapshotInProgress,
  LONGEST_NAME,
} from './job.logic'
import { type SkuId, parseSkuId } from '../shared/sku.logic'
import { type JobList, EMPTY_JOB_LIST } from './jobList.logic'
import type { ProcessFilter } from '../ledger/filter.logic'
import { statusOf } from '../shared/callError'
import { mapLimit } from '../shared/concurrency'
import type { Clock, Ids } from '../ports'
import type { Jobs } from '../ports/stores'
import {
  type Files,
  CasFile,
  BUCKETS,
  chunkFile,
  jobFolder,
  JOBS_FILE,
  receiptFile,
  referredFile,
} from '../vtex/vbase'
import type { Kept } from '../shared/keptFiles'

const OUTCOMES = everyWord<LineOutcome>({
  SUCCEEDED: true,
  FAILED: true,
  WAITING: true,
  SKIPPED: true,
})

/** The lines in a stored file. */
export const readReceiptLines = (raw: unknown): readonly ReceiptLine[] =>
  entriesOf(raw, line =>
    partOf(
      line,
      ({ skuId, outcome }) => ({ skuId: parseSkuId(skuId), outcome: oneOf(OUTCOMES, outcome) }),
      (needed, stored) => ({
        ...needed,
        cause: causeIn(stored),
        quantity: asNumber(stored.quantity),
        at: asNumber(stored.at),
      })
    )
  )

/** The jobs in a stored file. */
export function readJobBook(raw: unknown): JobList {
  const stored = asObject(raw)
  return { jobs: entriesOf(stored?.jobs, readJob), dropped: textsOf(stored?.dropped) }
}

const STATES = everyWord<JobState>({
  PLANNED: true,
  WAITING: true,
  RUNNING: true,
  CANCELLING: true,
  CANCELLED: true,
  DONE: true,
})

const readJob = (raw: unknown): Job | null =>
  partOf(
    raw,
    ({ id, state, scope }) => ({
      id: nameIn(id),
      state: oneOf(STATES, state),
      scope: readScope(asObject(scope)),
    }),
    (needed, stored) => ({
      ...needed,
      key: asText(stored.key) ?? needed.id,
      fingerprint: asText(stored.fingerprint) ?? '',
      name: (asText(stored.name) ?? '').slice(0, LONGEST_NAME),
      startedBy: asText(stored.startedBy) ?? '',
      createdAt: asNumber(stored.createdAt) ?? 0,
      expected: asNumber(stored.expected) ?? 0,
      taking: readTaking(stored.taking),
      snapshot: readSnapshot(stored.snapshot),
      ends: readNumbers(stored.ends),
      settled: readCounts(asObject(stored.settled)),
      startedAt: asNumber(stored.startedAt),
      endedAt: asNumber(stored.endedAt),
    })
  )

function readScope(stored: Json | null): JobScope | null {
  if (stored?.kind === 'named') return { kind: 'named', skus: asNumber(stored.skus) ?? 0 }
  const filter = asObject(stored?.filter)
  return filter ? { kind: 'matching', filter: readFilter(filter) } : null
}

function readFilter(stored: Json): ProcessFilter {
  const { status, actor } = stored
  return {
    status: oneOf(STATUSES, status),
    causes: readCauses(stored.causes),
    without: readCauses(stored.without),
    actor: oneOf(ACTORS, actor),
    fingerprint: asText(stored.fingerprint),
    since: asNumber(stored.since),
    before: asNumber(stored.before),
    search: asText(stored.search) ?? '',
  }
}

const readCauses = (raw: unknown): readonly Cause[] => textsOf(raw).filter(isCause)

const STATUSES: readonly SettledStatus[] = ['SUCCESS', 'WARNING', 'ERROR']

const ACTORS: readonly Actor[] = ['MERCHANT', 'CARREFOUR', 'APP', 'NOBODY']

const readSnapshot = (raw: unknown): Snapshot | null =>
  partOf(
    raw,
    ({ take }) => ({ take: nameIn(take) }),
    ({ take }, { at, chunkEnds }) => ({
      take,
      at: asNumber(at) ?? 0,
      chunkEnds: readNumbers(chunkEnds),
    })
  )

function readTaking(raw: unknown): SnapshotInProgress | null {
  const snapshot = readSnapshot(raw)
  const deaths = asNumber(asObject(raw)?.deaths)
  const cursor = asText(asObject(raw)?.cursor)
  return snapshot && { ...snapshot, cursor, ...(deaths === null ? {} : { deaths }) }
}

const readNumbers = (raw: unknown): readonly number[] => entriesOf(raw, asNumber)

const readCounts = (stored: Json | null): Counts => ({
  succeeded: asNumber(stored?.succeeded) ?? 0,
  failed: asNumber(stored?.failed) ?? 0,
  waiting: asNumber(stored?.waiting) ?? 0,
  skipped: asNumber(stored?.skipped) ?? 0,
})

/** Maximum files of a forgotten job removed per call. */
const REMOVED = 200

/** Concurrent deletes. */
const DELETES = 20

/** Reprocess jobs in VBase: the list with `If-Match`, snapshots and receipts as files that never change. */
export class VBaseJobs implements Jobs {
  readonly #book: CasFile<JobList>

  /**
   * @param vbase for reads and other repeatable calls
   * @param exactVbase for conditional writes: never retries
   */
  constructor(
    private readonly vbase: Files,
    exactVbase: Files,
    private readonly clock: Clock,
    ids: Ids,
    private readonly chunks: Kept<readonly SkuId[]>
  ) {
    const shape = {
      bucket: BUCKETS.jobs,
      path: JOBS_FILE,
      empty: EMPTY_JOB_LIST,
      read: readJobBook,
    }
    this.#book = new CasFile(shape, vbase, exactVbase, clock, ids)
  }

  read(): Promise<JobList> {
    return this.#book.read()
  }

  async prepare(): Promise<JobList> {
    return (await this.#book.update(book => book)) ?? this.read()
  }

  update(change: (book: JobList) => JobList | null): Promise<JobList | null> {
    return this.#book.update(change)
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
    await this.vbase.saveJSON(BUCKETS.jobs, chunkFile(jobId, take, chunk), { skuIds })
  }

  async readChunk(jobId: string, take: string, chunk: number): Promise<readonly SkuId[]> {
    const path = chunkFile(jobId, take, chunk)
    const kept = this.chunks.files.get(`${this.chunks.owner}/${path}`)
    if (kept) return kept
    const file = await referredFile(this.vbase, this.clock, BUCKETS.jobs, path)
    const skuIds = entriesOf(asObject(file)?.skuIds, parseSkuId)
    if (skuIds.length > 0) this.chunks.files.set(`${this.chunks.owner}/${path}`, skuIds)
    return skuIds
  }

  async saveReceipt(jobId: string, from: number, lines: readonly ReceiptLine[]): Promise<void> {
    await this.vbase.saveJSON(BUCKETS.jobs, receiptFile(jobId, from), { lines })
  }

  async readReceipt(jobId: string, from: number): Promise<readonly ReceiptLine[]> {
    const file: unknown = await this.vbase.getJSON(BUCKETS.jobs, receiptFile(jobId, from), true)
    return readReceiptLines(asObject(file)?.lines)
  }

  async removeFiles(jobId: string): Promise<boolean> {
    const prefix = jobFolder(jobId)
    const { data } = await this.vbase.listFiles(BUCKETS.jobs, { prefix, limit: REMOVED })
    const own = data.filter(({ path }) => path.startsWith(prefix))
    await mapLimit(own, DELETES, ({ path }) => this.#removeFile(path))
    return own.length === 0
  }

  async #removeFile(path: string): Promise<void> {
    try {
      await this.vbase.deleteFile(BUCKETS.jobs, path)
    } catch (error) {
      if (statusOf(error) !== 404) throw error
    }
  }
}
