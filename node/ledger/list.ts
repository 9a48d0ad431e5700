import {
  type Candidate,
  type ProcessFilter,
  type SearchProblem,
  EVERY_PROCESS,
  matcherOf,
  readSearch,
} from './filter.logic'
import type { Millis } from '../shared/time'
import type { Ports } from '../ports'
import { type Row, Pending } from './pending'
import { allOf, chunks } from '../shared/concurrency'
import { type LedgerFilter, type Page, FIND_SIZE, REACHABLE } from '../ports/stores'
import type { Process } from './process.logic'
import { atlasOf } from './summary.logic'
import { type SkuId, parseSkuId } from '../shared/sku.logic'
import { matchesBeside } from './matches'
import { type ListWindow, type RowRange, isFoundAtOnce, ledgerRows } from './pages'

/** One row: the ledger's process combined with the queue. */
export interface ProcessView extends Candidate {
  /** When the waiting request was made; only set for a single SKU. */
  readonly requestedAt: Millis | null
  readonly affiliate: string
}

/** Rows as the pages show them. A SKU without a process yet shows the connection's affiliate. */
export async function toRowView(
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
  (await configurations.shown())?.choices.affiliateId ?? ''

export interface Rows {
  readonly items: readonly Row[]
  readonly total: number
  readonly page: number
}

const lastPage = (total: number, size: number): number => Math.max(Math.ceil(total / size), 1)

/**
 * Rows with an outcome, the SKU whose code was typed first; a page beyond the end is the last one. What does not depend on each
 * other is read side by side: what waits, the SKU that was typed, and the first page of the others.
 */
async function settledRows(
  ports: Ports,
  filter: ProcessFilter,
  waiting: Promise<Pending>,
  { sort, page, pageSize }: ListWindow
): Promise<Rows> {
  const { exact, others } = matchesBeside(ports, filter, waiting)
  const rowsOf = (skip: number) => rangeOf(ports, others, { sort, skip, take: pageSize })
  const [typed, early] = await allOf([exact, page === 1 ? rowsOf(0) : Promise.resolve(null)])
  const first = typed ? [typed] : []
  const pageOf = (wanted: number) => rowsOf(Math.max((wanted - 1) * pageSize - first.length, 0))
  const found = early ?? (await pageOf(page))
  const last = lastPage(first.length + found.total, pageSize)
  const at = Math.min(page, last)
  const again = at < page ? await pageOf(at) : found
  const rows = again.items.map(process => ({ skuId: process.skuId, process }))
  const items = at === 1 ? [...first, ...rows].slice(0, pageSize) : rows
  return { items, total: first.length + again.total, page: at }
}

/** The summary is read only where it helps to find the rows. */
async function rangeOf(
  { ledger, summary }: Ports,
  filter: LedgerFilter | null,
  range: RowRange
): Promise<Page<Process>> {
  if (!filter) return { items: [], total: 0 }
  const atlas = isFoundAtOnce(range, REACHABLE) ? null : atlasOf(await summary.read())
  return ledgerRows(ledger, filter, range, { atlas, reach: REACHABLE })
}

/** Maximum number of waiting SKUs read to apply a filter: three searches. */
const MAX_COMPARED = 3 * FIND_SIZE

/** Waiting rows, in the order of the queue. */
async function pendingRows(
  { ledger }: Ports,
  pending: Pending,
  filter: ProcessFilter,
  { page, pageSize }: ListWindow
): Promise<Rows> {
  // What the search does not know yet is shown without its earlier outcome for some seconds.
  const read = async (chosen: readonly SkuId[]): Promise<readonly Row[]> => {
    const found = (await Promise.all(chunks(chosen, FIND_SIZE).map(ids => ledger.find(ids)))).flat()
    const known = new Map(found.map(process => [process.skuId, process]))
    return chosen.map(skuId => ({ skuId, process: known.get(skuId) ?? null }))
  }
  const waiting = await pending.listed()
  const narrows = JSON.stringify({ ...filter, status: null }) !== JSON.stringify(EVERY_PROCESS)
  if (!narrows) {
    const total = await waiting.size()
    const at = Math.min(page, lastPage(total, pageSize))
    const items = await read(await waiting.list((at - 1) * pageSize, at * pageSize))
    return { items, total, page: at }
  }
  const candidates = await read(await waiting.list(0, MAX_COMPARED))
  const isMatch = matcherOf(filter)
  const matches = candidates.filter(row => isMatch({ ...row, pending: true }))
  const items = matches.slice((page - 1) * pageSize, page * pageSize)
  return { items, total: matches.length, page }
}

export interface ProcessesView {
  readonly items: readonly ProcessView[]
  readonly total: number
  readonly page: number
  readonly pageSize: number
  /** All waiting SKUs, whatever the filter. */
  readonly pending: number
  /** Why the search cannot run: then no row matches. */
  readonly searchProblem: SearchProblem | null
}

/** Maximum rows per page: Master Data returns no more. */
const LARGEST_PAGE = 100

/** One page of the ledger, with waiting SKUs as pending; a page beyond the end is the last. */
export async function viewProcesses(
  ports: Ports,
  filter: ProcessFilter,
  window: ListWindow
): Promise<ProcessesView> {
  const size = Math.min(Math.max(Math.trunc(window.pageSize), 1), LARGEST_PAGE)
  const wanted = { ...window, page: Math.max(Math.trunc(window.page), 1), pageSize: size }
  const waiting = Pending.read(ports)
  const rows: Promise<Rows> =
    filter.status === 'PENDING'
      ? waiting.then(all => pendingRows(ports, all, filter, wanted))
      : settledRows(ports, filter, waiting, wanted)
  const [pending, found] = await allOf([waiting, rows])
  const isMatch = matcherOf(filter)
  const items = (await toRowView(ports, found.items, pending)).filter(isMatch)
  const search = readSearch(filter.search)
  return {
    items,
    total: found.total,
    page: found.page,
    pageSize: size,
    pending: pending.size,
    searchProblem: search.kind === 'unusable' ? search.why : null,
  }
}

/** One SKU with all its attempts; null when it is unknown. */
export async function viewProcess(ports: Ports, raw: string): Promise<ProcessView | null> {
  const skuId = parseSkuId(raw)
  if (!skuId) return null
  const [process, pending, requestedAt] = await Promise.all([
    ports.ledger.get(skuId),
    Pending.read(ports),
    ports.queue.requestedAt(skuId),
  ])
  const [row] = await toRowView(ports, [{ skuId, process }], pending)
  if (!row || (!process && !row.pending)) return null
  return requestedAt === null ? row : { ...row, requestedAt }
}
