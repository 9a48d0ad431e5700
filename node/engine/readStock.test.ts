import { describe, expect, it } from '@jest/globals'
import {
  type Shop,
  aShop,
  amongOthers,
  brokenLimits,
  idOf,
  minutes,
  notify,
} from '../testing/workday'
import { reprocess } from '../jobs/start'
import { runEngine, WORK_BUDGET } from './engine'
import { QUESTIONS } from './askStore'
import { skuId } from '../testing/factories'
import { MAX_UNITS, mostQuestions, unitsIn, worthAsking } from './stock.logic'
import type { WarehouseStock } from '../shared/sku.logic'

const process = (shop: Shop, id = 1) => shop.ports.ledger.get(idOf(id))
const callsOf = ({ ports: { store } }: Shop, name: string) =>
  store.calls.filter(call => call.name === name).length

/** A shop of `count` SKUs with 5 units each, sent before, with its call log cleared. */
async function aSentShop(count: number): Promise<Shop> {
  const shop = count < 7 ? await amongOthers(aShop()) : aShop()
  for (let id = 1; id <= count; id += 1) shop.sell(id, 5)
  for (let id = 1; id <= count; id += 1) await notify(shop, id)
  await minutes(shop, 2)
  shop.ports.store.calls.length = 0
  return shop
}

describe('a SKU without units', () => {
  it('sends 0 and shows the shortfall when more is reserved than there is', async () => {
    const shop = await aSentShop(2)
    shop.ports.store.stock.set(idOf(1), -3)
    await notify(shop, 1)
    await minutes(shop, 2)
    expect(await process(shop)).toMatchObject({
      status: 'WARNING',
      cause: 'NEGATIVE_STOCK',
      quantity: 0,
      available: -3,
    })
    expect(shop.ports.carrefour.offers.get('1')).toBe(0)
  })

  it('succeeds once that is corrected', async () => {
    const shop = await aSentShop(1)
    for (const units of [-3, 0]) {
      shop.ports.store.stock.set(idOf(1), units)
      await notify(shop, 1)
      await minutes(shop, 2)
    }
    expect(await process(shop)).toMatchObject({ status: 'SUCCESS', quantity: 0, available: 0 })
  })

  it('says so for every SKU without units when no warehouse serves the policy', async () => {
    const shop = await aSentShop(3)
    shop.ports.store.serving = []
    for (const id of [1, 2, 3]) await notify(shop, id)
    await minutes(shop, 2)
    for (const id of [1, 2, 3])
      expect(await process(shop, id)).toMatchObject({ cause: 'NO_WAREHOUSE', quantity: 0 })
    expect(callsOf(shop, 'warehouseStock')).toBe(0)
  })

  it('sends 0 with the cause "no price" when it is active and in the policy but not offered there', async () => {
    const shop = await aSentShop(1)
    shop.ports.store.priceless.add(idOf(1))
    await notify(shop, 1)
    await minutes(shop, 2)
    expect(await process(shop)).toMatchObject({
      status: 'WARNING',
      cause: 'NO_PRICE',
      quantity: 0,
    })
  })

  it('asks for the warehouses of a sold-out SKU once, and again when a person asks', async () => {
    const shop = await aSentShop(1)
    shop.ports.store.stock.set(idOf(1), 0)
    for (let change = 0; change < 3; change += 1) {
      await notify(shop, 1)
      await minutes(shop, 2)
    }
    expect(callsOf(shop, 'warehouseStock')).toBe(1)
    await reprocess(shop.ports, ['1'])
    await minutes(shop, 2)
    expect(callsOf(shop, 'warehouseStock')).toBe(2)
  })

  it('sends 0 when logistics does not answer', async () => {
    const shop = await aSentShop(1)
    shop.ports.store.stock.set(idOf(1), -3)
    const answer = { ok: false, error: { kind: 'storeUnavailable', message: 'HTTP 503' } } as const
    shop.ports.store.servingWarehouses = () => Promise.resolve(answer)
    await notify(shop, 1)
    await minutes(shop, 2)
    expect(await process(shop)).toMatchObject({ status: 'SUCCESS', quantity: 0 })
  })

  it('makes at most 25 store calls for 1,000 SKUs of which many have no units', async () => {
    const shop = await aSentShop(1_000)
    for (let id = 1; id <= 300; id += 1) shop.ports.store.stock.set(idOf(id), 0)
    for (let id = 1; id <= 1_000; id += 1) await notify(shop, id)
    await minutes(shop, 3)
    const docksAndWarehouses = callsOf(shop, 'servingWarehouses') * 2
    const others = shop.ports.store.calls.length - callsOf(shop, 'servingWarehouses')
    expect(docksAndWarehouses + others).toBeLessThanOrEqual(25)
    await minutes(shop, 16)
    expect(shop.ports.carrefour.offers.get('300')).toBe(0)
  })
})

