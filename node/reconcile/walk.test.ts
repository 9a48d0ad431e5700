import { describe, expect, it, jest } from '@jest/globals'

import type { ReconcileWhy } from './reconcile.logic'
import { MAX_PAGES } from './pages.logic'
import { DAY, HOUR, MINUTE } from '../shared/time'
import { atEachDeath } from '../testing/deaths'
import { type someChoices, aProcess, shopKey } from '../testing/factories'
import { expectAtRest } from '../testing/histories'
import {
  type Shop,
  aShop,
  amongOthers,
  brokenLimits,
  idOf,
  minutes,
  notify,
} from '../testing/workday'
import { runEngine, WORK_BUDGET } from '../engine/engine'
import { inCase } from '../testing/cases'

/** Makes a comparison due. */
const askFor = ({ ports }: Shop, why: ReconcileWhy = 'DAILY') =>
  ports.connectionState.update(state => ({
    ...state,
    reconcile: { ...state.reconcile, due: { at: ports.clock.now(), why } },
  }))

const stateOf = async ({ ports }: Shop) => (await ports.connectionState.read()).reconcile

/** SKUs 1 to `count`, each with 5 units in the store and at Carrefour, each sent before. */
async function aShopOf(count: number): Promise<Shop> {
  const shop = aShop()
  for (let id = 1; id <= count; id += 1) shop.sell(id, 5)
  for (let id = 1; id <= count; id += 1) await notify(shop, id)
  await minutes(shop, 2)
  return shop
}

/** The SKUs sent to Carrefour, by file, from the n-th file on. */
const filesOf = ({ ports }: Shop, from = 0) =>
  ports.carrefour.imports.slice(from).map(one => one.lines.map(line => line.skuId))

function choose({ ports }: Shop, changed: Parameters<typeof someChoices>[0]): void {
  const { saved } = ports.configurations
  if (saved) {
    const version = saved.version + 1
    ports.configurations.saved = { ...saved, version, choices: { ...saved.choices, ...changed } }
  }
}

