import { cancelJob } from '../useCases/jobs'
import { resolver } from './resolver'
import { showJobResult } from './views/job'

export const cancelCarrefourReprocess = resolver(async (ports, { id }: { readonly id: string }) =>
  showJobResult(await cancelJob(ports, id))
)
