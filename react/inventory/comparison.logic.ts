import type { ComparisonAnswer, Process } from '../api/generated'

/** Whether Carrefour holds something else than was sent; a figure that is not known is no difference. */
export const isDifferent = (
  { quantity }: Pick<Process, 'quantity'>,
  { carrefour }: Pick<ComparisonAnswer, 'carrefour'>
): boolean => quantity !== null && carrefour.units !== null && carrefour.units !== quantity

/** What VTEX answers for a SKU with unlimited stock in a warehouse. */
export const UNLIMITED = 1000000

/** The largest number the service returns: it means this many or more. */
const MOST_TOLD = 2147483647

/** The message for a number of units. Unlimited stock has its own. */
export const unitsKey = (units: number): string => {
  if (units === UNLIMITED) return 'detail.unlimited'
  return units >= MOST_TOLD ? 'detail.at-least' : 'detail.units'
}

function availableKey(units: number): 'available' | 'unlimited' | 'atLeast' {
  if (units === UNLIMITED) return 'unlimited'
  return units >= MOST_TOLD ? 'atLeast' : 'available'
}

function sentKey(available: number, quantity: number, isZeroed: boolean): BreakdownStep['key'] {
  if (isZeroed) return 'zeroed'
  return quantity > 0 && available > quantity ? 'capped' : 'sent'
}

/** One step of the way that a quantity took. */
interface BreakdownStep {
  key: 'available' | 'unlimited' | 'atLeast' | 'minimum' | 'zeroed' | 'sent' | 'capped'
  units: number
}

/**
 * The way of a quantity as it is recorded: what the store could sell (its reserved units are already taken
 * off), the minimum stock in force now, and what was sent.
 */
export function breakdownOf(
  { available, quantity, cause }: Pick<Process, 'available' | 'quantity' | 'cause'>,
  minimumStock: number | null
): readonly BreakdownStep[] {
  if (available === null || quantity === null) return []
  return [
    { key: availableKey(available), units: available },
    ...(minimumStock !== null && minimumStock > 0
      ? [{ key: 'minimum', units: minimumStock } as const]
      : []),
    { key: sentKey(available, quantity, cause === 'BELOW_MIN_STOCK'), units: quantity },
  ]
}
