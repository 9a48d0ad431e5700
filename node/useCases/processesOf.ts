import { chunks, mapLimit } from '../domain/mapLimit'
import type { Process } from '../domain/processes'
import type { SkuId } from '../domain/requests'
import type { Ledger } from '../ports/stores'

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
