import { describe, expect, it } from '@jest/globals'
import { aConfiguration, shopKey, someChoices, aClaimedLine, aReadLine } from '../testing/factories'
import { amongOthers, aShop, brokenLimits, idOf, minutes, notify } from '../testing/workday'
import { runEngine, WORK_BUDGET } from './engine'
import { OFFER_CALLS } from './report'
import { isWithheld } from '../connection/configuration.logic'
import { viewConnection } from '../connection/view'
import type { Batch } from './batch.logic'
import { type ConnectionState, NEW_CONNECTION } from './state.logic'
import type { Incident } from './incident.logic'
import { SHORTEST_INTERVAL, reserveCall } from '../carrefour/limits.logic'
import { NO_COUNTS } from '../carrefour/report/reading.logic'
import { nextStep, STAGES } from './nextStep.logic'
import { MINUTE } from '../shared/time'

const UNAUTHORIZED = '"status":401,"message":"Unauthorized"'
const NOT_CATALOGED_MESSAGE = /^Produto ainda não foi catalogado no Carrefour\./

describe('one stock change from notification to ledger', () => {
  it('sends a changed SKU and records the success', async () => {
    const shop = aShop()
    await notify(shop, 1)
    await runEngine(shop.ports, WORK_BUDGET)
    expect(shop.ports.carrefour.offers.get('1')).toBe(7)
    expect(await shop.ports.ledger.get(idOf(1))).toMatchObject({
      status: 'SUCCESS',
      cause: null,
      quantity: 7,
    })
    expect((await shop.ports.connectionState.read()).batchKey).toBeNull()
    expect(await shop.ports.queue.list(10)).toEqual([])
  })

  it('sends the first file within a second after a quiet time', async () => {
    const shop = aShop()
    const start = shop.ports.clock.now()
    await notify(shop, 1)
    await runEngine(shop.ports, WORK_BUDGET)
    const sent = shop.ports.carrefour.calls.find(call => call.operation === 'STO01')
    expect((sent?.at ?? Infinity) - start).toBeLessThan(1_000)
  })

  it('sends one file a minute with the newest quantities under many changes', async () => {
    const shop = aShop()
    for (let id = 2; id <= 30; id += 1) shop.sell(id, id)
    await notify(shop, 1)
    await runEngine(shop.ports, WORK_BUDGET)
    for (let id = 1; id <= 30; id += 1) await notify(shop, id)
    shop.ports.store.stock.set(idOf(1), 3)
    await minutes(shop, 3)
    expect(shop.ports.carrefour.imports).toHaveLength(2)
    expect(shop.ports.carrefour.offers.get('1')).toBe(3)
    expect(brokenLimits(shop)).toEqual([])
  })

  it('sends a change made while the stock is being read with the next file', async () => {
    const shop = aShop()
    shop.ports.store.beforeSimulation = () => {
      shop.ports.store.beforeSimulation = null
      void notify(shop, 1)
    }
    await notify(shop, 1)
    await runEngine(shop.ports, WORK_BUDGET)
    shop.ports.store.stock.set(idOf(1), 2)
    await minutes(shop, 3)
    expect(shop.ports.carrefour.offers.get('1')).toBe(2)
  })

  it('keeps the attempts before, and what Carrefour has, when one answer says that there is no row', async () => {
    const shop = aShop()
    const { ledger, clock } = shop.ports
    await notify(shop, 1)
    await minutes(shop, 6)
    const get = ledger.get.bind(ledger)
    let misses = 0
    ledger.get = skuId => {
      if (misses > 0) return get(skuId)
      misses += 1
      return Promise.resolve(null)
    }
    shop.sell(1, 9)
    await notify(shop, 1)
    await runEngine(shop.ports, WORK_BUDGET)
    clock.pass(MINUTE)
    await minutes(shop, 2)
    expect(misses).toBe(1)
    const row = await get(idOf(1))
    expect(row?.attempts.map(({ quantity }) => quantity)).toEqual([9, 7])
  })

  it('writes no row for a SKU neither sold in the policy nor ever sent', async () => {
    const shop = aShop()
    shop.ports.store.sell(idOf(5), 4, { tradePolicies: ['1'] })
    await notify(shop, 5)
    await minutes(shop, 1)
    expect(await shop.ports.ledger.get(idOf(5))).toBeNull()
    expect(shop.ports.carrefour.imports).toHaveLength(0)
  })
})

