import { describe, expect, it } from '@jest/globals'
import { LOOK_OFFERS } from '../../domain/radar'
import type { CallFailure } from '../../ports/carrefour'
import { eanOf } from '../../testing/factories'
import type { Shop } from '../../testing/workday'
import { aShop, brokenLimits, idOf, minutes, notify } from '../../testing/workday'
import { reprocess } from '../reprocess'
import { work, WORK_BUDGET } from '../work'

const process = (shop: Shop, id: number) => shop.ports.ledger.get(idOf(id))

/** A shop in which so many SKUs, from 101, wait for cataloguing. */
async function aWaitingShop(count: number, sku: { readonly ean?: string | null } = {}) {
  const shop = aShop()
  for (let id = 101; id < 101 + count; id += 1) {
    shop.ports.store.sell(idOf(id), 4, sku)
    await notify(shop, id)
  }
  await minutes(shop, 1)
  shop.ports.clock.pass(30_000)
  shop.ports.carrefour.calls.length = 0
  return shop
}

const asked = ({ ports: { carrefour } }: Shop) => ({
  byEan: carrefour.calls.filter(call => call.operation === 'P31').length,
  bySku: carrefour.calls.filter(call => call.operation === 'OF21').length,
})

describe('the radar', () => {
  it('given 90 products that are not there, expect one question for all, none by SKU, and the look to be seen', async () => {
    const shop = await aWaitingShop(90)
    await work(shop.ports, WORK_BUDGET)
    expect(asked(shop)).toEqual({ byEan: 1, bySku: 0 })
    const parked = await process(shop, 150)
    expect(parked?.lastCheckedAt).toBe(shop.ports.clock.now())
    expect(parked?.nextCheckAt).toBeGreaterThan(shop.ports.clock.now())
  })

  it('given one that was catalogued, expect it to be asked for by SKU, sent and successful', async () => {
    const shop = await aWaitingShop(30)
    shop.ports.carrefour.catalogue('120')
    await minutes(shop, 3)
    expect(asked(shop).bySku).toBe(1)
    expect(await process(shop, 120)).toMatchObject({ status: 'SUCCESS', nextCheckAt: null })
    expect(shop.ports.carrefour.offers.get('120')).toBe(4)
    expect(await process(shop, 121)).toMatchObject({ cause: 'NOT_CATALOGED' })
    expect(brokenLimits(shop)).toEqual([])
  })

  it('given a product without an offer of this shop yet, expect it to go on waiting, and nothing sent', async () => {
    const shop = await aWaitingShop(1)
    shop.ports.carrefour.productsOnly.add(eanOf('101'))
    await minutes(shop, 3)
    expect(shop.ports.carrefour.imports).toHaveLength(1)
    expect(await process(shop, 101)).toMatchObject({ cause: 'NOT_CATALOGED' })
    shop.ports.carrefour.catalogue('101')
    await minutes(shop, 8)
    expect(await process(shop, 101)).toMatchObject({ status: 'SUCCESS' })
  })

  it('given very many, expect the questions of a look to be bounded, and all to be asked about in time', async () => {
    const shop = await aWaitingShop(230, { ean: null })
    await work(shop.ports, WORK_BUDGET)
    expect(asked(shop)).toEqual({ byEan: 0, bySku: LOOK_OFFERS })
    for (let id = 101; id < 331; id += 1) shop.ports.carrefour.catalogue(String(id))
    await minutes(shop, 30)
    for (let id = 101; id < 331; id += 1)
      expect(await process(shop, id)).toMatchObject({ status: 'SUCCESS' })
  })

  it.each<[string, CallFailure]>([
    ['403', { kind: 'refused', httpStatus: 403, message: 'Forbidden' }],
    ['404', { kind: 'notFound', message: 'HTTP 404' }],
    ['400', { kind: 'rejected', httpStatus: 400, message: 'HTTP 400' }],
  ])('given a key or server that does not tell by EAN (%s), expect SKUs', async (_, failure) => {
    const shop = await aWaitingShop(3)
    shop.ports.carrefour.failNext('P31', failure)
    await work(shop.ports, WORK_BUDGET)
    expect(asked(shop)).toEqual({ byEan: 1, bySku: 3 })
  })

  it('given a key that may read no offers either, expect sending to be the question', async () => {
    const shop = await aWaitingShop(1)
    const refused: CallFailure = { kind: 'refused', httpStatus: 403, message: 'Forbidden' }
    shop.ports.carrefour.failNext('P31', refused)
    for (let call = 0; call < 3; call += 1) shop.ports.carrefour.failNext('OF21', refused)
    shop.ports.carrefour.catalogue('101')
    await minutes(shop, 3)
    expect(await process(shop, 101)).toMatchObject({ status: 'SUCCESS' })
    expect((await shop.ports.control.read()).incident).toBeNull()
  })

  it.each<[string, CallFailure, number]>([
    [
      '429 with Retry-After',
      { kind: 'limited', retryAfter: 600_000, message: 'HTTP 429' },
      600_000,
    ],
    ['503', { kind: 'unavailable', message: 'HTTP 503' }, 900_000],
  ])(
    'given %s, expect one call, no incident, and silence for the time',
    async (_, failure, wait) => {
      const shop = await aWaitingShop(5)
      shop.ports.carrefour.failNext('P31', failure)
      const start = shop.ports.clock.now()
      await minutes(shop, 25)
      const [first, second] = shop.ports.carrefour.calls
      expect([first?.operation, second?.operation]).toEqual(['P31', 'P31'])
      expect((second?.at ?? 0) - start).toBeGreaterThanOrEqual(wait)
      expect((await shop.ports.control.read()).incident).toBeNull()
    }
  )

  it('given a person who asks, expect it to be sent at once, whenever the next look is', async () => {
    const shop = await aWaitingShop(1)
    await minutes(shop, 120)
    await work(shop.ports, WORK_BUDGET)
    const waiting = await process(shop, 101)
    expect(waiting?.nextCheckAt).toBeGreaterThan(shop.ports.clock.now())
    shop.ports.carrefour.catalogue('101')
    expect(await reprocess(shop.ports, ['101'])).toMatchObject({ kind: 'accepted' })
    await work(shop.ports, WORK_BUDGET)
    expect(await process(shop, 101)).toMatchObject({ status: 'SUCCESS', quantity: 4 })
  })

  it('given a wait of days, expect few questions', async () => {
    const shop = await aWaitingShop(1)
    await minutes(shop, 24 * 60)
    expect(asked(shop).byEan).toBeLessThan(30)
    expect(asked(shop).bySku).toBe(0)
  })
})
