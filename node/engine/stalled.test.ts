import { describe, expect, it } from '@jest/globals'

import { MINUTE } from '../shared/time'
import {
  type Shop,
  aShop,
  aShopWithFailures,
  idOf,
  jobOf,
  minutes,
  notify,
  start,
} from '../testing/workday'
import { viewConnection } from '../connection/view'
import { MAX_DEATHS } from './parts'
import { runEngine, WORK_BUDGET } from './engine'
import type { Ports } from '../ports'
import { Crash } from '../testing/deaths'

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

describe('requests that stay', () => {
  const filesOf = ({ ports }: Shop): number =>
    ports.carrefour.calls.filter(({ operation }) => operation === 'STO01').length

  describe('a request that cannot be deleted', () => {
    it('is sent without holding up others or causing a file a minute for ever', async () => {
      const shop = aShop()
      const { ports } = shop
      shop.sell(2, 5)
      ports.queue.cannotRemove = ({ skuId }) => skuId === '1'
      await notify(shop, 1)
      await notify(shop, 2)
      await minutes(shop, 3)
      expect((await ports.ledger.get(idOf(1)))?.status).toBe('SUCCESS')
      expect((await ports.ledger.get(idOf(2)))?.status).toBe('SUCCESS')
      await minutes(shop, 177)
      // At once, and after 5, 15, 60, 60 and 60 minutes at most.
      expect(filesOf(shop)).toBeLessThanOrEqual(6)
      expect(filesOf(shop)).toBeGreaterThanOrEqual(3)
    })

    it('sends the new quantity within two minutes when the SKU changes again', async () => {
      const shop = aShop()
      const { ports } = shop
      ports.queue.cannotRemove = () => true
      await notify(shop, 1)
      await minutes(shop, 4)
      shop.sell(1, 3)
      await notify(shop, 1)
      await minutes(shop, 2)
      expect((await ports.ledger.get(idOf(1)))?.quantity).toBe(3)
    })

    it('is removed and forgotten once it can be deleted', async () => {
      const shop = aShop()
      const { ports } = shop
      ports.queue.cannotRemove = () => true
      await notify(shop, 1)
      await minutes(shop, 3)
      expect((await ports.connectionState.read()).stuck).toHaveLength(1)
      ports.queue.cannotRemove = () => false
      await minutes(shop, 20)
      expect(ports.queue.all()).toEqual([])
      expect((await ports.connectionState.read()).stuck).toEqual([])
    })

    it('serves a thousand of them and keeps working', async () => {
      const shop = aShop()
      const { ports } = shop
      for (let id = 100; id < 1_100; id += 1) {
        shop.sell(id, 2)
        await notify(shop, id)
      }
      ports.queue.cannotRemove = ({ skuId }) => skuId !== '1'
      await minutes(shop, 5)
      shop.sell(1, 9)
      await notify(shop, 1)
      await minutes(shop, 3)
      expect((await ports.ledger.get(idOf(1)))?.quantity).toBe(9)
      expect((await ports.connectionState.read()).stuck.length).toBeLessThanOrEqual(200)
    })
  })
})

