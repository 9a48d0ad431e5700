import { describe, expect, it } from '@jest/globals'

import type { SkuId } from '../../domain/requests'
import type { Store } from '../../ports/store'
import type { Shop } from '../../testing/workday'
import { aShop, idOf, minutes, notify } from '../../testing/workday'
import { rows } from '../../testing/rows'

/** What of the store a fault can hit. */
type Part = 'simulate' | 'sku' | 'warehouseStock' | 'servingWarehouses'

const SKUS = 60

/** A shop whose SKUs 1 to 60 changed; 61 to 70 are on sale too and were confirmed before. */
async function aChangedShop(skus = SKUS, part: Part = 'simulate'): Promise<Shop> {
  const shop = aShop()
  for (let id = 1; id <= skus + 10; id += 1) shop.sell(id, id)
  for (let id = skus + 1; id <= skus + 10; id += 1) await notify(shop, id)
  await minutes(shop, 3)
  if (part !== 'simulate' && part !== 'sku')
    for (let id = 1; id <= skus + 10; id += 1) figureless(shop, id)
  for (let id = 1; id <= skus; id += 1) await notify(shop, id)
  return shop
}

/** The simulation names no figure: the warehouses decide. */
function figureless({ ports: { store } }: Shop, id: number): void {
  store.stock.set(idOf(id), null)
  store.warehouses.set(idOf(id), [
    { warehouseId: 'main', total: id, reserved: 0, unlimited: false },
  ])
}

/** Whatever asks about one of these SKUs fails, so often as it asks. */
function poison({ ports: { store } }: Shop, part: keyof Store, bad: (id: number) => boolean) {
  store.fault = (name, skuIds: readonly SkuId[]) =>
    name === part && (skuIds.length === 0 || skuIds.some(skuId => bad(Number(skuId))))
      ? 'HTTP 500'
      : null
}

const arrived = ({ ports: { carrefour } }: Shop, from = 1, to = SKUS): readonly number[] => {
  carrefour.settleImports()
  return Array.from({ length: to - from + 1 }, (_, at) => from + at).filter(
    id => carrefour.offers.get(String(id)) === id
  )
}

const causeOf = async ({ ports }: Shop, id: number) => (await ports.ledger.get(idOf(id)))?.cause

const outages = async ({ ports }: Shop) =>
  (await ports.control.read()).outages.map(({ cause }) => cause)

describe('SKUs that the store does not answer for', () => {
  it.each(
    rows([
      ['simulate', 1],
      ['simulate', 5],
      ['simulate', 30],
      ['sku', 1],
      ['sku', 5],
      ['sku', 30],
      ['warehouseStock', 1],
      ['warehouseStock', 5],
      ['warehouseStock', 30],
    ])
  )(
    'given %s fails for %i of 60, expect the others to arrive in two minutes, the bad ones with their own cause and never 0, and all when it is over',
    async (part, count) => {
      const shop = await aChangedShop(SKUS, part)
      const isBad = (id: number) => id <= SKUS && id % (SKUS / count) === 0
      poison(shop, part, isBad)
      await minutes(shop, 2)
      expect(arrived(shop)).toHaveLength(SKUS - count)
      await minutes(shop, 1)
      for (let id = 1; id <= SKUS; id += 1)
        expect([id, await causeOf(shop, id)]).toEqual([id, isBad(id) ? 'STORE_SKU_FAILED' : null])
      expect(await outages(shop)).toEqual([])
      shop.ports.store.fault = null
      await minutes(shop, 20)
      expect(arrived(shop)).toHaveLength(SKUS)
      for (const { lines } of shop.ports.carrefour.imports)
        expect(lines.filter(({ quantity }) => quantity === 0)).toEqual([])
    }
  )

  it('given a live change beside a bad SKU that is tried again, expect no wait', async () => {
    const shop = await aChangedShop()
    poison(shop, 'simulate', id => id === 7)
    await minutes(shop, 30)
    shop.ports.store.stock.set(idOf(8), 800)
    await notify(shop, 8)
    await minutes(shop, 2)
    expect(shop.ports.carrefour.offers.get('8')).toBe(800)
    expect(await causeOf(shop, 7)).toBe('STORE_SKU_FAILED')
  })
})

describe('a store that does not answer', () => {
  it.each(['simulate', 'sku', 'warehouseStock', 'servingWarehouses'] as const)(
    'given %s fails for all, expect one outage within two minutes, nothing red, and all sent when it is over',
    async part => {
      const shop = await aChangedShop(SKUS, part)
      poison(shop, part, () => true)
      await minutes(shop, 2)
      expect(await outages(shop)).toEqual(['VTEX_UNAVAILABLE'])
      await minutes(shop, 180)
      const since = (await shop.ports.control.read()).outages[0]?.since ?? 0
      expect(shop.ports.clock.now() - since).toBeGreaterThan(170 * 60_000)
      const red = shop.ports.ledger.all().filter(({ status }) => status === 'ERROR')
      expect(red).toEqual([])
      shop.ports.store.fault = null
      await minutes(shop, 8)
      expect(await outages(shop)).toEqual([])
      expect(arrived(shop)).toHaveLength(SKUS)
    }
  )

  it('given nothing waits any more, expect the outage to end by itself', async () => {
    const shop = await aChangedShop(1)
    poison(shop, 'simulate', () => true)
    await minutes(shop, 2)
    shop.ports.store.fault = null
    await minutes(shop, 8)
    expect(await outages(shop)).toEqual([])
  })

  it('given it answers for some still, expect these to arrive and their live changes not to wait for the others', async () => {
    const shop = await aChangedShop(200)
    poison(shop, 'simulate', id => id <= 200 && id % 10 !== 0)
    await minutes(shop, 10)
    expect(arrived(shop, 1, 200)).toHaveLength(20)
    shop.ports.store.stock.set(idOf(10), 1_000)
    await notify(shop, 10)
    await minutes(shop, 7)
    expect(shop.ports.carrefour.offers.get('10')).toBe(1_000)
    shop.ports.store.fault = null
    shop.ports.store.stock.set(idOf(10), 10)
    await notify(shop, 10)
    await minutes(shop, 30)
    expect(arrived(shop, 1, 200)).toHaveLength(200)
  })
})
