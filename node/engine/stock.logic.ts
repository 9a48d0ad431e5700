import type { Cause } from '../shared/causes'
import type { Choices } from '../connection/configuration.logic'
import type { Process } from '../ledger/process.logic'
import type { WarehouseStock, SkuId } from '../shared/sku.logic'

/**
 * Carrefour's quantity is an int32, and a larger one tells a buyer nothing. VTEX shows 1,000,000 for unlimited stock.
 */
export const MAX_UNITS = 999_999

/** The store's answer about one SKU in the connection's trade policy. */
export type StoreStock =
  /** Sold there, with this many units (total less reserved; may be negative). */
  | { readonly kind: 'sold'; readonly available: number }
  | { readonly kind: 'inactive' }
  | { readonly kind: 'notInPolicy' }
  /** `isHeld`: sent before, so Carrefour may hold units of it. */
  | { readonly kind: 'kit'; readonly available: number; readonly isHeld?: boolean }
  /** Active and in the policy, but not offered there: nearly always because it has no price. */
  | { readonly kind: 'notOffered' }
  /** The store answers for others, but not for this SKU. */
  | { readonly kind: 'unreadable' }

/**
 * The settings that decide quantities: a comparison follows each change of one. New ones go to the end, because their
 * values are stored in this order.
 */
export const STOCK_RULES = ['minimumStock', 'sendKits'] as const

export type StockRules = Pick<Choices, (typeof STOCK_RULES)[number]>

/** What to send, and with which remark if Carrefour confirms it. */
export type Decision =
  | {
      readonly kind: 'send'
      readonly quantity: number
      readonly available: number
      readonly remark: Cause | null
    }
  /** Deliberately not sent. */
  | { readonly kind: 'skip'; readonly available: number | null; readonly remark: Cause }

/**
 * The stock rules, in this order: unreadable, kit, inactive, policy, not offered, negative, cap, minimum. Minimum
 * stock: `available <= minimum` sends 0, no subtraction (VTEX, "Controle de estoque mínimo").
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
  const units = Math.min(Math.trunc(available), MAX_UNITS)
  const belowMinimum = rules.minimumStock > 0 && units > 0 && units <= rules.minimumStock
  return {
    kind: 'send',
    quantity: belowMinimum ? 0 : units,
    available,
    remark: belowMinimum ? 'BELOW_MIN_STOCK' : null,
  }
}

/**
 * Units left to sell in these warehouses: the unreserved ones, summed, each at least 0. When there are none, the
 * shortfall as a negative number.
 *
 * @param serving ids of the warehouses that serve the trade policy, compared exactly: VTEX's API distinguishes `WH 01`
 * from `wh 01`, and confusing them would sell stock that is not there
 */
export function unitsIn(rows: readonly WarehouseStock[], serving: ReadonlySet<string>): number {
  const left = rows
    .filter(row => serving.has(row.warehouseId))
    .map(row => (row.unlimited ? MAX_UNITS : row.total - row.reserved))
  const sum = (values: readonly number[]) => values.reduce((total, units) => total + units, 0)
  const sellable = sum(left.filter(units => units > 0))
  return sellable > 0 ? Math.min(sellable, MAX_UNITS) : sum(left)
}

/** How many SKUs of a file of this size may cost a warehouse call: at most 25 calls per 1,000 with everything else. */
export const mostQuestions = (lines: number): number =>
  lines < 500 ? 20 : Math.ceil((lines * 3) / 1_000)

/** A SKU without units. */
interface Empty {
  readonly skuId: SkuId
  readonly byPerson: boolean
}

/**
 * The SKUs without units whose warehouses are worth a call, most worthwhile first: a person asked; it was explained
 * before and may still apply; it had units when last sent, or was never sent. SKUs that stay sold out are not asked
 * about again.
 */
export function worthAsking(
  empty: readonly Empty[],
  known: ReadonlyMap<SkuId, Pick<Process, 'cause' | 'quantity'>>,
  most: number
): readonly SkuId[] {
  const rank = ({ skuId, byPerson }: Empty): number => {
    const before = known.get(skuId)
    if (byPerson) return 0
    if (before?.cause === 'NEGATIVE_STOCK' || before?.cause === 'NO_WAREHOUSE') return 1
    return before?.quantity === 0 ? 3 : 2
  }
  return empty
    .map(one => ({ skuId: one.skuId, rank: rank(one) }))
    .filter(one => one.rank < 3)
    .sort((a, b) => a.rank - b.rank)
    .slice(0, most)
    .map(one => one.skuId)
}