describe('drift', () => {
  it('sends only the SKU whose quantity differs at Carrefour, and reports it found and healed', async () => {
    const shop = await aShopOf(3)
    const files = shop.ports.carrefour.imports.length
    shop.ports.store.stock.set(idOf(2), 50)
    await askFor(shop)
    await minutes(shop, 3)
    expect(filesOf(shop, files)).toEqual([['2']])
    expect(shop.ports.carrefour.offers.get('2')).toBe(50)
    expect((await shop.ports.ledger.get(idOf(2)))?.attempts[0]).toMatchObject({
      reason: 'RECONCILE',
      status: 'SUCCESS',
      quantity: 50,
    })
    expect(await stateOf(shop)).toMatchObject({
      run: null,
      unsent: 0,
      last: {
        why: 'DAILY',
        problem: null,
        counts: { offersTotal: 3, offersSeen: 3, compared: 3, drift: 1, healed: 1, neverSent: 0 },
      },
    })
  })

  it('shows the confirmation as out of date while it waits to be sent', async () => {
    const shop = await aShopOf(2)
    shop.ports.store.stock.set(idOf(2), 50)
    shop.ports.carrefour.failNext('STO01', { kind: 'unavailable', message: 'HTTP 503' })
    await askFor(shop)
    await runEngine(shop.ports, WORK_BUDGET)
    expect(await shop.ports.ledger.get(idOf(2))).toMatchObject({
      status: 'WARNING',
      cause: 'STALE',
      quantity: 5,
    })
    expect(await shop.ports.ledger.get(idOf(1))).toMatchObject({ status: 'SUCCESS' })
    await minutes(shop, 10)
    expect(await shop.ports.ledger.get(idOf(2))).toMatchObject({
      status: 'SUCCESS',
      cause: null,
      quantity: 50,
      nextCheckAt: null,
    })
  })

  it('does not call a confirmation out of date when a new minimum caused the difference', async () => {
    const shop = await amongOthers(await aShopOf(1))
    for (let id = 101; id <= 107; id += 1) shop.ports.store.stock.set(idOf(id), 20)
    await askFor(shop)
    await minutes(shop, 3)
    shop.ports.carrefour.failNext('STO01', { kind: 'unavailable', message: 'HTTP 503' })
    choose(shop, { minimumStock: 9 })
    await runEngine(shop.ports, WORK_BUDGET)
    expect(shop.ports.queue.all()).toHaveLength(0)
    expect((await shop.ports.ledger.get(idOf(1)))?.status).toBe('SUCCESS')
    await minutes(shop, 10)
    expect(await shop.ports.ledger.get(idOf(1))).toMatchObject({ cause: 'BELOW_MIN_STOCK' })
  })

  it('sends no file without any', async () => {
    const shop = await aShopOf(3)
    const files = shop.ports.carrefour.imports.length
    await askFor(shop)
    await minutes(shop, 3)
    expect(filesOf(shop, files)).toEqual([])
    expect((await stateOf(shop)).last?.counts).toMatchObject({ compared: 3, drift: 0 })
  })

  it('finds drift that is not healed, with one try a day, when Carrefour refuses the line', async () => {
    const shop = await aShopOf(2)
    shop.ports.carrefour.rejections.set('1', 'bloqueada')
    shop.ports.store.stock.set(idOf(1), 50)
    await askFor(shop)
    await minutes(shop, 60)
    expect((await stateOf(shop)).last?.counts).toMatchObject({ drift: 1, healed: 0 })
    expect((await shop.ports.ledger.get(idOf(1)))?.attempts).toHaveLength(2)
  })

  it.each([
    ['at the minimum', { minimumStock: 5 }, {}, 5, 0],
    ['above the minimum', { minimumStock: 4 }, {}, 5, 5],
    ['negative', {}, {}, -3, 0],
    ['switched off', {}, { isActive: false }, 5, 0],
    ['not in the policy', {}, { tradePolicies: ['1'] }, 5, 0],
    ['a kit while kits are not sent', { sendKits: false }, { isKit: true }, 5, 9],
    ['a kit while kits are sent', { sendKits: true }, { isKit: true }, 5, 5],
  ])('sends what a notification would send for a SKU %s', async (_, choices, sku, units, held) => {
    const shop = aShop()
    // Their row is all that the brake looks at.
    for (let id = 101; id <= 107; id += 1)
      await shop.ports.ledger.put(
        aProcess({ skuId: idOf(id), processedAt: shop.ports.clock.now() })
      )
    choose(shop, choices)
    shop.ports.store.sell(idOf(1), units, sku)
    shop.ports.carrefour.offers.set('1', 9)
    await askFor(shop)
    await minutes(shop, 4)
    expect(shop.ports.carrefour.offers.get('1')).toBe(held)
    expect((await stateOf(shop)).last?.counts.drift).toBe(held === 9 ? 0 : 1)
  })

  it('counts and names offers whose code is no SKU of the store, and does not touch them', async () => {
    const shop = await aShopOf(1)
    shop.ports.carrefour.offers.set('OLD-CODE', 4).set('999', 6).set('998', 0)
    const files = shop.ports.carrefour.imports.length
    await askFor(shop)
    await minutes(shop, 3)
    expect(filesOf(shop, files)).toEqual([])
    expect((await stateOf(shop)).last?.counts).toMatchObject({
      offersSeen: 4,
      compared: 1,
      unknownOffers: 3,
      unknownSamples: ['999', '998', 'OLD-CODE'],
    })
  })

  it('is none when a notified change waits', async () => {
    const shop = await aShopOf(2)
    await askFor(shop)
    shop.ports.store.stock.set(idOf(1), 2)
    const page = shop.ports.carrefour.offerPage.bind(shop.ports.carrefour)
    shop.ports.carrefour.offerPage = async (...args) => {
      await notify(shop, 1)
      return page(...args)
    }
    await minutes(shop, 3)
    expect((await stateOf(shop)).last?.counts.drift).toBe(0)
    expect(shop.ports.carrefour.offers.get('1')).toBe(2)
  })
})