describe('the stock rules', () => {
  it.each([
    { available: 5, minimum: 5, quantity: 0, cause: 'BELOW_MIN_STOCK' },
    { available: 6, minimum: 5, quantity: 6, cause: null },
    { available: 0, minimum: 5, quantity: 0, cause: null },
    { available: -2, minimum: 0, quantity: 0, cause: 'NEGATIVE_STOCK' },
    { available: 1_000_000, minimum: 0, quantity: 999_999, cause: null },
  ])(
    'with $available units and a minimum of $minimum, sends $quantity with cause $cause',
    async row => {
      const shop = aShop()
      const saved = aConfiguration()
      shop.ports.configurations.saved = {
        ...saved,
        choices: { ...saved.choices, minimumStock: row.minimum },
      }
      shop.ports.store.stock.set(idOf(1), row.available)
      await notify(shop, 1)
      await runEngine(shop.ports, WORK_BUDGET)
      expect(await shop.ports.ledger.get(idOf(1))).toMatchObject({
        quantity: row.quantity,
        cause: row.cause,
      })
      expect(shop.ports.carrefour.offers.get('1')).toBe(row.quantity)
    }
  )

  it('warns and sends nothing for a kit when kits are off', async () => {
    const shop = aShop()
    const saved = aConfiguration()
    shop.ports.configurations.saved = { ...saved, choices: { ...saved.choices, sendKits: false } }
    shop.ports.store.sell(idOf(1), 7, { isKit: true })
    await notify(shop, 1)
    await runEngine(shop.ports, WORK_BUDGET)
    expect(await shop.ports.ledger.get(idOf(1))).toMatchObject({
      status: 'WARNING',
      cause: 'KIT_NOT_SENT',
      quantity: null,
      message: 'O conector está configurado para não enviar SKUs do tipo Kit',
    })
    expect(shop.ports.carrefour.imports).toHaveLength(0)
  })

  it('sends 0 and warns for a SKU deactivated in the store', async () => {
    const shop = await amongOthers(aShop())
    await notify(shop, 1)
    await runEngine(shop.ports, WORK_BUDGET)
    shop.ports.store.sell(idOf(1), 7, { isActive: false })
    await notify(shop, 1)
    await minutes(shop, 2)
    expect(await shop.ports.ledger.get(idOf(1))).toMatchObject({
      status: 'WARNING',
      cause: 'SKU_INACTIVE',
      quantity: 0,
    })
    expect(shop.ports.carrefour.offers.get('1')).toBe(0)
  })
})

describe('a product that is not catalogued', () => {
  it('recognises the report line without an offer, and succeeds once catalogued', async () => {
    const shop = aShop()
    shop.ports.store.sell(idOf(9), 4)
    await notify(shop, 9)
    await runEngine(shop.ports, WORK_BUDGET)
    const parked = await shop.ports.ledger.get(idOf(9))
    expect(parked).toMatchObject({ status: 'WARNING', cause: 'NOT_CATALOGED' })
    expect(parked?.message).toMatch(NOT_CATALOGED_MESSAGE)
    expect(parked?.nextCheckAt).toBeGreaterThan(shop.ports.clock.now())
    await minutes(shop, 5)
    expect((await shop.ports.ledger.get(idOf(9)))?.attempts).toHaveLength(1)
    shop.ports.carrefour.catalogue('9')
    await minutes(shop, 10)
    expect(await shop.ports.ledger.get(idOf(9))).toMatchObject({
      status: 'SUCCESS',
      cause: null,
      nextCheckAt: null,
    })
    expect(shop.ports.carrefour.offers.get('9')).toBe(4)
    expect(brokenLimits(shop)).toEqual([])
  })

  it('is an error in Carrefour’s words when the line is refused although the offer exists', async () => {
    const shop = aShop()
    shop.ports.carrefour.rejections.set('1', 'Esta oferta está bloqueada pelo operador')
    await notify(shop, 1)
    await runEngine(shop.ports, WORK_BUDGET)
    expect(await shop.ports.ledger.get(idOf(1))).toMatchObject({
      status: 'ERROR',
      cause: 'OFFER_LINE_REJECTED',
      message: 'Esta oferta está bloqueada pelo operador',
    })
  })
})

