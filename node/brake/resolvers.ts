import type { CarrefourBrakeDecision } from '../generated/schema'
import { viewConnection } from '../connection/view'
import { showConnection } from '../connection/resolvers'
import { resolver } from '../guard/resolver'
import { fromIso } from '../shared/time'
import { decideBrake } from './decideBrake'

interface Args {
  readonly decision: CarrefourBrakeDecision
  readonly since: string
}

export const decideCarrefourBrake = resolver(async (ports, { decision, since }: Args) => {
  const at = fromIso(since)
  const outcome = at === null ? 'OVER' : await decideBrake(ports, { kind: decision, since: at })
  return { outcome, connection: showConnection(await viewConnection(ports)) }
})
