import { type JobList, EMPTY_JOB_LIST } from '../jobs/jobList.logic'
import type { ReceiptLine } from '../jobs/receipt.logic'
import type { SkuId } from '../queue/stockRequest.logic'
import type { Jobs } from '../ports/stores'
import { FakeCas, stored } from './cas'

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
