import { describe, expect, it } from '@jest/globals'

import { MINUTE } from '../shared/time'
import { type Shop, aShop, minutes, notify } from '../testing/workday'
import { viewConnection } from '../connection/view'
import { runEngine, WORK_BUDGET } from './engine'

/** One run a minute. @returns how many threw */
async function runs({ ports }: Shop, count: number): Promise<number> {
  let thrown = 0
  for (let run = 0; run < count; run += 1) {
    const began = ports.clock.now()
    await runEngine(ports, WORK_BUDGET).catch(() => (thrown += 1))
    ports.clock.pass(Math.max(MINUTE - (ports.clock.now() - began), 0))
  }
  return thrown
}

const told = ({ ports }: Shop) =>
  ports.log.lines.filter(({ event }) => event === 'work.stalled').length

describe('a run that makes no progress', () => {
  it('shows it in the log and the connection from the sixth failed run on, until one ends', async () => {
    const shop = aShop()
    const { ports } = shop
    const since = ports.clock.now()
    await notify(shop, 1)
    const saveBatch = ports.connectionState.saveBatch.bind(ports.connectionState)
    ports.connectionState.saveBatch = () => Promise.reject(new Error('VBase: 500'))
    expect(await runs(shop, 5)).toBe(5)
    expect([told(shop), (await viewConnection(ports)).stalledSince]).toEqual([0, null])
    expect(await runs(shop, 3)).toBe(3)
    expect(told(shop)).toBe(3)
    expect((await viewConnection(ports)).stalledSince).toBe(since)
    ports.connectionState.saveBatch = saveBatch
    await minutes(shop, 1)
    expect((await viewConnection(ports)).stalledSince).toBeNull()
  })

  it('ends and counts the run when the queue can never be claimed', async () => {
    const shop = aShop()
    const { ports } = shop
    const list = ports.queue.list.bind(ports.queue)
    await notify(shop, 1)
    // A listing that shows a request when limited to few, and none when asked for all.
    ports.queue.list = limit => (limit < 10 ? list(limit) : Promise.resolve([]))
    expect(await runs(shop, 2)).toBe(2)
    expect((await ports.connectionState.read()).runs?.count).toBe(2)
  })
})

describe('the age of the oldest request', () => {
  it('grows while the connection is off, whatever came later; null once all is sent', async () => {
    const shop = aShop()
    const { ports } = shop
    const saved = ports.configurations.saved
    if (!saved) throw new Error('the shop is configured')
    ports.configurations.saved = { ...saved, choices: { ...saved.choices, active: false } }
    const since = ports.clock.now()
    for (let id = 100; id < 130; id += 1) {
      await notify(shop, id)
      await minutes(shop, 1)
    }
    await notify(shop, 1)
    const { waitingSince } = await viewConnection(ports)
    expect(waitingSince).toBe(since)
    ports.configurations.saved = saved
    await minutes(shop, 5)
    expect((await viewConnection(ports)).waitingSince).toBeNull()
  })

  it('is that of the request when the engine never runs', async () => {
    const shop = aShop()
    const since = shop.ports.clock.now()
    await notify(shop, 1)
    shop.ports.clock.pass(30 * MINUTE)
    expect((await viewConnection(shop.ports)).waitingSince).toBe(since)
  })
})
