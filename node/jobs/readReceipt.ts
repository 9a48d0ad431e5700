import { jobIn } from './jobList.logic'
import {
  type Job,
  type LineOutcome,
  type ReceiptLine,
  countsOf,
  isOpen,
  settledTo,
  totalOf,
  countFor,
} from './job.logic'
import type { Ports } from '../ports'
import { readPositions } from './snapshot'

/** One page of a job's receipt. */
export interface ReceiptPage {
  readonly items: readonly ReceiptLine[]
  /** Lines so far; all of them once the job has ended. */
  readonly total: number
  readonly page: number
  readonly pageSize: number
}

/** Maximum lines per page. */
const LARGEST_PAGE = 1_000

/** Which lines of which receipt. */
export interface ReceiptQuery {
  readonly id: string
  /** Only lines with this outcome; all when omitted. */
  readonly outcome?: LineOutcome | null
  /** From 1. */
  readonly page: number
  readonly pageSize: number
}

/** A job's receipt so far, one line per SKU; null when there is no such job. */
export async function readReceipt(ports: Ports, query: ReceiptQuery): Promise<ReceiptPage | null> {
  const job = jobIn(await ports.jobs.read(), query.id)
  if (!job) return null
  const size = Math.min(Math.max(Math.trunc(query.pageSize), 1), LARGEST_PAGE)
  const page = Math.max(Math.trunc(query.page), 1)
  const [from, to] = [(page - 1) * size, page * size]
  const { outcome = null } = query
  if (outcome !== null) {
    const items = await linesOf(ports, job, outcome, [from, to])
    return { items, total: countFor(countsOf(job), outcome), page, pageSize: size }
  }
  const items = [
    ...(await settledLines(ports, job, from, to)),
    ...(await untouched(ports, job, from, to)),
  ]
  return { items, total: isOpen(job) ? settledTo(job) : totalOf(job), page, pageSize: size }
}

/** Lines of one outcome, from one index among them to another: reads ranges until there are enough. */
async function linesOf(
  ports: Ports,
  job: Job,
  outcome: LineOutcome,
  [from, to]: readonly [number, number]
): Promise<readonly ReceiptLine[]> {
  const found: ReceiptLine[] = []
  let start = 0
  for (const end of job.ends) {
    if (found.length >= to) break
    const lines = await ports.jobs.readReceipt(job.id, start)
    found.push(...lines.filter(line => line.outcome === outcome))
    start = end
  }
  const page = found.slice(from, to)
  if (outcome !== 'SKIPPED') return page
  // What a cancel held back follows what settled ranges skipped.
  const place = (at: number) => settledTo(job) + Math.max(at - job.settled.skipped, 0)
  return [...page, ...(await untouched(ports, job, place(from), place(to)))]
}

/** Lines of settled ranges; reads only the files that the page needs. */
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
