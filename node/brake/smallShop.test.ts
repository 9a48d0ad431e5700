import { describe, expect, it } from '@jest/globals'

import { type Shop, aShop, aStockedShop, idOf, minutes, notify, onSale } from '../testing/workday'

const ids = (count: number) => Array.from({ length: count }, (_, index) => index + 1)

async function tell(shop: Shop, which: readonly number[]) {
  for (const id of which) await notify(shop, id)
}

/** Ways in which the store can fail and still answer; the inventory has 5 units of each SKU. */
const FAILURES: Readonly<Record<string, (shop: Shop, id: number) => void>> = {
  'the checkout says 0': ({ ports: { store } }, id) => {
    store.warehouses.set(idOf(id), [
      { warehouseId: 'main', total: 5, reserved: 0, unlimited: false },
    ])
    store.stock.set(idOf(id), 0)
  },
  'the inventory has no rows': ({ ports: { store } }, id) => {
    store.warehouses.set(idOf(id), [])
    store.stock.set(idOf(id), 0)
  },
  'the units are in a warehouse that serves nobody': ({ ports: { store } }, id) => {
    store.warehouses.set(idOf(id), [
      { warehouseId: 'other', total: 5, reserved: 0, unlimited: false },
    ])
    store.stock.set(idOf(id), 0)
  },
  'the inventory does not answer': ({ ports: { store } }, id) => {
    store.stock.set(idOf(id), 0)
    store.fault = name => (name === 'warehouseStock' ? 'HTTP 500' : null)
  },
  'the SKUs have no price': ({ ports: { store } }, id) => store.priceless.add(idOf(id)),
  'the SKUs are inactive': ({ ports: { store } }, id) => {
    const sku = store.skus.get(idOf(id))
    if (sku) store.skus.set(idOf(id), { ...sku, isActive: false })
  },
  'the trade policy has no SKUs': ({ ports: { store } }, id) => {
    const sku = store.skus.get(idOf(id))
    if (sku) store.skus.set(idOf(id), { ...sku, tradePolicies: [] })
  },
  'no warehouse serves the policy': ({ ports: { store } }) => {
    store.serving = []
  },
}

describe('a small shop whose last SKUs would go to 0', () => {
  it.each(
    Object.keys(FAILURES).flatMap(failure => [1, 3, 5].map(count => [failure, count] as const))
  )('because %s: %i SKUs stay on sale for ten minutes', async (failure, count) => {
    const shop = await aStockedShop(count)
    for (const id of ids(count)) FAILURES[failure]?.(shop, id)
    await tell(shop, ids(count))
    for (let minute = 1; minute < 10; minute += 1) {
      await minutes(shop, 1)
      expect(onSale(shop)).toBe(count)
    }
  })

  it.each([1, 2, 3, 5])('because all %i are sold: 0 leaves at once', async count => {
    const shop = await aStockedShop(count)
    for (const id of ids(count)) shop.ports.store.stock.set(idOf(id), 0)
    await tell(shop, ids(count))
    await minutes(shop, 2)
    expect(onSale(shop)).toBe(0)
    expect((await shop.ports.connectionState.read()).brake.open).toBeNull()
  })

  it('one after the other: the last one must be seen to be sold out', async () => {
    const shop = await aStockedShop(3)
    for (const id of ids(3)) {
      FAILURES['the SKUs have no price']?.(shop, id)
      await tell(shop, [id])
      await minutes(shop, 2)
    }
    expect(onSale(shop)).toBe(1)
  })

  it('holds only those that are not seen to be sold out', async () => {
    const shop = await aStockedShop(3)
    shop.ports.store.stock.set(idOf(1), 0)
    shop.ports.store.stock.set(idOf(2), 0)
    FAILURES['the checkout says 0']?.(shop, 3)
    await tell(shop, ids(3))
    await minutes(shop, 2)
    expect([...shop.ports.carrefour.offers]).toEqual([
      ['1', 0],
      ['2', 0],
      ['3', 5],
    ])
  })

  it('because units fell to the minimum: 0 leaves; because the minimum was raised: a person decides', async () => {
    for (const [minimum, before] of [
      [2, 2],
      [8, 0],
    ] as const) {
      const shop = aShop()
      const { saved } = shop.ports.configurations
      const choose = (minimumStock: number) => {
        if (saved)
          shop.ports.configurations.saved = {
            ...saved,
            choices: { ...saved.choices, minimumStock },
          }
      }
      choose(before)
      for (const id of ids(3)) shop.sell(id, 5)
      await tell(shop, ids(3))
      await minutes(shop, 3)
      choose(minimum)
      for (const id of ids(3)) shop.ports.store.stock.set(idOf(id), 2)
      await tell(shop, ids(3))
      await minutes(shop, 60)
      expect(onSale(shop)).toBe(before === minimum ? 0 : 3)
    }
  })

  it('while the ledger does not answer: up to 20 leave only when they are seen to be sold out', async () => {
    for (const [failure, left] of [
      ['', 0],
      ['the checkout says 0', 10],
    ] as const) {
      const shop = await aStockedShop(10)
      shop.ports.ledger.fault = () => 'HTTP 503'
      for (const id of ids(10)) {
        shop.ports.store.stock.set(idOf(id), 0)
        FAILURES[failure]?.(shop, id)
      }
      await tell(shop, ids(10))
      await minutes(shop, 4)
      expect(onSale(shop)).toBe(left)
    }
  })

  it('asks the inventory about no more SKUs than may leave, and about none in a larger shop', async () => {
    const shop = await aStockedShop(30)
    const asked = () =>
      shop.ports.store.calls.filter(({ name }) => name === 'warehouseStock').length
    const before = asked()
    for (const id of ids(4)) FAILURES['the SKUs have no price']?.(shop, id)
    await tell(shop, ids(4))
    await minutes(shop, 2)
    expect(onSale(shop)).toBe(26)
    expect(asked()).toBe(before)
  })
})
