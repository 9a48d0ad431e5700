import type { Status } from '../domain/causes'
import type { Process } from '../domain/processes'
import type { ProcessFilter } from '../domain/processFilter'
import { fitsFacts, LONGEST_SEARCH } from '../domain/processFilter'
import type { SkuId } from '../domain/requests'
import { parseSkuId } from '../domain/requests'
import type { Millis } from '../domain/time'
import type { Ports } from '../ports'
import type { ListWindow } from './ledgerPages'
import { pendingRows, settledRows } from './listRows'
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

/** Most rows a page: Master Data answers no more. */
const LARGEST_PAGE = 100

/** One page of the ledger, with what waits shown as pending; a page past the end is the last. */
export async function viewProcesses(
  ports: Ports,
  filter: ProcessFilter,
  window: ListWindow
): Promise<ProcessesView> {
  const size = Math.min(Math.max(Math.trunc(window.pageSize), 1), LARGEST_PAGE)
  const wanted = { ...window, page: Math.max(Math.trunc(window.page), 1), pageSize: size }
  const search = filter.search.slice(0, LONGEST_SEARCH).trim()
  const asked = { ...filter, search }
  const settled = filter.status === 'PENDING' ? null : settledRows(ports, asked, wanted)
  const [pending, settledPage] = await Promise.all([Pending.read(ports), settled])
  const exact = await exactMatch(ports, search, pending)
  if (exact) {
    const [row] = await show(ports, [exact], pending)
    const items = row && fits(row, asked) ? [row] : []
    return { items, total: items.length, page: 1, pageSize: size, pending: pending.size }
  }
  const rows = settledPage ?? (await pendingRows(ports, pending, asked, wanted))
  const items = (await show(ports, rows.items, pending)).filter(row => fits(row, asked))
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

const fits = (row: ProcessView, filter: ProcessFilter): boolean =>
  (filter.status === null || statusOfRow(row) === filter.status) && fitsFacts(row.process, filter)

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