describe('a refused ShopKey', () => {
  it('a 401 opens one incident, stops calls, keeps requests, and a new key sends them all', async () => {
    const shop = aShop()
    shop.sell(2, 5)
    shop.ports.carrefour.revoked.add(shopKey().reveal())
    await notify(shop, 1)
    await runEngine(shop.ports, WORK_BUDGET)
    expect(await shop.ports.ledger.get(idOf(1))).toMatchObject({
      cause: 'AUTH_INVALID',
      message: UNAUTHORIZED,
    })
    const calls = shop.ports.carrefour.calls.length
    await notify(shop, 2)
    await minutes(shop, 5)
    expect(shop.ports.carrefour.calls).toHaveLength(calls)
    expect(await shop.ports.ledger.get(idOf(2))).toBeNull()
    expect((await shop.ports.connectionState.read()).incident).toMatchObject({
      cause: 'AUTH_INVALID',
      message: UNAUTHORIZED,
    })
    const saved = aConfiguration()
    shop.ports.configurations.saved = {
      ...saved,
      shopKey: { ...saved.shopKey, key: shopKey('another-key-that-works'), version: 2 },
    }
    await minutes(shop, 2)
    expect(shop.ports.carrefour.offers.get('2')).toBe(5)
    expect((await shop.ports.connectionState.read()).incident).toBeNull()
  })
})

describe('a ShopKey replaced while a file with the old one is under way', () => {
  it('leaves no incident when the old key is refused after the new one was saved, even with nothing to send', async () => {
    const shop = aShop()
    const { ports } = shop
    const old = aConfiguration()
    ports.carrefour.revoked.add(old.shopKey.key.reveal())
    ports.store.beforeSimulation = () => {
      const key = shopKey('the-key-that-works')
      ports.configurations.saved = { ...old, shopKey: { ...old.shopKey, key, version: 2 } }
    }
    await notify(shop, 1)
    await minutes(shop, 2)
    expect(await ports.ledger.get(idOf(1))).toMatchObject({ cause: 'AUTH_INVALID' })
    expect((await ports.connectionState.read()).incident).toBeNull()
  })
})

describe('a slow write of the call budget', () => {
  it('keeps the distance from the call itself', async () => {
    const shop = aShop()
    const { connectionState, clock, carrefour } = shop.ports
    connectionState.beforeWrite = () => clock.pass(2_000)
    await notify(shop, 1)
    await runEngine(shop.ports, WORK_BUDGET)
    connectionState.beforeWrite = null
    await notify(shop, 1)
    await minutes(shop, 3)
    expect(carrefour.imports).toHaveLength(2)
    expect(brokenLimits(shop)).toEqual([])
    expect(carrefour.violations).toEqual([])
  })
})

describe('a key refused while an error report is processed', () => {
  it('makes no second offer call after the refusal', async () => {
    const shop = aShop()
    const { ports } = shop
    for (let id = 2; id <= 30; id += 1) {
      ports.store.sell(idOf(id), 5)
      await notify(shop, id)
    }
    const report = ports.carrefour.errorReport.bind(ports.carrefour)
    ports.carrefour.errorReport = async (access, id, ...rest) => {
      const answer = await report(access, id, ...rest)
      ports.carrefour.revoked.add(access.shopKey.reveal())
      return answer
    }
    await minutes(shop, 5)
    const asked = ports.carrefour.calls.filter(({ operation }) => operation === 'OF21')
    expect(asked.length).toBeLessThanOrEqual(OFFER_CALLS)
    expect((await ports.connectionState.read()).incident).toMatchObject({ cause: 'AUTH_INVALID' })
  })
})

