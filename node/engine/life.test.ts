import fc from 'fast-check'
import { describe, expect, it } from '@jest/globals'
import { ShopKey } from '../connection/shop.logic'
import { type CallCount, atEachDeath, runAndDie, crashing, Crash } from '../testing/deaths'
import { inCase } from '../testing/cases'
import { type LimitedOperation, LONGEST_CALL, SHORTEST_INTERVAL } from '../carrefour/limits.logic'
import { MINUTE } from '../shared/time'
import { importAt } from './state.logic'
import type { CallFailure } from '../ports'
import { Conflict } from '../ports/stores'
import { type Shop, aShop, brokenLimits, idOf, minutes, notify } from '../testing/workday'
import { startReconcile } from '../reconcile/asked'
import { anAffiliate, someChoices } from '../testing/factories'
import { type Form, disconnect, saveConfiguration } from '../connection/save'
import { install } from './entrances'

const LOST: CallFailure = { kind: 'unavailable', message: 'socket hang up', carriedOut: 'maybe' }
const GARBLED: CallFailure = {
  kind: 'unavailable',
  message: 'HTTP 200: the answer is not as documented',
  carriedOut: 'maybe',
}
const NOT_FOUND: CallFailure = { kind: 'notFound', message: 'HTTP 404: Not Found' }

const rowOf = ({ ports }: Shop, id = 1) => ports.ledger.get(idOf(id))

/** Files sent while an earlier one was still running at Carrefour. */
const together = ({ ports: { carrefour } }: Shop) =>
  carrefour.imports.filter((one, at) =>
    carrefour.imports.slice(0, at).some(earlier => earlier.endsAt > one.sentAt)
  )

/** Sends 11, loses the file on the way, then changes the stock to 99. */
async function elevenThen99(shop: Shop, lose: (shop: Shop) => void, importTime: number) {
  shop.sell(1, 11)
  shop.ports.carrefour.importTime = importTime
  lose(shop)
  await notify(shop, 1)
  await minutes(shop, 1)
  shop.ports.store.stock.set(idOf(1), 99)
  await notify(shop, 1)
}

const failTimes = (
  shop: Shop,
  operation: 'STO01' | 'STO02',
  failure: CallFailure,
  times: number
) => {
  for (let at = 0; at < times; at += 1)
    shop.ports.carrefour.failNext(operation, failure, operation === 'STO01')
}

