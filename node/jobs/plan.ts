import { type Cause, BLOCKED_CAUSES } from '../shared/causes'
import { type JobFilter, type RawFilter, readFilter } from './filter.logic'
import { type Process, waitsForRadar } from '../ledger/process.logic'
import type { ProcessFilter } from '../ledger/filter.logic'
import type { SkuId } from '../queue/stockRequest.logic'
import type { Ports } from '../ports'
import { aboutHowMany, isCounted } from '../ledger/places'
import { ledgerFilter } from '../ledger/pages'
import { countMatches, matchesOf, processesOf } from '../ledger/byId'
import { MAX_LINES } from '../engine/batch.logic'
import { isOpen } from './job.logic'
import { type Result, err, ok } from '../shared/result'
import type { Millis } from '../shared/time'
import { type ClosedCode, gateOf, nextSend } from '../connection/gate'
import type { JobRefusal } from './start'

/** What a filter would reprocess. */
export interface JobCount {
  readonly total: number
  /** Matches, left out or not, that wait for Carrefour to catalogue the product: sending again does not help. */
  readonly waiting: number
  /** Matches, left out or not, that a refused ShopKey blocked. */
  readonly blocked: number
  /** Named SKU ids that are not in the ledger. */
  readonly missing: readonly SkuId[]
}

/** Causes that wait for Carrefour. */
const WAITING: readonly Cause[] = ['NOT_CATALOGED']

/** What a job would include. */
export interface JobSize extends Pick<JobCount, 'total' | 'missing'> {
  /** The filter, without named SKUs to be left out. */
  readonly taken: JobFilter
}

/**
 * How many SKUs a filter matches, from the summary or else from the search index: the list of the job's SKUs, which is
 * made later, counts them exactly. Named SKUs are counted one by one.
 */
export async function sizeOf(ports: Ports, wanted: JobFilter): Promise<JobSize> {
  if (wanted.kind === 'matching') {
    const { filter } = wanted
    const total = (await countedMatches(ports, filter)) ?? (await countMatching(ports, filter))
    return { total, missing: [], taken: wanted }
  }
  const { processes, missing } = await findNamed(ports, wanted.skuIds)
  const left = new Set(processes.filter(isLeftOut(wanted.without)).map(({ skuId }) => skuId))
  const skuIds = wanted.skuIds.filter(skuId => !left.has(skuId))
  return { total: processes.length - left.size, missing, taken: { ...wanted, skuIds } }
}

/** Null when the summary cannot tell, or knows of none: whether there is nothing to do is for the ledger to say. */
async function countedMatches(
  { summary }: Pick<Ports, 'summary'>,
  filter: ProcessFilter
): Promise<number | null> {
  const rows = ledgerFilter(filter)
  if (!rows || !isCounted(rows)) return null
  const known = await summary.read()
  const about = known.countedAt > 0 ? aboutHowMany(known, rows) : 0
  return about > 0 ? about : null
}

const isLeftOut =
  (without: readonly Cause[]) =>
  ({ cause }: Process): boolean =>
    cause !== null && without.includes(cause)

/** Counts what a filter matches, and what sending again will not help: three searches. */
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

/** The processes of named SKUs, and which have none. */
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

/** What starting a job would do. */
export interface Plan extends JobCount {
  /** Minimum number of stock files. */
  readonly files: number
  /** Earliest moment of the next file; null while nothing may be sent. */
  readonly nextSendAt: Millis | null
  /** Unfinished jobs that go first. */
  readonly jobsAhead: number
  /** Why starting it would be refused now. */
  readonly closed: ClosedCode | null
  /** Some of the matching SKUs, so that a person can check the search. */
  readonly samples: readonly Process[]
}

/** What reprocessing everything that matches a filter would do; changes nothing. */
export async function planJob(ports: Ports, raw: RawFilter): Promise<Result<Plan, JobRefusal>> {
  const filter = readFilter(raw)
  if (!filter.ok) return err(filter.error)
  const [count, gate, book, samples] = await Promise.all([
    countOf(ports, filter.value),
    gateOf(ports),
    ports.jobs.read(),
    samplesOf(ports, filter.value),
  ])
  return ok({
    ...count,
    files: Math.ceil(count.total / MAX_LINES),
    nextSendAt: 'code' in gate ? null : nextSend(gate.state, ports.clock.now()),
    jobsAhead: book.jobs.filter(isOpen).length,
    closed: 'code' in gate ? gate.code : null,
    samples,
  })
}

/** Number of samples in a plan. */
const SAMPLES = 5

/** The first rows that match a filter, as the list shows them, without named SKUs to be left out. */
async function samplesOf(ports: Ports, filter: JobFilter): Promise<readonly Process[]> {
  if (filter.kind === 'named') {
    const known = await processesOf(ports.ledger, filter.skuIds.slice(0, SAMPLES))
    return [...known.values()].filter(({ cause }) => !cause || !filter.without.includes(cause))
  }
  const { exact, others } = await matchesOf(ports, filter.filter, null)
  const found = others
    ? await ports.ledger.search({ ...others, page: 1, pageSize: SAMPLES })
    : { items: [] }
  return [...(exact?.process ? [exact.process] : []), ...found.items].slice(0, SAMPLES)
}
