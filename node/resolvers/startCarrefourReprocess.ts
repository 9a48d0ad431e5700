import type { RawFilter } from '../domain/jobFilter'
import { startJob } from '../useCases/jobs'
import { resolver } from './resolver'
import { signedIn } from './signedIn'
import { showJobResult } from './views/job'

interface Args {
  readonly filter: RawFilter
  readonly key: string
}

export const startCarrefourReprocess = resolver(async (ports, { filter, key }: Args, people) =>
  showJobResult(await startJob(ports, { filter, key, person: await signedIn(people) }))
)
