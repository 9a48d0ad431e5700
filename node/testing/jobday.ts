import { jobIn } from '../jobs/jobList.logic'
import { countsOf, totalOf } from '../jobs/job.logic'
import { startJob } from '../jobs/start'
import { aProcess } from './factories'
import { type Shop, aShop, idOf } from './workday'

export const OWNER = 'owner@lojademo.example'

/** A shop with `count` SKUs whose last sending failed. */
export async function aShopWithFailures(count: number): Promise<Shop> {
  const shop = aShop()
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
