import { describe, expect, it } from '@jest/globals'
import type { CallFailure } from '../ports'
import { aConfiguration } from '../testing/factories'
import { type Shop, aShop, brokenLimits, idOf, minutes, notify } from '../testing/workday'
import { runEngine, WORK_BUDGET } from './engine'
import fc from 'fast-check'
import { type Cause, CAUSES } from '../shared/causes'
import { type Failure, decideRetry, LONGEST_OBEYED } from './retry.logic'
import { HOUR, MINUTE } from '../shared/time'

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

const NOW = Date.parse('2026-11-02T12:00:00Z')

const failure = (with_: Partial<Failure>): Failure => ({
  of: 'file',
  cause: 'UNKNOWN',
  tries: 1,
  retryAfter: null,
  since: NOW,
  now: NOW,
  random: 0,
  ...with_,
})

/** What follows the 1st, 2nd, ... failure in a row: minutes until the next try, or who must act. */
function story(of: Failure['of'], cause: Cause, length: number): readonly (number | string)[] {
  return Array.from({ length }, (_, index) => {
    const decision = decideRetry(failure({ of, cause, tries: index + 1 }))
    if (decision.kind === 'retry') return (decision.at - NOW) / MINUTE
    return decision.kind
  })
}

const OUTAGE = [1, 2, 4, 8, 15, 15, 15, 15, 15, 15, 15, 15, 'end', 'end']

describe('the consequence of a failed file', () => {
  it.each<[Cause, readonly (number | string)[]]>([
    ['MARKETPLACE_UNAVAILABLE', OUTAGE],
    ['VTEX_UNAVAILABLE', [1, 2, 4, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5]],
    ['LEDGER_UNAVAILABLE', [1, 2, 4, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5]],
    ['RATE_LIMITED', [1, 2, 4, 8, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15]],
    ['AUTH_INVALID', ['person']],
    ['AUTH_FORBIDDEN', ['person']],
    ['IMPORT_FAILED', [1, 1, 'end']],
    ['UNCONFIRMED', [1, 1, 1, 'end']],
    ['UNKNOWN', [1, 1, 'end']],
  ])('%s in a row leads to %j', (cause, expected) => {
    expect(story('file', cause, expected.length)).toEqual(expected)
  })
})

describe('what a SKU with a cause waits for', () => {
  const table: Readonly<Record<Cause, readonly (number | string)[]>> = {
    NOT_CATALOGED: ['radar', 'radar'],
    AUTH_INVALID: ['person'],
    AUTH_FORBIDDEN: ['person'],
    OTHER_SHOP: ['person'],
    RATE_LIMITED: [15, 30, 60, 60],
    MARKETPLACE_UNAVAILABLE: [15, 30, 60, 60, 60, 60, 60, 60, 60, 60],
    OFFER_LINE_REJECTED: ['person'],
    INVALID_QUANTITY: ['person'],
    PRODUCT_NOT_FOR_SALE: [60, 240, 720, 720, 720, 'person'],
    BOUND_TO_OTHER_PRODUCT: ['person'],
    IMPORT_FAILED: [15, 60, 240, 'person'],
    SKU_INACTIVE: ['end'],
    NOT_IN_TRADE_POLICY: ['end'],
    KIT_NOT_SENT: ['end'],
    BELOW_MIN_STOCK: ['end'],
    NEGATIVE_STOCK: ['end'],
    NO_PRICE: ['person'],
    NO_WAREHOUSE: ['person'],
    VTEX_UNAVAILABLE: [15, 30, 60, 60],
    STORE_SKU_FAILED: [5, 10, 20, 40, 80, 160, 320, 360, 360],
    LEDGER_UNAVAILABLE: [5, 10, 20, 40, 80, 160, 320, 360, 360],
    ZERO_HELD: [10, 10],
    STALE: [1440, 1440],
    UNCONFIRMED: [5, 15, 45, 135, 405, 720, 720, 720],
    UNKNOWN: [15, 60, 240, 'person'],
  }

  it.each(Object.entries(table) as [Cause, readonly (number | string)[]][])(
    '%s: %j',
    (cause, expected) => {
      expect(story('sku', cause, expected.length)).toEqual(expected)
    }
  )
})

