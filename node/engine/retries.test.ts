import { describe, expect, it } from '@jest/globals'
import type { CallFailure } from '../ports'
import { aConfiguration } from '../testing/factories'
import { type Shop, aShop, brokenLimits, idOf, minutes, notify } from '../testing/workday'
import { runEngine, WORK_BUDGET } from './engine'

const DOWN: CallFailure = { kind: 'unavailable', message: 'HTTP 503' }

const process = (shop: Shop, id = 1) => shop.ports.ledger.get(idOf(id))
const callsOf = ({ ports: { carrefour } }: Shop, operation: string) =>
  carrefour.calls.filter(call => call.operation === operation)

describe('a Carrefour outage of hours', () => {
  it('tries a SKU at least ten times before it turns red', async () => {
    const shop = aShop()
    shop.ports.carrefour.outage = DOWN
    await notify(shop, 1)
    await minutes(shop, 100)
    expect(await process(shop)).toBeNull()
    await minutes(shop, 80)
    expect(await process(shop)).toMatchObject({
      status: 'ERROR',
      cause: 'MARKETPLACE_UNAVAILABLE',
      message: 'HTTP 503',
    })
    expect(callsOf(shop, 'STO01').length).toBeGreaterThan(10)
    expect(brokenLimits(shop)).toEqual([])
  })

  it('sends everything by itself afterwards, including what had turned red', async () => {
    const shop = aShop()
    for (let id = 2; id <= 40; id += 1) shop.sell(id, id)
    shop.ports.carrefour.outage = DOWN
    for (let id = 1; id <= 40; id += 1) await notify(shop, id)
    await minutes(shop, 240)
    expect(shop.ports.ledger.all()).toHaveLength(40)
    shop.ports.carrefour.outage = null
    await minutes(shop, 65)
    for (let id = 2; id <= 40; id += 1) {
      expect(shop.ports.carrefour.offers.get(String(id))).toBe(id)
      expect(await process(shop, id)).toMatchObject({ status: 'SUCCESS', nextCheckAt: null })
    }
    expect((await shop.ports.connectionState.read()).incident).toBeNull()
    expect(brokenLimits(shop)).toEqual([])
  })

  it('requeues the red ones at once when another SKU’s file is answered first', async () => {
    const shop = aShop()
    shop.sell(2, 5)
    shop.ports.carrefour.outage = DOWN
    await notify(shop, 1)
    for (let minute = 0; minute < 200 && !(await process(shop)); minute += 1) await minutes(shop, 1)
    const red = await process(shop)
    expect(red?.cause).toBe('MARKETPLACE_UNAVAILABLE')
    await shop.ports.ledger.put({
      ...aProcessOf(red),
      nextCheckAt: shop.ports.clock.now() + 9_000_000,
    })
    shop.ports.carrefour.outage = null
    await notify(shop, 2)
    await minutes(shop, 20)
    const [last, before] = aProcessOf(await process(shop)).attempts
    expect(last).toMatchObject({ status: 'SUCCESS', reason: 'RETRY', quantity: 7 })
    expect(before).toMatchObject({ cause: 'MARKETPLACE_UNAVAILABLE' })
  })

  it('polls a file that was taken, and does not send it again', async () => {
    const shop = aShop()
    await notify(shop, 1)
    for (let fault = 0; fault < 4; fault += 1) shop.ports.carrefour.failNext('STO02', DOWN)
    await minutes(shop, 20)
    expect(callsOf(shop, 'STO01')).toHaveLength(1)
    expect(callsOf(shop, 'STO02')).toHaveLength(5)
    expect(await process(shop)).toMatchObject({ status: 'SUCCESS' })
  })

  it('sends no file before the Retry-After of a 503 is over', async () => {
    const shop = aShop()
    const start = shop.ports.clock.now()
    shop.ports.carrefour.failNext('STO01', { ...DOWN, retryAfter: 600_000 })
    await notify(shop, 1)
    await minutes(shop, 15)
    const [, second] = callsOf(shop, 'STO01')
    expect((second?.at ?? 0) - start).toBeGreaterThanOrEqual(600_000)
  })

  it('waits for the next legal window after a time-out of a taken file', async () => {
    const shop = aShop()
    shop.ports.carrefour.failNext('STO01', DOWN, true)
    await notify(shop, 1)
    await minutes(shop, 5)
    const [first, second] = callsOf(shop, 'STO01')
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(60_000)
    expect(shop.ports.carrefour.imports).toHaveLength(2)
    await minutes(shop, 5)
    expect(await process(shop)).toMatchObject({ status: 'SUCCESS' })
  })
})

