import { viewProcesses } from '../useCases/viewProcesses'
import type { FilterInput } from './filter'
import { readFilter, SORTS } from './filter'
import { resolver } from './resolver'
import { showProcess } from './views/process'

interface Args {
  readonly filter?: FilterInput | null
  readonly sort?: string | null
  readonly page?: number | null
  readonly pageSize?: number | null
}

export const carrefourProcesses = resolver(async (ports, args: Args) => {
  const { filter, sort, page, pageSize } = args
  const found = await viewProcesses(ports, readFilter(filter), {
    sort: SORTS[sort ?? 'NEWEST'] ?? 'newest',
    page: page ?? 1,
    pageSize: pageSize ?? 25,
  })
  return { ...found, items: found.items.map(showProcess) }
})
