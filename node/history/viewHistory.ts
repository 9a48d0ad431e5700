import { type HistoryEntry, type HistoryKind, HISTORY_KEPT } from './history.logic'
import type { Ports } from '../ports'

/** Maximum rows of a page. */
const LARGEST_PAGE = 100

export interface HistoryWish {
  readonly kind: HistoryKind | null
  /** Exact e-mail, or empty for all. */
  readonly person: string
}

export interface HistoryView {
  readonly items: readonly HistoryEntry[]
  readonly total: number
  readonly page: number
  readonly pageSize: number
}

/** One page of the last 12 months, newest first. A page beyond the end returns the last one. */
export async function viewHistory(
  { history, clock }: Ports,
  { kind, person }: HistoryWish,
  page: number,
  pageSize: number
): Promise<HistoryView> {
  const size = Math.min(Math.max(Math.trunc(pageSize), 1), LARGEST_PAGE)
  const wanted = Math.max(Math.trunc(page), 1)
  const who = person.trim().toLowerCase()
  const query = {
    kind,
    person: who === '' ? null : who,
    since: clock.now() - HISTORY_KEPT,
    pageSize: size,
  }
  const found = await history.search({ ...query, page: wanted })
  const last = Math.max(Math.ceil(found.total / size), 1)
  if (wanted <= last) return { ...found, page: wanted, pageSize: size }
  return { ...(await history.search({ ...query, page: last })), page: last, pageSize: size }
}
