import type { Batch } from '../../domain/batches'
import { endCancelled, hasOpenJob, plannedJob } from '../../domain/jobBook'
import type { Parked } from '../../domain/parked'
import { jobOf } from '../../domain/parked'
import type { Run } from './run'
import { takeOneSnapshot } from './takeSnapshot'

/**
 * Looks after the reprocess jobs before anything is sent: ends what was cancelled, makes snapshots, and
 * removes the files of forgotten jobs. True when there is more of it to do at once.
 */
export async function keepJobs(
  run: Run,
  batch: Batch | null,
  parked: readonly Parked[]
): Promise<boolean> {
  const { jobs, clock } = run.ports
  const book = await jobs.read()
  if (!hasOpenJob(book)) return false
  if (book.jobs.some(job => job.state === 'CANCELLING')) {
    const jobId = (batch && jobOf(batch)) ?? parked.find(one => one.jobId !== null)?.jobId ?? null
    const inHand = jobId === null ? null : { jobId }
    await jobs.update(now => endCancelled(now, inHand, clock.now()))
  }
  for (const id of book.dropped) {
    if (!(await jobs.removeFiles(id))) continue
    await jobs.update(now => ({ ...now, dropped: now.dropped.filter(one => one !== id) }))
  }
  const planned = plannedJob(book)
  return planned ? takeOneSnapshot(run, planned) : false
}
