import { describe, expect, it } from '@jest/globals'
import { saveConfiguration } from '../connection/save'
import { testKey } from '../connection/verifyKey'
import { workAndTell } from '../engine/entrances'
import { answered } from '../engine/transitions.logic'
import { DAY, HOUR, MINUTE } from '../shared/time'
import { aConfiguration, someChoices } from '../testing/factories'
import { type Shop, aShop, idOf, minutes, notify } from '../testing/workday'
import { beginReconcile, underOf } from '../reconcile/reconcile.logic'
import { viewConnection } from '../connection/view'
import { leftInQueue } from '../engine/waiting'
import { alertQuietly, Watch } from './alert'
import { afterAlert, dueAlert, EMPTY_ALERT_LOG } from './alerts.logic'

/** A shop at work whose owner gets mails, with one confirmed SKU. */
async function aWatchedShop() {
  const shop = aShop()
  const { saved } = shop.ports.configurations
  if (saved)
    shop.ports.configurations.saved = {
      ...saved,
      choices: { ...saved.choices, ...someChoices({ notificationEmail: 'dona@loja.example' }) },
    }
  await notify(shop, 1)
  await minutes(shop, 3)
  await alertQuietly(shop.ports)
  shop.ports.mailer.mails.length = 0
  return shop
}

const standstillOf = async ({ ports }: Shop) => (await viewConnection(ports)).standstill

/** What a page does when somebody looks. */
async function look({ ports }: Shop) {
  const view = await viewConnection(ports)
  if (view.isUntold) await alertQuietly(ports)
  return view
}

const subjects = ({ ports }: Shop) => ports.mailer.mails.map(({ subject }) => subject)

/** Minutes in which whatever works does: the engine, and the mails. */
async function workFor({ ports }: Shop, count: number) {
  for (let minute = 0; minute < count; minute += 1) {
    await workAndTell(ports)
    ports.clock.pass(MINUTE)
  }
}

describe('an engine that is not called', () => {
  it('is seen by whoever looks after five minutes, and told once by mail, without the scheduler', async () => {
    const shop = await aWatchedShop()
    const { ranAt } = await shop.ports.connectionState.read()
    for (let id = 0; id < 20; id += 1) await notify(shop, 1)
    shop.ports.clock.pass(3 * MINUTE)
    expect((await look(shop)).standstill).toBeNull()
    shop.ports.clock.pass(MINUTE)
    for (let time = 0; time < 5; time += 1) await look(shop)
    expect(await standstillOf(shop)).toEqual({ kind: 'ENGINE', since: ranAt })
    expect(subjects(shop)).toEqual([
      '[Carrefour] Problema na integração: O envio de estoque está parado (lojademo)',
    ])
    expect(shop.ports.mailer.mails[0]?.lines[0]).toContain('não aciona o aplicativo')
  })

  it('is told by the webhook, when nobody looks and neither the scheduler nor an event comes', async () => {
    const shop = await aWatchedShop()
    const watch = new Watch()
    for (let minute = 0; minute < 30; minute += 1) {
      await notify(shop, 1)
      await watch.check(shop.ports, 'lojademo/master')
      shop.ports.clock.pass(MINUTE)
    }
    expect(subjects(shop)).toHaveLength(1)
  })

  it('when it is called again compares everything, and the closing mail says what differed', async () => {
    const shop = await aWatchedShop()
    shop.ports.clock.pass(30 * MINUTE)
    await look(shop)
    // A change of which nobody was told.
    shop.ports.store.stock.set(idOf(1), 3)
    await workFor(shop, 12)
    expect(shop.ports.carrefour.offers.get('1')).toBe(3)
    const { gap, standstill } = await look(shop)
    expect(standstill).toBeNull()
    expect(gap).toMatchObject({ report: { compared: 1, differed: 1 } })
    expect(subjects(shop)).toHaveLength(2)
    expect(shop.ports.mailer.mails[1]?.lines.join(' ')).toContain(
      '1 SKUs comparados com o Carrefour, 1 diferentes'
    )
    await workFor(shop, 10)
    expect(subjects(shop)).toHaveLength(2)
    shop.ports.clock.pass(2 * DAY)
    expect((await viewConnection(shop.ports)).gap).toBeNull()
  })

  it('during a comparison is followed by another one: what was compared before it may have changed since', async () => {
    const shop = await aWatchedShop()
    const { ports } = shop
    const under = underOf(aConfiguration())
    await ports.connectionState.update(state => ({
      ...state,
      reconcile: beginReconcile(state.reconcile, under, ports.clock.now()),
    }))
    ports.clock.pass(30 * MINUTE)
    ports.store.stock.set(idOf(1), 3)
    await workFor(shop, 12)
    expect((await look(shop)).gap).toMatchObject({ report: { compared: 1 } })
    expect(ports.carrefour.offers.get('1')).toBe(3)
  })

  it.each([
    ['off', { active: false }],
    ['to be set up', null],
  ])('says nothing while the connection is %s', async (_, change) => {
    const shop = await aWatchedShop()
    const { saved } = shop.ports.configurations
    shop.ports.configurations.saved =
      saved && change ? { ...saved, choices: { ...saved.choices, ...change } } : null
    shop.ports.clock.pass(HOUR)
    expect((await look(shop)).standstill).toBeNull()
    expect(subjects(shop)).toEqual([])
  })
})

