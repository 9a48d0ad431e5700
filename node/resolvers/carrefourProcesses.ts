import type { Status } from '../domain/causes'
import { viewProcesses } from '../useCases/viewProcesses'
import { resolver } from './resolver'
import { showProcess } from './views/process'

interface Args {
  readonly filter?: { readonly status?: Status | null; readonly search?: string | null } | null
  readonly page?: number | null
  readonly pageSize?: number | null
}

export const carrefourProcesses = resolver(async (ports, { filter, page, pageSize }: Args) => {
  const wanted = { status: filter?.status ?? null, search: filter?.search ?? '' }
  const found = await viewProcesses(ports, wanted, page ?? 1, pageSize ?? 25)
  return { ...found, items: found.items.map(showProcess) }
})