describe('a simulation without a figure', () => {
  it('uses the stock of the policy’s warehouses', async () => {
    const shop = await aSentShop(2)
    shop.ports.store.stock.set(idOf(1), null)
    shop.ports.store.warehouses.set(idOf(1), [
      { warehouseId: 'main', total: 9, reserved: 2, unlimited: false },
      { warehouseId: 'other', total: 50, reserved: 0, unlimited: false },
    ])
    await notify(shop, 1)
    await minutes(shop, 2)
    expect(await process(shop)).toMatchObject({ status: 'SUCCESS', quantity: 7, available: 7 })
    expect(shop.ports.log.lines.map(line => line.event)).toContain('stock.fromWarehouses')
  })
})

/** The checkout answers from its cache: it does not see what changes in the catalog. */
function withCachedCheckout({ ports: { store } }: Shop): void {
  const skus = new Map(store.skus)
  const simulate = store.simulate.bind(store)
  store.simulate = async (skuIds, policy) => {
    const now = new Map(store.skus)
    for (const [skuId, sku] of skus) store.skus.set(skuId, sku)
    const answer = await simulate(skuIds, policy)
    store.skus.clear()
    for (const [skuId, sku] of now) store.skus.set(skuId, sku)
    return answer
  }
}

describe('a SKU that the catalog withdraws while the checkout still sells it from its cache', () => {
  it.each([
    [{ isActive: false }, 'SKU_INACTIVE'],
    [{ tradePolicies: ['1'] }, 'NOT_IN_TRADE_POLICY'],
  ])('is sent as 0 (%j), also at its next change of stock', async (change, cause) => {
    const shop = await aSentShop(1)
    const { store, carrefour } = shop.ports
    withCachedCheckout(shop)
    const sku = store.skus.get(idOf(1))
    if (sku) store.skus.set(idOf(1), { ...sku, ...change })
    await notify(shop, 1, { HasStockKeepingUnitModified: true })
    await minutes(shop, 2)
    expect(carrefour.offers.get('1')).toBe(0)
    expect(await process(shop)).toMatchObject({ status: 'WARNING', cause, quantity: 0 })
    store.stock.set(idOf(1), 4)
    await notify(shop, 1)
    await minutes(shop, 2)
    expect(carrefour.offers.get('1')).toBe(0)
    if (sku) store.skus.set(idOf(1), sku)
    await notify(shop, 1)
    await minutes(shop, 2)
    expect(carrefour.offers.get('1')).toBe(4)
  })

  it('is asked about in the checkout alone when the catalog names no trade policy', async () => {
    const shop = await aSentShop(1)
    withCachedCheckout(shop)
    const sku = shop.ports.store.skus.get(idOf(1))
    if (sku) shop.ports.store.skus.set(idOf(1), { ...sku, tradePolicies: [] })
    await notify(shop, 1, { HasStockKeepingUnitModified: true })
    await minutes(shop, 2)
    expect(await process(shop)).toMatchObject({ status: 'SUCCESS', quantity: 5 })
  })
})

describe('a SKU that returns while the checkout does not sell it yet', () => {
  it('has its units at Carrefour again a quarter of an hour later, without another notification', async () => {
    const shop = await aSentShop(1)
    const { store, carrefour } = shop.ports
    store.priceless.add(idOf(1))
    await notify(shop, 1, { HasStockKeepingUnitModified: true })
    await minutes(shop, 2)
    expect(carrefour.offers.get('1')).toBe(0)
    store.priceless.delete(idOf(1))
    await minutes(shop, 15)
    expect(carrefour.offers.get('1')).toBe(5)
  })

  it('is read once more, and then only when something changes', async () => {
    const shop = await aSentShop(1)
    const { store, carrefour } = shop.ports
    store.priceless.add(idOf(1))
    await notify(shop, 1)
    await minutes(shop, 15)
    const files = carrefour.imports.length
    await minutes(shop, 60)
    expect(carrefour.imports).toHaveLength(files)
    expect(await process(shop)).toMatchObject({ cause: 'NO_PRICE', nextCheckAt: null })
  })
})

