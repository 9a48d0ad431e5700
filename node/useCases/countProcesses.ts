import type { Actor, Cause, SettledStatus } from '../domain/causes'
import { actorOf } from '../domain/causes'
import { mapLimit } from '../domain/mapLimit'
import type { ProcessFilter } from '../domain/processFilter'
import { EVERY_CAUSE } from '../domain/processFilter'
import type { Ports } from '../ports'
import { ledgerFilter } from './ledgerFilter'

/** How many processes have each status and each cause, and wait for whom, under the other conditions of a filter. */
export interface ProcessCounts {
  readonly statuses: ReadonlyArray<{ readonly status: SettledStatus; readonly count: number }>
  readonly causes: readonly CauseCount[]
  readonly actors: ReadonlyArray<{ readonly actor: Actor; readonly count: number }>
}

interface CauseCount {
  readonly cause: Cause
  readonly count: number
}

const SETTLED: readonly SettledStatus[] = ['SUCCESS', 'WARNING', 'ERROR']

/**
 * Counts beside the choices of the filters. Null while a text is searched for: a count for each choice would
 * be a search by wildcard each, and Master Data blocks an account that makes many.
 */
export async function countProcesses(
  { ledger }: Ports,
  filter: ProcessFilter
): Promise<ProcessCounts | null> {
  if (filter.search.trim() !== '') return null
  const settled = filter.status === 'PENDING' ? { ...filter, status: null } : filter
  const anyCause = ledgerFilter({ ...settled, causes: [], actor: null, fingerprint: null })
  const anyStatus = ledgerFilter({ ...settled, status: null })
  const [statuses, causes] = await Promise.all([
    mapLimit(SETTLED, 3, async status => ({
      status,
      count: anyStatus ? await ledger.count({ ...anyStatus, status }) : 0,
    })),
    mapLimit(EVERY_CAUSE, 6, async cause => ({
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