describe('runs that die', () => {
  /** One run per minute. A deadly call kills the run: all its later calls fail too. */
  async function minutesWithDeaths(
    { ports }: Shop,
    count: number,
    isDeadly: (port: string, args: readonly unknown[]) => boolean
  ): Promise<void> {
    for (let minute = 0; minute < count; minute += 1) {
      const start = ports.clock.now()
      let dead = false
      const deadly = spied(ports, (port, args) => {
        dead = dead || isDeadly(port, args)
        return dead
      })
      try {
        await runEngine(deadly, WORK_BUDGET)
      } catch (error) {
        if (!(error instanceof Crash)) throw error
      }
      ports.clock.pass(Math.max(60_000 - (ports.clock.now() - start), 0))
    }
  }

  function spied(ports: Ports, dies: (port: string, args: readonly unknown[]) => boolean): Ports {
    const guard = <T extends object>(port: T, called: string): T =>
      new Proxy(port, {
        get(target, name) {
          const member: unknown = Reflect.get(target, name, target)
          if (typeof member !== 'function') return member
          return (...args: unknown[]): unknown =>
            dies(`${called}.${String(name)}`, args)
              ? Promise.reject(new Crash(called))
              : (member.apply(target, args) as unknown)
        },
      })
    return {
      ...ports,
      ledger: guard(ports.ledger, 'ledger'),
      store: guard(ports.store, 'store'),
      connectionState: guard(ports.connectionState, 'control'),
      jobs: guard(ports.jobs, 'jobs'),
      queue: guard(ports.queue, 'requests'),
    }
  }

  async function aChangedShop(skus: number): Promise<Shop> {
    const shop = aShop()
    for (let id = 1; id <= skus; id += 1) {
      shop.sell(id, id)
      await notify(shop, id)
    }
    return shop
  }

  const hasSku = (args: readonly unknown[], id: number): boolean =>
    JSON.stringify(args).includes(`"${id}"`)

  describe('work that kills the process each time', () => {
    it('on the write of one row: writes the other rows, ends the batch and sends the next one', async () => {
      const shop = await aChangedShop(20)
      const { ports } = shop
      const isDeadly = (port: string, args: readonly unknown[]) =>
        port === 'ledger.put' && (args[0] as { skuId: string }).skuId === '7'
      await minutesWithDeaths(shop, 15, isDeadly)
      expect(ports.ledger.all()).toHaveLength(19)
      ports.store.stock.set(idOf(8), 80)
      await notify(shop, 8)
      await minutesWithDeaths(shop, 10, isDeadly)
      expect(ports.carrefour.offers.get('8')).toBe(80)
      expect(await ports.ledger.get(idOf(8))).toMatchObject({ status: 'SUCCESS', quantity: 80 })
    })

    it('on the read of one SKU: sends the others and sets that SKU apart', async () => {
      const shop = await aChangedShop(8)
      const { ports } = shop
      const isDeadly = (port: string, args: readonly unknown[]) =>
        port === 'store.simulate' && hasSku([args[0]], 7)
      await minutesWithDeaths(shop, 60, isDeadly)
      ports.carrefour.settleImports()
      const arrived = [1, 2, 3, 4, 5, 6, 8].filter(
        id => ports.carrefour.offers.get(String(id)) === id
      )
      expect(arrived).toHaveLength(7)
      expect(await ports.ledger.get(idOf(7))).toMatchObject({ cause: 'STORE_SKU_FAILED' })
    })

    it('on the read, and in the end while the file is being sent: nothing that this file may overwrite is a success', async () => {
      const shop = await aChangedShop(2)
      const { carrefour, connectionState, ledger, store } = shop.ports
      // One more death at this place and the batch is cut.
      const isWorn = async () => {
        const { begun, batchKey } = await connectionState.read()
        const batch = batchKey ? await connectionState.readBatch(batchKey) : null
        return batch?.stage === 'claimed' && batch.marksRemoved && begun?.times === MAX_DEATHS
      }
      for (let minute = 0; minute < 15 && !(await isWorn()); minute += 1)
        await minutesWithDeaths(shop, 1, port => port === 'store.simulate')
      expect(await isWorn()).toBe(true)
      carrefour.importTime = 20 * 60_000
      await minutesWithDeaths(shop, 1, () => carrefour.imports.length > 0)
      expect(carrefour.imports).toHaveLength(1)
      carrefour.importTime = 2_000
      store.stock.set(idOf(1), 90)
      await minutes(shop, 10)
      expect(carrefour.imports.length).toBeGreaterThan(1)
      expect(ledger.all().filter(({ status }) => status === 'SUCCESS')).toEqual([])
      await minutes(shop, 60)
      expect(await ledger.get(idOf(1))).toMatchObject({ status: 'SUCCESS', quantity: 90 })
      expect(carrefour.offers.get('1')).toBe(90)
    })

    it('on the snapshot of a job: cancels the job and sends live changes', async () => {
      const shop = await aShopWithFailures(5)
      const { ports } = shop
      const { id } = await start(shop)
      await notify(shop, 1)
      await minutesWithDeaths(shop, 12, port => port === 'ledger.walk')
      expect((await jobOf(shop, id)).state).toBe('CANCELLED')
      expect(ports.carrefour.offers.get('1')).toBe(1)
    })
  })
})
