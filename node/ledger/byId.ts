import { type ProcessFilter, matcherOf, readSearch } from './filter.logic'
import type { Ports } from '../ports'
import type { LedgerFilter, Ledger } from '../ports/stores'
import { ledgerFilter } from './pages'
import type { Pending, Row } from './pending'
import { chunks, mapLimit } from '../shared/concurrency'
import type { Process } from './process.logic'
import type { SkuId } from '../queue/stockRequest.logic'

/** All that matches a filter: the SKU whose code was typed, and what the ledger's search finds besides. */
export interface Matches {
  /** The SKU whose code the search text is, when it matches. Read by id: the search lags. */
  readonly exact: Row | null
  /** Everything else; null when nothing can match. */
  readonly others: LedgerFilter | null
}

/**
 * Splits a filter in two parts that share no SKU. List, counts, reprocess jobs and files all go through
 * here, so that they are about the same rows, also before the search knows a SKU that was just written.
 *
 * @param pending tells which SKUs wait; null to judge by the ledger alone, as reprocess jobs do
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

/** How many match, as the search knows. */
export async function countMatches(
  { ledger }: Pick<Ports, 'ledger'>,
  { exact, others }: Matches
): Promise<number> {
  return (exact ? 1 : 0) + (others ? await ledger.count(others) : 0)
}

/** SKUs of one search of the ledger, and calls at a time. */
const FIND = 50
const CALLS = 8

/**
 * The processes of named SKUs; one that has none is left out. One search for each 50, and by id what the
 * search does not know yet, because it lags behind what was written.
 */
export async function processesOf(
  ledger: Pick<Ledger, 'find' | 'get'>,
  skuIds: readonly SkuId[]
): Promise<ReadonlyMap<SkuId, Process>> {
  const found = (await mapLimit(chunks(skuIds, FIND), CALLS, group => ledger.find(group))).flat()
  const known = new Map(found.map(process => [process.skuId, process]))
  const unseen = skuIds.filter(skuId => !known.has(skuId))
  for (const process of await mapLimit(unseen, CALLS, skuId => ledger.get(skuId)))
    if (process) known.set(process.skuId, process)
  return known
}
