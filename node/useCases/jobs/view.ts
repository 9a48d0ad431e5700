import { jobIn } from '../../domain/jobBook'
import type { Job } from '../../domain/jobs'
import type { Ports } from '../../ports'

/** The jobs that are remembered, newest first. */
export const viewJobs = async ({ jobs }: Ports): Promise<readonly Job[]> =>
  [...(await jobs.read()).jobs].reverse()

/** One job; null when it is not remembered. */
export const viewJob = async ({ jobs }: Ports, id: string): Promise<Job | null> =>
  jobIn(await jobs.read(), id)