describe('one file at a time', () => {
  it.each<[string, (shop: Shop) => void]>([
    ['STO01 lost its answer', shop => failTimes(shop, 'STO01', LOST, 1)],
    ['STO01 answered 200 without an id (S9)', shop => failTimes(shop, 'STO01', GARBLED, 1)],
    ['STO02 does not know it at first', shop => failTimes(shop, 'STO02', NOT_FOUND, 2)],
    ['STO02 answers empty', shop => failTimes(shop, 'STO02', GARBLED, 3)],
    [
      'STO02 refuses the question',
      shop =>
        failTimes(shop, 'STO02', { kind: 'rejected', httpStatus: 400, message: 'HTTP 400' }, 3),
    ],
    ['it is QUEUED', shop => void (shop.ports.carrefour.runningWord = 'QUEUED')],
  ])('sends no second file when %s, and the newest quantity in the end', async (_, lose) => {
    const shop = aShop()
    await elevenThen99(shop, lose, 140_000)
    await minutes(shop, 50)
    expect(together(shop)).toEqual([])
    expect(shop.ports.carrefour.offers.get('1')).toBe(99)
    expect(await rowOf(shop)).toMatchObject({ status: 'SUCCESS', quantity: 99 })
    expect(brokenLimits(shop)).toEqual([])
  })

  it('an import whose state may never be asked for (429) does not hold up the next file for good', async () => {
    const shop = aShop()
    failTimes(shop, 'STO02', { kind: 'limited', retryAfter: null, message: 'HTTP 429' }, 500)
    await notify(shop, 1)
    await minutes(shop, 2)
    shop.sell(1, 99)
    await notify(shop, 1)
    await minutes(shop, 60)
    shop.ports.carrefour.settleImports()
    expect(shop.ports.carrefour.offers.get('1')).toBe(99)
  })

  it('an hour of maintenance pages with status 200 opens one incident and fails no row', async () => {
    const shop = aShop()
    shop.ports.carrefour.outage = GARBLED
    await notify(shop, 1)
    await minutes(shop, 60)
    expect(await rowOf(shop)).toBeNull()
    expect((await shop.ports.connectionState.read()).incident).toMatchObject({
      cause: 'MARKETPLACE_UNAVAILABLE',
    })
    shop.ports.carrefour.outage = null
    await minutes(shop, 60)
    expect(await rowOf(shop)).toMatchObject({ status: 'SUCCESS' })
  })

  it('decides by the quantities when a server never names the import', async () => {
    const shop = aShop()
    shop.sell(2, 5)
    shop.ports.carrefour.offers.delete('2')
    failTimes(shop, 'STO01', GARBLED, 500)
    await notify(shop, 1)
    await notify(shop, 2)
    await minutes(shop, 25)
    expect(await rowOf(shop)).toMatchObject({ status: 'WARNING', cause: 'UNCONFIRMED' })
    expect(await rowOf(shop, 2)).toMatchObject({ cause: 'NOT_CATALOGED' })
    await minutes(shop, 180)
    expect(await rowOf(shop)).toMatchObject({ status: 'SUCCESS', quantity: 7 })
  })

  it('shows an import without an end with its id, and sends one more file after the deadline', async () => {
    const shop = aShop()
    shop.ports.carrefour.importTime = 1e12
    await notify(shop, 1)
    await minutes(shop, 12)
    const { incident } = await shop.ports.connectionState.read()
    expect(incident).toMatchObject({ cause: 'UNCONFIRMED', message: 'import import-1: RUNNING' })
    shop.ports.carrefour.importTime = 2_000
    await minutes(shop, 20)
    expect(shop.ports.carrefour.imports).toHaveLength(2)
    expect(await rowOf(shop)).toMatchObject({ status: 'WARNING', cause: 'UNCONFIRMED' })
    expect((await shop.ports.connectionState.read()).incident).toBeNull()
  })
})

describe('what is confirmed stays true', () => {
  it('takes the end of an earlier file for no word about one that gets the same import id', async () => {
    const shop = aShop()
    const { carrefour } = shop.ports
    shop.sell(1, 11)
    await notify(shop, 1)
    await minutes(shop, 3)
    expect(await rowOf(shop)).toMatchObject({ status: 'SUCCESS', quantity: 11 })
    carrefour.namesAlways = 'import-1'
    carrefour.failedImports = 100
    shop.ports.store.stock.set(idOf(1), 99)
    await notify(shop, 1)
    await minutes(shop, 40)
    expect(carrefour.offers.get('1')).toBe(11)
    expect(await rowOf(shop)).not.toMatchObject({ status: 'SUCCESS', quantity: 99 })
    carrefour.namesAlways = null
    carrefour.failedImports = 0
    await minutes(shop, 180)
    expect(carrefour.offers.get('1')).toBe(99)
    expect(await rowOf(shop)).toMatchObject({ status: 'SUCCESS', quantity: 99 })
    expect(brokenLimits(shop)).toEqual([])
  })

  it('knows an import in capitals by its id in small letters', () => {
    const [small, capital] = ['7d98c3c0-81fe-407d', '7D98C3C0-81FE-407D']
    expect(importAt('shop', capital)).toBe(importAt('shop', small))
    expect(importAt('shop', 'import-1')).not.toBe(importAt('shop', 'import-2'))
  })

  const comesBack = (shop: Shop, endsAfter: number) => {
    const { carrefour, clock } = shop.ports
    const old = carrefour.imports[0]
    if (old) carrefour.imports[0] = { ...old, endsAt: clock.now() + endsAfter }
  }

  it.each([3, 8, 18, 30])(
    'sees a lost file that ends %d minutes after the next one, and sends the newest again',
    async late => {
      const shop = aShop()
      await elevenThen99(shop, one => failTimes(one, 'STO01', LOST, 1), 1e12)
      shop.ports.carrefour.importTime = 2_000
      await minutes(shop, 6)
      comesBack(shop, late * MINUTE)
      await minutes(shop, late + 40)
      expect(shop.ports.carrefour.offers.get('1')).toBe(99)
      expect(await rowOf(shop)).toMatchObject({ status: 'SUCCESS', quantity: 99 })
      expect((await shop.ports.connectionState.read()).doubts).toEqual([])
    }
  )

  it('follows an import that was given up to its end hours later', async () => {
    const shop = aShop()
    await elevenThen99(shop, () => undefined, 1e12)
    shop.ports.carrefour.importTime = 2_000
    await minutes(shop, 40)
    comesBack(shop, 180 * MINUTE)
    await minutes(shop, 180 + 130)
    expect(shop.ports.carrefour.offers.get('1')).toBe(99)
    expect((await shop.ports.connectionState.read()).doubts).toEqual([])
  })

  it('is no success when the quantity is overwritten before it is read back', async () => {
    const shop = aShop()
    await elevenThen99(shop, one => failTimes(one, 'STO01', LOST, 1), 1e12)
    shop.ports.carrefour.importTime = 2_000
    const status = shop.ports.carrefour.importStatus.bind(shop.ports.carrefour)
    shop.ports.carrefour.importStatus = async (access, id) => {
      const answer = await status(access, id)
      shop.ports.carrefour.offers.set('1', 11)
      return answer
    }
    await minutes(shop, 12)
    expect(await rowOf(shop)).toMatchObject({ status: 'WARNING', cause: 'UNCONFIRMED' })
  })
})

