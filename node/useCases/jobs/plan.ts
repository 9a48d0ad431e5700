import { MOST_LINES } from '../../domain/batches'
import { isOpen } from '../../domain/jobs'
import type { JobFilter, RawFilter } from '../../domain/jobFilter'
import { readFilter } from '../../domain/jobFilter'
import type { Process } from '../../domain/processes'
import type { Result } from '../../domain/result'
import { err, ok } from '../../domain/result'
import type { Millis } from '../../domain/time'
import type { Ports } from '../../ports'
import type { ClosedCode } from '../gate'
import { matchesOf } from '../exactRow'
import { gateOf, nextSend } from '../gate'
import { processesOf } from '../processesOf'
import type { JobCount } from './count'
import { countOf } from './count'
import type { JobRefusal } from './start'

/** What starting a job would do. */
export interface Plan extends JobCount {
  /** Fewest stock files that it takes. */
  readonly files: number
  /** Earliest moment of the next file; null while nothing may be sent. */
  readonly nextSendAt: Millis | null
  /** Jobs that are not finished and go first. */
  readonly jobsAhead: number
  /** Why starting it would be refused just now. */
  readonly closed: ClosedCode | null
  /** A few of what it would take, so that a person sees what a search has found. */
  readonly samples: readonly Process[]
}

/** Says what reprocessing all that a filter matches would do; changes nothing. */
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
    files: Math.ceil(count.total / MOST_LINES),
    nextSendAt: 'code' in gate ? null : nextSend(gate.state, ports.clock.now()),
    jobsAhead: book.jobs.filter(isOpen).length,
    closed: 'code' in gate ? gate.code : null,
    samples,
  })
}

/** How many SKUs a plan names. */
const SAMPLES = 5

/** The first rows of what a filter matches, as the list shows them; none of what is left out of named SKUs. */
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
