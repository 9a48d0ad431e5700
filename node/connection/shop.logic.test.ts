import { describe, expect, it } from '@jest/globals'

import { aProcess, SHOP, someChoices } from '../testing/factories'
import type { Choices } from './configuration.logic'
import { isOfShop, shopNameOf } from './shop.logic'

describe('which shop a row belongs to', () => {
  const shop = { name: SHOP, since: 1_000 }

  it.each([
    ['the shop of now', { shop: SHOP }, true],
    ['another shop', { shop: 'https://carrefour-sandbox.mirakl.net 2002' }, false],
    ['another address', { shop: 'https://carrefour.mirakl.net 2001' }, false],
    ['no shop, since this one is configured', { shop: null, processedAt: 1_000 }, true],
    ['no shop, before that', { shop: null, processedAt: 999 }, false],
  ])('a row of %s: %2$s', (_, row, expected) => {
    expect(isOfShop(aProcess(row), shop)).toBe(expected)
  })

  const named = (choices: Partial<Choices>, shopKey: { version: number; shopId: string | null }) =>
    shopNameOf({
      choices: someChoices(choices),
      shopKey: {
        version: shopKey.version,
        shop: shopKey.shopId === null ? null : { shopId: shopKey.shopId, name: '' },
      },
    })

  it('shops differ by address, whatever its case, and ShopId', () => {
    const key = { version: 1, shopId: '2001' }
    expect(named({}, key)).toBe(SHOP)
    expect(named({ carrefourUrl: 'https://Carrefour-Sandbox.mirakl.net' }, key)).toBe(SHOP)
    expect(named({ shopId: '2002' }, key)).not.toBe(SHOP)
    expect(named({ shopId: '2002' }, key)).toBe(named({ shopId: '2002' }, { ...key, version: 2 }))
  })

  it('without a ShopId, the shop is the one Carrefour named for the key', () => {
    expect(named({ shopId: '' }, { version: 4, shopId: '2001' })).toBe(SHOP)
    expect(named({ shopId: '' }, { version: 5, shopId: '2001' })).toBe(SHOP)
    expect(named({ shopId: '' }, { version: 5, shopId: '2002' })).not.toBe(SHOP)
  })

  it('with neither, another key is another shop, and the same key is not', () => {
    const unnamed = (version: number) => named({ shopId: '' }, { version, shopId: null })
    expect(unnamed(3)).toBe(unnamed(3))
    expect(unnamed(4)).not.toBe(unnamed(3))
    expect(unnamed(3)).not.toBe(named({ shopId: '3' }, { version: 3, shopId: null }))
  })
})