describe('other silences', () => {
  it('files that leave and are never confirmed are told after an hour', async () => {
    const shop = await aWatchedShop()
    shop.ports.carrefour.failedImports = 1_000
    for (let round = 0; round < 13; round += 1) {
      await notify(shop, 1)
      await workFor(shop, 5)
    }
    expect(await standstillOf(shop)).toMatchObject({ kind: 'UNCONFIRMED' })
    expect(subjects(shop)).toHaveLength(1)
    shop.ports.carrefour.failedImports = 0
    await notify(shop, 1)
    await workFor(shop, 4)
    expect(await standstillOf(shop)).toBeNull()
    expect(subjects(shop)).toHaveLength(2)
  })

  it('a ShopKey is tried once a day although nothing changes, so that its end is known before a change comes', async () => {
    const shop = await aWatchedShop()
    const { carrefour, clock } = shop.ports
    for (let hour = 0; hour < 19; hour += 1) {
      await workFor(shop, 1)
      clock.pass(HOUR - MINUTE)
      // As if the scheduler had called all the while.
      await shop.ports.connectionState.update(state => ({ ...state, ranAt: clock.now() }))
    }
    const before = carrefour.calls.length
    carrefour.revoked.add('shop-key-of-the-demo-2001')
    clock.pass(2 * HOUR)
    await shop.ports.connectionState.update(state => ({ ...state, ranAt: clock.now() }))
    await workFor(shop, 2)
    expect(carrefour.calls.length).toBe(before + 1)
    expect((await viewConnection(shop.ports)).incident).toMatchObject({ cause: 'AUTH_INVALID' })
  })

  it('a ShopKey without a good answer for a day is told when nothing else says why', async () => {
    const shop = await aWatchedShop()
    const now = shop.ports.clock.now()
    await shop.ports.connectionState.update(state => ({
      ...state,
      keyWorkedAt: now - DAY,
      ranAt: now,
    }))
    expect(await standstillOf(shop)).toEqual({ kind: 'KEY', since: now - DAY })
  })

  it('a change that waits while others are confirmed is told after a quarter of an hour', async () => {
    const shop = await aWatchedShop()
    const { queue, clock, connectionState } = shop.ports
    await queue.enqueue({ skuId: idOf(1), priority: 'changed' }, clock.now())
    clock.pass(15 * MINUTE)
    await connectionState.update(state => ({
      ...state,
      lastConfirmedAt: clock.now() - MINUTE,
      queueSince: clock.now() - 14 * MINUTE,
    }))
    const left = await leftInQueue(shop.ports, 13 * MINUTE)
    await connectionState.update(state => ({ ...state, left, ranAt: clock.now() }))
    expect(await standstillOf(shop)).toMatchObject({ kind: 'LATE' })
  })
})

