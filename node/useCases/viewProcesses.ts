import type { ProcessFilter } from '../domain/processFilter'
import { LONGEST_SEARCH } from '../domain/processFilter'
import { parseSkuId } from '../domain/requests'
import type { Ports } from '../ports'
import type { ListWindow } from './ledgerPages'
import { pendingRows, settledRows } from './listRows'
import { Pending } from './pending'
import type { ProcessView } from './rows'
import { exactMatch, fits, show } from './rows'

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