describe('what the comparison saw at Carrefour', () => {
  it('stands in rows that Carrefour never confirmed, a 0 too, and gives way to a confirmation', async () => {
    const shop = await amongOthers(aShop())
    const { carrefour, ledger } = shop.ports
    for (const [id, units] of [
      [1, 211],
      [2, 0],
    ] as const) {
      shop.sell(id, units)
      carrefour.rejections.set(String(id), 'Oferta bloqueada')
      await notify(shop, id)
    }
    await minutes(shop, 2)
    expect((await ledger.get(idOf(1)))?.seen).toBeNull()
    carrefour.offers.set('1', 0).set('2', 0)
    await askFor(shop)
    await minutes(shop, 4)
    for (const id of [1, 2])
      expect(await ledger.get(idOf(id))).toMatchObject({
        cause: 'OFFER_LINE_REJECTED',
        seen: { units: 0, at: expect.any(Number) },
      })

    const put = jest.spyOn(ledger, 'put')
    await askFor(shop)
    await minutes(shop, 4)
    // The SKU that differs is refused once more; what was seen of both is in their rows already.
    expect(put.mock.calls.map(([row]) => row.skuId)).toEqual(['1'])

    carrefour.rejections.clear()
    await notify(shop, 1)
    await minutes(shop, 3)
    expect(await ledger.get(idOf(1))).toMatchObject({
      status: 'SUCCESS',
      quantity: 211,
      seen: null,
    })
  })

  it('stands in a row whose confirmation is out of date', async () => {
    const shop = await aShopOf(2)
    shop.ports.carrefour.offers.set('2', 3)
    shop.ports.carrefour.failNext('STO01', { kind: 'unavailable', message: 'HTTP 503' })
    await askFor(shop)
    await runEngine(shop.ports, WORK_BUDGET)
    expect(await shop.ports.ledger.get(idOf(2))).toMatchObject({
      cause: 'STALE',
      seen: { units: 3 },
    })
    await minutes(shop, 10)
    expect(await shop.ports.ledger.get(idOf(2))).toMatchObject({ status: 'SUCCESS', seen: null })
  })

  it('says nothing of a SKU that Carrefour lists twice with different quantities', async () => {
    const shop = await aShopOf(1)
    const { carrefour, ledger } = shop.ports
    carrefour.rejections.set('1', 'Oferta bloqueada')
    shop.ports.store.stock.set(idOf(1), 50)
    await notify(shop, 1)
    await minutes(shop, 2)
    const page = carrefour.offerPage.bind(carrefour)
    carrefour.offerPage = async (...args) => {
      const answer = await page(...args)
      if (answer.kind !== 'done') return answer
      const offers = answer.value.offers.flatMap(one => [one, { ...one, quantity: 8 }])
      return { ...answer, value: { ...answer.value, offers } }
    }
    await askFor(shop)
    await minutes(shop, 4)
    expect((await ledger.get(idOf(1)))?.seen).toBeNull()
  })
})

describe('kits that are no longer sent', () => {
  it('sends 0 once for those sent before, and leaves those of others alone', async () => {
    const shop = await amongOthers(aShop())
    shop.ports.store.sell(idOf(1), 5, { isKit: true })
    shop.ports.store.sell(idOf(2), 5, { isKit: true })
    shop.ports.carrefour.catalogue('1', '2')
    shop.ports.carrefour.offers.set('2', 7_777)
    await notify(shop, 1)
    await minutes(shop, 2)
    const files = shop.ports.carrefour.imports.length
    choose(shop, { sendKits: false })
    await minutes(shop, 4)
    expect(filesOf(shop, files)).toEqual([['1']])
    shop.ports.carrefour.settleImports()
    expect(Object.fromEntries(shop.ports.carrefour.offers)).toMatchObject({ 1: 0, 2: 7_777 })
    expect(await shop.ports.ledger.get(idOf(1))).toMatchObject({
      status: 'WARNING',
      cause: 'KIT_NOT_SENT',
      quantity: 0,
    })
    await askFor(shop)
    await minutes(shop, 4)
    await notify(shop, 1)
    await minutes(shop, 3)
    expect(filesOf(shop, files)).toEqual([['1']])
    choose(shop, { sendKits: true })
    await minutes(shop, 5)
    expect(Object.fromEntries(shop.ports.carrefour.offers)).toMatchObject({ 1: 5, 2: 5 })
  })

  it('sends 0 when one changes before the comparison', async () => {
    const shop = await amongOthers(aShop())
    shop.ports.store.sell(idOf(1), 5, { isKit: true })
    await notify(shop, 1)
    await minutes(shop, 2)
    choose(shop, { sendKits: false })
    await notify(shop, 1)
    await minutes(shop, 2)
    shop.ports.carrefour.settleImports()
    expect(shop.ports.carrefour.offers.get('1')).toBe(0)
  })
})

