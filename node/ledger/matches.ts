/* Which rows a filter matches, and how many: the same for the list, counts, jobs and exports. */

import { type ProcessFilter, matcherOf, readSearch, causesOf, EVERY_CAUSE } from './filter.logic'
import type { Ports } from '../ports'
import { type LedgerFilter, type Ledger, FIND_SIZE } from '../ports/stores'
import type { Pending, Row } from './pending'
import { allOf, chunks, mapLimit } from '../shared/concurrency'
import type { Process } from './process.logic'
import type { SkuId } from '../shared/sku.logic'
import {
  type Actor,
  type Cause,
  type SettledStatus,
  actorOf,
  BLOCKED_CAUSES,
  statusOf,
} from '../shared/causes'
import type { Health, Summary } from './summary.logic'
import { DAY } from '../shared/time'

/** The filter of a ledger search; null when nothing can match. */
export function ledgerFilter(filter: ProcessFilter): LedgerFilter | null {
  const causes = causesOf(filter)
  const search = readSearch(filter.search)
  if (causes?.length === 0 || search.kind === 'unusable') return null
  const { status, fingerprint, since, before } = filter
  return {
    status: status === 'PENDING' ? null : status,
    causes: causes ?? [],
    without: causes === null ? filter.without : [],
    fingerprint,
    since,
    before,
    search,
  }
}

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
  const { exact, others } = matchesBeside({ ledger }, filter, pending)
  return { exact: await exact, others }
}

/** The SKU whose code the search text may be; null when it is none. */
function typedSku({ search: text }: ProcessFilter): SkuId | null {
  const search = readSearch(text)
  return search.kind === 'terms' ? search.exact : null
}

/** What the ledger's search finds beside a SKU; null when nothing can match. */
function othersThan(exact: SkuId | null, filter: ProcessFilter): LedgerFilter | null {
  const others = ledgerFilter(filter)
  return others && exact !== null ? { ...others, notSku: exact } : others
}

async function exactRow(
  { ledger }: Pick<Ports, 'ledger'>,
  filter: ProcessFilter,
  waiting: Pending | Promise<Pending> | null
): Promise<Row | null> {
  const skuId = typedSku(filter)
  if (skuId === null) return null
  const [process, pending] = await allOf([ledger.get(skuId), Promise.resolve(waiting)])
  const row: Row = { skuId, process }
  const waits = pending !== null && (await pending.among([row])).has(skuId)
  const isThere = process !== null || waits
  return isThere && matcherOf(filter)({ ...row, pending: waits }) ? row : null
}

/** The two parts of `matchesOf` for who can begin with the others while the SKU whose code was typed is being read. */
export const matchesBeside = (
  ports: Pick<Ports, 'ledger'>,
  filter: ProcessFilter,
  pending: Pending | Promise<Pending> | null
): { readonly exact: Promise<Row | null>; readonly others: LedgerFilter | null } => ({
  exact: exactRow(ports, filter, pending),
  others: othersThan(typedSku(filter), filter),
})

/** Number of matches, from the search index. */
export async function countMatches(
  { ledger }: Pick<Ports, 'ledger'>,
  { exact, others }: Matches
): Promise<number> {
  return (exact ? 1 : 0) + (others ? await ledger.count(others) : 0)
}

/** Concurrent calls. */
const READS = 8

/**
 * The processes of named SKUs; those without one are left out. One search per 100, then by id for those the search does
 * not know yet, because it lags behind writes.
 */
export async function processesOf(
  ledger: Pick<Ledger, 'find' | 'get'>,
  skuIds: readonly SkuId[]
): Promise<ReadonlyMap<SkuId, Process>> {
  const found = (
    await mapLimit(chunks(skuIds, FIND_SIZE), READS, group => ledger.find(group))
  ).flat()
  const known = new Map(found.map(process => [process.skuId, process]))
  const unseen = skuIds.filter(skuId => !known.has(skuId))
  for (const process of await mapLimit(unseen, READS, skuId => ledger.get(skuId)))
    if (process) known.set(process.skuId, process)
  return known
}

/** Number of processes per status, cause and actor, under the other conditions of a filter. */
interface ProcessCounts {
  readonly statuses: ReadonlyArray<{ readonly status: SettledStatus; readonly count: number }>
  readonly causes: readonly CauseCount[]
  readonly actors: ReadonlyArray<{ readonly actor: Actor; readonly count: number }>
}

interface CauseCount {
  readonly cause: Cause
  readonly count: number
}

/** Concurrent counts. */
const CALLS = 6

const SETTLED: readonly SettledStatus[] = ['SUCCESS', 'WARNING', 'ERROR']

/** Number of processes per cause, and of those without one, from the search index. */
export async function countCauses({ ledger }: Pick<Ports, 'ledger'>): Promise<{
  readonly success: number
  readonly causes: Readonly<Partial<Record<Cause, number>>>
}> {
  const [success, counts] = await Promise.all([
    ledger.count({ status: 'SUCCESS' }),
    mapLimit(EVERY_CAUSE, CALLS, async cause => ({
      cause,
      count: await ledger.count({ causes: [cause] }),
    })),
  ])
  const found = counts.filter(({ count }) => count > 0)
  return {
    success,
    causes: Object.fromEntries(found.map(({ cause, count }) => [cause, count])),
  }
}

