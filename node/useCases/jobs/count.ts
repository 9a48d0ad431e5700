import type { Cause } from '../../domain/causes'
import { BLOCKED_CAUSES } from '../../domain/causes'
import type { JobFilter } from '../../domain/jobFilter'
import type { Process } from '../../domain/processes'
import { waitsForRadar } from '../../domain/processes'
import type { ProcessFilter } from '../../domain/processFilter'
import type { SkuId } from '../../domain/requests'
import type { Ports } from '../../ports'
import { countMatches, matchesOf } from '../exactRow'
import { processesOf } from '../processesOf'

/** What a filter would reprocess. */
export interface JobCount {
  readonly total: number
  /** Of what matches, left out or not, those that wait for Carrefour to catalogue the product: sending again does not help. */
  readonly waiting: number
  /** Of what matches, left out or not, those that a refused ShopKey blocked. */
  readonly blocked: number
  /** SKU ids that were named and that the ledger does not know. */
  readonly missing: readonly SkuId[]
}

/** Causes that wait for Carrefour. */
const WAITING: readonly Cause[] = ['NOT_CATALOGED']

/** What a job would take. */
export interface JobSize extends Pick<JobCount, 'total' | 'missing'> {
  /** The filter, without the named SKUs that are to be left out. */
  readonly taken: JobFilter
}

/** How many SKUs a filter matches, as the ledger's search knows it; named SKUs are counted one by one. */
export async function sizeOf(ports: Ports, wanted: JobFilter): Promise<JobSize> {
  if (wanted.kind === 'matching') {
    return { total: await countMatching(ports, wanted.filter), missing: [], taken: wanted }
  }
  const { processes, missing } = await findNamed(ports, wanted.skuIds)
  const left = new Set(processes.filter(isLeftOut(wanted.without)).map(({ skuId }) => skuId))
  const skuIds = wanted.skuIds.filter(skuId => !left.has(skuId))
  return { total: processes.length - left.size, missing, taken: { ...wanted, skuIds } }
}

const isLeftOut =
  (without: readonly Cause[]) =>
  ({ cause }: Process): boolean =>
    cause !== null && without.includes(cause)

/** What a filter matches, and what of it sending again will not help: three searches. */
export async function countOf(ports: Ports, wanted: JobFilter): Promise<JobCount> {
  if (wanted.kind === 'named') return countNamed(ports, wanted)
  const { filter } = wanted
  const among = (causes: readonly Cause[]): Promise<number> => {
    const given = filter.causes.length === 0 ? causes : filter.causes
    const both = causes.filter(cause => given.includes(cause))
    return both.length === 0
      ? Promise.resolve(0)
      : countMatching(ports, { ...filter, causes: both, without: [] })
  }
  const [total, waiting, blocked] = await Promise.all([
    countMatching(ports, filter),
    among(WAITING),
    among(BLOCKED_CAUSES),
  ])
  return { total, waiting, blocked, missing: [] }
}

const countMatching = async (ports: Ports, filter: ProcessFilter): Promise<number> =>
  countMatches(ports, await matchesOf(ports, filter, null))

async function countNamed(
  ports: Ports,
  { skuIds, without }: Extract<JobFilter, { kind: 'named' }>
): Promise<JobCount> {
  const { processes, missing } = await findNamed(ports, skuIds)
  return {
    total: processes.filter(process => !isLeftOut(without)(process)).length,
    waiting: processes.filter(process => waitsForRadar(process.cause)).length,
    blocked: processes.filter(isLeftOut(BLOCKED_CAUSES)).length,
    missing,
  }
}

/** The processes of named SKUs, and which of them have none. */
async function findNamed(
  { ledger }: Ports,
  skuIds: readonly SkuId[]
): Promise<{ processes: readonly Process[]; missing: readonly SkuId[] }> {
  const known = await processesOf(ledger, skuIds)
  return {
    processes: [...known.values()],
    missing: skuIds.filter(skuId => !known.has(skuId)),
  }
}