describe('a doubt of many SKUs', () => {
  const MANY = 650

  it('holds 650 SKUs of a lost file back until it can no longer arrive, then settles them without a comparison', async () => {
    const shop = aShop()
    for (let id = 1; id <= MANY; id += 1) shop.sell(id, id)
    failTimes(shop, 'STO01', LOST, 1)
    for (let id = 1; id <= MANY; id += 1) await notify(shop, id)
    await minutes(shop, 35)
    const successes = () => shop.ports.ledger.all().filter(row => row.status === 'SUCCESS').length
    expect(successes()).toBe(0)
    const { over } = (await shop.ports.connectionState.read()).doubts[0] ?? {}
    expect(over).toBeNull()
    await minutes(shop, 7)
    expect(successes()).toBe(MANY)
    const { doubts, reconcile } = await shop.ports.connectionState.read()
    expect([doubts, reconcile.last]).toEqual([[], null])
    expect(shop.ports.carrefour.calls.filter(one => one.operation === 'OF21').length).toBeLessThan(
      100
    )
  })

  it('continues after a process died while handling them', async () => {
    const shop = aShop()
    for (let id = 1; id <= MANY; id += 1) shop.sell(id, id)
    failTimes(shop, 'STO01', LOST, 1)
    for (let id = 1; id <= MANY; id += 1) await notify(shop, id)
    await minutes(shop, 34)
    for (let runs = 0; runs < 4; runs += 1) {
      await runAndDie(shop, { at: 60 + runs * 40, when: 'after' })
      shop.ports.clock.pass(MINUTE)
    }
    await minutes(shop, 10)
    expect(shop.ports.ledger.all().every(row => row.status === 'SUCCESS')).toBe(true)
  })
})

describe('a doubt', () => {
  it('records a key refused when the import is asked for, and stops calling', async () => {
    const shop = aShop()
    const { carrefour, configurations } = shop.ports
    carrefour.importTime = 1e12
    await notify(shop, 1)
    await minutes(shop, 33)
    expect((await shop.ports.connectionState.read()).doubts).toHaveLength(1)
    carrefour.revoked.add(configurations.saved?.shopKey.key.reveal() ?? '')
    await minutes(shop, 60)
    expect(carrefour.calls.filter(call => call.refused)).toHaveLength(1)
  })

  it('does not hold up success at another shop', async () => {
    const shop = aShop()
    const { configurations, carrefour } = shop.ports
    failTimes(shop, 'STO01', LOST, 1)
    await notify(shop, 1)
    await minutes(shop, 8)
    expect(await rowOf(shop)).toMatchObject({ cause: 'UNCONFIRMED' })
    const { saved } = configurations
    if (!saved) throw new Error('not configured')
    configurations.saved = { ...saved, choices: { ...saved.choices, shopId: '2002' } }
    await minutes(shop, 12)
    expect(carrefour.calls.at(-1)?.shopId).toBe('2002')
    expect(await rowOf(shop)).toMatchObject({ status: 'SUCCESS' })
    await minutes(shop, 30)
    expect((await shop.ports.connectionState.read()).doubts).toEqual([])
  })
})

