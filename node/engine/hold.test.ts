import { describe, expect, it, jest } from '@jest/globals'

import { CallError } from '../shared/callError'
import { aShop, aShopWithFailures, idOf, jobOf, minutes, notify, start } from '../testing/workday'
import { aStoredAccount } from '../testing/storedAccount'
import { saveConfiguration } from '../connection/save'
import { someChoices } from '../testing/factories'
import { MINUTE, SECOND } from '../shared/time'
import { runEngine, WORK_BUDGET } from './engine'
import { work } from './entrances'
import type { HeldPart } from './incident.logic'
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

describe('a run that the platform could not serve', () => {
  it.each<[string, CallError, HeldPart]>([
    ['a time-out of VBase', new CallError('vbase-save-json', null, 'ECONNABORTED'), 'vbase'],
    ['a broken connection', new CallError('vbase-get-json', null, 'ECONNRESET'), 'vbase'],
    ['500 of VBase', new CallError('vbase-list', 500, null), 'vbase'],
    ['502 of VBase', new CallError('vbase-get-json', 502, null), 'vbase'],
    ['504 of the settings', new CallError('apps-get-settings', 504, null), 'settings'],
  ])('pauses after %s', async (_, failure, part) => {
    const { ports } = aShop()
    jest.spyOn(ports.queue, 'list').mockRejectedValueOnce(failure)
    await work(ports)
    const { hold } = await ports.connectionState.read()
    expect(hold).toMatchObject({ part, tries: 1 })
    expect((hold?.until ?? 0) - ports.clock.now()).toBeGreaterThanOrEqual(MINUTE)
  })

  it.each([400, 403, 404, 422])('shows a defect of ours, %s, at once', async status => {
    const { ports } = aShop()
    const defect = new CallError('vbase-save-json', status, null)
    jest.spyOn(ports.queue, 'list').mockRejectedValueOnce(defect)
    await expect(work(ports)).rejects.toBe(defect)
  })

  it('is not begun again more than three times a minute, however often somebody calls, and ends right', async () => {
    const shop = aShop()
    const { ports } = shop
    shop.sell(1, 4)
    await notify(shop, 1)
    const list = ports.queue.list.bind(ports.queue)
    let [isOut, begun] = [true, 0]
    ports.queue.list = limit => {
      if (!isOut) return list(limit)
      begun += 1
      return Promise.reject(new CallError('vbase-list', 500, null))
    }
    for (let second = 0; second < 300; second += 1) {
      await work(ports)
      ports.clock.pass(SECOND)
    }
    expect(begun).toBeLessThanOrEqual(3)
    isOut = false
    await minutes(shop, 10)
    expect((await ports.ledger.get(idOf(1)))?.quantity).toBe(4)
  })

  it('lets a job wait for a ledger that does not answer, while live changes are sent', async () => {
    const shop = await aShopWithFailures(200)
    const { ports } = shop
    const { id } = await start(shop)
    await runEngine(ports, 3 * SECOND)
    ports.ledger.fault = () => {
      throw new LedgerUnavailable('HTTP 500')
    }
    shop.sell(900, 4)
    await notify(shop, 900)
    let runs = 0
    for (let minute = 0; minute < 5; minute += 1) {
      const start = ports.clock.now()
      let wakes = -1
      while (ports.workTrigger.wakes > wakes && runs < 100) {
        wakes = ports.workTrigger.wakes
        await work(ports)
        runs += 1
      }
      ports.clock.pass(Math.max(start + MINUTE - ports.clock.now(), 0))
    }
    expect(runs).toBeLessThanOrEqual(15)
    ports.carrefour.settleImports()
    expect(ports.carrefour.offers.get('900')).toBe(4)
    ports.ledger.fault = null
    await minutes(shop, 40)
    expect(await jobOf(shop, id)).toMatchObject({ state: 'DONE', counts: { succeeded: 200 } })
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
