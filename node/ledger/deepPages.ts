import type { Ledger, LedgerFilter, Page } from '../ports/stores'
import type { Atlas } from './milestones.logic'
import { type Place, type PlacedSort, cutAt, pageHolding, placesOf } from './places'
import type { Process } from './process.logic'

/** Rows of a list beyond the reach of one search. */
export interface DeepRange {
  readonly filter: LedgerFilter
  readonly sort: PlacedSort
  readonly skip: number
  readonly take: number
}

/** Places that are tried before the list is walked instead. */
const TRIES = 5

/**
 * Rows beyond the reach of one search: one count of what comes before a milestone, and one search from there, or two where
 * the rows lie in two of its pages. Null when no milestone helps.
 */
export async function deepRows(
  ledger: Ledger,
  range: DeepRange,
  atlas: Atlas,
  reach: number
): Promise<Page<Process> | null> {
  const { filter, sort, skip, take } = range
  const places = placesOf(atlas, filter, sort)
  if (!places) return null
  // Milestones of the whole ledger are exact at rest; those of a part of it are a guess, so one looks further back.
  const isWhole = atlas.isExact && Object.values(filter).every(isNothing)
  const back = isWhole ? 0 : Math.floor(reach / 4)
  let [first, last, off] = [0, places.length - 1, back]
  for (let attempt = 0; attempt < TRIES && first <= last; attempt += 1) {
    const at = Math.min(Math.max(lastBefore(places, skip - off), first), last)
    const place = places[at]
    if (!place) return null
    const cut = cutAt(filter, sort, place.value)
    const before = await ledger.count(cut.before)
    const into = skip - before
    if (into >= 0 && into + take <= reach) {
      const inOrder: PlacedSort = sort === 'impact' ? 'skuUp' : sort
      const rest = { filter: cut.rest, sort: inOrder, skip: into, take }
      const found = await rowsFrom(ledger, rest, reach)
      if (found) return { items: found.items, total: before + found.total }
    }
    if (into < 0) last = at - 1
    else first = at + 1
    off = before - place.about + back
  }
  return null
}

const isNothing = (value: unknown): boolean =>
  value === null ||
  value === undefined ||
  (Array.isArray(value) && value.length === 0) ||
  (typeof value === 'object' && (value as { readonly kind?: unknown }).kind === 'everything')

/** Index of the last place with about so many rows before it. */
const lastBefore = (places: readonly Place[], wanted: number): number => {
  const next = places.findIndex(({ about }) => about > wanted)
  return next < 0 ? places.length - 1 : next - 1
}

/** Rows within the reach of a search; null when they are not. */
async function rowsFrom(
  ledger: Ledger,
  { filter, sort, skip, take }: DeepRange,
  reach: number
): Promise<Page<Process> | null> {
  const one = pageHolding(skip, take, reach)
  if (one) {
    const { items, total } = await ledger.search({ ...filter, sort, ...one })
    const start = skip - (one.page - 1) * one.pageSize
    return { items: items.slice(start, start + take), total }
  }
  const page = Math.floor(skip / take) + 1
  if ((page + 1) * take > reach) return null
  const first = await ledger.search({ ...filter, sort, page, pageSize: take })
  const second = await ledger.search({ ...filter, sort, page: page + 1, pageSize: take })
  const start = skip - (page - 1) * take
  return {
    items: [...first.items, ...second.items].slice(start, start + take),
    total: second.total,
  }
}