describe('what is on its way', () => {
  it('SKUs of a slow file at Carrefour are no drift', async () => {
    const shop = await aShopOf(2)
    shop.ports.carrefour.importTime = 40_000
    shop.ports.store.stock.set(idOf(1), 50)
    await notify(shop, 1)
    await askFor(shop)
    const files = shop.ports.carrefour.imports.length
    await minutes(shop, 4)
    expect(filesOf(shop, files)).toEqual([['1']])
    expect((await stateOf(shop)).last?.counts).toMatchObject({
      offersSeen: 2,
      compared: 1,
      onTheWay: 1,
      drift: 0,
    })
  })

  it('does not send a SKU again that was just sent while the search lags', async () => {
    const shop = aShop()
    shop.ports.ledger.lag = HOUR
    await notify(shop, 1)
    await askFor(shop)
    await minutes(shop, 4)
    expect(filesOf(shop)).toEqual([['1']])
    expect((await stateOf(shop)).last?.counts.neverSent).toBe(0)
  })

  it('asks for no offers while Carrefour is unavailable', async () => {
    const shop = await aShopOf(2)
    for (let fault = 0; fault < 3; fault += 1)
      shop.ports.carrefour.failNext('STO01', { kind: 'unavailable', message: 'HTTP 503' })
    await notify(shop, 1)
    // Only pages of the list: SKUs of a file in doubt are read back one by one, which is no comparison.
    const page = shop.ports.carrefour.offerPage.bind(shop.ports.carrefour)
    let pages = 0
    shop.ports.carrefour.offerPage = (...args) => {
      pages += 1
      return page(...args)
    }
    await runEngine(shop.ports, WORK_BUDGET)
    await askFor(shop)
    await minutes(shop, 3)
    expect((await shop.ports.connectionState.read()).incident).not.toBeNull()
    expect(pages).toBe(0)
    await minutes(shop, 15)
    // The offers, and the empty page after them.
    expect(pages).toBe(2)
  })
})

describe('the first load', () => {
  it('sends everything on sale once after the first configuration', async () => {
    const shop = aShop()
    await shop.ports.connectionState.update(state => ({
      ...state,
      reconcile: { ...state.reconcile, under: null },
    }))
    for (let id = 2; id <= 450; id += 1) shop.sell(id, 5)
    shop.ports.store.sell(idOf(500), 5, { tradePolicies: ['1'] })
    shop.ports.store.sell(idOf(501), 5, { isActive: false })
    for (let id = 1; id <= 50; id += 1) await notify(shop, id)
    await minutes(shop, 5)
    const sent = filesOf(shop).flat()
    expect(sent).toHaveLength(450)
    expect(new Set(sent).size).toBe(450)
    expect(await shop.ports.ledger.get(idOf(501))).toBeNull()
    const { last } = await stateOf(shop)
    expect(last).toMatchObject({ why: 'CONFIGURATION', counts: { offersSeen: 450 } })
  })

  it('sends a product unknown to Carrefour once, then leaves it to the radar', async () => {
    const shop = await aShopOf(1)
    shop.ports.store.sell(idOf(9), 4)
    await askFor(shop)
    await minutes(shop, 3)
    expect(await shop.ports.ledger.get(idOf(9))).toMatchObject({ cause: 'NOT_CATALOGED' })
    expect((await stateOf(shop)).last?.counts).toMatchObject({ neverSent: 1, healed: 0 })
    await askFor(shop)
    await minutes(shop, 3)
    expect((await shop.ports.ledger.get(idOf(9)))?.attempts).toHaveLength(1)
  })
})