describe('a doubt about an unknown shop', () => {
  const aNamelessShop = async (shopIdAfter: string) => {
    const shop = aShop()
    const { configurations } = shop.ports
    const { saved } = configurations
    if (!saved) throw new Error('not configured')
    const key = { ...saved.shopKey, shop: null }
    const nameless = { ...saved, choices: { ...saved.choices, shopId: '' }, shopKey: key }
    configurations.saved = nameless
    failTimes(shop, 'STO01', LOST, 1)
    await notify(shop, 1)
    await minutes(shop, 8)
    const shopKey = { ...key, key: shopKey2(), version: 2 }
    const choices = { ...nameless.choices, shopId: shopIdAfter }
    configurations.saved = { ...nameless, choices, shopKey, version: 2 }
    return shop
  }
  const shopKey2 = () => {
    const key = ShopKey.parse('the-key-after-it')
    if (!key) throw new Error('no key')
    return key
  }

  it.each([
    ['another key is saved', ''],
    ['the ShopId is filled in', '2001'],
  ])(
    'records no success, with %s meanwhile, before the lost file can no longer arrive',
    async (_, shopId) => {
      const shop = await aNamelessShop(shopId)
      const until = (await shop.ports.connectionState.read()).doubts[0]?.expectedUntil ?? 0
      expect(until).toBeGreaterThan(shop.ports.clock.now() + 10 * MINUTE)
      await notify(shop, 1)
      while (shop.ports.clock.now() < until - MINUTE) {
        await minutes(shop, 1)
        expect((await shop.ports.connectionState.read()).doubts).toHaveLength(1)
        expect((await rowOf(shop))?.status).not.toBe('SUCCESS')
      }
      await minutes(shop, 30)
      expect((await shop.ports.connectionState.read()).doubts).toEqual([])
      expect(await rowOf(shop)).toMatchObject({ status: 'SUCCESS' })
    }
  )
})

describe('waits that Carrefour asks for', () => {
  const RETRY_AFTERS = [null, 0, -1, 1, 7_000, 45_000, 600_000, 1e15]

  it.each(RETRY_AFTERS)(
    'makes few calls of each operation with 429 and Retry-After %j for two hours',
    async retryAfter => {
      const shop = aShop()
      await notify(shop, 1)
      await minutes(shop, 1)
      await startReconcile(shop.ports)
      shop.ports.carrefour.outage = { kind: 'limited', retryAfter, message: 'HTTP 429' }
      await notify(shop, 1)
      const before = shop.ports.carrefour.calls.length
      await minutes(shop, 120)
      const calls = shop.ports.carrefour.calls.slice(before)
      for (const operation of ['STO01', 'STO02', 'STO03', 'OF21', 'P31', 'A01'] as const)
        expect(calls.filter(call => call.operation === operation).length).toBeLessThan(40)
      expect(brokenLimits(shop)).toEqual([])
    }
  )

  it('shows a pause of a day, tries after an hour, and recovers', async () => {
    const shop = aShop()
    shop.ports.carrefour.failNext('STO01', {
      kind: 'limited',
      retryAfter: 24 * 60 * MINUTE,
      message: 'HTTP 429',
    })
    await notify(shop, 1)
    await minutes(shop, 2)
    const { incident } = await shop.ports.connectionState.read()
    expect(incident).toMatchObject({ cause: 'RATE_LIMITED' })
    expect(incident?.nextTryAt).toBeGreaterThan(shop.ports.clock.now() + 50 * MINUTE)
    await minutes(shop, 62)
    expect(await rowOf(shop)).toMatchObject({ status: 'SUCCESS' })
    expect((await shop.ports.connectionState.read()).incident).toBeNull()
  })
})

