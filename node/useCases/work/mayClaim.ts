import type { ConnectionState } from '../../domain/connection'
import { runningJob } from '../../domain/jobBook'
import { holdsBack } from '../../domain/reconcilePages'
import type { Ports } from '../../ports'
import { waitingOf } from './waiting'

/**
 * Whether a batch can be made of what waits. Listings show live lanes first: when the first mark comes from
 * a comparison only those of unknown SKUs can be behind it, and the comparison may still want to gather more.
 */
export async function mayClaim(
  ports: Ports,
  { stuck, parked, reconcile }: ConnectionState
): Promise<boolean> {
  const { requests, jobs } = ports
  const marks = await requests.list(1 + stuck.length)
  const [first] = await waitingOf(ports, { stuck }, marks)
  if (first && first.lane !== 'reconcile') return true
  const job = runningJob(await jobs.read())
  // The next part of a job waits until the one before is settled as a whole.
  if (job !== null && !parked.some(({ jobId }) => jobId === job.id)) return true
  return first !== undefined && !holdsBack(reconcile)
}
