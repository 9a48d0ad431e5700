import type { ProcessFilter } from '../domain/processFilter'
import { matcherOf } from '../domain/processFilter'
import { parseSkuId } from '../domain/requests'
import type { SearchProblem } from '../domain/search'
import { readSearch } from '../domain/search'
import type { Ports } from '../ports'
import { matchesOf } from './exactRow'
import type { ListWindow } from './ledgerPages'
import { pendingRows, settledRows } from './listRows'
import { Pending } from './pending'
import type { ProcessView } from './rows'
import { show } from './rows'

export interface ProcessesView {
  readonly items: readonly ProcessView[]
  readonly total: number
  readonly page: number
  readonly pageSize: number
  /** SKUs that wait, whatever the filter. */
  readonly pending: number
  /** Why the search cannot be carried out: then no row matches. */
  readonly searchProblem: SearchProblem | null
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
  const pending = await Pending.read(ports)
  const found =
    filter.status === 'PENDING'
      ? await pendingRows(ports, pending, filter, wanted)
      : await settledRows(ports, await matchesOf(ports, filter, pending), wanted)
  const isMatch = matcherOf(filter)
  const items = (await show(ports, found.items, pending)).filter(isMatch)
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
