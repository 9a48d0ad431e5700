import { viewJob } from '../useCases/jobs'
import { resolver } from './resolver'
import { showJob } from './views/job'

export const carrefourReprocessJob = resolver(async (ports, { id }: { readonly id: string }) => {
  const job = await viewJob(ports, id)
  return job && showJob(job)
})
