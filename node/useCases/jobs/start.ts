import { addJob, jobIn, jobOfKey } from '../../domain/jobBook'
import type { JobFilter, RawFilter } from '../../domain/jobFilter'
import { fingerprintOf, readFilter } from '../../domain/jobFilter'
import type { Job, JobScope, NewJob, Snapshot } from '../../domain/jobs'
import { newJob } from '../../domain/jobs'
import type { SkuId } from '../../domain/requests'
import type { Result } from '../../domain/result'
import { err, ok } from '../../domain/result'
import type { Ports } from '../../ports'
import { gateOf } from '../gate'
import { sizeOf } from './count'

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
  /** The SKU ids that the refusal is about. */
  readonly skuIds: readonly string[]
}

export const refusal = (
  code: JobRefusal['code'],
  skuIds: readonly string[] = []
): Result<never, JobRefusal> => err({ code, skuIds })

/** Longest idempotency key. */
const LONGEST_KEY = 100

/** Who asks for what. */
export interface Ask {
  readonly filter: RawFilter
  /** Made by the caller: asked again with the same key, the same job is answered and nothing is started. */
  readonly key: string
  /** E-mail of the Admin user. */
  readonly person: string
}

/** Starts a job for all that a filter matches. It sends nothing itself: the engine does, in its turn. */
export async function startJob(ports: Ports, ask: Ask): Promise<Result<Job, JobRefusal>> {
  const key = ask.key.trim()
  if (key === '' || key.length > LONGEST_KEY) return refusal('INVALID_KEY')
  const filter = readFilter(ask.filter)
  if (!filter.ok) return err(filter.error)
  const fingerprint = fingerprintOf(filter.value)
  const known = jobOfKey(await ports.jobs.read(), { key, fingerprint })
  if (!known.ok) return refusal(known.error)
  if (known.value) return ok(known.value)
  const gate = await gateOf(ports)
  if ('code' in gate) return refusal(gate.code)
  const { total, missing, taken } = await sizeOf(ports, filter.value)
  if (missing.length > 0) return refusal('SKU_NOT_FOUND', missing)
  if (total === 0) return refusal('NOTHING_TO_DO')
  return enter(ports, taken, {
    id: ports.ids.next(),
    key,
    fingerprint,
    scope: scopeOf(taken),
    startedBy: ask.person,
    createdAt: ports.clock.now(),
    expected: total,
  })
}

const scopeOf = (filter: JobFilter): JobScope =>
  filter.kind === 'named' ? { kind: 'named', skus: filter.skuIds.length } : filter

/** Writes the job down. Named SKUs are their own snapshot, which must be there before the job is. */
async function enter(
  ports: Ports,
  filter: JobFilter,
  asked: NewJob
): Promise<Result<Job, JobRefusal>> {
  const { jobs, log, motor } = ports
  const snapshot = filter.kind === 'named' ? await saveNamed(ports, asked, filter.skuIds) : null
  let refused: 'KEY_REUSED' | 'TOO_MANY_JOBS' | null = null
  const book = await jobs.update(before => {
    const added = addJob(before, newJob(asked, snapshot))
    refused = added.ok ? null : added.error
    return added.ok ? added.value : null
  })
  const job = book && (jobIn(book, asked.id) ?? book.jobs.find(one => one.key === asked.key))
  if (job?.id !== asked.id) await jobs.removeFiles(asked.id)
  if (!job) return refusal(refused ?? 'TOO_MANY_JOBS')
  if (job.id === asked.id)
    await ports.history.note({ kind: 'REPROCESSED', count: job.expected, subject: job.id })
  log.info('job.started', { jobId: job.id, skus: job.expected })
  await motor.wake()
  return ok(job)
}

async function saveNamed(
  { jobs }: Ports,
  { id, createdAt }: NewJob,
  skuIds: readonly SkuId[]
): Promise<Snapshot> {
  await jobs.saveChunk(id, 'named', 0, skuIds)
  return { take: 'named', at: createdAt, chunkEnds: [skuIds.length] }
}