it('keeps the allowed distance at Carrefour whatever time calls take on the way', async () => {
  const delays = fc.array(fc.integer({ min: 0, max: 7_900 }), { minLength: 8, maxLength: 8 })
  await fc.assert(
    fc.asyncProperty(delays, async ways => {
      const shop = aShop()
      const { carrefour, clock } = shop.ports
      const seen: [LimitedOperation, number][] = []
      let calls = 0
      const delayed = <A extends readonly unknown[], R>(
        operation: LimitedOperation,
        call: (...args: A) => Promise<R>
      ) => {
        return async (...args: A) => {
          const way = ways[(calls += 1) % ways.length] ?? 0
          clock.pass(way)
          seen.push([operation, clock.now()])
          const answer = await call(...args)
          clock.pass(Math.max(0, LONGEST_CALL[operation] - way - 4_000))
          return answer
        }
      }
      carrefour.sendStock = delayed('STO01', carrefour.sendStock.bind(carrefour))
      carrefour.importStatus = delayed('STO02', carrefour.importStatus.bind(carrefour))
      for (let at = 0; at < 6; at += 1) {
        shop.ports.store.stock.set(idOf(1), at + 20)
        await notify(shop, 1)
        await minutes(shop, 1)
      }
      for (const operation of ['STO01', 'STO02'] as const) {
        const times = seen.filter(([one]) => one === operation).map(([, at]) => at)
        const nearest = Math.min(...times.slice(1).map((at, index) => at - (times[index] ?? 0)))
        expect(nearest).toBeGreaterThanOrEqual(SHORTEST_INTERVAL[operation])
      }
    }),
    { numRuns: process.env.LONG_TESTS ? 500 : 15 }
  )
})

describe('a refused ShopKey', () => {
  it.each([1, 3, 6])(
    'makes no call before the refusal is saved when storage fails %d times',
    async times => {
      const shop = aShop()
      const { connectionState, carrefour } = shop.ports
      const update = connectionState.update.bind(connectionState)
      let failing = 0
      connectionState.update = async change => {
        if (carrefour.calls.some(call => call.refused) && failing < times) {
          failing += 1
          throw failing % 2 ? new Error('VBase: no answer in 5 s') : new Conflict('connection')
        }
        return update(change)
      }
      const saved = await shop.ports.configurations.read()
      carrefour.revoked.add(saved?.shopKey.key.reveal() ?? '')
      await notify(shop, 1)
      await minutes(shop, 10)
      expect(carrefour.calls.filter(call => call.refused)).toHaveLength(1)
      expect((await connectionState.read()).incident).toMatchObject({ cause: 'AUTH_INVALID' })
    }
  )

  it('makes at most one more call after a death at any step, and none once it is saved', async () => {
    const make = async () => {
      const shop = aShop()
      shop.ports.carrefour.revoked.add(shop.ports.configurations.saved?.shopKey.key.reveal() ?? '')
      await notify(shop, 1)
      return shop
    }
    const steps = await atEachDeath(make, async (shop, told) => {
      const { connectionState: control, carrefour } = shop.ports
      const refusedBy = () => carrefour.calls.filter(call => call.refused).length
      const known = (await control.read()).incident !== null
      const before = refusedBy()
      await minutes(shop, 10)
      inCase(told, () => {
        expect(refusedBy()).toBeLessThanOrEqual(2)
        // Saved before the death: no more calls. Otherwise the next run learns of it with one call.
        if (known) expect(refusedBy()).toBe(before)
      })
      const { incident } = await control.read()
      inCase(told, () => expect(incident).toMatchObject({ cause: 'AUTH_INVALID' }))
      inCase(told, () => expect(brokenLimits(shop)).toEqual([]))
    })
    expect(steps).toBeGreaterThan(10)
  })

  it('does the same when storage fails and the process dies', async () => {
    const make = async () => {
      const shop = aShop()
      const { connectionState: control, carrefour } = shop.ports
      const update = control.update.bind(control)
      let failing = 0
      control.update = async change => {
        if (carrefour.calls.some(call => call.refused) && (failing += 1) <= 3)
          throw new Error('VBase: no answer in 5 s')
        return update(change)
      }
      carrefour.revoked.add(shop.ports.configurations.saved?.shopKey.key.reveal() ?? '')
      await notify(shop, 1)
      return shop
    }
    await atEachDeath(make, async (shop, told) => {
      const { connectionState: control, carrefour } = shop.ports
      // A run that cannot write the lease ends at once; the next one comes a minute later.
      for (let minute = 0; minute < 15; minute += 1)
        await minutes(shop, 1).catch(() => shop.ports.clock.pass(MINUTE))
      const refusals = carrefour.calls.filter(call => call.refused).length
      const { incident } = await control.read()
      inCase(told, () => expect(refusals).toBeLessThanOrEqual(2))
      inCase(told, () => expect(incident).toMatchObject({ cause: 'AUTH_INVALID' }))
    })
  })
})

