import { mapLimit } from '../domain/mapLimit'
import type { ProcessFilter } from '../domain/processFilter'
import { EVERY_PROCESS, fitsFacts, fitsSearch } from '../domain/processFilter'
import type { SkuId } from '../domain/requests'
import type { Ports } from '../ports'
import { ledgerFilter } from './ledgerFilter'
import type { ListWindow } from './ledgerPages'
import { ledgerPage } from './ledgerPages'
import type { Pending, Row } from './pending'

export interface Rows {
  readonly items: readonly Row[]
  readonly total: number
  readonly page: number
}

const lastPage = (total: number, size: number): number => Math.max(Math.ceil(total / size), 1)

/** What has an outcome. */
export async function settledRows(
  { ledger }: Ports,
  filter: ProcessFilter,
  window: ListWindow
): Promise<Rows> {
  const { page, pageSize } = window
  const narrowed = ledgerFilter(filter)
  if (!narrowed) return { items: [], total: 0, page: 1 }
  const found = await ledgerPage(ledger, narrowed, window)
  const last = lastPage(found.total, pageSize)
  const again = page > last ? await ledgerPage(ledger, narrowed, { ...window, page: last }) : found
  const items = again.items.map(process => ({ skuId: process.skuId, process }))
  return { items, total: again.total, page: Math.min(page, last) }
}

/** Most waiting SKUs that are read to compare them with a filter. */
const MOST_COMPARED = 500

/** What waits, in the order of the queue. */
export async function pendingRows(
  { ledger }: Ports,
  pending: Pending,
  filter: ProcessFilter,
  { page, pageSize }: ListWindow
): Promise<Rows> {
  const read = (chosen: readonly SkuId[]) =>
    mapLimit(chosen, 16, async (skuId): Promise<Row> => ({
      skuId,
      process: await ledger.get(skuId),
    }))
  const at = Math.min(page, lastPage(pending.size, pageSize))
  const narrows = JSON.stringify({ ...filter, status: null }) !== JSON.stringify(EVERY_PROCESS)
  if (!narrows) {
    const items = await read(await pending.list((at - 1) * pageSize, at * pageSize))
    return { items, total: pending.size, page: at }
  }
  const candidates = await read(await pending.list(0, MOST_COMPARED))
  const matches = candidates.filter(
    ({ process }) => fitsFacts(process, filter) && fitsSearch(process, filter.search)
  )
  const items = matches.slice((page - 1) * pageSize, page * pageSize)
  return { items, total: matches.length, page }
}
