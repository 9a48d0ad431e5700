import { describe, expect, it } from '@jest/globals'
import type { Clock } from '../ports'
import { DAY, HOUR, type Millis } from '../shared/time'
import { FakeCarrefour } from '../testing/carrefour'
import { FakeClock } from '../testing/fakes'
import { amongOthers, aShop, brokenLimits, idOf, minutes, notify } from '../testing/workday'
import { runEngine, WORK_BUDGET } from './engine'

/** A replica's clock, which may be wrong; nobody else's time is. */
class WrongClock extends FakeClock {
  #ahead: Millis = 0

  override now(): Millis {
    return super.now() + this.#ahead
  }

  set(by: Millis): void {
    this.#ahead += by
  }

  /** Carrefour's. */
  readonly right: Clock = {
    now: () => super.now(),
    sleep: ms => this.sleep(ms),
    random: () => this.random(),
  }
}

/** A shop with a file under way; its import takes longer than a run. */
async function aShopInFlight() {
  const clock = new WrongClock()
  const shop = aShop(clock)
  const carrefour = new FakeCarrefour(clock.right)
  carrefour.importTime = 2_000
  Object.assign(shop.ports, { carrefour })
  await amongOthers(shop)
  await minutes(shop, 3)
  carrefour.importTime = 40_000
  shop.sell(1, 9)
  await notify(shop, 1)
  await runEngine(shop.ports, WORK_BUDGET)
  expect((await shop.ports.connectionState.read()).batchKey).not.toBeNull()
  return { shop, clock, carrefour }
}

describe('a clock that is set while a file is under way', () => {
  it.each<[string, readonly Millis[]]>([
    ['back by an hour, as at the end of summer time', [-HOUR]],
    ['ahead by an hour', [HOUR]],
    ['back by a day', [-DAY]],
    ['ahead by a day', [DAY]],
    ['ahead by a day, and back again', [DAY, -DAY]],
    ['ahead by a year, and back again', [365 * DAY, -365 * DAY]],
    ['back by a day, and ahead again', [-DAY, DAY]],
  ])('%s: the next change is at Carrefour within minutes, and confirmed', async (_, moves) => {
    const { shop, clock, carrefour } = await aShopInFlight()
    for (const by of moves) {
      clock.set(by)
      await minutes(shop, 2)
    }
    // Only then is it certain that nobody goes on by the other clock.
    await minutes(shop, 3)
    carrefour.importTime = 2_000
    shop.sell(1, 12)
    await notify(shop, 1)
    await minutes(shop, 5)
    expect(carrefour.offers.get('1')).toBe(12)
    // A file that is given up because its time seemed to be over may still come for half an hour.
    if (moves.some(by => by > 0)) await minutes(shop, 45)
    expect(await shop.ports.ledger.get(idOf(1))).toMatchObject({ status: 'SUCCESS', quantity: 12 })
  })

  it('is no reason to send earlier than Carrefour allows', async () => {
    const { shop, clock, carrefour } = await aShopInFlight()
    carrefour.importTime = 2_000
    for (const by of [-DAY, 2 * DAY, -DAY]) {
      clock.set(by)
      shop.sell(1, 12)
      await notify(shop, 1)
      await minutes(shop, 6)
    }
    // As Carrefour counts them, by its own clock.
    expect(brokenLimits(shop)).toEqual([])
  })

  it('of one replica alone leaves the work, and the limits, to those whose clocks are right', async () => {
    const { shop, clock, carrefour } = await aShopInFlight()
    carrefour.importTime = 2_000
    for (let minute = 0; minute < 10; minute += 1) {
      shop.sell(1, 20 + minute)
      await notify(shop, 1)
      clock.set(-DAY)
      for (let runs = 0; runs < 3; runs += 1) {
        expect((await runEngine(shop.ports, WORK_BUDGET)).ended).toBe('busy')
        clock.pass(5_000)
      }
      clock.set(DAY)
      await minutes(shop, 1)
    }
    expect(brokenLimits(shop)).toEqual([])
    expect(carrefour.offers.get('1')).toBe(29)
  })
})
