/* What people do to reprocess: start a job or cancel it, send single SKUs, send what a refused key blocked. */

import { addJob, jobIn, jobOfKey, cancelJob as cancelled } from './jobList.logic'
import {
  type JobFilter,
  type JobRefusal,
  type RawFilter,
  fingerprintOf,
  readFilter,
  refusal,
  sizeOf,
  gateOf,
} from './plan'
import { type Job, type JobScope, type NewJob, type Snapshot, newJob, isOpen } from './job.logic'
import { type SkuId, parseSkuId } from '../shared/sku.logic'
import { type Result, ok } from '../shared/result'
import type { Ports } from '../ports'
import { nextSend } from '../engine/nextStep.logic'
import { BLOCKED_CAUSES } from '../shared/causes'
import { mapLimit } from '../shared/concurrency'
import type { Millis } from '../shared/time'

/** Maximum length of an idempotency key. */
const LONGEST_KEY = 100

/** Who requests what. */
export interface Ask {
  readonly filter: RawFilter
  /** Idempotency key from the caller: repeated, it returns the same job and starts nothing. */
  readonly key: string
  /** E-mail of the Admin user. */
  readonly person: string
  /** What the person calls it; left out for no name. */
  readonly name?: string
}

/** Starts a job for everything that matches a filter. It sends nothing itself; the engine does, when its turn comes. */
export async function startJob(ports: Ports, ask: Ask): Promise<Result<Job, JobRefusal>> {
  const key = ask.key.trim()
  if (key === '' || key.length > LONGEST_KEY) return refusal('INVALID_KEY')
  const filter = readFilter(ask.filter)
  if (!filter.ok) return filter
  const fingerprint = fingerprintOf(filter.value)
  // Read together, because a person waits; what comes first still decides.
  const size = sizeOf(ports, filter.value)
  size.catch(() => undefined)
  const [book, gate] = await Promise.all([ports.jobs.read(), gateOf(ports)])
  const known = jobOfKey(book, { key, fingerprint })
  if (!known.ok) return refusal(known.error)
  if (known.value) return ok(known.value)
  if ('code' in gate) return refusal(gate.code)
  const { total, missing, taken } = await size
  if (missing.length > 0) return refusal('SKU_NOT_FOUND', missing)
  if (total === 0) return refusal('NOTHING_TO_DO')
  return enter(ports, taken, {
    id: ports.ids.next(),
    key,
    fingerprint,
    scope: scopeOf(taken),
    name: ask.name ?? '',
    startedBy: ask.person,
    createdAt: ports.clock.now(),
    expected: total,
  })
}

const scopeOf = (filter: JobFilter): JobScope =>
  filter.kind === 'named' ? { kind: 'named', skus: filter.skuIds.length } : filter

