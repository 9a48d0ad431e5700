import { expect } from '@jest/globals'

import { type Shop, aShop, minutes, notify } from './workday'

/** How many SKUs Carrefour has units of. */
export const onSale = ({ ports }: Shop) =>
  [...ports.carrefour.offers.values()].filter(units => units > 0).length

/** A shop whose SKUs 1 to `count` have 5 units at Carrefour, as the ledger knows. */
export async function aStockedShop(count: number): Promise<Shop> {
  const shop = aShop()
  for (let id = 1; id <= count; id += 1) {
    shop.sell(id, 5)
    await notify(shop, id)
  }
  await minutes(shop, 3)
  expect(onSale(shop)).toBe(count)
  return shop
}