describe('an answer of the checkout that lacks SKUs', () => {
  /** Whatever is asked, the first `kept` of it are answered. */
  const cut = ({ ports: { store } }: Shop, kept: number) => {
    const simulate = store.simulate.bind(store)
    store.simulate = (skuIds, policy) => simulate(skuIds.slice(0, kept), policy)
  }

  it('takes none of them off sale: they are asked about again, a few at a time', async () => {
    const shop = await aSentShop(30)
    cut(shop, 10)
    for (let id = 1; id <= 30; id += 1) {
      shop.ports.store.stock.set(idOf(id), 4)
      await notify(shop, id)
    }
    await minutes(shop, 2)
    const held = Array.from({ length: 30 }, (_, at) => shop.ports.carrefour.offers.get(`${at + 1}`))
    expect(new Set(held)).toEqual(new Set([4]))
    expect(
      await shop.ports.ledger.search({ status: 'SUCCESS', page: 1, pageSize: 1 })
    ).toMatchObject({ total: 30 })
  })

  it('does no harm either when the store fails the second time', async () => {
    const shop = await aSentShop(10)
    const { store, carrefour } = shop.ports
    cut(shop, 9)
    let isFirst = true
    store.fault = (name, skuIds) => {
      if (name !== 'simulate' || skuIds.length > 7 || !isFirst) return null
      isFirst = false
      return 'HTTP 500'
    }
    for (let id = 1; id <= 10; id += 1) await notify(shop, id)
    await minutes(shop, 3)
    expect(isFirst).toBe(false)
    expect(carrefour.imports.flatMap(file => [...file.lines.values()])).not.toContain(0)
    expect(await process(shop, 10)).toMatchObject({ status: 'SUCCESS', quantity: 5 })
  })

  it('does not hold up a slow catalog’s answers from step to step', async () => {
    const shop = aShop()
    const { store, clock, carrefour } = shop.ports
    const sku = store.sku.bind(store)
    store.sku = skuId => {
      clock.pass(100)
      return sku(skuId)
    }
    for (let id = 1; id <= 500; id += 1) {
      shop.sell(id, 5)
      store.priceless.add(idOf(id))
      await notify(shop, id)
    }
    await minutes(shop, 30)
    expect(await process(shop, 500)).toMatchObject({ cause: 'NO_PRICE' })
    expect(carrefour.imports.length).toBeGreaterThan(0)
  })
})

describe('a SKU that the checkout names without a price', () => {
  it.each([
    ['with units', 5, 'NO_PRICE', 0],
    ['without a figure, with units in the warehouses', null, 'NO_PRICE', 0],
    ['sold out', 0, null, 0],
  ])(
    '%s: sends %j as %j, because an order of it would be refused',
    async (_, units, cause, sent) => {
      const shop = await aSentShop(1)
      const { store, carrefour } = shop.ports
      store.unpriced.add(idOf(1))
      store.stock.set(idOf(1), units)
      store.warehouses.set(idOf(1), [
        { warehouseId: 'main', total: units ?? 9, reserved: 0, unlimited: false },
      ])
      await notify(shop, 1)
      await minutes(shop, 2)
      expect(await process(shop)).toMatchObject({ cause, quantity: sent })
      expect(carrefour.offers.get('1')).toBe(sent)
    }
  )
})

describe('a SKU that was deleted from the catalog', () => {
  it('keeps its name and codes on the page, so that people see which one is sent as 0', async () => {
    const shop = await aSentShop(1)
    const before = (await process(shop))?.facts
    shop.ports.store.skus.delete(idOf(1))
    await notify(shop, 1, { HasStockKeepingUnitModified: true })
    await minutes(shop, 2)
    const row = await process(shop)
    expect(row).toMatchObject({ cause: 'NOT_IN_TRADE_POLICY', quantity: 0 })
    expect(row?.facts).toMatchObject({ name: before?.name, ean: before?.ean })
    expect(before?.name).not.toBeNull()
  })
})

