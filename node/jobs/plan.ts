/* Before a job starts: its filter as the caller gave it, how many SKUs it matches, and what sending them would do. */

import { createHash } from 'crypto'
import type { CarrefourReprocessFilter } from '../generated/schema'
import {
  type Actor,
  type Cause,
  type SettledStatus,
  isCause,
  BLOCKED_CAUSES,
} from '../shared/causes'
import { type ProcessFilter, EVERY_PROCESS, readSearch } from '../ledger/filter.logic'
import { type SkuId, parseSkuId } from '../shared/sku.logic'
import { type Result, err, ok } from '../shared/result'
import { type Millis, fromIso } from '../shared/time'
import { type Process, waitsForRadar } from '../ledger/process.logic'
import type { Ports } from '../ports'
import { aboutHowMany, isCounted } from '../ledger/milestones'
import { countMatches, ledgerFilter, matchesOf, processesOf } from '../ledger/matches'
import { MAX_LINES } from '../engine/batch.logic'
import { isOpen } from './job.logic'
import { nextSend } from '../engine/nextStep.logic'
import type { Configuration } from '../connection/configuration.logic'
import type { ConnectionState } from '../engine/state.logic'
import { blockedByKey } from '../engine/incident.logic'

/** Maximum SKUs a job can be given by id. */
export const MAX_NAMED = 1_000

/** The SKUs of a job: all that the list shows for a filter, or these. */
export type JobFilter =
  | { readonly kind: 'matching'; readonly filter: ProcessFilter }
  | {
      readonly kind: 'named'
      readonly skuIds: readonly SkuId[]
      /** Those of them with one of these causes are left out. */
      readonly without: readonly Cause[]
    }

/** A filter from a caller; what is omitted does not narrow. Jobs that are stored hold one, so its values are not trusted. */
export type RawFilter = {
  readonly [Field in keyof CarrefourReprocessFilter]?: Loose<CarrefourReprocessFilter[Field]>
}

/** The same value with any text in the place of an enum's. */
type Loose<Value> = Value extends string
  ? string
  : Value extends readonly string[]
    ? readonly string[]
    : Value

/** Why a filter cannot be read, or a job not started or cancelled. */
export interface JobRefusal {
  readonly code:
    | 'NOTHING_TO_DO'
    | 'TOO_MANY'
    | 'SKU_NOT_FOUND'
    | 'INCIDENT_OPEN'
    | 'CONNECTION_OFF'
    | 'NOT_CONFIGURED'
    | 'INVALID_FILTER'
    | 'INVALID_KEY'
    | 'KEY_REUSED'
    | 'TOO_MANY_JOBS'
    | 'JOB_NOT_FOUND'
  /** The SKU ids concerned. */
  readonly skuIds: readonly string[]
}

export const refusal = (
  code: JobRefusal['code'],
  skuIds: readonly string[] = []
): Result<never, JobRefusal> => err({ code, skuIds })

/**
 * Reads a caller's filter. Named SKUs stand alone, except for causes to leave out: with other conditions it would be
 * ambiguous which counts.
 */
export function readFilter(raw: RawFilter): Result<JobFilter, JobRefusal> {
  const filter = readConditions(raw)
  if (!filter) return refusal('INVALID_FILTER')
  if (!raw.skuIds) return ok({ kind: 'matching', filter })
  const { without } = filter
  const alone = JSON.stringify(filter) === JSON.stringify({ ...EVERY_PROCESS, without })
  return alone ? readNamed(raw.skuIds, without) : refusal('INVALID_FILTER')
}

const isSettled = (text: string): text is SettledStatus =>
  text === 'SUCCESS' || text === 'WARNING' || text === 'ERROR'

const isActor = (text: string): text is Actor =>
  text === 'MERCHANT' || text === 'CARREFOUR' || text === 'APP' || text === 'NOBODY'

function readConditions(raw: RawFilter): ProcessFilter | null {
  const { status = null, actor = null, fingerprint = null } = raw
  const [causes, without] = [readCauses(raw.causes), readCauses(raw.without)]
  const [since, before] = [fromIso(raw.since), fromIso(raw.before)]
  const search = (raw.search ?? '').trim()
  if (status !== null && !isSettled(status)) return null
  if (actor !== null && !isActor(actor)) return null
  if (!causes || !without || readSearch(search).kind === 'unusable') return null
  if (fingerprint !== null && !/^[0-9a-f]{1,64}$/.test(fingerprint)) return null
  if ((raw.since && since === null) || (raw.before && before === null)) return null
  return { status, causes, without, actor, fingerprint, since, before, search }
}

/** Each cause once, in a fixed order; null when one is unknown. */
function readCauses(raw: readonly string[] | null | undefined): readonly Cause[] | null {
  const asked = [...new Set(raw ?? [])].sort()
  const causes = asked.filter(isCause)
  return causes.length < asked.length ? null : causes
}

function readNamed(
  raw: readonly string[],
  without: readonly Cause[]
): Result<JobFilter, JobRefusal> {
  const asked = [...new Set(raw)]
  if (asked.length > MAX_NAMED) return refusal('TOO_MANY')
  const wrong = asked.filter(id => parseSkuId(id) === null)
  if (wrong.length > 0) return refusal('SKU_NOT_FOUND', wrong)
  const skuIds = [...new Set(asked.flatMap(id => parseSkuId(id) ?? []))]
  return ok({ kind: 'named', skuIds, without })
}

/** Equal for equivalent filters, in any order. */
export function fingerprintOf(filter: JobFilter): string {
  const content =
    filter.kind === 'named' ? [[...filter.skuIds].sort(), filter.without] : filter.filter
  return createHash('sha256').update(JSON.stringify(content)).digest('hex')
}

/** What a filter would reprocess. */
interface JobCount {
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
interface JobSize extends Pick<JobCount, 'total' | 'missing'> {
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
async function countOf(ports: Ports, wanted: JobFilter): Promise<JobCount> {
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
  if (!filter.ok) return filter
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

/** Why a retry cannot help now. */
export type ClosedCode = 'INCIDENT_OPEN' | 'CONNECTION_OFF' | 'NOT_CONFIGURED'

export interface Open {
  readonly configuration: Configuration
  readonly state: ConnectionState
}

/** Whether a retry can help now. */
export async function gateOf(ports: Ports): Promise<Open | { readonly code: ClosedCode }> {
  const [configuration, state] = await Promise.all([
    ports.configurations.read(),
    ports.connectionState.read(),
  ])
  if (!configuration) return { code: 'NOT_CONFIGURED' }
  if (!configuration.choices.active) return { code: 'CONNECTION_OFF' }
  if (blockedByKey(state.incident, configuration.shopKey.version)) return { code: 'INCIDENT_OPEN' }
  return { configuration, state }
}