it.each<[Cause, string]>([
  ['NO_PRICE', 'person'],
  ['SKU_INACTIVE', 'end'],
  ['NOT_IN_TRADE_POLICY', 'end'],
])('reads a SKU once more after ten minutes when %s took its units off sale', (cause, then) => {
  const next = (tries: number, hadUnits: boolean) =>
    decideRetry(failure({ of: 'sku', cause, tries, hadUnits }))
  expect(next(1, true)).toEqual({ kind: 'retry', at: NOW + 10 * MINUTE })
  expect(next(2, true)).toEqual({ kind: then })
  expect(next(1, false)).toEqual({ kind: then })
})

it('reads a held 0 again ten minutes after its first reading, then every hour', () => {
  const next = (minutes: number) =>
    decideRetry(failure({ of: 'sku', cause: 'ZERO_HELD', since: NOW - minutes * MINUTE }))
  expect(next(4)).toEqual({ kind: 'retry', at: NOW + 6 * MINUTE })
  expect(next(10)).toEqual({ kind: 'retry', at: NOW + HOUR })
})

describe('Retry-After', () => {
  const after = (cause: Cause, retryAfter: number, tries = 1) =>
    decideRetry(failure({ cause, retryAfter, tries }))

  it('of a 429: waits for the longer of it and the back-off, also when it is absent', () => {
    expect(after('RATE_LIMITED', 0)).toEqual({ kind: 'retry', at: NOW + MINUTE })
    expect(after('RATE_LIMITED', 7_000)).toEqual({ kind: 'retry', at: NOW + MINUTE })
    expect(after('RATE_LIMITED', 20 * MINUTE, 5)).toEqual({ kind: 'retry', at: NOW + 20 * MINUTE })
  })

  it('of days: tries after an hour', () => {
    expect(after('RATE_LIMITED', 24 * HOUR)).toEqual({ kind: 'retry', at: NOW + LONGEST_OBEYED })
    expect(after('MARKETPLACE_UNAVAILABLE', 24 * HOUR)).toMatchObject({ at: NOW + LONGEST_OBEYED })
  })

  it('never shortens a pause', () => {
    for (const cause of ['RATE_LIMITED', 'MARKETPLACE_UNAVAILABLE'] as const)
      for (const retryAfter of [-1, 0, 1, 999, 61_000, 1e15])
        for (const tries of [1, 2, 9]) {
          const without = decideRetry(failure({ cause, tries }))
          const obeyed = after(cause, retryAfter, tries)
          expect('at' in obeyed && 'at' in without && obeyed.at >= without.at).toBe(true)
        }
  })

  it('of a 503: waits for the longer of it and the back-off', () => {
    expect(after('MARKETPLACE_UNAVAILABLE', 5 * MINUTE)).toMatchObject({ at: NOW + 5 * MINUTE })
    expect(after('MARKETPLACE_UNAVAILABLE', 1_000)).toMatchObject({ at: NOW + MINUTE })
  })
})

describe('any failure', () => {
  const failures = fc.record({
    of: fc.constantFrom('file' as const, 'sku' as const),
    cause: fc.constantFrom(...(Object.keys(CAUSES) as Cause[])),
    tries: fc.integer({ min: 1, max: 10_000 }),
    retryAfter: fc.option(fc.nat({ max: 24 * HOUR })),
    since: fc.integer({ min: NOW - 90 * 24 * HOUR, max: NOW }),
    now: fc.constant(NOW),
    random: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
  })

  it('gives a moment in the future, not before Retry-After, and within 1.2 days', () => {
    fc.assert(
      fc.property(failures, one => {
        const decision = decideRetry(one)
        if (!('at' in decision)) return
        expect(decision.at).toBeGreaterThan(NOW)
        expect(decision.at - NOW).toBeLessThanOrEqual(24 * HOUR * 1.2)
        if (decision.kind === 'retry')
          expect(decision.at - NOW).toBeGreaterThanOrEqual(
            Math.min(one.retryAfter ?? 0, LONGEST_OBEYED)
          )
      })
    )
  })

  it('spreads the retries of many', () => {
    const times = [0, 0.25, 0.5, 0.75].map(random =>
      decideRetry(failure({ cause: 'MARKETPLACE_UNAVAILABLE', random }))
    )
    expect(new Set(times.map(decision => ('at' in decision ? decision.at : 0))).size).toBe(4)
  })
})
