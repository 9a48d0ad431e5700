import fc from 'fast-check'
import { MINUTE } from '../shared/time'
import { decideBrake } from './holdZeros'
import { describe, expect, it, jest } from '@jest/globals'
import { readConnectionState } from './store'
import { type Shop, aShop, aStockedShop, idOf, minutes, notify, onSale } from '../testing/workday'

jest.setTimeout(process.env.LONG_TESTS ? 600_000 : 120_000)

const ids = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index)

/** The store has these units of the SKUs from now on, and says that they changed. */
async function change(shop: Shop, which: readonly number[], units: number) {
  for (const id of which) {
    shop.ports.store.stock.set(idOf(id), units)
    await notify(shop, id)
  }
}

const openBrake = async ({ ports }: Shop) => (await ports.connectionState.read()).brake.open

const causesOf = async ({ ports }: Shop, which: readonly number[]) => {
  const rows = await Promise.all(which.map(id => ports.ledger.get(idOf(id))))
  return [...new Set(rows.map(row => row?.cause ?? null))]
}

const decide = async (shop: Shop, kind: 'SEND' | 'KEEP') => {
  const open = await openBrake(shop)
  return decideBrake(shop.ports, { kind, since: open?.since ?? 0 })
}

describe('many SKUs that would go off sale at once', () => {
  it('keeps their units at Carrefour, sends the rest, and says how many wait and why', async () => {
    const shop = await aStockedShop(60)
    await change(shop, ids(1, 40), 0)
    await change(shop, ids(41, 50), 9)
    await minutes(shop, 2)
    expect(onSale(shop)).toBe(60)
    expect(ids(41, 50).map(id => shop.ports.carrefour.offers.get(String(id)))).toEqual(
      Array(10).fill(9)
    )
    expect(await openBrake(shop)).toMatchObject({
      held: 40,
      stocked: 60,
      reason: 'STORE_EMPTY',
      isExplained: false,
      decision: null,
    })
    expect(await causesOf(shop, ids(1, 40))).toEqual(['ZERO_HELD'])
  })

  it('given the store confirms ten minutes later, expect 0 at Carrefour within 20 minutes', async () => {
    const shop = await aStockedShop(60)
    await change(shop, ids(1, 40), 0)
    await minutes(shop, 10)
    expect(onSale(shop)).toBe(60)
    await minutes(shop, 9)
    expect(onSale(shop)).toBe(20)
    await minutes(shop, 3)
    expect(await openBrake(shop)).toBeNull()
    expect(await causesOf(shop, ids(1, 40))).toEqual([null])
  })

  it('given the store is well again, expect no 0 ever sent, and the brake off', async () => {
    const shop = await aStockedShop(60)
    await change(shop, ids(1, 60), 0)
    await minutes(shop, 5)
    for (const id of ids(1, 60)) shop.ports.store.stock.set(idOf(id), 6)
    await minutes(shop, 16)
    expect(onSale(shop)).toBe(60)
    expect([...shop.ports.carrefour.offers.values()]).toEqual(Array(60).fill(6))
    expect(await openBrake(shop)).toBeNull()
  })

  it.each([
    [20, 60, 'sent'],
    [21, 60, 'held'],
    [30, 300, 'sent'],
    [31, 300, 'held'],
    [5, 5, 'sent'],
    [6, 6, 'held'],
    [6, 7, 'sent'],
  ])('%i of %i stocked SKUs: %s', async (zeros, stocked, outcome) => {
    const shop = await aStockedShop(stocked)
    await change(shop, ids(1, zeros), 0)
    await minutes(shop, 3)
    expect(onSale(shop)).toBe(outcome === 'sent' ? stocked - zeros : stocked)
  })

  it('given they go a few at a time, expect no more than the limit within an hour', async () => {
    const shop = await aStockedShop(60)
    for (const id of ids(1, 12)) {
      await change(shop, ids(id * 5 - 4, id * 5), 0)
      await minutes(shop, 1)
    }
    expect(onSale(shop)).toBe(40)
    expect(await openBrake(shop)).toMatchObject({ held: 40 })
  })

  it('given the same SKUs are told again and again, expect them held all the same', async () => {
    const shop = await aStockedShop(60)
    await change(shop, ids(1, 40), 0)
    for (const id of ids(1, 8)) {
      await minutes(shop, 1)
      await change(shop, [id], 0)
    }
    expect(onSale(shop)).toBe(60)
    await minutes(shop, 12)
    expect(onSale(shop)).toBe(20)
  })

  it('given a file that is sent again, expect its zeros counted once', async () => {
    const shop = await aStockedShop(60)
    shop.ports.carrefour.failedImports = 1
    await change(shop, ids(1, 15), 0)
    await minutes(shop, 5)
    expect(onSale(shop)).toBe(45)
  })

  it('given the ledger does not answer, expect the shop protected as well', async () => {
    const shop = await aStockedShop(60)
    shop.ports.ledger.fault = () => 'HTTP 503'
    await change(shop, ids(1, 60), 0)
    await minutes(shop, 5)
    expect(onSale(shop)).toBe(60)
    shop.ports.ledger.fault = null
    await minutes(shop, 30)
    expect(onSale(shop)).toBe(0)
  })

  it('keeps what it knows when the state is read by another process', async () => {
    const shop = await aStockedShop(60)
    await change(shop, ids(1, 40), 0)
    await minutes(shop, 2)
    await decide(shop, 'KEEP')
    const state = await shop.ports.connectionState.read()
    expect(readConnectionState(JSON.parse(JSON.stringify(state))).brake).toEqual(state.brake)
  })
})

