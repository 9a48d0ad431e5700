/* Pages of a long list found from a milestone near them, instead of by walking there. */

import { type Cause, type SettledStatus, statusOf } from '../shared/causes'
import type { LedgerFilter, LedgerSort, Ledger, Page } from '../ports/stores'
import type { Millis } from '../shared/time'
import type { Atlas, Milestone } from './summary.logic'
import type { Process } from './process.logic'

/**
 * Sort orders whose pages can be found by milestones. By impact only what costs nothing, which is nearly everything and
 * stands in the order of its codes.
 */
type PlacedSort = Exclude<LedgerSort, 'longest' | 'nextCheck'>

export const isPlaced = (sort: LedgerSort): sort is PlacedSort =>
  sort !== 'longest' && sort !== 'nextCheck'

/** Splits a list at a value: the part before it, and the rest, which begins there. */
interface Cut {
  readonly before: LedgerFilter
  readonly rest: LedgerFilter
}

/** A filter cut at a milestone. Ascending, the rest begins with the value; descending, it begins just below it. */
function cutAt(filter: LedgerFilter, sort: PlacedSort, value: number): Cut {
  switch (sort) {
    case 'skuUp':
      return { before: { ...filter, skuBelow: value }, rest: { ...filter, skuAbove: value - 1 } }
    case 'impact':
      return {
        before: { ...filter, costsOrBelow: value },
        rest: { ...filter, impactTo: 0, skuAbove: value - 1 },
      }
    case 'skuDown':
      return { before: { ...filter, skuAbove: value - 1 }, rest: { ...filter, skuBelow: value } }
    case 'oldest':
      return {
        before: { ...filter, before: earlier(filter.before, value) },
        rest: { ...filter, since: later(filter.since, value) },
      }
    case 'newest':
      return {
        before: { ...filter, since: later(filter.since, value) },
        rest: { ...filter, before: earlier(filter.before, value) },
      }
  }
}

const earlier = (known: Millis | null | undefined, at: Millis): Millis =>
  Math.min(known ?? Infinity, at)
const later = (known: Millis | null | undefined, at: Millis): Millis =>
  Math.max(known ?? -Infinity, at)

/** A place to begin a search, and about how many rows of the list come before it. */
interface Place {
  readonly value: number
  readonly about: number
}

/**
 * The places of a list in its order. The rows of a filter are taken to be spread over the ledger evenly: that is a guess,
 * which the count of each place corrects. Null when nothing is known.
 */
function placesOf(
  { milestones, ...numbers }: Atlas,
  filter: LedgerFilter,
  sort: PlacedSort
): readonly Place[] | null {
  const marks = sort === 'newest' || sort === 'oldest' ? milestones.moments : milestones.skus
  const whole = milestones.total
  const share = shareOf(numbers, filter)
  if (marks.length === 0 || whole === 0 || share === null) return null
  const first = rankOf(milestones.moments, filter.since, 0)
  const last = rankOf(milestones.moments, filter.before, whole)
  const isByMoment = sort === 'newest' || sort === 'oldest'
  // A period takes a part of the moments, and a share of every stretch of SKU codes.
  const [from, to, part] = isByMoment
    ? [first, last, share]
    : [0, whole, (share * (last - first)) / whole]
  const isUp = sort !== 'newest' && sort !== 'skuDown'
  const places = marks.flatMap(([value, before]): readonly Place[] => {
    if (before <= from || before >= to) return []
    return [{ value, about: Math.round((isUp ? before - from : to - before) * part) }]
  })
  return isUp ? places : [...places].reverse()
}

function rankOf(
  moments: readonly Milestone[],
  at: Millis | null | undefined,
  none: number
): number {
  if (at === null || at === undefined) return none
  const next = moments.find(([value]) => value >= at)
  return next ? next[1] : none === 0 ? (moments.at(-1)?.[1] ?? 0) : none
}

/** The part of all rows that a filter matches but for its period; null when that cannot be told. */
function shareOf(
  { success, causes }: Pick<Atlas, 'success' | 'causes'>,
  filter: LedgerFilter
): number | null {
  const { search, fingerprint, otherThan, impactFrom, impactTo } = filter
  if (search && search.kind !== 'everything') return null
  if (fingerprint || otherThan || impactFrom || impactTo) return null
  const counts = countsOf({ success, causes }, { ...filter, status: null })
  const all = Object.values(causes).reduce((sum, count) => sum + count, success)
  const status = filter.status ?? null
  const wanted = status === null ? sumOf(counts) : counts[status]
  return all === 0 ? null : wanted / all
}

const sumOf = (counts: StatusCounts): number => counts.SUCCESS + counts.WARNING + counts.ERROR

type StatusCounts = Readonly<Record<SettledStatus, number>>

/** Rows of each status that a filter by causes matches, from the summary. */
function countsOf(
  { success, causes }: Pick<Atlas, 'success' | 'causes'>,
  { causes: only = [], without = [] }: LedgerFilter
): StatusCounts {
  const counts = { SUCCESS: only.length === 0 ? success : 0, WARNING: 0, ERROR: 0 }
  for (const [cause, count] of Object.entries(causes) as readonly [Cause, number][]) {
    const isIn = (only.length === 0 || only.includes(cause)) && !without.includes(cause)
    if (isIn) counts[statusOf(cause)] += count
  }
  return counts
}

/** Whether the filter narrows by nothing but status and cause, which the summary counts. */
export function isCounted(filter: LedgerFilter): boolean {
  const { search, fingerprint, otherThan, notSku, since, before, causeSince } = filter
  const others = [
    fingerprint,
    otherThan,
    notSku,
    since,
    before,
    causeSince,
    filter.impactFrom,
    filter.impactTo,
    filter.costsOrBelow,
    filter.skuAbove,
    filter.skuBelow,
  ]
  return (
    (!search || search.kind === 'everything') &&
    others.every(one => one === null || one === undefined)
  )
}

/** The same where it is exact; null where the ledger must be counted. */
export const exactCounts = (atlas: Atlas, filter: LedgerFilter): StatusCounts | null =>
  atlas.isExact && isCounted(filter) ? countsOf(atlas, filter) : null

/** Number of rows of a filter that `isCounted`, from the summary: some off while rows are being written. */
export function aboutHowMany(atlas: Omit<Atlas, 'milestones' | 'isExact'>, filter: LedgerFilter) {
  const counts = countsOf(atlas, filter)
  return filter.status ? counts[filter.status] : sumOf(counts)
}

/** The page of one search that holds a range of rows; null when none of at most 100 rows does. */
function pageHolding(
  skip: number,
  take: number,
  reach: number
): { readonly page: number; readonly pageSize: number } | null {
  for (let pageSize = take; pageSize <= LARGEST_PAGE; pageSize += 1) {
    const index = Math.floor(skip / pageSize)
    const end = (index + 1) * pageSize
    if (end >= skip + take && end <= reach) return { page: index + 1, pageSize }
  }
  return null
}

/** Maximum rows of one search. */
const LARGEST_PAGE = 100

/** Rows of a list beyond the reach of one search. */
interface DeepRange {
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