describe('an unavailable Carrefour', () => {
  it('a 503 opens one incident, fails no row and recovers by itself', async () => {
    const shop = aShop()
    shop.ports.carrefour.failNext('STO01', { kind: 'unavailable', message: 'HTTP 503' })
    await notify(shop, 1)
    await runEngine(shop.ports, WORK_BUDGET)
    expect(await shop.ports.ledger.get(idOf(1))).toBeNull()
    expect((await shop.ports.connectionState.read()).incident).toMatchObject({
      cause: 'MARKETPLACE_UNAVAILABLE',
    })
    await minutes(shop, 4)
    expect((await shop.ports.connectionState.read()).incident).toBeNull()
    await minutes(shop, 6)
    expect(await shop.ports.ledger.get(idOf(1))).toMatchObject({ status: 'SUCCESS' })
    expect(brokenLimits(shop)).toEqual([])
  })

  it('the incident ends although its SKUs no longer need sending', async () => {
    const shop = aShop()
    shop.ports.carrefour.failNext('STO01', { kind: 'unavailable', message: 'HTTP 503' })
    await notify(shop, 1)
    await runEngine(shop.ports, WORK_BUDGET)
    shop.ports.store.sell(idOf(1), 7, { tradePolicies: ['1'] })
    shop.ports.carrefour.outage = { kind: 'unavailable', message: 'HTTP 503' }
    await minutes(shop, 30)
    expect((await shop.ports.connectionState.read()).incident).not.toBeNull()
    shop.ports.carrefour.outage = null
    await minutes(shop, 30)
    expect((await shop.ports.connectionState.read()).incident).toBeNull()
    expect(shop.ports.carrefour.imports).toEqual([])
  })

  it('sends current stock in the end when the answer to a taken import is lost', async () => {
    const shop = aShop()
    shop.ports.carrefour.failNext('STO01', { kind: 'unavailable', message: 'socket hang up' }, true)
    await notify(shop, 1)
    await runEngine(shop.ports, WORK_BUDGET)
    shop.ports.store.stock.set(idOf(1), 2)
    await minutes(shop, 4)
    expect(shop.ports.carrefour.offers.get('1')).toBe(2)
    expect(brokenLimits(shop)).toEqual([])
  })

  it('makes no call before Retry-After is over', async () => {
    const shop = aShop()
    shop.ports.carrefour.failNext('STO01', {
      kind: 'limited',
      retryAfter: 180_000,
      message: 'HTTP 429',
    })
    const start = shop.ports.clock.now()
    await notify(shop, 1)
    await minutes(shop, 6)
    const [, second] = shop.ports.carrefour.calls.filter(call => call.operation === 'STO01')
    expect((second?.at ?? 0) - start).toBeGreaterThanOrEqual(180_000)
    expect(await shop.ports.ledger.get(idOf(1))).toMatchObject({ status: 'SUCCESS' })
  })
})

describe('a connection that is off', () => {
  it('keeps requests waiting', async () => {
    const shop = aShop()
    const saved = aConfiguration()
    shop.ports.configurations.saved = { ...saved, choices: { ...saved.choices, active: false } }
    await notify(shop, 1)
    await minutes(shop, 3)
    expect(shop.ports.carrefour.calls).toEqual([])
    expect(await shop.ports.queue.list(10)).toHaveLength(1)
  })
})

describe('two replicas', () => {
  it('does nothing while the other holds the lease', async () => {
    const shop = aShop()
    await notify(shop, 1)
    await shop.ports.connectionState.update(state => ({
      ...state,
      lease: { holder: 'the other', until: shop.ports.clock.now() + 40_000 },
    }))
    expect(await runEngine(shop.ports, WORK_BUDGET)).toEqual({ ended: 'busy', steps: 0 })
    shop.ports.clock.pass(41_000)
    await runEngine(shop.ports, WORK_BUDGET)
    expect(shop.ports.carrefour.offers.get('1')).toBe(7)
  })
})

describe('a workspace that is not production', () => {
  it('queues a change and never calls Carrefour', async () => {
    const shop = aShop()
    shop.ports.production = false
    await notify(shop, 1)
    await minutes(shop, 30)
    expect(shop.ports.carrefour.calls).toEqual([])
    const view = await viewConnection(shop.ports)
    expect(view).toMatchObject({ production: false, pending: 1, nextSendAt: null })
  })

  it('sends as production does when its configuration says so', async () => {
    const shop = aShop()
    shop.ports.production = false
    const choices = someChoices({ sendFromDevelopment: true })
    shop.ports.configurations.saved = aConfiguration({ choices })
    await notify(shop, 1)
    await minutes(shop, 5)
    expect(shop.ports.carrefour.offers.get('1')).toBe(7)
  })

  it.each([
    [true, false, false],
    [true, true, false],
    [false, true, false],
    [false, false, true],
  ])('production %s, switch %s: withheld %s', (production, sendFromDevelopment, withheld) => {
    expect(isWithheld({ sendFromDevelopment }, production)).toBe(withheld)
  })
})

const NOW = 1_000_000
const claim = { id: 'batch-1', claimedAt: 0, failures: {}, notBefore: 0, slice: null }
const taken = { lines: [aReadLine()], importId: 'import-1', sentAt: 0 }