function aProcessOf<T>(process: T | null): T {
  if (process === null) throw new Error('no process')
  return process
}

describe('a store that does not answer', () => {
  it('fails no row for a while, and sends the stock afterwards', async () => {
    const shop = aShop()
    shop.ports.store.down = true
    await notify(shop, 1)
    await minutes(shop, 60)
    expect(await process(shop)).toBeNull()
    shop.ports.store.down = false
    await minutes(shop, 20)
    expect(await process(shop)).toMatchObject({ status: 'SUCCESS', quantity: 7 })
  })

  it('opens an outage after hours, fails no row, and sends all soon afterwards', async () => {
    const shop = aShop()
    await notify(shop, 1)
    await minutes(shop, 2)
    shop.ports.store.down = true
    shop.ports.store.stock.set(idOf(1), 3)
    await notify(shop, 1)
    await minutes(shop, 180)
    expect(await process(shop)).toMatchObject({ status: 'SUCCESS', quantity: 7 })
    expect((await shop.ports.connectionState.read()).outages).toMatchObject([
      { cause: 'VTEX_UNAVAILABLE', message: 'simulate: HTTP 503' },
    ])
    shop.ports.store.down = false
    await minutes(shop, 8)
    expect((await shop.ports.connectionState.read()).outages).toEqual([])
    expect(await process(shop)).toMatchObject({ status: 'SUCCESS', quantity: 3 })
    expect(shop.ports.carrefour.offers.get('1')).toBe(3)
  })
})

describe('a file that Carrefour cannot take', () => {
  it('shows the error after three failures, and later succeeds by itself', async () => {
    const shop = aShop()
    shop.ports.carrefour.failedImports = 3
    await notify(shop, 1)
    await minutes(shop, 6)
    expect(await process(shop)).toMatchObject({ status: 'ERROR', cause: 'IMPORT_FAILED' })
    expect((await process(shop))?.nextCheckAt).not.toBeNull()
    await minutes(shop, 25)
    expect(await process(shop)).toMatchObject({ status: 'SUCCESS', nextCheckAt: null })
  })

  it('stops retrying one that always fails and waits for a person', async () => {
    const shop = aShop()
    shop.ports.carrefour.failedImports = 1_000
    await notify(shop, 1)
    await minutes(shop, 8 * 60)
    expect(await process(shop)).toMatchObject({ cause: 'IMPORT_FAILED', nextCheckAt: null })
    expect((await process(shop))?.attempts).toHaveLength(4)
    const files = callsOf(shop, 'STO01').length
    await minutes(shop, 60)
    expect(callsOf(shop, 'STO01')).toHaveLength(files)
  })

  it('sends another file half an hour after an import that never ends, and ends', async () => {
    const shop = aShop()
    shop.ports.carrefour.importTime = 1e12
    await notify(shop, 1)
    await minutes(shop, 12)
    expect(callsOf(shop, 'STO01')).toHaveLength(1)
    expect((await shop.ports.connectionState.read()).incident).toMatchObject({
      cause: 'UNCONFIRMED',
    })
    await minutes(shop, 70)
    expect(await process(shop)).toMatchObject({ status: 'WARNING', cause: 'UNCONFIRMED' })
    expect(brokenLimits(shop)).toEqual([])
  })
})

describe('many 429', () => {
  it('keeps the SKU waiting and fails no row', async () => {
    const shop = aShop()
    shop.ports.carrefour.outage = { kind: 'limited', retryAfter: null, message: 'HTTP 429' }
    await notify(shop, 1)
    await minutes(shop, 300)
    expect(await process(shop)).toBeNull()
    shop.ports.carrefour.outage = null
    await minutes(shop, 20)
    expect(await process(shop)).toMatchObject({ status: 'SUCCESS' })
  })
})

describe('a refused ShopKey while the product waits for the radar', () => {
  it('stops the radar and opens one incident', async () => {
    const shop = aShop()
    shop.ports.store.sell(idOf(9), 4)
    await notify(shop, 9)
    await runEngine(shop.ports, WORK_BUDGET)
    shop.ports.carrefour.revoked.add(aConfiguration().shopKey.key.reveal())
    await minutes(shop, 3)
    const calls = shop.ports.carrefour.calls.length
    await minutes(shop, 60)
    expect(shop.ports.carrefour.calls).toHaveLength(calls)
    expect((await shop.ports.connectionState.read()).incident).toMatchObject({
      cause: 'AUTH_INVALID',
    })
    expect(await process(shop, 9)).toMatchObject({ cause: 'NOT_CATALOGED' })
  })
})
