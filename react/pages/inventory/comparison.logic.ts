import type { Comparison, Process } from '../../graphql/types'

/** Whether Carrefour holds something else than was sent; a figure that is not known is no difference. */
export const isDifferent = (
  { quantity }: Pick<Process, 'quantity'>,
  { carrefour }: Pick<Comparison, 'carrefour'>
): boolean => quantity !== null && carrefour.units !== null && carrefour.units !== quantity

/** One step of the way that a quantity took. */
export interface Step {
  key: 'available' | 'minimum' | 'zeroed' | 'sent'
  units: number
}

/**
 * The way of a quantity as it is recorded: what the store could sell (its reserved units are already taken
 * off), the minimum stock in force now, and what was sent.
 */
export function wayOf(
  { available, quantity, cause }: Pick<Process, 'available' | 'quantity' | 'cause'>,
  minimumStock: number | null
): readonly Step[] {
  if (available === null || quantity === null) return []
  return [
    { key: 'available', units: available },
    ...(minimumStock !== null && minimumStock > 0
      ? [{ key: 'minimum', units: minimumStock } as const]
      : []),
    { key: cause === 'BELOW_MIN_STOCK' ? 'zeroed' : 'sent', units: quantity },
  ]
}
