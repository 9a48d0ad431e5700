import type { RawFilter } from '../domain/jobFilter'
import { planJob } from '../useCases/jobs'
import { resolver } from './resolver'
import { showPlanResult } from './views/job'

export const carrefourReprocessPlan = resolver(
  async (ports, { filter }: { readonly filter: RawFilter }) =>
    showPlanResult(await planJob(ports, filter))
)