describe('live changes', () => {
  it('sends one in the middle of the walk at once, and all drift in one more file', async () => {
    const shop = await aShopOf(450)
    for (const id of [1, 150, 250, 450]) shop.ports.store.stock.set(idOf(id), 77)
    shop.ports.clock.pass(2 * MINUTE)
    await askFor(shop)
    const files = shop.ports.carrefour.imports.length
    const page = shop.ports.carrefour.offerPage.bind(shop.ports.carrefour)
    let changedAt = Infinity
    shop.ports.carrefour.offerPage = async (access, offset) => {
      if (offset === 200) {
        shop.ports.store.stock.set(idOf(7), 1)
        changedAt = shop.ports.clock.now()
        await notify(shop, 7)
      }
      return page(access, offset)
    }
    await minutes(shop, 4)
    const sentAt = shop.ports.carrefour.calls
      .filter(call => call.operation === 'STO01' && call.at >= changedAt)
      .map(call => call.at - changedAt)
    expect(sentAt[0]).toBeLessThan(2_000)
    expect(filesOf(shop, files)).toEqual([
      expect.arrayContaining(['7', '1', '150', '250']),
      ['450'],
    ])
    expect(brokenLimits(shop)).toEqual([])
    expect((await stateOf(shop)).last?.counts).toMatchObject({ drift: 4, healed: 4 })
  })

  it('sends one file for drift on every page when nothing is live', async () => {
    const shop = await aShopOf(450)
    const files = shop.ports.carrefour.imports.length
    for (const id of [1, 150, 250, 450]) shop.ports.store.stock.set(idOf(id), 77)
    await askFor(shop)
    await minutes(shop, 4)
    expect(filesOf(shop, files)).toEqual([['1', '150', '250', '450']])
  })

  it('reads few pages a run of a long list, with a pause between any two', async () => {
    const shop = await aShopOf(10)
    for (let id = 1; id <= 4_000; id += 1) shop.ports.carrefour.offers.set(`OLD-${id}`, 0)
    await askFor(shop)
    const before = shop.ports.carrefour.calls.length
    await runEngine(shop.ports, 10 * MINUTE)
    const times = shop.ports.carrefour.calls.slice(before).map(call => call.at)
    expect(times).toHaveLength(MAX_PAGES - 1)
    expect(times.every((at, index) => index === 0 || at - (times[index - 1] ?? at) >= 1_000)).toBe(
      true
    )
    await minutes(shop, 4)
    expect((await stateOf(shop)).last?.counts.offersSeen).toBe(4_010)
  })
})

describe('a long list', () => {
  it.each<[string, ReconcileWhy, string, number]>([
    ['nobody waits for it', 'DAILY', 'idle', 0],
    ['notifications may have been lost', 'GAP', 'idle', 0],
    ['a person waits for it', 'PERSON', 'later', 1],
    ['a person has just saved the configuration', 'CONFIGURATION', 'later', 1],
  ])('%s (%s): the rest of it is %s: %s', async (_, why, ended, woken) => {
    const shop = await aShopOf(1)
    for (let id = 1; id <= 4_000; id += 1) shop.ports.carrefour.offers.set(`OLD-${id}`, 0)
    await askFor(shop, why)
    const before = shop.ports.workTrigger.wakes
    expect(await runEngine(shop.ports, WORK_BUDGET)).toMatchObject({ ended })
    expect(shop.ports.workTrigger.wakes - before).toBe(woken)
  })

  it('does not run without a pause when a person waits and Carrefour does not answer', async () => {
    const shop = await aShopOf(1)
    shop.ports.carrefour.failNext('OF21', { kind: 'unavailable', message: 'HTTP 503' })
    await askFor(shop, 'PERSON')
    expect(await runEngine(shop.ports, WORK_BUDGET)).toMatchObject({ ended: 'idle' })
  })
})

