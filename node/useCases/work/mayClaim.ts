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
  if (runningJob(await jobs.read()) !== null) return true
  return first !== undefined && !holdsBack((await control.read()).reconcile)
}
