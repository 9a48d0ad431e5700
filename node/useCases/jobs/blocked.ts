import { BLOCKED_CAUSES } from '../../domain/causes'
import type { Job } from '../../domain/jobs'
import { isOpen } from '../../domain/jobs'
import type { Result } from '../../domain/result'
import { ok } from '../../domain/result'
import type { Ports } from '../../ports'
import type { JobRefusal } from './start'
import { startJob } from './start'

/**
 * Starts a job for all that a refused ShopKey blocked. While one is open that was started since the key
 * was last accepted, that one is answered: a second click starts nothing.
 */
export async function startBlocked(ports: Ports, person: string): Promise<Result<Job, JobRefusal>> {
  const configuration = await ports.configurations.read()
  const series = `blocked-${configuration?.shopKey.version ?? 0}-`
  const { jobs } = await ports.jobs.read()
  const open = jobs.find(job => isOpen(job) && job.key.startsWith(series))
  if (open) return ok(open)
  const key = `${series}${ports.ids.next()}`
  return startJob(ports, { filter: { causes: BLOCKED_CAUSES }, key, person })
}