describe('a person', () => {
  it('sends the zeros with one decision, and the history says so', async () => {
    const shop = await aStockedShop(60)
    await change(shop, ids(1, 40), 0)
    await minutes(shop, 3)
    expect(await decide(shop, 'SEND')).toBe('DONE')
    await minutes(shop, 3)
    expect(onSale(shop)).toBe(20)
    expect(shop.ports.history.notes).toContainEqual({ kind: 'ZEROS_SENT', count: 40 })
    await minutes(shop, 3)
    expect(await openBrake(shop)).toBeNull()
  })

  it('sends today’s stock, not the 0 of then', async () => {
    const shop = await aStockedShop(60)
    await change(shop, ids(1, 40), 0)
    await minutes(shop, 3)
    shop.ports.store.stock.set(idOf(3), 11)
    await decide(shop, 'SEND')
    await minutes(shop, 3)
    expect(shop.ports.carrefour.offers.get('3')).toBe(11)
    expect(onSale(shop)).toBe(21)
  })

  it('keeps them back, however often the store says 0, until it names units again', async () => {
    const shop = await aStockedShop(60)
    await change(shop, ids(1, 40), 0)
    await minutes(shop, 3)
    expect(await decide(shop, 'KEEP')).toBe('DONE')
    await minutes(shop, 150)
    await change(shop, ids(1, 10), 0)
    await minutes(shop, 15)
    expect(onSale(shop)).toBe(60)
    await change(shop, ids(1, 40), 4)
    await minutes(shop, 5)
    expect(shop.ports.carrefour.offers.get('40')).toBe(4)
    expect(await openBrake(shop)).toBeNull()
  })

  it('decides nothing about another brake than the one they saw', async () => {
    const shop = await aStockedShop(60)
    expect(await decide(shop, 'SEND')).toBe('OVER')
    await change(shop, ids(1, 40), 0)
    await minutes(shop, 3)
    expect(await decideBrake(shop.ports, { kind: 'SEND', since: 1 })).toBe('OVER')
    expect(await openBrake(shop)).toMatchObject({ decision: null })
  })
})

describe('a change of settings', () => {
  const choose = ({ ports }: Shop, choices: object) => {
    const { saved } = ports.configurations
    if (saved) ports.configurations.saved = { ...saved, choices: { ...saved.choices, ...choices } }
  }

  it('that raises the minimum waits for a person, who sends all that it explains', async () => {
    const shop = await aStockedShop(100)
    for (const id of ids(81, 100)) shop.ports.store.stock.set(idOf(id), 9)
    choose(shop, { minimumStock: 8 })
    await change(shop, ids(1, 40), 5)
    await minutes(shop, 40)
    expect(onSale(shop)).toBe(100)
    expect(await openBrake(shop)).toMatchObject({ reason: 'MINIMUM_STOCK', isExplained: true })
    await decide(shop, 'SEND')
    await minutes(shop, 4)
    expect(onSale(shop)).toBe(20)
    await change(shop, ids(81, 100), 7)
    await minutes(shop, 3)
    expect(onSale(shop)).toBe(0)
  })

  it('to a trade policy without SKUs empties nothing', async () => {
    const shop = await aStockedShop(50)
    choose(shop, { tradePolicy: '7' })
    await change(shop, ids(1, 50), 5)
    await minutes(shop, 120)
    expect(onSale(shop)).toBe(50)
    expect(await openBrake(shop)).toMatchObject({ reason: 'TRADE_POLICY', isExplained: true })
    choose(shop, { tradePolicy: '2' })
    await minutes(shop, 70)
    expect(onSale(shop)).toBe(50)
    expect(await openBrake(shop)).toBeNull()
  })
})

