import { NEW_CONNECTION } from '../engine/state.logic'
import { NEVER_COMPARED, underOf } from '../reconcile/reconcile.logic'
import { parseSkuId } from '../shared/sku.logic'
import { SHORTEST_INTERVAL } from '../carrefour/limits.logic'
import { acceptNotification } from '../queue/notification'
import { runEngine, WORK_BUDGET } from '../engine/engine'
import type { Ports } from '../ports'
import { FakeClock, makePorts } from './fakes'
import { aConfiguration, aProcess } from './factories'
import { expect } from '@jest/globals'
import { jobIn } from '../jobs/jobList.logic'
import { countsOf, totalOf } from '../jobs/job.logic'
import { startJob } from '../jobs/start'

/** A configured shop with one catalogued SKU 1 of 7 units, ready to work. */
export function aShop(clock = new FakeClock()) {
  const ports = makePorts({ clock })
  const saved = aConfiguration()
  ports.configurations.saved = saved
  // As if already compared with these choices: otherwise the first run would start a comparison.
  const reconcile = { ...NEVER_COMPARED, under: underOf(saved) }
  ports.connectionState.write({ ...NEW_CONNECTION, reconcile })
  ports.carrefour.importTime = 2_000
  const sell = (id: number, units: number) => {
    ports.store.sell(idOf(id), units)
    ports.carrefour.catalogue(String(id))
  }
  sell(1, 7)
  return { ports, sell }
}

export type Shop = ReturnType<typeof aShop>

/** Adds seven SKUs, 101 to 107, that stay on sale: without them a SKU or two are the whole shop, which the brake guards. */
export async function amongOthers(shop: Shop): Promise<Shop> {
  for (let id = 101; id <= 107; id += 1) {
    shop.sell(id, 5)
    await notify(shop, id)
  }
  await minutes(shop, 2)
  return shop
}

/** The ports for work in virtual time, with any fake Carrefour. */
export interface Workplace {
  readonly ports: Ports & { readonly clock: FakeClock }
}

export function idOf(id: number) {
  const skuId = parseSkuId(id)
  if (!skuId) throw new Error(`${id} is no SKU id`)
  return skuId
}

/** Sends a change notification of a SKU. */
export const notify = ({ ports }: Workplace, id: number, more: object = {}) =>
  acceptNotification(ports, { IdSku: String(id), An: ports.account, StockModified: true, ...more })

/**
 * Runs the work handler now and each minute, as the scheduler does, for `count` virtual minutes. Time that a test let
 * pass before was quiet, not silent: the scheduler called all the while, and there was nothing to do.
 */
export async function minutes({ ports }: Workplace, count: number): Promise<void> {
  const now = ports.clock.now()
  await ports.connectionState.update(state =>
    state.ranAt === null || state.ranAt >= now - 60_000 ? null : { ...state, ranAt: now }
  )
  for (let minute = 0; minute < count; minute += 1) {
    const start = ports.clock.now()
    for (
      let runs = 0;
      runs < 4 && (await runEngine(ports, WORK_BUDGET)).ended === 'later';
      runs += 1
    );
    ports.clock.pass(Math.max(60_000 - (ports.clock.now() - start), 0))
  }
}

/** Calls that came sooner after one of their kind than Carrefour allows. */
export function brokenLimits({ ports: { carrefour } }: Shop): readonly string[] {
  return Object.entries(SHORTEST_INTERVAL).flatMap(([operation, interval]) => {
    const times = carrefour.calls.filter(call => call.operation === operation).map(call => call.at)
    return times.flatMap((at, index) => {
      const before = times[index - 1]
      return before !== undefined && at - before < interval
        ? [`${operation} after ${at - before} ms`]
        : []
    })
  })
}

/** How many SKUs Carrefour has units of. */
export const onSale = ({ ports }: Shop) =>
  [...ports.carrefour.offers.values()].filter(units => units > 0).length

/** A shop whose SKUs 1 to `count` have 5 units at Carrefour, as the ledger knows. */
export async function aStockedShop(count: number): Promise<Shop> {
  const shop = aShop()
  for (let id = 1; id <= count; id += 1) {
    shop.sell(id, 5)
    await notify(shop, id)
  }
  await minutes(shop, 3)
  expect(onSale(shop)).toBe(count)
  return shop
}

export const OWNER = 'owner@lojademo.example'

/** A shop with `count` SKUs whose last sending failed. */
export async function aShopWithFailures(count: number, clock = new FakeClock()): Promise<Shop> {
  const shop = aShop(clock)
  for (let id = 1; id <= count; id += 1) {
    shop.sell(id, id)
    await shop.ports.ledger.put(
      aProcess({
        skuId: idOf(id),
        status: 'ERROR',
        cause: 'OFFER_LINE_REJECTED',
        causeSince: 0,
        message: 'Oferta bloqueada',
        quantity: 0,
        attempts: [],
      })
    )
  }
  shop.ports.clock.pass(1_000)
  return shop
}

/** Starts a job that the test knows may start. */
export async function start({ ports }: Shop, key = 'key-1', filter: object = { status: 'ERROR' }) {
  const started = await startJob(ports, { filter, key, person: OWNER })
  if (!started.ok) throw new Error(started.error.code)
  return started.value
}

/** A job with its sums. */
export async function jobOf({ ports }: Shop, id: string) {
  const job = jobIn(await ports.jobs.read(), id)
  if (!job) throw new Error(`no job ${id}`)
  return { ...job, total: totalOf(job), counts: countsOf(job) }
}
