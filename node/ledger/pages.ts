/* Any range of the ledger's rows in any order, also beyond the 10,000 rows that one search reaches. */

import { type LedgerFilter, type Ledger, type Page, REACHABLE } from '../ports/stores'
import type { SettledStatus } from '../shared/causes'
import { deepRows, exactCounts, isPlaced } from './milestones'
import { type Process, impactOf, impactRank } from './process.logic'
import type { Atlas } from './summary.logic'

/** Sort orders of the list; by status: worst first or last, newest first within each; `impact`: what costs most first. */
export type ListSort =
  'newest' | 'oldest' | 'skuUp' | 'skuDown' | 'statusUp' | 'statusDown' | 'impact'

/** Which of the matching rows to show. */
export interface ListWindow {
  readonly sort: ListSort
  /** From 1. */
  readonly page: number
  readonly pageSize: number
}

/** A range of ledger rows in an order: `take` after the first `skip`. */
export interface RowRange {
  readonly sort: ListSort
  readonly skip: number
  readonly take: number
}

type PlainSort = Exclude<ListSort, 'statusUp' | 'statusDown'>

const WORST_FIRST: readonly SettledStatus[] = ['ERROR', 'WARNING', 'SUCCESS']

/** What helps to find rows: what the summary knows, and how far one search reaches. */
export interface Finding {
  readonly atlas: Atlas | null
  readonly reach: number
}

/** Whether one search finds these rows without any help. */
export const isFoundAtOnce = ({ sort, skip, take }: RowRange, reach: number): boolean =>
  sort !== 'statusUp' && sort !== 'statusDown' && isWithin({ skip, take }, reach)

/** A range that is no page of its own comes from two. */
const isWithin = ({ skip, take }: Pick<RowRange, 'skip' | 'take'>, reach: number): boolean =>
  skip + (skip % take === 0 ? take : 2 * take) <= reach

const UNAIDED: Finding = { atlas: null, reach: REACHABLE }

/**
 * Any range of ledger rows. Within Master Data's reach it is one search. By status it is one status after the other.
 * Beyond the reach the search begins at a milestone of the summary: a count of what comes before, and one search or two.
 * Where no milestone helps, the last reachable row becomes the edge of a narrower search (two searches per 10,000 rows).
 * Either way page numbers are exact.
 */
export async function ledgerRows(
  ledger: Ledger,
  filter: LedgerFilter,
  { sort, skip, take }: RowRange,
  { atlas, reach }: Finding = UNAIDED
): Promise<Page<Process>> {
  const at: Reach = { ledger, reach, atlas }
  if (sort !== 'statusUp' && sort !== 'statusDown') return rows(at, { filter, sort, skip, take })
  if (filter.search?.kind === 'terms' && !filter.status) {
    const found = await fewByStatus(ledger, filter, { sort, skip, take })
    if (found) return found
  }
  const order = sort === 'statusUp' ? WORST_FIRST : [...WORST_FIRST].reverse()
  const parts = filter.status ? [filter.status] : order
  const known = atlas && exactCounts(atlas, filter)
  const items: Process[] = []
  let before = 0
  for (const status of parts) {
    const from = Math.max(skip - before, 0)
    const wanted = take - items.length
    const count = known?.[status] ?? null
    if (count !== null && (wanted === 0 || from >= count)) {
      before += count
      continue
    }
    const part = await rows(at, {
      filter: { ...filter, status },
      sort: 'newest',
      skip: from,
      take: wanted,
    })
    items.push(...part.items)
    before += part.total
  }
  return { items, total: before }
}

/** Rows of one search. */
const FEW = 100

/**
 * The rows of a text search by status when there are few: a search per status would be three wildcard searches, and
 * Master Data blocks an account that makes many. Null when there are more.
 */
async function fewByStatus(
  ledger: Ledger,
  filter: LedgerFilter,
  { sort, skip, take }: RowRange
): Promise<Page<Process> | null> {
  const { items, total } = await ledger.search({
    ...filter,
    sort: 'newest',
    page: 1,
    pageSize: FEW,
  })
  if (total > FEW) return null
  const direction = sort === 'statusUp' ? 1 : -1
  const rank = ({ status }: Process) => direction * WORST_FIRST.indexOf(status)
  // The sort is stable, so the newest come first within a status.
  const ordered = [...items].sort((a, b) => rank(a) - rank(b))
  return { items: ordered.slice(skip, skip + take), total }
}

