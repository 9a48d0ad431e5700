import type { Status } from '../domain/causes'
import { mapLimit } from '../domain/mapLimit'
import type { Process } from '../domain/processes'
import type { SkuId } from '../domain/requests'
import { parseSkuId } from '../domain/requests'
import type { Millis } from '../domain/time'
import { MOST_WORDS, searchWords } from '../domain/words'
import type { Ports } from '../ports'
import type { Row } from './pending'
import { Pending } from './pending'

/** One row: the ledger's process, seen together with the queue. */
export interface ProcessView {
  readonly skuId: SkuId
  /** Null while the SKU never had an outcome. */
  readonly process: Process | null
  readonly pending: boolean
  /** When the waiting request was marked; only told for a single SKU. */
  readonly requestedAt: Millis | null
  readonly affiliate: string
}

export interface ProcessesView {
  readonly items: readonly ProcessView[]
  readonly total: number
  readonly page: number
  readonly pageSize: number
  /** SKUs that wait, whatever the filter. */
  readonly pending: number
}

export interface ProcessFilter {
  readonly status: Status | null
  readonly search: string
}

/** Most rows a page: Master Data answers no more. */
const LARGEST_PAGE = 100

/** Most rows that paging reaches: Master Data's limit. */
const REACHABLE = 10_000

/** Longest search text that is looked at. */
const LONGEST_SEARCH = 100

/** One page of the ledger, newest first, with what waits shown as pending. */
export async function viewProcesses(
  ports: Ports,
  filter: ProcessFilter,
  page: number,
  pageSize: number
): Promise<ProcessesView> {
  const size = Math.min(Math.max(Math.trunc(pageSize), 1), LARGEST_PAGE)
  const wanted = Math.max(Math.trunc(page), 1)
  const search = filter.search.slice(0, LONGEST_SEARCH).trim()
  const settled =
    filter.status === 'PENDING' ? null : settledRows(ports, filter.status, search, wanted, size)
  const [pending, settledPage] = await Promise.all([Pending.read(ports), settled])
  const exact = await exactMatch(ports, search, pending)
  if (exact) {
    const [row] = await show(ports, [exact], pending)
    const items = row && fits(row, filter) ? [row] : []
    return { items, total: items.length, page: 1, pageSize: size, pending: pending.size }
  }
  const rows = settledPage ?? (await pendingRows(ports, pending, search, wanted, size))
  const items = (await show(ports, rows.items, pending)).filter(row => fits(row, filter))
  return { items, total: rows.total, page: rows.page, pageSize: size, pending: pending.size }
}

/** One SKU with all its attempts; null when it was never asked for. */
export async function viewProcess(ports: Ports, raw: string): Promise<ProcessView | null> {
  const skuId = parseSkuId(raw)
  if (!skuId) return null
  const [process, pending, requestedAt] = await Promise.all([
    ports.ledger.get(skuId),
    Pending.read(ports),
    ports.requests.markedAt(skuId),
  ])
  const [row] = await show(ports, [{ skuId, process }], pending)
  if (!row || (!process && !row.pending)) return null
  return requestedAt === null ? row : { ...row, requestedAt }
}

export const statusOfRow = ({
  pending,
  process,
}: Pick<ProcessView, 'pending' | 'process'>): Status =>
  pending || !process ? 'PENDING' : process.status

const fits = (row: ProcessView, { status }: ProcessFilter): boolean =>
  status === null || statusOfRow(row) === status

/** Rows as the pages show them. A SKU without a process yet bears the connection's affiliate. */
async function show(
  ports: Ports,
  rows: readonly Row[],
  pending: Pending
): Promise<readonly ProcessView[]> {
  const strangers = rows.some(({ process }) => process === null)
  const affiliate = strangers ? await affiliateOf(ports) : ''
  const waiting = await pending.among(rows)
  return rows.map(({ skuId, process }) => ({
    skuId,
    process,
    pending: waiting.has(skuId),
    requestedAt: waiting.get(skuId) ?? null,
    affiliate: process?.affiliate ?? affiliate,
  }))
}

const affiliateOf = async ({ configurations }: Ports): Promise<string> =>
  (await configurations.read())?.choices.affiliateId ?? ''

interface Rows {
  readonly items: readonly Row[]
  readonly total: number
  readonly page: number
}

async function exactMatch(
  { ledger }: Ports,
  search: string,
  pending: Pending
): Promise<Row | null> {
  const skuId = parseSkuId(search)
  if (!skuId) return null
  const row = { skuId, process: await ledger.get(skuId) }
  return row.process || (await pending.among([row])).has(skuId) ? row : null
}

const lastPage = (total: number, size: number): number =>
  Math.max(Math.ceil(Math.min(total, REACHABLE) / size), 1)

async function settledRows(
  ports: Ports,
  status: Exclude<Status, 'PENDING'> | null,
  search: string,
  page: number,
  pageSize: number
): Promise<Rows> {
  const words = searchWords(search).slice(0, MOST_WORDS)
  const reachable = Math.min(page, Math.floor(REACHABLE / pageSize))
  const found = await ports.ledger.search({ status, words, page: reachable, pageSize })
  const last = lastPage(found.total, pageSize)
  const again =
    reachable > last ? await ports.ledger.search({ status, words, page: last, pageSize }) : found
  const items = again.items.map(process => ({ skuId: process.skuId, process }))
  return { items, total: again.total, page: Math.min(reachable, last) }
}

/** What waits; a search compares names. */
async function pendingRows(
  { ledger }: Ports,
  pending: Pending,
  search: string,
  page: number,
  pageSize: number
): Promise<Rows> {
  const words = searchWords(search)
  const read = (chosen: readonly SkuId[]) =>
    mapLimit(chosen, 16, async (skuId): Promise<Row> => ({
      skuId,
      process: await ledger.get(skuId),
    }))
  const at = Math.min(page, lastPage(pending.size, pageSize))
  if (words.length === 0) {
    const items = await read(await pending.list((at - 1) * pageSize, at * pageSize))
    return { items, total: pending.size, page: at }
  }
  const candidates = await read(await pending.list(0, 500))
  const matches = candidates.filter(({ process }) => {
    const text = searchWords(process?.facts?.name ?? '').join(' ')
    return words.every(word => text.includes(word))
  })
  return {
    items: matches.slice((page - 1) * pageSize, page * pageSize),
    total: matches.length,
    page,
  }
}
