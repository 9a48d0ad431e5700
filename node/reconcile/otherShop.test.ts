import { describe, expect, it } from '@jest/globals'

import { MINUTE } from '../shared/time'
import { atEachDeath } from '../testing/deaths'
import { type Shop, aShop, idOf, minutes, notify } from '../testing/workday'
import { runEngine, WORK_BUDGET } from '../engine/engine'

const FORMER = 'https://carrefour-sandbox.mirakl.net 2001'
const OTHER = 'https://carrefour-sandbox.mirakl.net 2002'

/** SKUs 1 to `count`, each confirmed with 5 units, plus one unknown to Carrefour and one inactive. */
async function aShopOf(count: number): Promise<Shop> {
  const shop = aShop()
  for (let id = 1; id <= count; id += 1) shop.sell(id, 5)
  for (let id = 1; id <= count; id += 1) await notify(shop, id)
  await minutes(shop, 2)
  shop.ports.clock.pass(MINUTE)
  return shop
}

/** Saves another shop that has the given offers. */
function moveTo({ ports }: Shop, offers: Readonly<Record<string, number>> = {}) {
  const { saved } = ports.configurations
  if (saved)
    ports.configurations.saved = { ...saved, choices: { ...saved.choices, shopId: '2002' } }
  ports.carrefour.offers.clear()
  for (const [code, quantity] of Object.entries(offers)) ports.carrefour.offers.set(code, quantity)
}

const rowOf = ({ ports }: Shop, id: number) => ports.ledger.get(idOf(id))
const stateOf = async ({ ports }: Shop) => (await ports.connectionState.read()).reconcile

describe('the ShopId is empty', () => {
  /**
   * Saves another key for the same address. @param shopId of the key's shop according to Carrefour; null when it does
   * not say
   */
  function withKey({ ports }: Shop, version: number, shopId: string | null): void {
    const { saved } = ports.configurations
    if (!saved) return
    const shop = shopId === null ? null : { shopId, name: '' }
    ports.configurations.saved = {
      ...saved,
      choices: { ...saved.choices, shopId: '' },
      shopKey: { ...saved.shopKey, version, shop },
    }
  }

  it.each([
    ['the same shop, now as the key’s own', '2001', 'SUCCESS'],
    ['another shop', '2002', 'WARNING'],
    ['a shop that Carrefour does not name', null, 'WARNING'],
  ])('with a key of %s, rows that said success are %3$s', async (_, id, status) => {
    const shop = await aShopOf(20)
    withKey(shop, 2, id)
    shop.ports.carrefour.outage = { kind: 'unavailable', message: 'HTTP 503' }
    await runEngine(shop.ports, WORK_BUDGET)
    await minutes(shop, 2)
    expect(shop.ports.ledger.all().map(row => row.status)).toEqual(Array(20).fill(status))
  })

  it('sends all that is on sale to the shop of another key when it has no offers', async () => {
    const shop = await aShopOf(20)
    withKey(shop, 2, '2002')
    shop.ports.carrefour.offers.clear()
    const files = shop.ports.carrefour.imports.length
    await minutes(shop, 6)
    expect(shop.ports.carrefour.imports.slice(files).flatMap(one => one.lines)).toHaveLength(20)
  })
})

