import { countProcesses } from '../useCases/countProcesses'
import type { FilterInput } from './filter'
import { readFilter } from './filter'
import { resolver } from './resolver'

interface Args {
  readonly filter?: FilterInput | null
}

export const carrefourProcessCounts = resolver(async (ports, { filter }: Args) =>
  countProcesses(ports, readFilter(filter))
)