interface Reach extends Finding {
  readonly ledger: Ledger
}

/** `take` of the matching rows after the first `skip`. */
interface PlainRange {
  readonly filter: LedgerFilter
  readonly sort: PlainSort
  readonly skip: number
  readonly take: number
}

async function rows(at: Reach, range: PlainRange): Promise<Page<Process>> {
  const { filter, sort, skip, take } = range
  if (take === 0) return { items: [], total: await at.ledger.count(filter) }
  if (isWithin(range, at.reach)) return withinReach(at.ledger, range)
  if (at.atlas && isPlaced(sort)) {
    const found = await deepRows(at.ledger, { ...range, sort }, at.atlas, at.reach)
    if (found) return found
  }
  const total = await at.ledger.count(filter)
  if (skip >= total) return { items: [], total }
  return { items: await beyondReach(at, range), total }
}

/** Position of a walk: the search to continue with, and how many of its rows to skip. */
interface Step {
  readonly filter: LedgerFilter
  readonly sort: PlainSort
  readonly skip: number
  /** What follows the last row of this search; null at the end. */
  readonly then: Pick<Step, 'filter' | 'sort'> | null
}

/** Rows out of reach: continues with narrower searches until they are within it. */
async function beyondReach(
  { ledger, reach }: Reach,
  { take, ...from }: PlainRange
): Promise<readonly Process[]> {
  let step: Step = { ...from, then: null }
  while (step.skip > 0 && step.skip + 2 * take > reach) {
    const page = Math.min(reach, step.skip)
    const { items } = await ledger.search({ ...step.filter, sort: step.sort, page, pageSize: 1 })
    const [edge] = items
    if (!edge) return []
    step = await narrower(ledger, step, edge, page)
  }
  const { items } = await withinReach(ledger, { ...step, take })
  const { then } = step
  if (!then || items.length === take) return items
  const more = await withinReach(ledger, { ...then, skip: 0, take: take - items.length })
  return [...items, ...more.items]
}

/** The search that starts at or after the row at `passed`. */
async function narrower(ledger: Ledger, step: Step, edge: Process, passed: number): Promise<Step> {
  const { filter, sort, skip } = step
  const sku = Number(edge.skuId)
  const at = edge.processedAt
  if (sort === 'skuUp' || sort === 'skuDown') {
    const past = sort === 'skuUp' ? { skuAbove: sku } : { skuBelow: sku }
    return { ...step, filter: { ...filter, ...past }, skip: skip - passed }
  }
  const cost = impactRank(impactOf(edge))
  const [ahead, rest, past, equal] =
    sort === 'impact'
      ? [
          { impactFrom: cost + 1 },
          { impactTo: cost },
          { impactTo: cost - 1 },
          { impactFrom: cost, impactTo: cost },
        ]
      : sort === 'newest'
        ? [{ since: at + 1 }, { before: at + 1 }, { before: at }, { since: at, before: at + 1 }]
        : [{ before: at }, { since: at }, { since: at + 1 }, { since: at, before: at + 1 }]
  const sooner = await ledger.count({ ...filter, ...ahead })
  if (sooner > 0) return { ...step, filter: { ...filter, ...rest }, skip: skip - sooner }
  // SKUs of one file share a moment, and many cost the same: among them the position is given by their codes.
  const same = { ...filter, ...equal }
  const count = await ledger.count(same)
  const then = { filter: { ...filter, ...past }, sort }
  return skip < count
    ? { filter: same, sort: 'skuUp', skip, then }
    : { ...then, skip: skip - count, then: null }
}

/** Master Data only knows pages: rows that start within one come from two. */
async function withinReach(
  ledger: Ledger,
  { filter, sort, skip, take }: PlainRange
): Promise<Page<Process>> {
  const page = Math.floor(skip / take) + 1
  const first = await ledger.search({ ...filter, sort, page, pageSize: take })
  const into = skip - (page - 1) * take
  if (into === 0 || first.total <= page * take) {
    return { items: first.items.slice(into), total: first.total }
  }
  const second = await ledger.search({ ...filter, sort, page: page + 1, pageSize: take })
  const items = [...first.items, ...second.items].slice(into, into + take)
  return { items, total: first.total }
}
