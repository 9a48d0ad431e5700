import fc from 'fast-check'
import { expect, it } from '@jest/globals'
import { type Millis, HOUR, MINUTE, SECOND } from '../shared/time'
import { type Shop, aShop, idOf, notify } from '../testing/workday'
import { CommonClock } from './platform'
import { WORK_BUDGET, runEngine } from '../engine/engine'
import type { Ports } from '../ports'
import { takeLease } from '../engine/state.logic'
import { wrapped } from '../testing/deaths'

/** A date as HTTP writes it: without the rest of its second. */
const dateOf = (at: Millis): string => new Date(at).toUTCString()

/** A machine whose clock is off by `skew`; `answer` is one answer of the server, `late` off itself. */
function aMachine(skew: Millis, start = Date.parse('2026-11-02T12:00:00.400Z')) {
  let time = start
  let error = skew
  const clock = new CommonClock(() => time + error)
  return {
    clock,
    /** How wrong its common clock is. */
    error: () => clock.now() - time,
    answer(roundTrip: Millis, late: Millis = 0): void {
      const end = clock.reading()
      time += roundTrip / 2
      const date = dateOf(time + late)
      time += roundTrip / 2
      end(date)
    },
    pass: (ms: Millis) => (time += ms),
    step: (ms: Millis) => (error += ms),
  }
}

it.each([-HOUR, -90 * SECOND, -2 * SECOND, 2 * SECOND, 10 * MINUTE])(
  'a machine that is %i ms off learns it from the first answer, and soon to a tenth of a second',
  skew => {
    const machine = aMachine(skew)
    machine.answer(40)
    expect(Math.abs(machine.error())).toBeLessThanOrEqual(600)
    for (let call = 0; call < 30; call += 1) {
      machine.pass(1_234)
      machine.answer(40)
    }
    expect(Math.abs(machine.error())).toBeLessThanOrEqual(100)
  }
)

it('never moves the clock of a machine that is right, however slow the answers are', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(5_000), fc.nat(9_000)), { maxLength: 60 }), answers => {
      const machine = aMachine(0)
      for (const [pause, roundTrip] of answers) {
        machine.pass(pause)
        machine.answer(roundTrip)
        expect(machine.error()).toBe(0)
      }
    })
  )
})

it('is moved by no single answer of another time, but by answers that agree for some seconds', () => {
  const machine = aMachine(0)
  machine.answer(40)
  for (const late of [-HOUR, 5 * MINUTE, HOUR, -90 * SECOND]) {
    machine.answer(40, late)
    machine.answer(40, late)
    machine.answer(40, late)
    expect(machine.error()).toBe(0)
    machine.pass(SECOND)
    machine.answer(40)
  }
  machine.step(-3 * MINUTE)
  for (let call = 0; call < 8; call += 1) {
    machine.pass(SECOND)
    machine.answer(40)
  }
  expect(Math.abs(machine.error())).toBeLessThanOrEqual(600)
})

it.each([undefined, null, '', 'soon', 12])('takes no time from the date %p', date => {
  const clock = new CommonClock(() => 1_000)
  clock.reading()(date)
  expect(clock.now()).toBe(1_000)
})

/** A replica of a shop on such a machine, whose every call of the shared state is a reading. */
function aReplica({ ports }: Shop, skew: Millis): Ports {
  const { clock } = ports
  const common = new CommonClock(() => clock.now() + skew)
  return wrapped(
    {
      ...ports,
      clock: {
        now: () => common.now(),
        sleep: ms => clock.sleep(ms),
        random: () => clock.random(),
      },
    },
    async (call, port) => {
      if (port !== 'connectionState') return call()
      const end = common.reading()
      await clock.sleep(20)
      const date = dateOf(clock.now())
      await clock.sleep(20)
      end(date)
      return call()
    }
  )
}

const skews = fc.constantFrom(
  -HOUR,
  -5 * MINUTE,
  -90 * SECOND,
  -3 * SECOND,
  -1_100,
  0,
  900,
  4 * SECOND,
  MINUTE,
  HOUR
)

it('replicas whose clocks are minutes apart keep the distances that Carrefour asks for', async () => {
  let files = 0
  await fc.assert(
    fc.asyncProperty(
      skews,
      skews,
      fc.array(fc.tuple(fc.boolean(), fc.integer({ min: 1_000, max: 20_000 })), {
        minLength: 20,
        maxLength: 40,
      }),
      async (first, second, turns) => {
        const shop = aShop()
        for (let id = 1; id <= 9; id += 1) shop.sell(id, id)
        const replicas = [aReplica(shop, first), aReplica(shop, second)] as const
        for (const [at, [isSecond, pause]] of turns.entries()) {
          const id = 1 + (at % 9)
          shop.ports.store.stock.set(idOf(id), 100 + at)
          await notify(shop, id)
          await runEngine(replicas[isSecond ? 1 : 0], WORK_BUDGET)
          shop.ports.clock.pass(pause)
        }
        expect(shop.ports.carrefour.violations).toEqual([])
        files += shop.ports.carrefour.imports.length
      }
    ),
    { numRuns: process.env.LONG_TESTS ? 1_000 : 12 }
  )
  expect(files).toBeGreaterThan(12)
})

it('a replica that is minutes ahead does not take the lease of one that works', async () => {
  const shop = aShop()
  const [right, ahead] = [aReplica(shop, 0), aReplica(shop, 5 * MINUTE)] as const
  await right.connectionState.update(state => takeLease(state, 'right', right.clock.now()))
  await ahead.connectionState.read()
  const taken = await ahead.connectionState.update(state =>
    takeLease(state, 'ahead', ahead.clock.now())
  )
  expect(taken).toBeNull()
})
