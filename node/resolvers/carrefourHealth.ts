import { toIso } from '../domain/time'
import { viewHealth } from '../useCases/viewHealth'
import { resolver } from './resolver'

export const carrefourHealth = resolver(async ports => {
  const { since, ...counts } = await viewHealth(ports)
  return { since: toIso(since), ...counts }
})