describe('an incident during a walk', () => {
  it('pauses the walk, without run after run, when a person waits', async () => {
    const shop = await aShopOf(1)
    for (let id = 1; id <= 4_000; id += 1) shop.ports.carrefour.offers.set(`OLD-${id}`, 0)
    await askFor(shop, 'PERSON')
    await runEngine(shop.ports, WORK_BUDGET)
    const now = shop.ports.clock.now()
    const incident = {
      cause: 'MARKETPLACE_UNAVAILABLE' as const,
      since: now,
      lastSeenAt: now,
      message: 'HTTP 503',
      nextTryAt: now + HOUR,
      keyVersion: 1,
    }
    await shop.ports.connectionState.update(state => ({ ...state, incident }))
    expect(await runEngine(shop.ports, WORK_BUDGET)).toMatchObject({ ended: 'idle' })
  })
})

describe('failures', () => {
  it('retries the same page after a 503, without an incident', async () => {
    const shop = await aShopOf(150)
    shop.ports.store.stock.set(idOf(150), 77)
    for (let fault = 0; fault < 2; fault += 1)
      shop.ports.carrefour.failNext('OF21', { kind: 'unavailable', message: 'HTTP 503' })
    await askFor(shop)
    await minutes(shop, 1)
    expect((await stateOf(shop)).run).toMatchObject({ problem: 'MARKETPLACE_UNAVAILABLE' })
    expect((await shop.ports.connectionState.read()).incident).toBeNull()
    await minutes(shop, 8)
    expect((await stateOf(shop)).last).toMatchObject({
      problem: null,
      counts: { offersSeen: 150, drift: 1, healed: 1 },
    })
  })

  it('opens one incident and stops calling after a 401, and continues with the new key', async () => {
    const shop = await aShopOf(150)
    shop.ports.store.stock.set(idOf(150), 77)
    shop.ports.carrefour.revoked.add(shopKey().reveal())
    await askFor(shop)
    await minutes(shop, 2)
    const calls = shop.ports.carrefour.calls.length
    await minutes(shop, 5)
    expect((await shop.ports.connectionState.read()).incident).toMatchObject({
      cause: 'AUTH_INVALID',
    })
    expect(shop.ports.carrefour.calls).toHaveLength(calls)
    shop.ports.carrefour.revoked.clear()
    await shop.ports.connectionState.update(state => ({ ...state, incident: null }))
    await minutes(shop, 3)
    expect((await stateOf(shop)).last?.counts).toMatchObject({ drift: 1, healed: 1 })
  })

  it('says that the key may not read offers, and still loads SKUs never sent', async () => {
    const shop = await aShopOf(1)
    shop.ports.store.stock.set(idOf(1), 77)
    shop.sell(2, 5)
    shop.ports.carrefour.failNext('OF21', {
      kind: 'refused',
      httpStatus: 403,
      message: 'Forbidden',
    })
    await askFor(shop)
    await minutes(shop, 3)
    expect((await shop.ports.connectionState.read()).incident).toBeNull()
    expect((await stateOf(shop)).last).toMatchObject({
      problem: 'OFFERS_FORBIDDEN',
      counts: { offersSeen: 0, neverSent: 1, healed: 1 },
    })
  })

  it('sends nothing for old confirmations that the offers repeat', async () => {
    const shop = await aShopOf(2)
    shop.ports.clock.pass(20 * DAY)
    const files = shop.ports.carrefour.imports.length
    await askFor(shop)
    await minutes(shop, 4)
    expect(filesOf(shop, files)).toEqual([])
    expect((await shop.ports.ledger.get(idOf(1)))?.status).toBe('SUCCESS')
  })

  it('sends once what was confirmed over a week ago when offers may not be read', async () => {
    const shop = await aShopOf(2)
    const { ports } = shop
    ports.carrefour.offerPage = () =>
      Promise.resolve({ kind: 'refused', httpStatus: 403, message: 'Forbidden' })
    ports.clock.pass(6 * DAY)
    await notify(shop, 2)
    await minutes(shop, 2)
    ports.clock.pass(2 * DAY)
    ports.store.stock.set(idOf(1), 77)
    const files = ports.carrefour.imports.length
    await askFor(shop)
    await minutes(shop, 4)
    await askFor(shop)
    await minutes(shop, 4)
    expect(filesOf(shop, files)).toEqual([['1']])
    expect(ports.carrefour.offers.get('1')).toBe(77)
    expect((await ports.ledger.get(idOf(1)))?.status).toBe('SUCCESS')
    expect((await stateOf(shop)).last?.counts.outdated).toBe(0)
  })

  it('retries the page when the store does not answer', async () => {
    const shop = await aShopOf(3)
    shop.ports.store.stock.set(idOf(1), 77)
    await askFor(shop)
    shop.ports.store.down = true
    await minutes(shop, 2)
    expect((await stateOf(shop)).run).toMatchObject({ problem: 'VTEX_UNAVAILABLE' })
    shop.ports.store.down = false
    await minutes(shop, 6)
    expect((await stateOf(shop)).last).toMatchObject({ problem: null, counts: { healed: 1 } })
  })
})

