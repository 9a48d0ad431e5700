import {
  beginSnapshot,
  dropTaking,
  giveUpJob,
  pauseSnapshot,
  snapshotTaken,
} from '../../domain/jobBook'
import type { Job, Taking } from '../../domain/jobs'
import type { ProcessFilter } from '../../domain/processFilter'
import { DAY, SECOND } from '../../domain/time'
import { matchesOf } from '../exactRow'
import type { Run } from './run'

/** How long one run may spend on a snapshot before it looks at live changes again. */
const SNAPSHOT_TIME = 6 * SECOND

/** A list that ends the process so often, or is not whole after so long, is given up: others wait for it. */
const MOST_DEATHS = 5
const LONGEST = DAY

/** A step is only begun when this much time is left. */
const STEP_TIME = 12 * SECOND

/**
 * Writes down which SKUs a job is about, goes on where the run before stopped, and lets the job wait for
 * its turn when the list is whole. A run that died in between, or an answer that did not come, may have
 * lost a step: then the list is made anew.
 *
 * @returns true when there is more to do at once
 */
export async function takeOneSnapshot(run: Run, job: Job): Promise<boolean> {
  const { jobs, ids, clock, log } = run.ports
  const { scope, taking: seen } = job
  if (scope.kind === 'named') return false
  // A walk that is still marked as being read was left by a run that died.
  const deaths = seen !== null && seen.cursor === null ? (seen.deaths ?? 0) + 1 : 0
  const begun =
    seen !== null && seen.cursor !== null
      ? seen
      : { take: ids.next(), at: clock.now(), chunkEnds: [], cursor: null, deaths }
  if (deaths > MOST_DEATHS || clock.now() - job.createdAt > LONGEST) {
    log.warn('job.snapshot.given-up', { jobId: job.id, deaths })
    await jobs.update(book => giveUpJob(book, job.id, clock.now()))
    return false
  }
  if (!(await jobs.update(book => beginSnapshot(book, job.id, seen, begun)))) return false
  const walked = await walk(run, job.id, scope.filter, begun)
  if (walked === 'broken') {
    log.warn('job.snapshot.broken', { jobId: job.id })
    await jobs.update(book => dropTaking(book, job.id, begun.take, clock.now()))
    return false
  }
  const { cursor, ...snapshot } = walked
  if (cursor !== null)
    return (await jobs.update(book => pauseSnapshot(book, job.id, walked))) !== null
  await jobs.update(book => snapshotTaken(book, job.id, snapshot, clock.now()))
  log.info('job.snapshot.taken', { jobId: job.id, skus: snapshot.chunkEnds.at(-1) ?? 0 })
  return true
}

/** Walks on for a while, a chunk for each step; a null cursor says that the end was reached. */
async function walk(
  { ports, deadline }: Run,
  jobId: string,
  wanted: ProcessFilter,
  begun: Taking
): Promise<Taking | 'broken'> {
  const { ledger, jobs, clock } = ports
  const until = Math.min(clock.now() + SNAPSHOT_TIME, deadline - STEP_TIME)
  const { exact, others } = await matchesOf(ports, wanted, null)
  let taking = begun
  if (exact && taking.cursor === null) {
    await jobs.saveChunk(jobId, taking.take, 0, [exact.skuId])
    taking = { ...taking, chunkEnds: [1] }
  }
  if (!others) return { ...taking, cursor: null }
  do {
    const step = await ledger.walk(others, taking.cursor)
    if (step === null) return 'broken'
    const { take, at, chunkEnds } = taking
    if (step.skuIds.length > 0) await jobs.saveChunk(jobId, take, chunkEnds.length, step.skuIds)
    const end = (chunkEnds.at(-1) ?? 0) + step.skuIds.length
    taking = {
      take,
      at,
      chunkEnds: step.skuIds.length > 0 ? [...chunkEnds, end] : chunkEnds,
      cursor: step.cursor,
    }
  } while (taking.cursor !== null && clock.now() < until)
  return taking
}
