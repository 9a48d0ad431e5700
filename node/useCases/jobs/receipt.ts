import { jobIn } from '../../domain/jobBook'
import { isOpen, settledTo, totalOf } from '../../domain/jobs'
import type { Job } from '../../domain/jobs'
import type { ReceiptLine } from '../../domain/receipt'
import type { Ports } from '../../ports'
import { readPositions } from '../snapshot'

/** One page of a job's receipt. */
export interface ReceiptPage {
  readonly items: readonly ReceiptLine[]
  /** Lines so far; all of them once the job has ended. */
  readonly total: number
  readonly page: number
  readonly pageSize: number
}

/** Most lines a page. */
const LARGEST_PAGE = 1_000

/** The receipt of a job, a line per SKU, as far as it goes; null when there is no such job. */
export async function readReceipt(
  ports: Ports,
  id: string,
  page: number,
  pageSize: number
): Promise<ReceiptPage | null> {
  const job = jobIn(await ports.jobs.read(), id)
  if (!job) return null
  const size = Math.min(Math.max(Math.trunc(pageSize), 1), LARGEST_PAGE)
  const wanted = Math.max(Math.trunc(page), 1)
  const total = isOpen(job) ? settledTo(job) : totalOf(job)
  const [from, to] = [(wanted - 1) * size, wanted * size]
  const items = [
    ...(await settledLines(ports, job, from, to)),
    ...(await untouched(ports, job, from, to)),
  ]
  return { items, total, page: wanted, pageSize: size }
}

/** Lines of the slices that are settled; only the files that the page needs are read. */
async function settledLines(
  { jobs }: Ports,
  job: Job,
  from: number,
  to: number
): Promise<readonly ReceiptLine[]> {
  const found: ReceiptLine[] = []
  let start = 0
  for (const end of job.ends) {
    if (end > from && start < to) {
      const lines = await jobs.readReceipt(job.id, start)
      found.push(...lines.slice(Math.max(from - start, 0), to - start))
    }
    start = end
  }
  return found
}

/** What a cancelled job never sent. */
async function untouched(
  ports: Ports,
  job: Job,
  from: number,
  to: number
): Promise<readonly ReceiptLine[]> {
  if (isOpen(job)) return []
  const skuIds = await readPositions(ports, job, Math.max(from, settledTo(job)), to)
  return skuIds.map(skuId => ({ skuId, outcome: 'SKIPPED', cause: null, quantity: null, at: null }))
}
