import { describe, expect, it } from '@jest/globals'

import { type Shop, aShop, idOf, minutes, notify } from '../testing/workday'

/** Counts the calls of the ledger by name, from now on. */
function countCalls({ ports: { ledger } }: Shop): Map<string, number> {
  const calls = new Map<string, number>()
  ledger.fault = name => {
    calls.set(name, (calls.get(name) ?? 0) + 1)
    return null
  }
  return calls
}

const sum = (calls: ReadonlyMap<string, number>): number =>
  [...calls.values()].reduce((all, one) => all + one, 0)

const SKUS = 1_000

async function changeAll(shop: Shop, units: number): Promise<void> {
  for (let id = 1; id <= SKUS; id += 1) {
    shop.sell(id, units)
    await notify(shop, id)
  }
}

describe('settling', () => {
  it('costs at most 1,030 calls of the ledger for 1,000 SKUs, from claim to outcome', async () => {
    const shop = aShop()
    shop.ports.ledger.lag = 2_000
    await changeAll(shop, 3)
    await minutes(shop, 10)
    await changeAll(shop, 4)
    const calls = countCalls(shop)
    await minutes(shop, 1)
    expect(calls.get('put')).toBe(SKUS)
    expect(sum(calls)).toBeLessThanOrEqual(1_030)
    expect(shop.ports.ledger.all().every(({ quantity }) => quantity === 4)).toBe(true)
  })

  it('loses no attempt of rows that the search shows only minutes later', async () => {
    const shop = aShop()
    shop.ports.ledger.lag = 4 * 60_000
    for (let id = 1; id <= 60; id += 1) shop.sell(id, 9)
    // The last ones come while the search still shows the first; a small one is kept in the state itself.
    for (const [units, count, pause] of [
      [9, 60, 5],
      [8, 3, 1],
      [7, 60, 1],
      [6, 60, 1],
    ] as const) {
      for (let id = 1; id <= count; id += 1) {
        shop.sell(id, units)
        await notify(shop, id)
      }
      await minutes(shop, pause)
    }
    const quantitiesOf = async (id: number) =>
      (await shop.ports.ledger.get(idOf(id)))?.attempts.map(({ quantity }) => quantity)
    expect(await quantitiesOf(2)).toEqual([6, 7, 8, 9])
    expect(await quantitiesOf(40)).toEqual([6, 7, 9])
  })

  it('forgets which rows are recent once every search shows them', async () => {
    const shop = aShop()
    for (let id = 1; id <= 30; id += 1) {
      shop.sell(id, 9)
      await notify(shop, id)
    }
    await minutes(shop, 1)
    const { connectionState } = shop.ports
    expect(connectionState.skus.size).toBe(1)
    await minutes(shop, 10)
    await notify(shop, 1)
    await minutes(shop, 1)
    expect(connectionState.skus.size).toBe(0)
    expect((await connectionState.read()).recentRows).toHaveLength(1)
  })
})
