import type { StoreData } from '../store'

import type { DemoSku } from './skus'

type StockRow = NonNullable<StoreData['stock']>[number]

/** Every so many SKUs have stock in the second warehouse too. */
const ALSO_IN_MINAS = 4

/** The stock of one SKU of the demo, fixed by its id: 6 to 500 units unless its trouble says otherwise. */
export function stockOf({ sku, trouble }: DemoSku): StockRow[] {
  const { skuId } = sku
  const main = { skuId, warehouseId: 'cd-sp', total: 0, reserved: 0, unlimited: false }
  switch (trouble) {
    case 'no-stock':
      return [main]
    case 'low-stock':
      return [{ ...main, total: 1 + (skuId % 2) }]
    case 'over-reserved':
      return [{ ...main, total: 3, reserved: 8 }]
    case 'unlimited':
      return [{ ...main, unlimited: true }]
    default:
      return usual(main, skuId)
  }
}

function usual(main: StockRow, skuId: number): StockRow[] {
  const total = 6 + (scatter(skuId) % 495)
  const reserved = scatter(skuId + 1) % 3
  const rows = [{ ...main, total: total + reserved, reserved }]
  if (skuId % ALSO_IN_MINAS !== 0) return rows
  return [...rows, { ...main, warehouseId: 'cd-mg', total: scatter(skuId + 2) % 90 }]
}

/** Spreads neighbouring ids far apart: Knuth's multiplicative hash, upper 16 bits. */
function scatter(id: number): number {
  return (Math.imul(id, 2_654_435_761) >>> 16) & 0xffff
}
