import { describe, expect, it } from '@jest/globals'

import { aProcess, SHOP, someChoices } from '../testing/factories'
import { isOfShop, shopNameOf } from './shop'

describe('whose word a row is', () => {
  const shop = { name: SHOP, since: 1_000 }

  it.each([
    ['the shop of now', { shop: SHOP }, true],
    ['another shop', { shop: 'https://carrefour-sandbox.mirakl.net 2002' }, false],
    ['another address', { shop: 'https://carrefour.mirakl.net 2001' }, false],
    ['no shop, since this one is configured', { shop: null, processedAt: 1_000 }, true],
    ['no shop, before that', { shop: null, processedAt: 999 }, false],
  ])('given a row of %s, expect %2$s', (_, row, expected) => {
    expect(isOfShop(aProcess(row), shop)).toBe(expected)
  })

  it('expect address and ShopId to tell shops apart, capitals in the address not', () => {
    expect(shopNameOf(someChoices())).toBe(SHOP)
    expect(shopNameOf(someChoices({ carrefourUrl: 'https://Carrefour-Sandbox.mirakl.net' }))).toBe(
      SHOP
    )
    expect(shopNameOf(someChoices({ shopId: '' }))).not.toBe(SHOP)
  })
})
