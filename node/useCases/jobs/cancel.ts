import { cancelJob as cancelled, jobIn } from '../../domain/jobBook'
import type { Job } from '../../domain/jobs'
import type { Result } from '../../domain/result'
import { ok } from '../../domain/result'
import type { Ports } from '../../ports'
import type { JobRefusal } from './start'
import { refusal } from './start'

/**
 * Ends a job before all of it is sent. What is in the file in the making still gets its outcome; nothing
 * more goes out for this job. A job that has ended stays as it is.
 */
export async function cancelJob(ports: Ports, id: string): Promise<Result<Job, JobRefusal>> {
  const now = ports.clock.now()
  const book = await ports.jobs.update(before =>
    jobIn(before, id) ? cancelled(before, id, now) : null
  )
  const job = book && jobIn(book, id)
  if (!job) return refusal('JOB_NOT_FOUND')
  await ports.history.note({ kind: 'REPROCESS_CANCELLED', subject: id })
  ports.log.info('job.cancelled', { jobId: id, state: job.state })
  await ports.motor.wake()
  return ok(job)
}
