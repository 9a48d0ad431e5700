import { type HeldPart, seeHold } from './hold.logic'
import type { Ports } from '../ports'
import type { Throttled } from '../ports/platform'
import { toIso } from '../shared/time'

/**
 * Pauses the engine of the account after a call that was throttled or not served, which ends the run instead of being thrown at the platform's
 * bus: that would repeat it at once. If the state cannot be written either, this replica alone keeps the pause.
 */
export async function holdEngine(
  { connectionState, clock, log, standby }: Ports,
  part: HeldPart,
  { retryAfter }: Throttled
): Promise<void> {
  const seen = { part, retryAfter }
  const chance = { now: clock.now(), random: clock.random() }
  let { until } = seeHold(null, seen, chance)
  standby.set(until)
  try {
    const state = await connectionState.update(before => ({
      ...before,
      hold: seeHold(before.hold, seen, chance),
    }))
    until = state?.hold?.until ?? until
  } catch {
    log.warn('hold.unwritten', { part })
  }
  standby.set(until)
  log.warn('engine.held', { part, until: toIso(until) })
}
