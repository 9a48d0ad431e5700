import type { Cause } from '../../domain/causes'
import { BLOCKED_CAUSES } from '../../domain/causes'
import type { JobFilter, Matching } from '../../domain/jobFilter'
import { wordsOf } from '../../domain/jobFilter'
import { chunks, mapLimit } from '../../domain/mapLimit'
import type { Process } from '../../domain/processes'
import { waitsForRadar } from '../../domain/processes'
import type { SkuId } from '../../domain/requests'
import { parseSkuId } from '../../domain/requests'
import type { Ports } from '../../ports'

/** What a filter would reprocess. */
export interface JobCount {
  readonly total: number
  /** Of them, those that wait for Carrefour to catalogue the product: sending again does not help. */
  readonly waiting: number
  /** Of them, those that a refused ShopKey blocked. */
  readonly blocked: number
  /** SKU ids that were named and that the ledger does not know. */
  readonly missing: readonly SkuId[]
}

/** Causes that wait for Carrefour. */
const WAITING: readonly Cause[] = ['NOT_CATALOGED']

/**
 * The filter as it is meant: a search for a SKU code names that SKU, as on the list, when the ledger
 * knows it.
 */
export async function meantBy({ ledger }: Ports, filter: JobFilter): Promise<JobFilter> {
  if (filter.kind === 'named') return filter
  const skuId = parseSkuId(filter.search)
  const process = skuId && (await ledger.get(skuId))
  if (!process) return filter
  return { kind: 'named', skuIds: fits(process, filter) ? [process.skuId] : [] }
}

const fits = ({ status, cause }: Process, filter: Matching): boolean =>
  (filter.status === null || filter.status === status) &&
  (filter.causes.length === 0 || (cause !== null && filter.causes.includes(cause)))

/** Counts what a filter matches, as the ledger's search knows it; named SKUs are counted one by one. */
export async function countOf(ports: Ports, filter: JobFilter): Promise<JobCount> {
  if (filter.kind === 'named') return countNamed(ports, filter.skuIds)
  const { ledger } = ports
  const base = { status: filter.status, words: wordsOf(filter) }
  const among = (causes: readonly Cause[]): Promise<number> => {
    const both =
      filter.causes.length === 0 ? causes : causes.filter(cause => filter.causes.includes(cause))
    return both.length === 0 ? Promise.resolve(0) : ledger.count({ ...base, causes: both })
  }
  const [total, waiting, blocked] = await Promise.all([
    ledger.count({ ...base, causes: filter.causes }),
    among(WAITING),
    among(BLOCKED_CAUSES),
  ])
  return { total, waiting, blocked, missing: [] }
}

/** SKUs of one search of the ledger, and searches at a time. */
const FIND = 50
const CALLS = 8

async function countNamed({ ledger }: Ports, skuIds: readonly SkuId[]): Promise<JobCount> {
  const found = (await mapLimit(chunks(skuIds, FIND), CALLS, group => ledger.find(group))).flat()
  const seen = new Set(found.map(process => process.skuId))
  // The search lags: what it does not know is asked for by id.
  const unseen = skuIds.filter(skuId => !seen.has(skuId))
  const asked = await mapLimit(unseen, CALLS, skuId => ledger.get(skuId))
  const all = [...found, ...asked.flatMap(process => process ?? [])]
  return {
    total: all.length,
    waiting: all.filter(process => waitsForRadar(process.cause)).length,
    blocked: all.filter(({ cause }) => cause !== null && BLOCKED_CAUSES.includes(cause)).length,
    missing: unseen.filter((_, index) => !asked[index]),
  }
}
