import type { Cause } from './causes'

/** Carrefour's quantity is an int32; more than this says nothing to a buyer. VTEX shows 1,000,000 for unlimited stock. */
export const MOST_UNITS = 999_999

/** What the store says about one SKU in the connection's trade policy. */
export type StoreStock =
  /** Sold there, with so many units available (total less reserved; may be negative). */
  | { readonly kind: 'sold'; readonly available: number }
  | { readonly kind: 'inactive' }
  | { readonly kind: 'notInPolicy' }
  /** `isHeld`: it was sent before, so Carrefour may hold units of it. */
  | { readonly kind: 'kit'; readonly available: number; readonly isHeld?: boolean }
  /** Active and in the policy, but the store does not offer it there: nearly always it has no price. */
  | { readonly kind: 'notOffered' }
  /** It answers for others, but not for this SKU. */
  | { readonly kind: 'unreadable' }

export interface StockRules {
  /** Units; at or below this 0 is sent; 0 is off. */
  readonly minimumStock: number
  readonly sendKits: boolean
}

/** What to send, and with which remark if Carrefour confirms it. */
export type Decision =
  | {
      readonly kind: 'send'
      readonly quantity: number
      readonly available: number
      readonly remark: Cause | null
    }
  /** Not sent on purpose. */
  | { readonly kind: 'skip'; readonly available: number | null; readonly remark: Cause }

/**
 * The stock rules, in this order: unreadable, kit, inactive, policy, not offered, negative, cap, minimum.
 * Minimum stock: `available <= minimum` sends 0, no subtraction (VTEX, "Controle de estoque mínimo").
 */
export function decideStock(stock: StoreStock, rules: StockRules): Decision {
  switch (stock.kind) {
    case 'unreadable':
      return { kind: 'skip', available: null, remark: 'STORE_SKU_FAILED' }
    case 'inactive':
      return { kind: 'send', quantity: 0, available: 0, remark: 'SKU_INACTIVE' }
    case 'notInPolicy':
      return { kind: 'send', quantity: 0, available: 0, remark: 'NOT_IN_TRADE_POLICY' }
    case 'notOffered':
      return { kind: 'send', quantity: 0, available: 0, remark: 'NO_PRICE' }
    case 'kit':
      if (rules.sendKits) return decideUnits(stock.available, rules)
      return stock.isHeld
        ? { kind: 'send', quantity: 0, available: stock.available, remark: 'KIT_NOT_SENT' }
        : { kind: 'skip', available: stock.available, remark: 'KIT_NOT_SENT' }
    case 'sold':
      return decideUnits(stock.available, rules)
  }
}

function decideUnits(available: number, rules: StockRules): Decision {
  if (available < 0) return { kind: 'send', quantity: 0, available, remark: 'NEGATIVE_STOCK' }
  const units = Math.min(Math.trunc(available), MOST_UNITS)
  const belowMinimum = rules.minimumStock > 0 && units > 0 && units <= rules.minimumStock
  return {
    kind: 'send',
    quantity: belowMinimum ? 0 : units,
    available,
    remark: belowMinimum ? 'BELOW_MIN_STOCK' : null,
  }
}
