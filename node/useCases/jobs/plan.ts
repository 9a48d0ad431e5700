import { MOST_LINES } from '../../domain/batches'
import { isOpen } from '../../domain/jobs'
import type { RawFilter } from '../../domain/jobFilter'
import { readFilter } from '../../domain/jobFilter'
import type { Result } from '../../domain/result'
import { err, ok } from '../../domain/result'
import type { Millis } from '../../domain/time'
import type { Ports } from '../../ports'
import type { ClosedCode } from '../gate'
import { gateOf, nextSend } from '../gate'
import type { JobCount } from './count'
import { countOf, meantBy } from './count'
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
}

/** Says what reprocessing all that a filter matches would do; changes nothing. */
export async function planJob(ports: Ports, raw: RawFilter): Promise<Result<Plan, JobRefusal>> {
  const filter = readFilter(raw)
  if (!filter.ok) return err(filter.error)
  const meant = await meantBy(ports, filter.value)
  const [count, gate, book] = await Promise.all([
    countOf(ports, meant),
    gateOf(ports),
    ports.jobs.read(),
  ])
  return ok({
    ...count,
    files: Math.ceil(count.total / MOST_LINES),
    nextSendAt: 'code' in gate ? null : nextSend(gate.state, ports.clock.now()),
    jobsAhead: book.jobs.filter(isOpen).length,
    closed: 'code' in gate ? gate.code : null,
  })
}
