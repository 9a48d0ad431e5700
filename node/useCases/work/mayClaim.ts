import { runningJob } from '../../domain/jobBook'
import { holdsBack } from '../../domain/reconcilePages'
import type { Ports } from '../../ports'

/**
 * Whether a batch can be made of what waits. Listings show live lanes first: when the first mark comes from
 * a comparison there is no other, and the comparison may still want to gather more.
 */
export async function mayClaim({ requests, control, jobs }: Ports): Promise<boolean> {
  const [first] = await requests.list(1)
  if (first && first.lane !== 'reconcile') return true
  const job = runningJob(await jobs.read())
  const { parked, reconcile } = await control.read()
  // The next part of a job waits until the one before is settled as a whole.
  if (job !== null && !parked.some(({ jobId }) => jobId === job.id)) return true
  return first !== undefined && !holdsBack(reconcile)
}
