import { describe, expect, it, jest } from '@jest/globals'

import { CallError } from '../vtex/callError'
import { aStoredAccount } from '../testing/storedAccount'
import { saveConfiguration } from '../connection/save'
import { someChoices } from '../testing/factories'
import { MINUTE, SECOND } from '../shared/time'
import { aShop, idOf, minutes, notify } from '../testing/workday'
import { runEngine, WORK_BUDGET } from './engine'
import { work } from './entrances'
import { LedgerUnavailable } from '../ports/stores'

const throttle = (retryAfter: number | null = null) =>
  new CallError('vbase-get-json', 429, null, retryAfter)

describe('a throttled run', () => {
  it('ends without an error, and nothing is called before Retry-After is over', async () => {
    const { ports } = aShop()
    const list = jest.spyOn(ports.queue, 'list').mockRejectedValueOnce(throttle(5 * MINUTE))
    await work(ports)
    expect((await ports.connectionState.read()).hold).toMatchObject({ part: 'vbase', tries: 1 })
    list.mockClear()
    const reads = jest.spyOn(ports.connectionState, 'update')
    ports.clock.pass(5 * MINUTE - SECOND)
    await work(ports)
    expect([list.mock.calls.length, reads.mock.calls.length]).toEqual([0, 0])
    ports.clock.pass(5 * SECOND)
    await work(ports)
    expect((await ports.connectionState.read()).hold).toBeNull()
  })

  it('pauses longer each time, and is told to the other replica', async () => {
    const { ports } = aShop()
    const pauses: number[] = []
    for (let tries = 0; tries < 3; tries += 1) {
      jest.spyOn(ports.queue, 'list').mockRejectedValueOnce(throttle())
      const began = ports.clock.now()
      await work(ports)
      const until = (await ports.connectionState.read()).hold?.until ?? 0
      pauses.push(until - began)
      // Another replica, which has heard nothing.
      const other = { ...ports, standby: { until: () => 0, set: () => undefined } }
      expect(await runEngine(other, WORK_BUDGET)).toMatchObject({ ended: 'held' })
      ports.clock.pass(until - ports.clock.now())
    }
    expect(pauses[0]).toBeGreaterThanOrEqual(MINUTE)
    expect(pauses[1]).toBeGreaterThanOrEqual(2 * MINUTE)
    expect(pauses[2]).toBeGreaterThanOrEqual(4 * MINUTE)
  })

  it('is paused by this replica alone while VBase takes no write either', async () => {
    const { ports, files } = aStoredAccount()
    const form = { ...someChoices(), version: null, shopKey: 'first-shop-key-4f1c9a' }
    await saveConfiguration(ports, form, 'dona@lojademo.example')
    files.throttled = true
    await work(ports)
    const { calls } = files
    ports.clock.pass(30 * SECOND)
    await work(ports)
    expect(files.calls).toBe(calls)
    files.throttled = false
    ports.clock.pass(MINUTE)
    await work(ports)
    expect(files.calls).toBeGreaterThan(calls)
  })
})

describe('a ledger that throttles', () => {
  it('is asked again only when its Retry-After is over, while stock is still sent', async () => {
    const shop = aShop()
    const { ports } = shop
    for (let id = 1; id <= 50; id += 1) shop.sell(id, 5)
    for (let id = 1; id <= 50; id += 1) await notify(shop, id)
    let asked = 0
    ports.ledger.fault = () => {
      asked += 1
      throw new LedgerUnavailable('HTTP 429', { retryAfter: 20 * MINUTE })
    }
    await minutes(shop, 2)
    const before = asked
    await notify(shop, 2)
    shop.sell(2, 4)
    await minutes(shop, 15)
    // Only what sending itself would like to know; nothing that settles, looks or compares.
    expect(asked - before).toBeLessThanOrEqual(5)
    ports.carrefour.settleImports()
    expect(ports.carrefour.offers.get('2')).toBe(4)
    ports.ledger.fault = null
    await minutes(shop, 30)
    expect((await ports.ledger.get(idOf(2)))?.quantity).toBe(4)
    expect((await ports.ledger.get(idOf(50)))?.status).toBe('SUCCESS')
  })

  it('calls no handler more than three times a minute, and everything ends right', async () => {
    const shop = aShop()
    const { ports } = shop
    const runs: number[] = []
    let isOdd = false
    for (let id = 1; id <= 300; id += 1) shop.sell(id, 5)
    for (let id = 1; id <= 300; id += 1) await notify(shop, id)
    ports.ledger.fault = () => {
      isOdd = !isOdd
      if (isOdd) throw new LedgerUnavailable('HTTP 429', { retryAfter: null })
      return null
    }
    for (let minute = 0; minute < 10; minute += 1) {
      const start = ports.clock.now()
      // The scheduler's call, then one for each time the engine asked to be called again.
      let asked = true
      for (let calls = 1; asked && ports.clock.now() < start + MINUTE; calls += 1) {
        const wakes = ports.workTrigger.wakes
        await work(ports)
        runs[minute] = calls
        asked = ports.workTrigger.wakes > wakes
      }
      ports.clock.pass(Math.max(start + MINUTE - ports.clock.now(), 0))
    }
    expect(Math.max(...runs)).toBeLessThanOrEqual(3)
    ports.ledger.fault = null
    await minutes(shop, 40)
    const rows = ports.ledger.all()
    expect(
      rows.filter(({ status, quantity }) => status === 'SUCCESS' && quantity === 5)
    ).toHaveLength(300)
  })
})
