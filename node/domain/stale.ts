import type { Process } from './processes'
import type { Millis } from './time'
import { DAY } from './time'

/** How long Carrefour's confirmation is good while nothing else speaks against it. */
export const CONFIRMED_FOR = 7 * DAY

/**
 * Whether a confirmation no longer says how things are (cause STALE): it is old, or what was sent is not
 * what the store gives now. Only of a SKU that Carrefour confirmed; any other cause already says more.
 *
 * @param wanted units that would be sent now; null when that is not known
 */
export function isStale(
  { status, cause, quantity, processedAt }: Process,
  wanted: number | null,
  now: Millis
): boolean {
  if (status !== 'SUCCESS' && cause !== 'STALE') return false
  return now - processedAt > CONFIRMED_FOR || (wanted !== null && wanted !== quantity)
}
