import fc from 'fast-check'
import { expect, it, jest } from '@jest/globals'
import { alertQuietly } from '../alerts/alert'
import { workAndTell } from './entrances'
import { NEW_BRAKE } from './brake.logic'
import { type Zero, judgeZeros } from './zeros.logic'
import { decideBrake } from './holdZeros'
import { disconnect } from '../connection/save'
import { testKey } from '../connection/verifyKey'
import { viewConnection } from '../connection/view'
import { DAY, HOUR, MINUTE } from '../shared/time'
import type { Ports } from '../ports'
import { inCase } from '../testing/cases'
import { someChoices } from '../testing/factories'
import { type Shop, aShop, idOf, minutes, notify } from '../testing/workday'

jest.setTimeout(process.env.LONG_TESTS ? 600_000 : 120_000)

/** Random stories per property; the long form plays 40 times as many. */
const runs = (few: number) => ({ numRuns: process.env.LONG_TESTS ? few * 40 : few })

const kind = <K extends string>(name: K) => fc.constant(name)
const SAVED = { shopKey: null, shopId: null, carrefourUrl: null }

it('of any answers that name shops, no second file follows one that went to another shop', async () => {
  const moves = fc.array(
    fc.oneof(
      fc.record({
        kind: kind('opens'),
        shopId: fc.constantFrom('2001', '2002', '02001', '2003'),
        isSaid: fc.boolean(),
        named: fc.constantFrom('shop', 'refused', 'limited', 'away'),
      }),
      fc.record({ kind: kind('change'), units: fc.integer({ min: 1, max: 40 }) }),
      fc.record({ kind: kind('minutes'), count: fc.integer({ min: 1, max: 20 }) }),
      fc.record({ kind: kind('test') }),
      fc.record({ kind: kind('pass'), days: fc.integer({ min: 1, max: 3 }) })
    ),
    { minLength: 3, maxLength: 14 }
  )
  await fc.assert(
    fc.asyncProperty(moves, async story => {
      const shop = aShop()
      const { carrefour, connectionState, clock } = shop.ports
      let stray = 0
      for (const move of story) {
        if (move.kind === 'opens') {
          carrefour.receives = move.isSaid ? move.shopId : null
          carrefour.shop = { shopId: move.shopId, name: `Loja ${move.shopId}`, state: 'OPEN' }
          if (move.named === 'refused')
            carrefour.failNext('A01', { kind: 'refused', httpStatus: 403, message: 'Forbidden' })
          if (move.named === 'limited')
            carrefour.failNext('A01', { kind: 'limited', retryAfter: HOUR, message: '429' })
          if (move.named === 'away')
            carrefour.failNext('A01', { kind: 'unavailable', message: 'HTTP 503' })
        }
        if (move.kind === 'change') {
          shop.ports.store.stock.set(idOf(1), move.units)
          await notify(shop, 1)
        }
        if (move.kind === 'test') await testKey(shop.ports, SAVED)
        if (move.kind === 'pass') await clock.sleep(move.days * DAY)
        const isOpen = async () => (await connectionState.read()).incident?.cause === 'OTHER_SHOP'
        for (let minute = 0; minute < (move.kind === 'minutes' ? move.count : 1); minute += 1) {
          const before = carrefour.imports.length
          const wasOpen = await isOpen()
          await minutes(shop, 1)
          const sent = carrefour.imports.length - before
          const isOther = carrefour.receives !== null && !/^0*2001$/.test(carrefour.receives)
          if (isOther) stray += sent
          // A file that leaves once the incident is over, because A01 named the right shop, is none of these.
          if (wasOpen && (await isOpen()))
            inCase('files while the incident is open', () => expect(sent).toBe(0))
        }
        const { violations } = carrefour
        inCase('A01 once a day', () =>
          expect(violations.filter(({ operation }) => operation === 'A01')).toEqual([])
        )
      }
      const flips = story.filter(move => move.kind === 'opens').length
      const named = carrefour.calls.filter(({ operation }) => operation === 'A01').length
      inCase('files to another shop', () => expect(stray).toBeLessThanOrEqual(flips + named))
    }),
    runs(40)
  )
})

/** Minutes without a run after which it can be seen. */
const SHORTEST_SILENCE = 4

