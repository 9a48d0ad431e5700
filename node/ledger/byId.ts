import { type ProcessFilter, matcherOf, readSearch } from './filter.logic'
import type { Ports } from '../ports'
import { type LedgerFilter, type Ledger, FIND_SIZE } from '../ports/stores'
import { ledgerFilter } from './pages'
import type { Pending, Row } from './pending'
import { chunks, mapLimit } from '../shared/concurrency'
import type { Process } from './process.logic'
import type { SkuId } from '../queue/stockRequest.logic'

/** All matches of a filter: the SKU whose code was typed, and what the ledger's search finds besides. */
export interface Matches {
  /** The matching SKU whose code is the search text. Read by id, because the search lags. */
  readonly exact: Row | null
  /** Everything else; null when nothing can match. */
  readonly others: LedgerFilter | null
}

/**
 * Splits a filter into two disjoint parts. List, counts, reprocess jobs and exports all use this, so that they cover
 * the same rows, even before the search knows a SKU that was just written.
 *
 * @param pending which SKUs wait; null to use the ledger alone, as reprocess jobs do
 */
export async function matchesOf(
  { ledger }: Pick<Ports, 'ledger'>,
  filter: ProcessFilter,
  pending: Pending | null
): Promise<Matches> {
  const others = ledgerFilter(filter)
  const search = readSearch(filter.search)
  if (search.kind !== 'terms' || search.exact === null) return { exact: null, others }
  const skuId = search.exact
  const row: Row = { skuId, process: await ledger.get(skuId) }
  const waits = pending !== null && (await pending.among([row])).has(skuId)
  const isThere = row.process !== null || waits
  const exact = isThere && matcherOf(filter)({ ...row, pending: waits }) ? row : null
  return { exact, others: others && { ...others, notSku: skuId } }
}

/** Number of matches, from the search index. */
export async function countMatches(
  { ledger }: Pick<Ports, 'ledger'>,
  { exact, others }: Matches
): Promise<number> {
  return (exact ? 1 : 0) + (others ? await ledger.count(others) : 0)
}

/** Concurrent calls. */
const CALLS = 8

/**
 * The processes of named SKUs; those without one are left out. One search per 100, then by id for those the search does
 * not know yet, because it lags behind writes.
 */
export async function processesOf(
  ledger: Pick<Ledger, 'find' | 'get'>,
  skuIds: readonly SkuId[]
): Promise<ReadonlyMap<SkuId, Process>> {
  const found = (
    await mapLimit(chunks(skuIds, FIND_SIZE), CALLS, group => ledger.find(group))
  ).flat()
  const known = new Map(found.map(process => [process.skuId, process]))
  const unseen = skuIds.filter(skuId => !known.has(skuId))
  for (const process of await mapLimit(unseen, CALLS, skuId => ledger.get(skuId)))
    if (process) known.set(process.skuId, process)
  return known
}
