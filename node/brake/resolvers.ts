import type { CarrefourBrakeDecision } from '../generated/schema'
import { viewConnection } from '../connection/view'
import { showConnection } from '../connection/resolvers'
import { resolver } from '../guard/resolver'
import { fromIso } from '../shared/time'
import type { Ports } from '../ports'
import { type BrakeDecision, decided } from './brake.logic'

/** What became of a decision. `OVER`: nothing is held any more, or it is another brake than the one that was seen. */
type BrakeDecided = 'DONE' | 'OVER'

/**
 * Sends the held zeros, or keeps them back until the store names units again. The decision covers what is held at this
 * moment; the stock that leaves is the one of then.
 *
 * @param since start of the brake that the person saw
 */
export async function decideBrake(
  ports: Ports,
  { kind, since }: { readonly kind: BrakeDecision['kind']; readonly since: number }
): Promise<BrakeDecided> {
  const { connectionState, clock, history, workTrigger, log } = ports
  let held = 0
  const state = await connectionState.update(before => {
    if (before.brake.open?.since !== since) return null
    held = before.brake.open.held
    const brake = decided(before.brake, kind, clock.now())
    return brake && { ...before, brake }
  })
  if (!state) return 'OVER'
  await history.note({ kind: kind === 'SEND' ? 'ZEROS_SENT' : 'ZEROS_KEPT', count: held })
  log.info('brake.decided', { kind, held })
  if (kind === 'SEND') await workTrigger.trigger()
  return 'DONE'
}

interface Args {
  readonly decision: CarrefourBrakeDecision
  readonly since: string
}

export const decideCarrefourBrake = resolver(async (ports, { decision, since }: Args) => {
  const at = fromIso(since)
  const outcome = at === null ? 'OVER' : await decideBrake(ports, { kind: decision, since: at })
  return { outcome, connection: showConnection(await viewConnection(ports)) }
})