const OWNER = 'owner@lojademo.example'

const save = (shop: Shop, changed: Partial<Form> = {}) => {
  const version = shop.ports.configurations.saved?.version ?? null
  return saveConfiguration(
    shop.ports,
    { ...someChoices(), shopKey: null, version, ...changed },
    OWNER
  )
}

/** A shop saved through the form. */
async function aSavedShop(): Promise<Shop> {
  const shop = aShop()
  expect(await save(shop, { shopKey: 'a-key-that-works' })).toMatchObject({ kind: 'saved' })
  return shop
}

describe('install and update', () => {
  it('creates secrets and the scheduler entry, and nothing the second time', async () => {
    const { ports } = aShop()
    await install(ports)
    const made = await ports.secrets.read()
    await install(ports)
    expect(made).not.toBeNull()
    expect([await ports.secrets.read(), ports.scheduler.entry]).toEqual([made, made?.tick])
  })

  it('stays disconnected until it is configured again', async () => {
    const shop = await aSavedShop()
    await disconnect(shop.ports)
    await install(shop.ports)
    expect([shop.ports.scheduler.entry, await shop.ports.secrets.read()]).toEqual([null, null])
    await save(shop, { shopKey: 'a-key-that-works', version: null })
    await install(shop.ports)
    expect(shop.ports.scheduler.entry).not.toBeNull()
  })
})

describe('another affiliate id', () => {
  it('registers the new one and removes the old one', async () => {
    const shop = await aSavedShop()
    await save(shop, { affiliateId: 'CRR' })
    expect([...shop.ports.store.affiliates.keys()]).toEqual(['CRR'])
  })

  it('leaves the old one alone when it points elsewhere by now', async () => {
    const shop = await aSavedShop()
    const foreign = anAffiliate({ endpoint: 'https://other.example/api/notification/' })
    shop.ports.store.affiliates.set('CRF', foreign)
    await save(shop, { affiliateId: 'CRR' })
    expect(shop.ports.store.affiliates.get('CRF')).toEqual(foreign)
  })

  it('refuses one that is taken and keeps the old one', async () => {
    const shop = await aSavedShop()
    const foreign = anAffiliate({ id: 'CRR', endpoint: 'https://other.example/' })
    shop.ports.store.affiliates.set('CRR', foreign)
    expect(await save(shop, { affiliateId: 'CRR' })).toMatchObject({
      problems: [{ field: 'affiliateId', code: 'AFFILIATE_TAKEN' }],
    })
    expect([...shop.ports.store.affiliates.keys()].sort()).toEqual(['CRF', 'CRR'])
    expect(shop.ports.configurations.saved?.choices.affiliateId).toBe('CRF')
  })
})