describe('another shop is saved', () => {
  it('what the former one confirmed is no success any more, before anything is sent', async () => {
    const shop = await aShopOf(250)
    expect(await rowOf(shop, 7)).toMatchObject({ status: 'SUCCESS', shop: FORMER })
    moveTo(shop)
    shop.ports.carrefour.outage = { kind: 'unavailable', message: 'HTTP 503' }
    await runEngine(shop.ports, WORK_BUDGET)
    const rows = shop.ports.ledger.all()
    expect(rows).toHaveLength(250)
    expect(rows.filter(row => row.status === 'SUCCESS')).toEqual([])
    expect(rows[0]).toMatchObject({ status: 'WARNING', cause: 'STALE', shop: FORMER })
  })

  it('sends all that is on sale when it has no offers, and confirms nothing on its behalf', async () => {
    const shop = await aShopOf(120)
    const files = shop.ports.carrefour.imports.length
    moveTo(shop)
    await minutes(shop, 6)
    const sent = shop.ports.carrefour.imports.slice(files).flatMap(one => one.lines)
    expect(sent).toHaveLength(120)
    expect((await stateOf(shop)).last).toMatchObject({
      why: 'CONFIGURATION',
      problem: null,
      counts: { offersSeen: 0, neverSent: 120 },
    })
    // The fake refuses stock of products that have no offer.
    expect(await rowOf(shop, 7)).toMatchObject({ cause: 'NOT_CATALOGED', shop: OTHER })
  })

  it('asks for its own confirmation when it has the same offers and quantities', async () => {
    const shop = await aShopOf(3)
    moveTo(shop, { 1: 5, 2: 5, 3: 4 })
    await minutes(shop, 6)
    for (const id of [1, 2, 3])
      expect(await rowOf(shop, id)).toMatchObject({ status: 'SUCCESS', shop: OTHER, quantity: 5 })
    expect(Object.fromEntries(shop.ports.carrefour.offers)).toEqual({ 1: 5, 2: 5, 3: 5 })
  })

  it('records no success for a SKU that is not on sale either', async () => {
    const shop = await aShopOf(2)
    shop.ports.store.skus.delete(idOf(2))
    moveTo(shop, { 1: 5 })
    await minutes(shop, 6)
    expect(await rowOf(shop, 2)).toMatchObject({ status: 'WARNING', cause: 'STALE' })
    await minutes(shop, 26 * 60)
    expect((await rowOf(shop, 2))?.status).toBe('WARNING')
  })

  it('does not take the answer to the former one’s file for its own', async () => {
    const shop = await aShopOf(1)
    shop.ports.store.stock.set(idOf(1), 9)
    await notify(shop, 1)
    await runEngine(shop.ports, WORK_BUDGET)
    expect(shop.ports.carrefour.imports.at(-1)?.lines).toMatchObject([{ skuId: '1' }])
    moveTo(shop, { 1: 0 })
    await minutes(shop, 8)
    expect(await rowOf(shop, 1)).toMatchObject({ status: 'SUCCESS', shop: OTHER, quantity: 9 })
    expect(shop.ports.carrefour.offers.get('1')).toBe(9)
  })

  it('reads rows of an older version as those of the shop at the time', async () => {
    const shop = await aShopOf(2)
    for (const row of shop.ports.ledger.all()) await shop.ports.ledger.put({ ...row, shop: null })
    await minutes(shop, 3)
    expect(await rowOf(shop, 1)).toMatchObject({ status: 'SUCCESS', shop: null })
    moveTo(shop, { 1: 5, 2: 5 })
    await minutes(shop, 6)
    expect(await rowOf(shop, 1)).toMatchObject({ status: 'SUCCESS', shop: OTHER })
  })

  it('sends everything to the new shop after a death at any step', async () => {
    const make = async () => {
      const shop = await aShopOf(3)
      moveTo(shop, { 1: 5, 2: 0, 3: 7 })
      return shop
    }
    const judge = async (shop: Shop, told: string) => {
      await minutes(shop, 50)
      for (const id of [1, 2, 3]) {
        const row = await rowOf(shop, id)
        if (row?.status !== 'SUCCESS' || row.shop !== OTHER) throw new Error(`${told}: SKU ${id}`)
      }
      expect(Object.fromEntries(shop.ports.carrefour.offers)).toEqual({ 1: 5, 2: 5, 3: 5 })
    }
    expect(await atEachDeath(make, judge, 2)).toBeGreaterThan(30)
  })
})

describe('an offer that vanished at Carrefour', () => {
  const compare = async (shop: Shop) => {
    const due = { at: shop.ports.clock.now(), why: 'PERSON' as const }
    await shop.ports.connectionState.update(state => ({
      ...state,
      reconcile: { ...state.reconcile, due },
    }))
    await minutes(shop, 5)
    return (await stateOf(shop)).last
  }

  it('is sent again, and its row is no success, when a complete list lacks it', async () => {
    const shop = await aShopOf(3)
    shop.ports.carrefour.offers.delete('2')
    const last = await compare(shop)
    expect(last).toMatchObject({ problem: null, counts: { vanished: 1, drift: 0 } })
    expect(await rowOf(shop, 2)).toMatchObject({ status: 'WARNING', cause: 'NOT_CATALOGED' })
    expect(await rowOf(shop, 1)).toMatchObject({ status: 'SUCCESS' })
  })

  it('is not reported when the list is cut', async () => {
    const shop = await aShopOf(3)
    const files = shop.ports.carrefour.imports.length
    shop.ports.carrefour.offerPage = async (_, offset) => ({
      kind: 'done',
      value: {
        offers: offset === 0 ? [{ code: '1', quantity: 5, active: true }] : [],
        received: offset === 0 ? 1 : 0,
        total: 3,
      },
    })
    const last = await compare(shop)
    expect(last).toMatchObject({ problem: 'OFFERS_INCOMPLETE', counts: { vanished: 0 } })
    expect(shop.ports.carrefour.imports).toHaveLength(files)
    expect(await rowOf(shop, 2)).toMatchObject({ status: 'SUCCESS' })
  })

  it('is left alone when both sides have none', async () => {
    const shop = await aShopOf(2)
    shop.ports.store.stock.set(idOf(2), 0)
    await notify(shop, 2)
    await minutes(shop, 2)
    shop.ports.clock.pass(MINUTE)
    shop.ports.carrefour.offers.delete('2')
    expect(await compare(shop)).toMatchObject({ counts: { vanished: 0 } })
    expect(await rowOf(shop, 2)).toMatchObject({ status: 'SUCCESS', quantity: 0 })
  })
})
