import { describe, expect, it } from '@jest/globals'

import { MAX_GAPS, PAGE_TRIES } from './pages.logic'
import { err } from '../shared/result'
import { DAY, HOUR } from '../shared/time'
import { Crash } from '../testing/deaths'
import { type Shop, aShop, idOf, minutes, notify } from '../testing/workday'

const down = { kind: 'storeUnavailable' as const, message: 'HTTP 500' }

/** SKUs 1 to `count`, each confirmed with 5 units; a comparison is due. */
async function aShopThatCompares(count: number): Promise<Shop> {
  const shop = aShop()
  for (let id = 1; id <= count; id += 1) shop.sell(id, 5)
  for (let id = 1; id <= count; id += 1) await notify(shop, id)
  await minutes(shop, 3)
  await shop.ports.connectionState.update(state => ({
    ...state,
    reconcile: { ...state.reconcile, due: { at: shop.ports.clock.now(), why: 'DAILY' } },
  }))
  return shop
}

const stateOf = async ({ ports }: Shop) => (await ports.connectionState.read()).reconcile

describe('what fails every time is skipped and the rest goes on', () => {
  it('compares the pages behind an offer page that never answers, and reports the gap', async () => {
    const shop = await aShopThatCompares(350)
    for (const id of [50, 150, 349]) shop.ports.store.stock.set(idOf(id), 77)
    const page = shop.ports.carrefour.offerPage.bind(shop.ports.carrefour)
    shop.ports.carrefour.offerPage = async (access, offset) =>
      offset === 100 ? { kind: 'unavailable', message: 'HTTP 500' } : page(access, offset)
    await minutes(shop, 60)
    const { last } = await stateOf(shop)
    expect(last).toMatchObject({
      problem: 'OFFERS_INCOMPLETE',
      counts: { offersSeen: 250, drift: 2, healed: 2 },
    })
    shop.ports.carrefour.settleImports()
    expect(shop.ports.carrefour.offers.get('349')).toBe(77)
  })

  it('loads the pages behind a trade policy page that never answers, and reports the gap', async () => {
    const shop = await aShopThatCompares(3)
    for (let id = 1_001; id <= 1_450; id += 1) shop.ports.store.sell(idOf(id), 5)
    const page = shop.ports.store.skusOfPolicy.bind(shop.ports.store)
    shop.ports.store.skusOfPolicy = async (policy, number) =>
      number === 1 ? err(down) : page(policy, number)
    await minutes(shop, 60)
    expect((await stateOf(shop)).last).toMatchObject({
      problem: 'STORE_INCOMPLETE',
      counts: { neverSent: 253 },
    })
  })

  it('loads the others of a page with a SKU that no simulation answers for', async () => {
    const shop = await aShopThatCompares(3)
    for (let id = 1_001; id <= 1_120; id += 1) shop.ports.store.sell(idOf(id), 5)
    const simulate = shop.ports.store.simulate.bind(shop.ports.store)
    shop.ports.store.simulate = async (skuIds, policy) =>
      skuIds.includes(idOf(1_060)) ? err(down) : simulate(skuIds, policy)
    await minutes(shop, 8)
    const { last } = await stateOf(shop)
    expect(last).toMatchObject({
      problem: 'STORE_INCOMPLETE',
      counts: { neverSent: 119, unread: 1 },
    })
  })

  it('compares the others of a page with a SKU that neither simulation nor inventory answers for', async () => {
    const shop = await aShopThatCompares(120)
    for (const id of [50, 60, 70]) shop.ports.store.stock.set(idOf(id), 77)
    const simulate = shop.ports.store.simulate.bind(shop.ports.store)
    shop.ports.store.simulate = async (skuIds, policy) =>
      skuIds.includes(idOf(60)) ? err(down) : simulate(skuIds, policy)
    await minutes(shop, 8)
    expect((await stateOf(shop)).last).toMatchObject({
      problem: 'STORE_INCOMPLETE',
      counts: { compared: 119, drift: 2, healed: 2, unread: 1 },
    })
  })

  it.each([
    ['given one offer whose simulation times out', 60, 120],
    ['given one new SKU whose simulation times out', 1_060, 120],
  ])('%s: found within two tries, with the others of its page done', async (_, bad, count) => {
    const shop = await aShopThatCompares(count)
    const { store, clock, log } = shop.ports
    for (const id of [50, 70]) store.stock.set(idOf(id), 77)
    for (let id = 1_001; id <= 1_120; id += 1) store.sell(idOf(id), 5)
    const simulate = store.simulate.bind(store)
    // Calls run concurrently: in virtual time those made together end together.
    let until = 0
    store.simulate = async (skuIds, policy) => {
      if (!skuIds.includes(idOf(bad))) return simulate(skuIds, policy)
      if (until <= clock.now()) until = clock.now() + 10_000
      await clock.sleep(Math.max(until - clock.now(), 0))
      return err({ kind: 'storeUnavailable' as const, message: 'ECONNABORTED' })
    }
    await minutes(shop, 12)
    const isOffer = bad < 1_000
    expect((await stateOf(shop)).last).toMatchObject({
      problem: 'STORE_INCOMPLETE',
      counts: {
        compared: isOffer ? 119 : 120,
        drift: 2,
        healed: 2,
        neverSent: isOffer ? 120 : 119,
        unread: 1,
      },
    })
    const late = log.lines.filter(({ event }) => event === 'reconcile.late')
    expect(late.length).toBeGreaterThan(0)
    expect(late.length).toBeLessThanOrEqual(2)
  })

  it('compares the others when the catalog does not answer for one', async () => {
    const shop = await aShopThatCompares(5)
    shop.ports.store.stock.set(idOf(2), 77)
    // Known only to Carrefour and the simulation: the ledger has no name for it, so the catalog is asked.
    shop.sell(902, 9)
    const sku = shop.ports.store.sku.bind(shop.ports.store)
    shop.ports.store.sku = async skuId => (skuId === '902' ? err(down) : sku(skuId))
    await minutes(shop, 5)
    expect((await stateOf(shop)).last).toMatchObject({
      problem: 'STORE_INCOMPLETE',
      counts: { drift: 1, healed: 1, unread: 1 },
    })
  })

  it('ends with the reason, and runs again, when a store stays down', async () => {
    const shop = await aShopThatCompares(3)
    shop.ports.store.simulate = async () => err(down)
    await minutes(shop, 4 * 60)
    const { last, run, due } = await stateOf(shop)
    expect(run === null || run.tries < PAGE_TRIES).toBe(true)
    expect(last).toMatchObject({ problem: 'STORE_INCOMPLETE', counts: { compared: 0 } })
    expect(due === null || due.at < shop.ports.clock.now() + DAY + HOUR).toBe(true)
  })

  it('ends with the reason after few calls when Carrefour’s offers never come', async () => {
    const shop = await aShopThatCompares(3)
    let calls = 0
    shop.ports.carrefour.offerPage = async () => {
      calls += 1
      return { kind: 'limited', retryAfter: 0, message: 'HTTP 429' }
    }
    await minutes(shop, 4 * 60)
    expect((await stateOf(shop)).last).toMatchObject({ problem: 'MARKETPLACE_UNAVAILABLE' })
    expect(calls).toBeLessThanOrEqual(2 * (PAGE_TRIES + 1) * (MAX_GAPS + 1))
  })

  it('skips a page that kills the process each time, and compares the rest', async () => {
    const shop = await aShopThatCompares(250)
    shop.ports.store.stock.set(idOf(249), 77)
    const page = shop.ports.carrefour.offerPage.bind(shop.ports.carrefour)
    shop.ports.carrefour.offerPage = async (access, offset) => {
      if (offset === 100) throw new Crash('the page is too much')
      return page(access, offset)
    }
    for (let minute = 0; minute < 20; minute += 1) {
      try {
        await minutes(shop, 1)
      } catch (error) {
        if (!(error instanceof Crash)) throw error
        shop.ports.clock.pass(60_000)
      }
    }
    expect((await stateOf(shop)).last).toMatchObject({
      problem: 'OFFERS_INCOMPLETE',
      counts: { offersSeen: 150, healed: 1 },
    })
  })
})
