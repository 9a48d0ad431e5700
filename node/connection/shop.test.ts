import { describe, expect, it } from '@jest/globals'

import { readAccount, readOfferPage } from '../carrefour/answers'
import { DAY, HOUR } from '../shared/time'
import { aShop, minutes, notify } from '../testing/workday'
import { startReconcile } from '../reconcile/resolvers'
import { afterOffers, closedShop, isOfShop, shopNameOf, UNSEEN_SHOP } from './shop.logic'
import { viewConnection } from './view'
import { readConnectionState } from '../engine/storedState'
import { aProcess, SHOP, someChoices } from '../testing/factories'
import type { Choices } from './configuration.logic'

const NOW = Date.parse('2026-11-26T12:00:00Z')
const aDescription = { shopId: '2001', name: 'Loja Demo', state: 'OPEN', at: NOW - HOUR }
const answer = (body: object) =>
  ({ status: 200, headers: {}, body: Buffer.from(JSON.stringify(body)) }) as never

describe('a shop that is not open', () => {
  it.each<[string, object, boolean]>([
    ['open', {}, false],
    ['suspended', { state: 'SUSPENDED' }, true],
    ['terminated', { state: 'TERMINATED' }, true],
    ['in a state that is not documented', { state: 'ON_HOLD' }, true],
    ['closed for now', { closedFrom: NOW - DAY, closedTo: NOW + DAY }, true],
    ['closed without an end', { closedFrom: NOW - DAY, closedTo: null }, true],
    ['to be closed later', { closedFrom: NOW + DAY, closedTo: NOW + 2 * DAY }, false],
    ['closed until yesterday', { closedFrom: NOW - 2 * DAY, closedTo: NOW - DAY }, false],
  ])('%s', (_, change, expected) => {
    const sight = { ...UNSEEN_SHOP, shop: { ...aDescription, ...change } }
    expect(closedShop(sight, '2001', NOW) !== null).toBe(expected)
  })

  it('is nobody’s business when it is another shop than the configured one', () => {
    const shop = { ...aDescription, shopId: '2002', state: 'SUSPENDED' }
    expect(closedShop({ ...UNSEEN_SHOP, shop }, '2001', NOW)).toBeNull()
  })

  it('is over when its offers are active again, whatever Carrefour said before', () => {
    const shop = { ...aDescription, state: 'SUSPENDED' }
    const after = afterOffers({ shop, notOpenSince: NOW - HOUR }, 'open', NOW)
    expect(closedShop(after, '2001', NOW)).toBeNull()
  })

  it('is read from the shop’s account and from its offers', () => {
    const account = {
      shop_id: 2001,
      shop_name: 'Loja Demo',
      shop_state: 'SUSPENDED',
      suspension_type: 'INCOMPLETE_PROFILE',
      closed_from: '2026-12-24T00:00:00Z',
      closed_to: null,
    }
    expect(readAccount(answer(account))?.value).toMatchObject({
      state: 'SUSPENDED',
      suspension: 'INCOMPLETE_PROFILE',
      closedFrom: Date.parse('2026-12-24T00:00:00Z'),
      closedTo: null,
    })
    const offer = { shop_sku: '1', quantity: 5, active: false }
    const page = { offers: [{ ...offer, inactivity_reasons: ['SHOP_NOT_OPEN'] }, offer] }
    expect(readOfferPage(answer(page))?.value.offers).toMatchObject([
      { isShopClosed: true },
      { active: false },
    ])
  })

  it('is asked for once its offers say so, shown with the reason, and turns no row red', async () => {
    const shop = aShop()
    const { ports } = shop
    const { carrefour } = ports
    await notify(shop, 1)
    await minutes(shop, 3)
    carrefour.shop = { ...carrefour.shop, state: 'SUSPENDED', suspension: 'MANUAL' }
    carrefour.isShopClosed = true
    await startReconcile(ports)
    await minutes(shop, 6)
    expect((await viewConnection(ports)).closedShop).toMatchObject({
      shop: { name: 'Loja Demo', state: 'SUSPENDED', suspension: 'MANUAL' },
    })
    expect(ports.ledger.all()).toMatchObject([{ status: 'SUCCESS' }])
    const asked = () => carrefour.calls.filter(({ operation }) => operation === 'A01').length
    expect(asked()).toBe(1)
    await minutes(shop, 60)
    expect(asked()).toBe(1)
    const state = await ports.connectionState.read()
    expect(readConnectionState(JSON.parse(JSON.stringify(state))).sight).toMatchObject({
      shop: { state: 'SUSPENDED', suspension: 'MANUAL' },
    })
    carrefour.isShopClosed = false
    await startReconcile(ports)
    await minutes(shop, 6)
    expect((await viewConnection(ports)).closedShop).toBeNull()
  })
})

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
