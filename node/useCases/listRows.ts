import { mapLimit } from '../domain/mapLimit'
import type { ProcessFilter } from '../domain/processFilter'
import { EVERY_PROCESS, matcherOf } from '../domain/processFilter'
import type { SkuId } from '../domain/requests'
import type { Ports } from '../ports'
import type { Matches } from './exactRow'
import type { ListWindow } from './ledgerPages'
import { ledgerRows } from './ledgerPages'
import type { Pending, Row } from './pending'

export interface Rows {
  readonly items: readonly Row[]
  readonly total: number
  readonly page: number
}

const lastPage = (total: number, size: number): number => Math.max(Math.ceil(total / size), 1)

/** What has an outcome, the SKU whose code was typed first; a page past the end is the last one. */
export async function settledRows(
  { ledger }: Ports,
  { exact, others }: Matches,
  { sort, page, pageSize }: ListWindow
): Promise<Rows> {
  const first = exact ? [exact] : []
  if (!others) return { items: first, total: first.length, page: 1 }
  const rowsOf = (wanted: number) => {
    const skip = Math.max((wanted - 1) * pageSize - first.length, 0)
    const take = wanted === 1 ? pageSize - first.length : pageSize
    return ledgerRows(ledger, others, { sort, skip, take })
  }
  const found = await rowsOf(page)
  const last = lastPage(first.length + found.total, pageSize)
  const at = Math.min(page, last)
  const again = at < page ? await rowsOf(at) : found
  const rows = again.items.map(process => ({ skuId: process.skuId, process }))
  const items = at === 1 ? [...first, ...rows] : rows
  return { items, total: first.length + again.total, page: at }
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
  const isMatch = matcherOf(filter)
  const matches = candidates.filter(row => isMatch({ ...row, pending: true }))
  const items = matches.slice((page - 1) * pageSize, page * pageSize)
  return { items, total: matches.length, page }
}