describe('what waited through trouble that was told', () => {
  const DOWN = { kind: 'unavailable', message: 'HTTP 503' } as const
  const KEY = 'shop-key-of-the-demo-2001'
  const SAVED = { shopKey: null, shopId: null, carrefourUrl: null }

  it.each<[string, (shop: Shop) => void, (shop: Shop) => void]>([
    [
      'an outage of Carrefour',
      ({ ports }) => void (ports.carrefour.outage = DOWN),
      ({ ports }) => void (ports.carrefour.outage = null),
    ],
    [
      'an outage of the store',
      ({ ports }) => void (ports.store.down = true),
      ({ ports }) => void (ports.store.down = false),
    ],
    [
      'a refused ShopKey',
      ({ ports }) => void ports.carrefour.revoked.add(KEY),
      ({ ports }) => void ports.carrefour.revoked.delete(KEY),
    ],
  ])('is no standstill when %s ends: two mails, and no notice', async (_, begin, end) => {
    const shop = await aWatchedShop()
    begin(shop)
    await notify(shop, 1)
    await workFor(shop, 40)
    expect(subjects(shop)).toHaveLength(1)
    end(shop)
    for (let minute = 0; minute < 40; minute += 1) {
      if (minute === 5) await testKey(shop.ports, SAVED)
      await workFor(shop, 1)
      expect(await standstillOf(shop)).toBeNull()
    }
    expect(subjects(shop)).toHaveLength(2)
  })

  it('is a standstill when nothing moves for a quarter of an hour after it', async () => {
    const shop = await aWatchedShop()
    const { connectionState, clock } = shop.ports
    shop.ports.carrefour.outage = DOWN
    await notify(shop, 1)
    await workFor(shop, 40)
    const over = clock.now()
    await connectionState.update(state => answered(state, over))
    clock.pass(14 * MINUTE)
    await connectionState.update(state => ({ ...state, ranAt: clock.now() }))
    expect(await standstillOf(shop)).toBeNull()
    clock.pass(MINUTE)
    expect(await standstillOf(shop)).toEqual({ kind: 'QUEUE', since: over })
  })

  it.each([
    ['off', { active: false }],
    ['withheld in a development workspace', { sendFromDevelopment: false }],
  ])('is no standstill when a connection that was %s is turned on', async (_, off) => {
    const shop = await aWatchedShop()
    const { ports } = shop
    Object.assign(ports, { production: !('sendFromDevelopment' in off) })
    const { saved } = ports.configurations
    if (!saved) throw new Error('The shop has no configuration')
    const choices = { ...saved.choices, active: true, sendFromDevelopment: true }
    ports.configurations.saved = { ...saved, choices: { ...choices, ...off } }
    await notify(shop, 1)
    await workFor(shop, 40)
    const form = { ...choices, shopKey: null, version: saved.version }
    expect(await saveConfiguration(ports, form, 'dona@loja.example')).toMatchObject({
      kind: 'saved',
    })
    for (let minute = 0; minute < 20; minute += 1) {
      expect(await standstillOf(shop)).toBeNull()
      await workFor(shop, 1)
    }
    expect(subjects(shop)).toEqual([])
  })

  it('counts in full when the trouble was too short to be told', async () => {
    const shop = await aWatchedShop()
    const { connectionState, clock } = shop.ports
    shop.ports.carrefour.outage = DOWN
    await notify(shop, 1)
    const asked = clock.now()
    for (let time = 0; time < 3; time += 1) {
      await workFor(shop, 6)
      await connectionState.update(state => answered(state, clock.now()))
    }
    const still = await standstillOf(shop)
    expect(still).toMatchObject({ kind: 'QUEUE' })
    expect((still?.since ?? 0) - asked).toBeLessThan(MINUTE)
  })
})

it('tells the end of an outage of the store with what was compared, and not later than two hours after', () => {
  const outage = { cause: 'VTEX_UNAVAILABLE' as const, since: 0 }
  const told = afterAlert(EMPTY_ALERT_LOG, { kind: 'incident', incident: outage, shops: null })
  const open = { incident: null, outages: [], standstill: null, brake: { open: null } }
  const gap = { from: 0, to: HOUR, report: null }
  const at = (
    now: number,
    report: typeof gap.report | { at: number; compared: number; differed: number } = null
  ) => dueAlert({ ...told, digestAt: 10 * DAY }, { ...open, gap: { ...gap, report } }, now)
  expect(at(HOUR + MINUTE)).toBeNull()
  expect(at(3 * HOUR)).toMatchObject({ kind: 'solved', gap: null })
  const report = { at: HOUR + MINUTE, compared: 1_204, differed: 17 }
  expect(at(HOUR + MINUTE, report)).toMatchObject({ kind: 'solved', gap: { report } })
})
