import { viewJobs } from '../useCases/jobs'
import { resolver } from './resolver'
import { showJob } from './views/job'

export const carrefourReprocessJobs = resolver(async ports => (await viewJobs(ports)).map(showJob))