/** Saves the job. Named SKUs are their own snapshot, which must exist before the job does. */
async function enter(
  ports: Ports,
  filter: JobFilter,
  asked: NewJob
): Promise<Result<Job, JobRefusal>> {
  const { jobs, log, workTrigger } = ports
  const snapshot = filter.kind === 'named' ? await saveNamed(ports, asked, filter.skuIds) : null
  let refused: 'KEY_REUSED' | 'TOO_MANY_JOBS' | null = null
  const book = await jobs.updateNow(before => {
    const added = addJob(before, newJob(asked, snapshot))
    refused = added.ok ? null : added.error
    return added.ok ? added.value : null
  })
  const job = book && (jobIn(book, asked.id) ?? book.jobs.find(one => one.key === asked.key))
  if (job?.id !== asked.id) await jobs.removeFiles(asked.id)
  if (!job) return refusal(refused ?? 'TOO_MANY_JOBS')
  log.info('job.started', { jobId: job.id, skus: job.expected })
  const isOurs = job.id === asked.id
  await Promise.all([
    isOurs && ports.history.note({ kind: 'REPROCESSED', count: job.expected, subject: job.id }),
    workTrigger.trigger(),
  ])
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

/**
 * Starts a job for everything a refused ShopKey blocked. If one that started since the key was last accepted is open,
 * that one is returned, so a second click starts nothing.
 */
export async function startBlocked(ports: Ports, person: string): Promise<Result<Job, JobRefusal>> {
  const [configuration, { jobs }] = await Promise.all([
    ports.configurations.read(),
    ports.jobs.read(),
  ])
  const series = `blocked-${configuration?.shopKey.version ?? 0}-`
  const open = jobs.find(job => isOpen(job) && job.key.startsWith(series))
  if (open) return ok(open)
  const key = `${series}${ports.ids.next()}`
  return startJob(ports, { filter: { causes: BLOCKED_CAUSES }, key, person })
}

/**
 * Ends a job before everything is sent. The batch in flight still gets its outcome; nothing more is sent for this job.
 * A job that has ended stays as it is.
 */
export async function cancelJob(ports: Ports, id: string): Promise<Result<Job, JobRefusal>> {
  const now = ports.clock.now()
  let state: Job['state'] | null = null
  const book = await ports.jobs.update(before => {
    state = jobIn(before, id)?.state ?? null
    return state === null ? null : cancelled(before, id, now)
  })
  const job = book && jobIn(book, id)
  if (!job) return refusal('JOB_NOT_FOUND')
  // Somebody else has cancelled it, or it has ended by itself: nothing was done.
  if (job.state === state) return ok(job)
  await ports.history.note({ kind: 'REPROCESS_CANCELLED', subject: id })
  ports.log.info('job.cancelled', { jobId: id, state: job.state })
  await ports.workTrigger.trigger()
  return ok(job)
}

/** The jobs kept, newest first. */
export const viewJobs = async ({ jobs }: Ports): Promise<readonly Job[]> =>
  [...(await jobs.read()).jobs].reverse()

/** One job; null when it is not kept any more. */
export const viewJob = async ({ jobs }: Ports, id: string): Promise<Job | null> =>
  jobIn(await jobs.read(), id)

type ReprocessRefusal = JobRefusal['code']

export type ReprocessResult =
  | {
      readonly kind: 'accepted'
      readonly accepted: number
      readonly skuIds: readonly string[]
      /** The job; null when the SKUs were queued one by one. */
      readonly jobId: string | null
      /** Earliest moment of the next file. */
      readonly nextSendAt: Millis | null
    }
  | {
      readonly kind: 'refused'
      readonly code: ReprocessRefusal
      readonly skuIds: readonly string[]
    }

/** Maximum SKUs per call. */
const MAX_SKUS = 100

const refused = (code: ReprocessRefusal, skuIds: readonly string[] = []): ReprocessResult => ({
  kind: 'refused',
  code,
  skuIds,
})

/** Queues SKUs on a person's request: the stock is read at the time of sending. */
export async function reprocess(ports: Ports, skuIds: readonly string[]): Promise<ReprocessResult> {
  const asked = [...new Set(skuIds)]
  if (asked.length === 0) return refused('NOTHING_TO_DO')
  if (asked.length > MAX_SKUS) return refused('TOO_MANY')
  const gate = await gateOf(ports)
  if ('code' in gate) return refused(gate.code, asked)
  const known = await mapLimit(asked, 8, raw => existing(ports, raw))
  const missing = asked.filter((_, index) => known[index] === null)
  if (missing.length > 0) return refused('SKU_NOT_FOUND', missing)
  const chosen = known.flatMap(skuId => skuId ?? [])
  const now = ports.clock.now()
  await mapLimit(chosen, 8, skuId => ports.queue.enqueue({ skuId, priority: 'reprocess' }, now))
  await ports.history.note({
    kind: 'REPROCESSED',
    count: chosen.length,
    ...(chosen[0] && chosen.length === 1 ? { subject: chosen[0] } : {}),
  })
  ports.log.info('reprocess.accepted', { skus: chosen.length })
  await ports.workTrigger.trigger()
  return {
    kind: 'accepted',
    accepted: chosen.length,
    skuIds: chosen,
    jobId: null,
    nextSendAt: nextSend(gate.state, now),
  }
}

/** Starts a job for exactly what a refused ShopKey blocked, once the key works again. */
export async function reprocessBlocked(ports: Ports, person: string): Promise<ReprocessResult> {
  const started = await startBlocked(ports, person)
  if (!started.ok) return refused(started.error.code)
  const [state, now] = [await ports.connectionState.read(), ports.clock.now()]
  const { id, expected } = started.value
  return {
    kind: 'accepted',
    accepted: expected,
    skuIds: [],
    jobId: id,
    nextSendAt: nextSend(state, now),
  }
}

async function existing({ ledger, queue }: Ports, raw: string): Promise<SkuId | null> {
  const skuId = parseSkuId(raw)
  if (!skuId) return null
  const known = (await ledger.get(skuId)) !== null || (await queue.requestedAt(skuId)) !== null
  return known ? skuId : null
}
