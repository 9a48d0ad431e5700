import { describe, expect, it } from '@jest/globals'

import type { Ports } from '../ports'
import { Crash } from '../testing/crash'
import { aShopWithFailures, jobOf, start } from '../testing/jobday'
import { type Shop, aShop, idOf, notify } from '../testing/workday'
import { runEngine, WORK_BUDGET } from './engine'

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