it('of any outages of scheduler, events and people, silence is seen while it lasts and mailed once each', async () => {
  const parts = fc.array(
    fc.record({
      isRunning: fc.boolean(),
      minutes: fc.integer({ min: 1, max: 40 }),
      looks: fc.integer({ min: 0, max: 3 }),
      changes: fc.nat({ max: 2 }),
    }),
    { minLength: 1, maxLength: 8 }
  )
  await fc.assert(
    fc.asyncProperty(parts, async story => {
      const shop = aShop()
      const { ports } = shop
      const { saved } = ports.configurations
      if (saved)
        ports.configurations.saved = {
          ...saved,
          choices: { ...saved.choices, ...someChoices({ notificationEmail: 'dona@loja.example' }) },
        }
      await minutes(shop, 3)
      await alertQuietly(ports)
      ports.mailer.mails.length = 0
      let silentFor = 0
      let silences = 0
      let outages = 0
      let isTold = false
      for (const part of story) {
        for (let change = 0; change < part.changes; change += 1) await notify(shop, 1)
        for (let minute = 0; minute < part.minutes; minute += 1) {
          if (part.isRunning) {
            await workAndTell(ports)
            silentFor = 0
          } else silentFor += 1
          // The shortest that can be taken for one; nobody may look while it lasts.
          if (silentFor === SHORTEST_SILENCE) outages += 1
          ports.clock.pass(MINUTE)
          if (part.isRunning) isTold = false
        }
        for (let look = 0; look < part.looks; look += 1) {
          const view = await viewConnection(ports)
          if (silentFor >= 6)
            inCase('seen', () => expect(view.standstill).toMatchObject({ kind: 'ENGINE' }))
          if (view.standstill?.kind === 'ENGINE' && !isTold) {
            silences += 1
            isTold = true
          }
          if (view.isUntold) await alertQuietly(ports)
        }
      }
      const told = ports.mailer.mails.filter(({ subject }) => /está parado/.test(subject)).length
      // The run after one tells its beginning, where nobody looked, and its end.
      inCase('mails', () => {
        expect(silences).toBeLessThanOrEqual(outages)
        expect(told).toBeLessThanOrEqual(2 * outages)
        if (silences > 0) expect(told).toBeGreaterThanOrEqual(1)
      })
    }),
    runs(25)
  )
})

const onSale = ({ ports }: Shop) =>
  [...ports.carrefour.offers.values()].filter(units => units > 0).length

/** Sixty SKUs on sale, of which the store says 0 of forty: they are held. */
async function aBrakedShop(): Promise<Shop> {
  const shop = aShop()
  for (let id = 1; id <= 60; id += 1) {
    shop.sell(id, 5)
    await notify(shop, id)
  }
  await minutes(shop, 3)
  for (let id = 1; id <= 40; id += 1) {
    shop.ports.store.stock.set(idOf(id), 0)
    await notify(shop, id)
  }
  await minutes(shop, 3)
  expect((await shop.ports.connectionState.read()).brake.open).toMatchObject({ held: 40 })
  return shop
}

it.each<['SEND' | 'KEEP', 'SEND' | 'KEEP']>([
  ['SEND', 'KEEP'],
  ['KEEP', 'SEND'],
  ['SEND', 'SEND'],
])('two people who decide %s and %s at once leave one decision, which holds', async (a, b) => {
  const shop = await aBrakedShop()
  const { ports } = shop
  const since = (await ports.connectionState.read()).brake.open?.since ?? 0
  await Promise.all([
    decideBrake(ports, { kind: a, since }),
    decideBrake(ports, { kind: b, since }),
  ])
  const decision = (await ports.connectionState.read()).brake.open?.decision?.kind
  await minutes(shop, 8)
  expect(onSale(shop)).toBe(decision === 'SEND' ? 20 : 60)
})

it.each([-2 * HOUR, -10 * MINUTE, -MINUTE])(
  'a replica whose clock is %i ms late sends no held zero before its time',
  async skew => {
    const shop = await aBrakedShop()
    const { ports } = shop
    const late: Ports['clock'] = {
      now: () => ports.clock.now() + skew,
      random: () => ports.clock.random(),
      sleep: ms => ports.clock.sleep(ms),
    }
    for (let run = 0; run < 4; run += 1) {
      await workAndTell({ ...ports, clock: late })
      ports.clock.pass(MINUTE)
    }
    expect(onSale(shop)).toBe(60)
    await minutes(shop, 150)
    expect(onSale(shop)).toBe(20)
  }
)

it('a shop that is disconnected while zeros are held keeps its units, and is guarded when it is set up again', async () => {
  const shop = await aBrakedShop()
  const { configurations } = shop.ports
  const { saved } = configurations
  await disconnect(shop.ports)
  await minutes(shop, 60)
  expect(onSale(shop)).toBe(60)
  configurations.saved = saved
  await shop.ports.connectionState.update(state => ({ ...state, disconnectedAt: null }))
  for (let id = 41; id <= 60; id += 1) {
    shop.ports.store.stock.set(idOf(id), 0)
    await notify(shop, id)
  }
  await minutes(shop, 3)
  const zeros = shop.ports.carrefour.imports.map(
    ({ lines }) => lines.filter(({ quantity }) => quantity === 0).length
  )
  // The twenty that are new, and what was held and has been read twice.
  expect(Math.max(...zeros)).toBe(40)
})

it('held zeros that leave after their second reading do not take the last others with them', () => {
  const zero = (id: number, at: Zero['at']): Zero => ({
    skuId: idOf(id),
    remark: null,
    at,
    isSoldOut: false,
    heldSince: at === 'held' ? 0 : null,
  })
  const zeros = [
    ...Array.from({ length: 40 }, (_, at) => zero(at + 1, 'held')),
    ...Array.from({ length: 20 }, (_, at) => zero(at + 41, 'stocked')),
  ]
  const read = { claimedAt: HOUR, readSince: HOUR, now: HOUR }
  expect(judgeZeros(NEW_BRAKE, zeros, { ...read, stocked: 60 }).held.size).toBe(20)
  expect(judgeZeros(NEW_BRAKE, zeros, { ...read, stocked: 61 }).held.size).toBe(0)
})
