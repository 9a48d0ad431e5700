import type { Process } from './processes'
import type { SkuId } from './requests'
import { MOST_UNITS } from './stock'

/** What one warehouse holds of a SKU. More may be reserved than there is. */
export interface WarehouseStock {
  readonly warehouseId: string
  readonly total: number
  readonly reserved: number
  readonly unlimited: boolean
}

/**
 * Units that these warehouses have left to sell: what is not reserved, summed, each at least 0. When there
 * is none, how many are missing, as a negative number.
 *
 * @param serving ids of the warehouses that serve the trade policy, as they are written: VTEX's API tells `WH 01`
 *   from `wh 01`, and taking one for the other would sell what is not there
 */
export function unitsIn(rows: readonly WarehouseStock[], serving: ReadonlySet<string>): number {
  const left = rows
    .filter(row => serving.has(row.warehouseId))
    .map(row => (row.unlimited ? MOST_UNITS : row.total - row.reserved))
  const sum = (values: readonly number[]) => values.reduce((total, units) => total + units, 0)
  const sellable = sum(left.filter(units => units > 0))
  return sellable > 0 ? Math.min(sellable, MOST_UNITS) : sum(left)
}

/** How many SKUs of a file of so many the warehouses are asked about: with all else at most 25 calls per 1,000. */
export const mostQuestions = (lines: number): number =>
  lines < 500 ? 20 : Math.ceil((lines * 3) / 1_000)

/** A SKU without units. */
interface Empty {
  readonly skuId: SkuId
  readonly byPerson: boolean
}

/**
 * Those SKUs without units whose warehouses are worth a question, most worth first: a person asked; it was
 * explained before and may still hold; it had units when it was last sent, or never was. A SKU that simply
 * stays sold out is not asked about again.
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