/**
 * Counts beside the filter choices: from the summary, unless a filter narrows by something else than status, cause and
 * actor. Null during a text search: each count would be a wildcard search, and Master Data blocks an account that makes
 * many.
 */
export async function countProcesses(
  ports: Ports,
  filter: ProcessFilter
): Promise<ProcessCounts | null> {
  if (filter.search.trim() !== '') return null
  const summary = isPlain(filter) ? await ports.summary.read() : null
  return summary && summary.countedAt > 0
    ? countsIn(summary, filter)
    : countsInLedger(ports, filter)
}

const isPlain = ({ fingerprint, since, before, without }: ProcessFilter): boolean =>
  fingerprint === null && since === null && before === null && without.length === 0

function countsIn(summary: Summary, filter: ProcessFilter): ProcessCounts {
  const countOf = (cause: Cause) => summary.causes[cause] ?? 0
  const allowed = causesOf(filter)
  const status = filter.status === 'PENDING' ? null : filter.status
  const among = (wanted: SettledStatus): number => {
    const causes = (allowed ?? EVERY_CAUSE).filter(cause => statusOf(cause) === wanted)
    const plain = wanted === 'SUCCESS' && allowed === null ? summary.success : 0
    return causes.reduce((sum, cause) => sum + countOf(cause), plain)
  }
  const causes = EVERY_CAUSE.flatMap((cause): CauseCount[] => {
    const isIn = status === null || statusOf(cause) === status
    return isIn && countOf(cause) > 0 ? [{ cause, count: countOf(cause) }] : []
  })
  return {
    statuses: SETTLED.map(one => ({ status: one, count: among(one) })),
    causes,
    actors: countActors(
      causes.filter(({ cause }) => filter.causes.length === 0 || filter.causes.includes(cause))
    ),
  }
}

async function countsInLedger(
  { ledger }: Pick<Ports, 'ledger'>,
  filter: ProcessFilter
): Promise<ProcessCounts> {
  const settled = filter.status === 'PENDING' ? { ...filter, status: null } : filter
  const anyCause = ledgerFilter({ ...settled, causes: [], actor: null, fingerprint: null })
  const anyStatus = ledgerFilter({ ...settled, status: null })
  const [statuses, causes] = await Promise.all([
    mapLimit(SETTLED, 3, async status => ({
      status,
      count: anyStatus ? await ledger.count({ ...anyStatus, status }) : 0,
    })),
    mapLimit(EVERY_CAUSE, CALLS, async cause => ({
      cause,
      count: await ledger.count({ ...anyCause, causes: [cause] }),
    })),
  ])
  return {
    statuses,
    causes: causes.filter(({ count }) => count > 0),
    actors: countActors(
      causes.filter(({ cause }) => filter.causes.length === 0 || filter.causes.includes(cause))
    ),
  }
}

const ACTORS: readonly Actor[] = ['MERCHANT', 'CARREFOUR', 'APP', 'NOBODY']

const countActors = (causes: readonly CauseCount[]): ProcessCounts['actors'] =>
  ACTORS.map(actor => ({
    actor,
    count: causes.reduce((sum, one) => sum + (actorOf(one.cause) === actor ? one.count : 0), 0),
  }))

/** Totals of the whole ledger by status, and how many a refused ShopKey blocked. */
export interface Totals extends Readonly<Record<Lowercase<SettledStatus>, number>> {
  readonly blocked: number
}

/** From the summary, else from four counts of the ledger. */
export async function totalsOf({ ledger }: Pick<Ports, 'ledger'>, known: Summary): Promise<Totals> {
  if (known.countedAt > 0) {
    const sum = (isIn: (cause: Cause) => boolean) =>
      EVERY_CAUSE.filter(isIn).reduce((all, cause) => all + (known.causes[cause] ?? 0), 0)
    return {
      success: known.success,
      warning: sum(cause => statusOf(cause) === 'WARNING'),
      error: sum(cause => statusOf(cause) === 'ERROR'),
      blocked: sum(cause => BLOCKED_CAUSES.includes(cause)),
    }
  }
  const [blocked, success, warning, error] = await Promise.all([
    ledger.count({ causes: BLOCKED_CAUSES }),
    ledger.count({ status: 'SUCCESS' }),
    ledger.count({ status: 'WARNING' }),
    ledger.count({ status: 'ERROR' }),
  ])
  return { blocked, success, warning, error }
}

/** From the last count of the ledger, at most an hour old; counted now when it never was. */
export async function healthOf(ports: Ports): Promise<Health> {
  const { countedAt, health } = await ports.summary.read()
  return countedAt > 0 && health !== null ? health : viewHealth(ports)
}

export async function viewHealth({
  ledger,
  clock,
}: Pick<Ports, 'ledger' | 'clock'>): Promise<Health> {
  const since = clock.now() - DAY
  const [success, warning, error] = await Promise.all([
    ledger.count({ status: 'SUCCESS', since }),
    ledger.count({ status: 'WARNING', since }),
    ledger.count({ status: 'ERROR', since }),
  ])
  return { since, success, warning, error }
}
