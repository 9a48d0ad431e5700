import { describe, expect, it } from '@jest/globals'

import { MINUTE } from '../shared/time'
import { atEachDeath } from '../testing/deaths'
import { type Shop, aShop, idOf, minutes, notify } from '../testing/workday'
import { runEngine, WORK_BUDGET } from '../engine/engine'

const FORMER = 'https://carrefour-sandbox.mirakl.net 2001'
const OTHER = 'https://carrefour-sandbox.mirakl.net 2002'

/** SKUs 1 to `count`, each confirmed with 5 units; and one that Carrefour does not know, and one that is inactive. */
async function aShopOf(count: number): Promise<Shop> {
  const shop = aShop()
  for (let id = 1; id <= count; id += 1) shop.sell(id, 5)
  for (let id = 1; id <= count; id += 1) await notify(shop, id)
  await minutes(shop, 2)
  shop.ports.clock.pass(MINUTE)
  return shop
}

/** Another shop is saved; it has the offers that are given. */
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
  /** Another key is saved at the same address. @param shopId as Carrefour named the key's shop; null for not at all */
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
  ])('given a key of %s, expect the rows that said success to be %3$s', async (_, id, status) => {
    const shop = await aShopOf(20)
    withKey(shop, 2, id)
    shop.ports.carrefour.outage = { kind: 'unavailable', message: 'HTTP 503' }
    await runEngine(shop.ports, WORK_BUDGET)
    await minutes(shop, 2)
    expect(shop.ports.ledger.all().map(row => row.status)).toEqual(Array(20).fill(status))
  })

  it('given another key whose shop has no offers, expect all that is on sale sent to it', async () => {
    const shop = await aShopOf(20)
    withKey(shop, 2, '2002')
    shop.ports.carrefour.offers.clear()
    const files = shop.ports.carrefour.imports.length
    await minutes(shop, 6)
    expect(shop.ports.carrefour.imports.slice(files).flatMap(one => one.lines)).toHaveLength(20)
  })
})

describe('another shop is saved', () => {
  it('expect what the former one confirmed to be no success any more, before anything is sent', async () => {
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

  it('given it has no offers, expect all that is on sale sent, and nothing said for it that it did not say', async () => {
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

  it('given it has the same offers with the same quantities, expect its own word asked for', async () => {
    const shop = await aShopOf(3)
    moveTo(shop, { 1: 5, 2: 5, 3: 4 })
    await minutes(shop, 6)
    for (const id of [1, 2, 3])
      expect(await rowOf(shop, id)).toMatchObject({ status: 'SUCCESS', shop: OTHER, quantity: 5 })
    expect(Object.fromEntries(shop.ports.carrefour.offers)).toEqual({ 1: 5, 2: 5, 3: 5 })
  })

  it('given a SKU that is not on sale, expect no success for it either', async () => {
    const shop = await aShopOf(2)
    shop.ports.store.skus.delete(idOf(2))
    moveTo(shop, { 1: 5 })
    await minutes(shop, 6)
    expect(await rowOf(shop, 2)).toMatchObject({ status: 'WARNING', cause: 'STALE' })
    await minutes(shop, 26 * 60)
    expect((await rowOf(shop, 2))?.status).toBe('WARNING')
  })

  it('given a file that is with the former one, expect its word not taken for the new one', async () => {
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

  it('given rows of an older version, expect them to be of the shop of then', async () => {
    const shop = await aShopOf(2)
    for (const row of shop.ports.ledger.all()) await shop.ports.ledger.put({ ...row, shop: null })
    await minutes(shop, 3)
    expect(await rowOf(shop, 1)).toMatchObject({ status: 'SUCCESS', shop: null })
    moveTo(shop, { 1: 5, 2: 5 })
    await minutes(shop, 6)
    expect(await rowOf(shop, 1)).toMatchObject({ status: 'SUCCESS', shop: OTHER })
  })

  it('given death at any step, expect all sent to the new shop', async () => {
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

  it('given a whole list without it, expect it sent again, and the row not to say success', async () => {
    const shop = await aShopOf(3)
    shop.ports.carrefour.offers.delete('2')
    const last = await compare(shop)
    expect(last).toMatchObject({ problem: null, counts: { vanished: 1, drift: 0 } })
    expect(await rowOf(shop, 2)).toMatchObject({ status: 'WARNING', cause: 'NOT_CATALOGED' })
    expect(await rowOf(shop, 1)).toMatchObject({ status: 'SUCCESS' })
  })

  it('given a list that is cut, expect no word about it', async () => {
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

  it('given none here and none there, expect it left alone', async () => {
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