describe('the time of a comparison', () => {
  it('heals a stock change without a notification within a day', async () => {
    const shop = await aShopOf(2)
    await askFor(shop)
    await minutes(shop, 2)
    shop.ports.store.stock.set(idOf(1), 50)
    shop.ports.clock.pass(22 * HOUR)
    await minutes(shop, 3)
    expect(shop.ports.carrefour.offers.get('1')).toBe(5)
    shop.ports.clock.pass(2 * HOUR + 11 * MINUTE)
    await minutes(shop, 3)
    expect(shop.ports.carrefour.offers.get('1')).toBe(50)
    expect((await stateOf(shop)).due?.at).toBeGreaterThan(shop.ports.clock.now() + DAY - HOUR)
  })

  it('does nothing while off and compares at once when on again', async () => {
    const shop = await aShopOf(2)
    choose(shop, { active: false })
    await minutes(shop, 1)
    shop.ports.store.stock.set(idOf(1), 50)
    const calls = shop.ports.carrefour.calls.length
    await minutes(shop, 3)
    expect(shop.ports.carrefour.calls).toHaveLength(calls)
    choose(shop, { active: true })
    await minutes(shop, 3)
    expect(shop.ports.carrefour.offers.get('1')).toBe(50)
  })

  it('follows a file at Carrefour to its end when switched off', async () => {
    const shop = aShop()
    shop.ports.carrefour.importTime = 40_000
    await notify(shop, 1)
    await runEngine(shop.ports, WORK_BUDGET)
    choose(shop, { active: false })
    await minutes(shop, 2)
    expect(await shop.ports.ledger.get(idOf(1))).toMatchObject({ status: 'SUCCESS' })
  })

  it('recreates a missing scheduler entry and affiliate, and leaves one that points elsewhere', async () => {
    const shop = await aShopOf(1)
    await askFor(shop)
    await minutes(shop, 2)
    const own = await shop.ports.secrets.read()
    expect(shop.ports.scheduler.entry).toBe(own?.tick)
    expect(shop.ports.store.affiliates.get('CRF')?.endpoint).toMatch(own?.webhook ?? 'none')
    const foreign = { endpoint: 'https://other.example/api/notification/' }
    const { store } = shop.ports
    store.affiliates.set('CRF', { ...store.affiliates.get('CRF'), ...foreign } as never)
    shop.ports.scheduler.down = true
    await askFor(shop)
    await minutes(shop, 2)
    expect(store.affiliates.get('CRF')?.endpoint).toBe(foreign.endpoint)
    expect((await stateOf(shop)).last?.endedAt).toBeGreaterThan(shop.ports.clock.now() - 2 * MINUTE)
  })
})