describe('disconnecting', () => {
  it('removes affiliate, scheduler entry, ShopKey and secrets, and stops all calls', async () => {
    const shop = await aSavedShop()
    await notify(shop, 1)
    await minutes(shop, 2)
    const calls = shop.ports.carrefour.calls.length
    expect(await disconnect(shop.ports)).toEqual({ kind: 'disconnected' })
    const { store, scheduler, configurations, secrets } = shop.ports
    expect([store.affiliates.size, scheduler.entry]).toEqual([0, null])
    expect([configurations.saved, await secrets.read()]).toEqual([null, null])
    await notify(shop, 1)
    await minutes(shop, 3)
    expect(shop.ports.carrefour.calls).toHaveLength(calls)
    expect(shop.ports.carrefour.offers.get('1')).toBe(7)
    expect(await shop.ports.ledger.get(idOf(1))).not.toBeNull()
  })

  it('sends what waited and starts a comparison once it is connected again', async () => {
    const shop = await aSavedShop()
    await notify(shop, 1)
    await minutes(shop, 2)
    await disconnect(shop.ports)
    shop.ports.store.stock.set(idOf(1), 3)
    await save(shop, { shopKey: 'a-key-that-works', version: null })
    await minutes(shop, 3)
    expect(shop.ports.carrefour.offers.get('1')).toBe(3)
  })

  it('leaves the affiliate alone when it points elsewhere', async () => {
    const shop = await aSavedShop()
    shop.ports.store.affiliates.set('CRF', anAffiliate({ endpoint: 'https://other.example/' }))
    await disconnect(shop.ports)
    expect(shop.ports.store.affiliates.has('CRF')).toBe(true)
  })

  it.each(['store', 'scheduler'] as const)(
    'reports that the %s does not answer, and finishes the next time',
    async part => {
      const shop = await aSavedShop()
      shop.ports[part].down = true
      expect(await disconnect(shop.ports)).toMatchObject({ kind: 'storeUnreachable' })
      // The ShopKey is gone at once, even when something else does not answer.
      expect([shop.ports.configurations.saved, await shop.ports.secrets.read()]).toEqual([
        null,
        null,
      ])
      shop.ports[part].down = false
      expect(await disconnect(shop.ports)).toEqual({ kind: 'disconnected' })
      expect(shop.ports.store.affiliates.size).toBe(0)
    }
  )

  it('finishes at the second try after a death at any step', async () => {
    const count: CallCount = { calls: 0 }
    await disconnect(crashing((await aSavedShop()).ports, null, count))
    expect(count.calls).toBeGreaterThan(5)
    let died = 0
    for (let at = 1; at <= count.calls; at += 1) {
      const shop = await aSavedShop()
      const ended = await disconnect(crashing(shop.ports, { at, when: 'after' })).then(
        ({ kind }) => kind,
        (error: unknown) => (error instanceof Crash ? 'died' : error)
      )
      // A part that does not answer ends it too, with an error for the person.
      inCase(`died after call ${at}`, () => expect(['died', 'storeUnreachable']).toContain(ended))
      if (ended === 'died') died += 1
      await disconnect(shop.ports)
      const { store, scheduler, configurations, secrets } = shop.ports
      const seen = [
        store.affiliates.size,
        scheduler.entry,
        configurations.saved,
        await secrets.read(),
      ]
      inCase(`died after call ${at}`, () => expect(seen).toEqual([0, null, null, null]))
    }
    expect(died).toBeGreaterThan(3)
  })
})

describe('a comparison that a person starts', () => {
  it('starts, shows its findings, and refuses a second one while it runs', async () => {
    const shop = aShop()
    shop.ports.store.stock.set(idOf(1), 40)
    await shop.ports.queue.enqueue({ skuId: idOf(1), priority: 'changed' }, 0)
    await minutes(shop, 2)
    shop.ports.store.stock.set(idOf(1), 50)
    expect(await startReconcile(shop.ports)).toMatchObject({ kind: 'started' })
    expect(shop.ports.workTrigger.wakes).toBeGreaterThan(0)
    shop.ports.carrefour.failNext('OF21', { kind: 'unavailable', message: 'HTTP 503' })
    await minutes(shop, 1)
    expect(await startReconcile(shop.ports)).toEqual({ kind: 'refused', code: 'ALREADY_RUNNING' })
    await minutes(shop, 4)
    expect((await shop.ports.connectionState.read()).reconcile).toMatchObject({
      run: null,
      last: { why: 'PERSON', counts: { drift: 1, healed: 1 } },
    })
  })

  it.each([
    ['nothing is configured', null, 'NOT_CONFIGURED'],
    ['the connection is off', { active: false }, 'CONNECTION_OFF'],
  ])('is refused: %s', async (_, changed, code) => {
    const { ports } = aShop()
    const { saved } = ports.configurations
    ports.configurations.saved =
      saved && changed ? { ...saved, choices: { ...saved.choices, ...changed } } : null
    expect(await startReconcile(ports)).toEqual({ kind: 'refused', code })
  })
})
