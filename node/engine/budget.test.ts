import { describe, expect, it } from '@jest/globals'

import { aShopWithFailures, jobOf, start } from '../testing/jobday'
import { type Shop, aShop, brokenLimits, idOf, notify } from '../testing/workday'
import { slow } from '../testing/wrapped'
import { runEngine, WORK_BUDGET } from './engine'

/** The time-out in `service.json`. */
const ALLOWED = 30_000

/** Runs the handler repeatedly for some virtual minutes; returns the longest run. */
async function longestOf(shop: Shop, ms: number, minutes: number): Promise<number> {
  const { clock } = shop.ports
  const end = clock.now() + minutes * 60_000
  let longest = 0
  while (clock.now() < end) {
    const begun = clock.now()
    const { ended } = await runEngine(slow(shop.ports, ms), WORK_BUDGET)
    longest = Math.max(longest, clock.now() - begun)
    if (ended !== 'later') clock.pass(5_000)
  }
  return longest
}

/** Calls run one after the other here; with eight at a time they would have to be eight times slower. */
describe('a handler whose calls are slow', () => {
  it.each([20, 60, 150])(
    'with %i ms a call, sends 300 SKUs and ends each run in time',
    async ms => {
      const shop = aShop()
      for (let id = 1; id <= 300; id += 1) {
        shop.sell(id, id % 9)
        // Half of them must be asked about one by one.
        if (id % 2 === 0) shop.ports.store.stock.set(idOf(id), null)
        await notify(shop, id)
      }
      expect(await longestOf(shop, ms, 40)).toBeLessThan(ALLOWED)
      expect(await shop.ports.queue.list(10)).toEqual([])
      expect(shop.ports.ledger.all()).toHaveLength(300)
      expect(brokenLimits(shop)).toEqual([])
    }
  )

  it('finishes a job of 1,000 SKUs at 60 ms a call and ends each run in time', async () => {
    const shop = await aShopWithFailures(1_000)
    const { id } = await start(shop)
    expect(await longestOf(shop, 60, 60)).toBeLessThan(ALLOWED)
    expect(await jobOf(shop, id)).toMatchObject({ state: 'DONE', counts: { succeeded: 1_000 } })
  })

  it('removes 2,000 requests at 20 ms each, sends all and ends each run in time', async () => {
    const shop = aShop()
    const { queue, clock, carrefour } = shop.ports
    for (let id = 1; id <= 2_000; id += 1) {
      shop.sell(id, 5)
      await notify(shop, id)
    }
    const remove = queue.remove.bind(queue)
    queue.remove = marks => {
      clock.pass(20 * marks.length)
      return remove(marks)
    }
    expect(await longestOf(shop, 1, 10)).toBeLessThan(ALLOWED)
    expect(queue.all()).toEqual([])
    expect(carrefour.offers.get('2000')).toBe(5)
  })
})