/** SKU 1 is sold in policy 2 only, 2 in both, 3 in policy 1 only; 1 and 2 have been sent. */
async function aShopThatMoves(): Promise<Shop> {
  const shop = aShop()
  shop.ports.store.sell(idOf(1), 5, { tradePolicies: ['2'] })
  shop.ports.store.sell(idOf(2), 5)
  shop.ports.store.sell(idOf(3), 5, { tradePolicies: ['1'] })
  shop.ports.carrefour.catalogue('1', '2', '3')
  for (const id of [1, 2]) await notify(shop, id)
  await minutes(shop, 2)
  choose(shop, { tradePolicy: '1' })
  return shop
}

describe('another trade policy', () => {
  it('sets the old policy’s SKUs to 0 before it loads the new one’s', async () => {
    const shop = await aShopThatMoves()
    await minutes(shop, 4)
    expect(filesOf(shop, 1)).toEqual([['1'], ['3']])
    expect(Object.fromEntries(shop.ports.carrefour.offers)).toEqual({ 1: 0, 2: 5, 3: 5 })
    expect(await shop.ports.ledger.get(idOf(1))).toMatchObject({
      status: 'WARNING',
      cause: 'NOT_IN_TRADE_POLICY',
      quantity: 0,
    })
    expect(await stateOf(shop)).toMatchObject({
      leaving: [],
      last: { why: 'CONFIGURATION', counts: { leftPolicy: 1, drift: 1, healed: 2 } },
    })
  })
})

describe('a setting that changes while a file that was made before is at Carrefour', () => {
  it.each([
    ['the minimum', { minimumStock: 4 }, 'BELOW_MIN_STOCK'],
    ['the trade policy', { tradePolicy: '1' }, 'NOT_IN_TRADE_POLICY'],
  ])('is followed by the SKUs of that file too: %s', async (_, changed, cause) => {
    const shop = await aShopOf(30)
    const { store, carrefour, ledger } = shop.ports
    const sku = store.skus.get(idOf(1))
    if (sku) store.skus.set(idOf(1), { ...sku, tradePolicies: ['2'] })
    store.stock.set(idOf(1), 4)
    carrefour.importTime = 2 * MINUTE
    await notify(shop, 1)
    await runEngine(shop.ports, WORK_BUDGET)
    choose(shop, changed)
    await minutes(shop, 15)
    expect(carrefour.offers.get('1')).toBe(0)
    expect(await ledger.get(idOf(1))).toMatchObject({ cause, quantity: 0 })
    expect(await stateOf(shop)).toMatchObject({
      run: null,
      unsent: 0,
      last: { counts: { healed: 1 } },
    })
    expect(brokenLimits(shop)).toEqual([])
  })
})

describe('a process that dies', () => {
  it.each([
    ['drift', aShopThatDrifted, { 1: 50, 2: 5, 3: 5 }],
    ['another trade policy', aShopThatMoves, { 1: 0, 2: 5, 3: 5 }],
  ])('with %s and a death at any step, ends with Carrefour right', async (_, make, right) => {
    const judge = async (shop: Shop, told: string) => {
      await minutes(shop, 8)
      inCase(told, () => expect(Object.fromEntries(shop.ports.carrefour.offers)).toEqual(right))
      const seen = await stateOf(shop)
      inCase(told, () => expect(seen).toMatchObject({ run: null, leaving: [], unsent: 0 }))
      const seen1 = await stateOf(shop)
      inCase(told, () => expect(seen1.last).not.toBeNull())
      await expectAtRest(shop, told)
      const lines = filesOf(shop, 1).flat()
      // A file being sent when the process died may still arrive: its lines are sent again.
      const again = (await shop.ports.connectionState.read()).doubts.length > 0 ? lines.length : 1
      inCase(told, () => expect(lines.length).toBeLessThanOrEqual(new Set(lines).size + again))
    }
    expect(await atEachDeath(make, judge, 3)).toBeGreaterThan(30)
  })
})

/** SKUs 1 to 3 were sent; 1 has changed since without a notification. */
async function aShopThatDrifted(): Promise<Shop> {
  const shop = await aShopOf(3)
  shop.ports.store.stock.set(idOf(1), 50)
  await askFor(shop)
  return shop
}