const BATCHES: Readonly<Record<Batch['stage'], Batch>> = {
  claimed: {
    ...claim,
    stage: 'claimed',
    marksRemoved: true,
    readAt: null,
    lines: [aClaimedLine()],
  },
  sent: { ...claim, ...taken, stage: 'sent' },
  lost: { ...claim, stage: 'lost', lines: [], importId: null, sentAt: NOW, sendAgainAt: NOW },
  complete: { ...claim, ...taken, stage: 'complete', counts: NO_COUNTS },
  reported: {
    ...claim,
    ...taken,
    stage: 'reported',
    readBack: { rejected: {}, confirmed: [], open: [], offset: null, words: null },
  },
  judged: {
    ...claim,
    ...taken,
    stage: 'judged',
    verdict: { kind: 'complete', rejected: {} },
    judgedAt: 0,
  },
}

const incident = (with_: Partial<Incident>): ConnectionState => ({
  ...NEW_CONNECTION,
  incident: {
    cause: 'AUTH_INVALID',
    since: 0,
    lastSeenAt: 0,
    message: '',
    nextTryAt: null,
    keyVersion: 1,
    ...with_,
  },
})

const step = (state: ConnectionState, stage: Batch['stage'] | null, active = true) =>
  nextStep({ state, batch: stage && BATCHES[stage], active, keyVersion: 1 })

describe('the repair of a batch by stage', () => {
  it.each<[Batch['stage'], string, string, string]>([
    ['claimed', 'nothing, or nobody knows', 'send', 'send'],
    ['sent', 'taken', 'ask', 'poll'],
    ['complete', 'done', 'ask', 'report'],
    ['judged', 'judged', 'record', 'settle'],
  ])('%s (%s) is repaired by: %s', (stage, known, repair, kind) => {
    expect(STAGES[stage]).toEqual({ atCarrefour: known, repair })
    expect(step(NEW_CONNECTION, stage).kind).toBe(kind)
  })

  it.each([
    ['a refused ShopKey', incident({}), true],
    ['a connection that is off', NEW_CONNECTION, false],
    [
      'no answer from Carrefour',
      incident({ cause: 'MARKETPLACE_UNAVAILABLE', nextTryAt: 9e9 }),
      true,
    ],
  ])('settles at once what Carrefour has decided: %s', (_, state, active) => {
    expect(step(state, 'judged', active)).toMatchObject({ kind: 'settle', at: 0 })
  })
})

describe('what may be sent', () => {
  it('makes no call with a refused ShopKey, and all calls with another key', () => {
    for (const stage of [null, 'claimed', 'sent', 'complete'] as const) {
      expect(step(incident({}), stage)).toEqual({ kind: 'rest', why: 'blocked' })
      expect(step(incident({ keyVersion: 0 }), stage).kind).not.toBe('rest')
    }
  })

  it('follows a taken file and sends nothing new while off', () => {
    expect(step(NEW_CONNECTION, 'sent', false).kind).toBe('poll')
    expect(step(NEW_CONNECTION, 'claimed', false)).toEqual({ kind: 'rest', why: 'off' })
    expect(step(NEW_CONNECTION, null, false)).toEqual({ kind: 'rest', why: 'off' })
  })

  it('follows a file under way and sends nothing new from a workspace that may not send', () => {
    const shop = { state: NEW_CONNECTION, active: true, withheld: true, keyVersion: 1 }
    expect(nextStep({ ...shop, batch: null })).toEqual({ kind: 'rest', why: 'development' })
    expect(step(NEW_CONNECTION, 'sent').kind).toBe('poll')
  })

  it('waits for the legal window after a file without an answer', () => {
    const state = { ...NEW_CONNECTION, budget: reserveCall(NEW_CONNECTION.budget, 'STO01', NOW) }
    for (const stage of [null, 'claimed'] as const) {
      const next = step(state, stage)
      expect('at' in next && next.at).toBeGreaterThanOrEqual(NOW + SHORTEST_INTERVAL.STO01)
    }
  })

  it('sends no new file too early while Carrefour does not answer, and still polls a taken one', () => {
    const state = incident({ cause: 'MARKETPLACE_UNAVAILABLE', nextTryAt: NOW })
    expect(step(state, null)).toEqual({ kind: 'claim', at: NOW })
    expect(step(state, 'claimed')).toMatchObject({ kind: 'send', at: NOW })
    expect(step(state, 'sent')).toMatchObject({ kind: 'poll', at: 0 })
  })

  it('does not wait for a failure of a former configuration', () => {
    const state = incident({ cause: 'MARKETPLACE_UNAVAILABLE', nextTryAt: NOW, keyVersion: 0 })
    expect(step(state, null)).toEqual({ kind: 'claim', at: 0 })
  })
})
