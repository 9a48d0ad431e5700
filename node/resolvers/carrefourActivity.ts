import { toIso } from '../domain/time'
import { viewActivity } from '../useCases/viewActivity'
import { resolver } from './resolver'

export const carrefourActivity = resolver(
  async (ports, { days }: { readonly days?: number | null }) =>
    (await viewActivity(ports, days ?? 1)).map(hour => ({ ...hour, at: toIso(hour.at) }))
)
