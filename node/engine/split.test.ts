import { describe, expect, it } from '@jest/globals'

import { sumOf } from '../jobs/job.logic'
import {
  type Shop,
  aShop,
  aShopWithFailures,
  brokenLimits,
  idOf,
  jobOf,
  minutes,
  notify,
  start,
} from '../testing/workday'
import { Pending } from '../ledger/pending'

/** Where Carrefour refuses a file with a bad line: as an import, or when it is uploaded. */
type Refusal = 'poison' | 'unreadable'

async function aChangedShop(
  skus: number,
  bad: (id: number) => boolean,
  refusal: Refusal = 'poison'
): Promise<Shop> {
  const shop = aShop()
  for (let id = 1; id <= skus; id += 1) {
    shop.sell(id, id)
    if (bad(id)) shop.ports.carrefour[refusal].add(String(id))
    await notify(shop, id)
  }
  return shop
}

const statuses = ({ ports }: Shop, status: string) =>
  ports.ledger.all().filter(row => row.status === status)

describe('a file refused because of a line', () => {
  it.each<[number, number, number, Refusal, string]>([
    [2, 1, 15, 'poison', 'FAILED'],
    [60, 1, 30, 'poison', 'FAILED'],
    [60, 5, 75, 'poison', 'FAILED'],
    [2, 1, 15, 'unreadable', 'The file cannot be read'],
    [60, 5, 75, 'unreadable', 'The file cannot be read'],
  ])(
    'with %i SKUs, %i of them bad: sends the others within %i minutes and names the bad ones (%s)',
    async (skus, count, within, refusal, message) => {
      const isBad = (id: number) => id % (skus / count) === 0
      const shop = await aChangedShop(skus, isBad, refusal)
      const { ports } = shop
      await minutes(shop, within)
      expect(statuses(shop, 'SUCCESS')).toHaveLength(skus - count)
      const red = statuses(shop, 'ERROR')
      expect(red.map(({ skuId }) => Number(skuId)).filter(isBad)).toHaveLength(count)
      for (const row of red) expect(row).toMatchObject({ cause: 'OFFER_LINE_REJECTED', message })
      expect((await ports.connectionState.read()).parked).toEqual([])
      expect((await ports.connectionState.read()).split).toBeNull()
      expect(brokenLimits(shop)).toEqual([])
      const files = ports.carrefour.imports.length
      await minutes(shop, 60)
      expect(ports.carrefour.imports).toHaveLength(files)
    }
  )

  it('sends live changes within a few minutes and shows the rest as waiting', async () => {
    const shop = await aChangedShop(60, id => id === 30)
    const { ports } = shop
    shop.sell(100, 1)
    await minutes(shop, 5)
    expect((await Pending.read(ports)).size + ports.ledger.all().length).toBe(60)
    ports.store.stock.set(idOf(100), 5)
    await notify(shop, 100)
    await minutes(shop, 5)
    expect(ports.carrefour.offers.get('100')).toBe(5)
  })

  it('stops splitting, and blames no SKU, when all uploads are refused', async () => {
    const shop = await aChangedShop(200, () => true, 'unreadable')
    await minutes(shop, 60)
    expect(shop.ports.ledger.all().every(({ cause }) => cause === 'IMPORT_FAILED')).toBe(true)
    expect(shop.ports.ledger.all()).toHaveLength(200)
    expect(brokenLimits(shop)).toEqual([])
    expect((await shop.ports.connectionState.read()).parked).toEqual([])
  })

  it('stops splitting, and blames no SKU, when all files are refused', async () => {
    const shop = await aChangedShop(200, () => true)
    await minutes(shop, 60)
    const first = shop.ports.carrefour.imports.filter(
      ({ sentAt }) => sentAt < shop.ports.clock.now() - 30 * 60_000
    )
    expect(first.length).toBeLessThan(40)
    expect(shop.ports.ledger.all().every(({ cause }) => cause === 'IMPORT_FAILED')).toBe(true)
    expect(shop.ports.ledger.all()).toHaveLength(200)
    expect((await shop.ports.connectionState.read()).parked).toEqual([])
  })

  it('writes a receipt of a job that adds up and names the SKU', async () => {
    const shop = await aShopWithFailures(30)
    shop.ports.carrefour.poison.add('7')
    const { id } = await start(shop)
    await minutes(shop, 40)
    const job = await jobOf(shop, id)
    expect([job.state, sumOf(job.counts)]).toEqual(['DONE', 30])
    expect(job.counts).toMatchObject({ succeeded: 29, failed: 1 })
  })

  it('sends one more file, without splitting, for a fault that passes', async () => {
    const shop = await aChangedShop(10, () => false)
    shop.ports.carrefour.failedImports = 1
    await minutes(shop, 5)
    expect(shop.ports.carrefour.imports).toHaveLength(2)
    expect(statuses(shop, 'SUCCESS')).toHaveLength(10)
  })
})
