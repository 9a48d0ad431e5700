import { statusOf } from '../clients/callError'
import { asList, asObject } from '../clients/json'
import type { JobBook } from '../domain/jobBook'
import { EMPTY_BOOK } from '../domain/jobBook'
import { mapLimit } from '../domain/mapLimit'
import type { ReceiptLine } from '../domain/receipt'
import type { SkuId } from '../domain/requests'
import { parseSkuId } from '../domain/requests'
import type { Clock, Ids } from '../ports/platform'
import type { Jobs } from '../ports/stores'
import { CasFile } from './casFile'
import type { Files } from './files'
import { BUCKETS, chunkFile, jobFolder, JOBS_FILE, receiptFile } from './files'
import { readJobBook } from './jobBook'
import type { Kept } from './keptFiles'
import { readReceiptLines } from './receipt'

/** Most files of a forgotten job that one call removes. */
const REMOVED = 200

/** Deletes at a time. */
const DELETES = 20

/** Reprocess jobs in VBase: the book with `If-Match`, snapshots and receipts as files that are never changed. */
export class VBaseJobs implements Jobs {
  readonly #book: CasFile<JobBook>

  /**
   * @param vbase for reads and other repeatable calls
   * @param exactVbase for conditional writes: never repeats one
   */
  constructor(
    private readonly vbase: Files,
    exactVbase: Files,
    clock: Clock,
    ids: Ids,
    private readonly chunks: Kept<readonly SkuId[]>
  ) {
    const shape = { bucket: BUCKETS.jobs, path: JOBS_FILE, empty: EMPTY_BOOK, read: readJobBook }
    this.#book = new CasFile(shape, vbase, exactVbase, clock, ids)
  }

  read(): Promise<JobBook> {
    return this.#book.read()
  }

  update(change: (book: JobBook) => JobBook | null): Promise<JobBook | null> {
    return this.#book.update(change)
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
    const file: unknown = await this.vbase.getJSON(BUCKETS.jobs, path, true)
    const skuIds = (asList(asObject(file)?.skuIds) ?? []).flatMap(id => parseSkuId(id) ?? [])
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