describe('a file with many SKUs to ask about one by one', () => {
  it('asks for each once, over several steps, and sends all', async () => {
    const count = QUESTIONS * 2 + 10
    const shop = aShop()
    for (let id = 1; id <= count; id += 1) {
      shop.sell(id, 5)
      shop.ports.store.stock.set(idOf(id), null)
      shop.ports.store.warehouses.set(idOf(id), [
        { warehouseId: 'main', total: id, reserved: 0, unlimited: false },
      ])
      await notify(shop, id)
    }
    await minutes(shop, 3)
    expect(callsOf(shop, 'warehouseStock')).toBe(count)
    expect(shop.ports.carrefour.imports).toHaveLength(1)
    expect(shop.ports.carrefour.offers.get(String(count))).toBe(count)
    expect(brokenLimits(shop)).toEqual([])
  })

  it('sends the newest stock after a change in between', async () => {
    const shop = aShop()
    for (let id = 1; id <= QUESTIONS + 1; id += 1) {
      shop.ports.store.sell(idOf(id), 5)
      shop.ports.carrefour.catalogue(String(id))
      shop.ports.store.priceless.add(idOf(id))
      await notify(shop, id)
    }
    let simulations = 0
    shop.ports.store.beforeSimulation = () => {
      simulations += 1
      if (simulations !== 10) return
      shop.ports.store.priceless.clear()
      void notify(shop, 1)
    }
    await runEngine(shop.ports, WORK_BUDGET)
    await minutes(shop, 3)
    expect(await process(shop)).toMatchObject({ status: 'SUCCESS', quantity: 5 })
  })
})

describe('words of the catalog', () => {
  it('enter the row without what is not seen, in one line, and no longer than a row has room for', async () => {
    const shop = aShop()
    shop.ports.store.sell(idOf(1), 7, {
      name: `Camiseta \u202Eoir\u2069\u0000\u001B[31m\nazul\u200B ${'!'.repeat(100_000)}`,
      ean: '789\u200E1234567895',
      reference: `MOD\u2066-${'9'.repeat(5_000)}`,
    })
    await notify(shop, 1)
    await minutes(shop, 2)
    const facts = (await process(shop))?.facts
    expect(facts?.name).toMatch(/^Camiseta oir \[31m azul !+$/)
    expect(facts?.name).toHaveLength(300)
    expect(facts?.ean).toBe('7891234567895')
    expect(facts?.reference).toMatch(/^MOD-9{96}$/)
  })
})

describe('warehouses', () => {
  const row = (warehouseId: string, total: number, reserved = 0, unlimited = false) => ({
    warehouseId,
    total,
    reserved,
    unlimited,
  })
  const serving = new Set(['main', 'far'])

  describe('sellable units in the warehouses of a policy', () => {
    it.each<[string, readonly WarehouseStock[], number]>([
      ['one', [row('main', 7, 2)], 5],
      ['two', [row('main', 7, 2), row('far', 1)], 6],
      ['one of another policy', [row('main', 7), row('other', 100)], 7],
      ['one of them in want', [row('main', 5), row('far', 0, 3)], 5],
      ['all in want', [row('main', 2, 5), row('far', 0, 1)], -4],
      ['none left', [row('main', 4, 4)], 0],
      ['none of them', [row('other', 3)], 0],
      ['unlimited', [row('main', 0, 9, true), row('far', 3)], MAX_UNITS],
      ['another that only capitals tell apart', [row('Main', 3)], 0],
      ['one that only a blank tells apart', [row('main ', 3), row('main', 2)], 2],
      ['no rows', [], 0],
    ])('%s (%j): %d', (_, rows, units) => {
      expect(unitsIn(rows, serving)).toBe(units)
    })
  })

  describe('which empty SKUs are worth a call', () => {
    const known = new Map([
      [skuId(1), { cause: null, quantity: 0 }],
      [skuId(2), { cause: null, quantity: 8 }],
      [skuId(3), { cause: 'NEGATIVE_STOCK' as const, quantity: 0 }],
      [skuId(4), { cause: null, quantity: 0 }],
    ])
    const empty = [1, 2, 3, 4, 5].map(id => ({ skuId: skuId(id), byPerson: id === 4 }))

    it('takes a person’s first, then those explained before, then those that had units or are new, and none that stay sold out', () => {
      expect(worthAsking(empty, known, 10)).toEqual(['4', '3', '2', '5'])
    })

    it('takes the most worthwhile when calls are few', () => {
      expect(worthAsking(empty, known, 2)).toEqual(['4', '3'])
    })

    it.each([1_000, 2_500, 10_000])(
      'makes at most 25 calls per 1,000 for a file of %d SKUs',
      all => {
        const simulations = Math.ceil(all / 50)
        const docksAndWarehouses = 2
        const calls = simulations + docksAndWarehouses + mostQuestions(all)
        expect(calls / all).toBeLessThanOrEqual(25 / 1_000)
      }
    )
  })
})
