import type { Millis } from './time'
import { HOUR, MINUTE } from './time'

/** The longest time between two looks at a SKU. */
export const LONGEST_LOOK = 4 * HOUR

/** Most SKUs of one look: as many as one question by EAN may hold (P31: at most 100 products). */
export const LOOK_SIZE = 100

/** Most questions by SKU (OF21) of one look. It has no documented limit; what is left over waits for the next look. */
export const LOOK_OFFERS = 40

/**
 * When to look again whether a product has been catalogued: after a quarter of the time it has waited,
 * at least a minute, at most four hours, plus up to a tenth so that looks spread.
 */
export function nextLook(waitingSince: Millis, now: Millis, random: number): Millis {
  const pause = Math.min(Math.max((now - waitingSince) / 4, MINUTE), LONGEST_LOOK)
  return now + Math.round(pause * (1 + random / 10))
}

/** The EAN in comparable form: digits, no zeros before them; null when it is none. */
export function comparableEan(ean: string | null): string | null {
  const digits = ean?.trim().replace(/^0+/, '') ?? ''
  return /^\d{6,14}$/.test(digits) ? digits : null
}

/**
 * One absent product in so many is asked about by SKU all the same: the store and Carrefour may write an
 * EAN differently.
 */
const SPOT_CHECK = 1 / 8

/**
 * What the next question about a SKU is. Asking by EAN costs a hundredth of a call, so it comes first; only
 * an offer (OF21) can be sent stock, so a product that is there, or has no EAN, is asked about by SKU.
 *
 * @param catalogued comparable EANs that Carrefour's catalogue has; null when it could not be asked
 */
export function questionFor(
  ean: string | null,
  catalogued: ReadonlySet<string> | null,
  random: number
): 'offer' | 'none' {
  const known = comparableEan(ean)
  if (catalogued === null || known === null || catalogued.has(known)) return 'offer'
  return random < SPOT_CHECK ? 'offer' : 'none'
}