it('of any answers of the store, none takes the shop off sale in one step', async () => {
  const stories = fc.array(
    fc.record({
      fault: fc.constantFrom('empty', 'zero', 'inactive', 'outOfPolicy', 'noWarehouse', 'well'),
      from: fc.integer({ min: 1, max: 60 }),
      size: fc.integer({ min: 1, max: 60 }),
      pause: fc.integer({ min: 1, max: 2 }),
    }),
    { minLength: 1, maxLength: 4 }
  )
  await fc.assert(
    fc.asyncProperty(stories, async story => {
      const shop = await aStockedShop(60)
      const { store, clock } = shop.ports
      const began = clock.now()
      for (const { fault, from, size, pause } of story) {
        const which = ids(from, Math.min(from + size - 1, 60))
        for (const id of which) {
          const sku = store.skus.get(idOf(id))
          store.priceless.delete(idOf(id))
          store.serving = fault === 'noWarehouse' ? [] : ['main']
          if (sku)
            store.skus.set(idOf(id), {
              ...sku,
              isActive: fault !== 'inactive',
              tradePolicies: fault === 'outOfPolicy' ? [] : ['1', '2'],
            })
          if (fault === 'empty') store.priceless.add(idOf(id))
          store.stock.set(idOf(id), fault === 'zero' ? 0 : 5)
          await notify(shop, id)
        }
        await minutes(shop, pause)
      }
      // Ten minutes are not over yet: one reading is not two.
      if (clock.now() - began < 10 * MINUTE) expect(onSale(shop)).toBeGreaterThanOrEqual(40)
    }),
    { numRuns: process.env.LONG_TESTS ? 300 : 12 }
  )
})

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
    for (const id of ids(1, count)) FAILURES[failure]?.(shop, id)
    await tell(shop, ids(1, count))
    for (let minute = 1; minute < 10; minute += 1) {
      await minutes(shop, 1)
      expect(onSale(shop)).toBe(count)
    }
  })

  it.each([1, 2, 3, 5])('because all %i are sold: 0 leaves at once', async count => {
    const shop = await aStockedShop(count)
    for (const id of ids(1, count)) shop.ports.store.stock.set(idOf(id), 0)
    await tell(shop, ids(1, count))
    await minutes(shop, 2)
    expect(onSale(shop)).toBe(0)
    expect((await shop.ports.connectionState.read()).brake.open).toBeNull()
  })

  it('one after the other: the last one must be seen to be sold out', async () => {
    const shop = await aStockedShop(3)
    for (const id of ids(1, 3)) {
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
    await tell(shop, ids(1, 3))
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
      for (const id of ids(1, 3)) shop.sell(id, 5)
      await tell(shop, ids(1, 3))
      await minutes(shop, 3)
      choose(minimum)
      for (const id of ids(1, 3)) shop.ports.store.stock.set(idOf(id), 2)
      await tell(shop, ids(1, 3))
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
      for (const id of ids(1, 10)) {
        shop.ports.store.stock.set(idOf(id), 0)
        FAILURES[failure]?.(shop, id)
      }
      await tell(shop, ids(1, 10))
      await minutes(shop, 4)
      expect(onSale(shop)).toBe(left)
    }
  })

  it('asks the inventory about no more SKUs than may leave, and about none in a larger shop', async () => {
    const shop = await aStockedShop(30)
    const asked = () =>
      shop.ports.store.calls.filter(({ name }) => name === 'warehouseStock').length
    const before = asked()
    for (const id of ids(1, 4)) FAILURES['the SKUs have no price']?.(shop, id)
    await tell(shop, ids(1, 4))
    await minutes(shop, 2)
    expect(onSale(shop)).toBe(26)
    expect(asked()).toBe(before)
  })
})
