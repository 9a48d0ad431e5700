import type { HistoryEntry, HistoryKind } from '../domain/history'
import { toIso } from '../domain/time'
import { viewHistory } from '../useCases/viewHistory'
import { resolver } from './resolver'

interface Args {
  readonly filter?: { readonly kind?: HistoryKind | null; readonly person?: string | null } | null
  readonly page?: number | null
  readonly pageSize?: number | null
}

export const carrefourHistory = resolver(
  async (ports, { filter, page, pageSize }: Args, people) => {
    const wish = { kind: filter?.kind ?? null, person: filter?.person ?? '' }
    const found = await viewHistory(ports, wish, page ?? 1, pageSize ?? 25)
    // Colleagues' addresses are for those who may look into an incident.
    const maySee = await people.may('configure')
    const show = (entry: HistoryEntry) => ({
      ...entry,
      at: toIso(entry.at),
      from: maySee ? entry.from : null,
    })
    return { ...found, items: found.items.map(show) }
  }
)
