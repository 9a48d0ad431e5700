import type { Millis } from './time'
import { HOUR, MINUTE } from './time'

/** Most SKUs that one look asks Carrefour about (OF21 has no documented frequency limit). */
export const LOOK_SIZE = 50

/**
 * When to look again whether a product has been catalogued: after a quarter of the time it has waited,
 * at least a minute, at most an hour, plus up to a tenth so that looks spread.
 */
export function nextLook(waitingSince: Millis, now: Millis, random: number): Millis {
  const pause = Math.min(Math.max((now - waitingSince) / 4, MINUTE), HOUR)
  return now + Math.round(pause * (1 + random / 10))
}
