import { describe, expect, it } from '@jest/globals'

import { saveConfiguration } from '../connection/save'
import { startJob } from '../jobs/start'
import { type Ledger, LedgerUnavailable } from '../ports/stores'
import { MINUTE, SECOND } from '../shared/time'
import { cloudSpread, CallTimes, SimulatedClock } from '../testing/simulated'
import { aProcess, someChoices, skuId } from '../testing/factories'
import { makePorts } from '../testing/fakes'
import { FakeLedger } from '../testing/ledger'
import { aStoredAccount } from '../testing/storedAccount'
import { CallError, throttledBy } from '../shared/callError'
import { Pace } from '../vtex/pace'
import { WORK_BUDGET, runEngine } from './engine'

const PERSON = 'dona@lojademo.example'

/** Calls a second that Master Data allows, as `local/platform/profile/cloud.ts` assumes. */
const ALLOWED = 50

/** A meter as that of the local workspace: of the calls of any second. */
function aMeter(clock: SimulatedClock) {
  const arrivals: number[] = []
  const mayPass = () => {
    const now = clock.now()
    const isFull = now - (arrivals.at(-ALLOWED) ?? -Infinity) < SECOND
    if (!isFull) arrivals.push(now)
    return !isFull
  }
  return { arrivals, mayPass }
}

/** The ledger behind a meter and the service's own pace. */
function metered(
  ledger: Ledger,
  { mayPass, pace, clock }: { mayPass: () => boolean; pace: Pace; clock: SimulatedClock }
) {
  const refused: number[] = []
  const around = new Proxy(ledger, {
    get: (inner, name): unknown => {
      const method = Reflect.get(inner, name, inner) as (...args: readonly unknown[]) => unknown
      const call = async (args: readonly unknown[]) => {
        if (mayPass()) return method.apply(inner, [...args])
        refused.push(clock.now())
        await clock.sleep(100)
        throw new CallError('masterdata', 429, null, null)
      }
      return (...args: readonly unknown[]) =>
        pace
          .run(() => call(args))
          .catch((error: unknown) => {
            throw error instanceof CallError
              ? new LedgerUnavailable('429', throttledBy(error))
              : error
          })
    },
  })
  return { ledger: around, refused }
}

/** An account at rest in the cloud, whose ledger holds so many SKUs as refused. */
async function failed(skus: number) {
  const clock = new SimulatedClock()
  const times = new CallTimes(clock)
  const { ports } = aStoredAccount({ clock, around: times.around })
  const rows = new FakeLedger(clock)
  const meter = aMeter(clock)
  const { ledger, refused } = metered(times.around(rows, 'ledger'), {
    mayPass: meter.mayPass,
    pace: new Pace(clock),
    clock,
  })
  const account = {
    ...ports,
    ledger,
    carrefour: times.around(ports.carrefour, 'carrefour'),
    store: times.around(ports.store, 'store'),
    workTrigger: times.around(ports.workTrigger, 'events'),
    // Packing a file takes real time, in which virtual time would pass.
    sendings: times.around(makePorts({ clock }).sendings, 'vbase'),
  }
  ports.carrefour.importTime = 1_500
  const form = { ...someChoices(), version: null, shopKey: 'first-shop-key-4f1c9a' }
  await saveConfiguration(ports, form, PERSON)
  times.latency = cloudSpread()
  for (let minute = 0; minute < 10; minute += 1) {
    await runEngine(account, WORK_BUDGET)
    clock.pass(MINUTE)
  }
  const facts = { name: 'x', ean: null, reference: null, isKit: false, readAt: clock.now() }
  for (let id = 1; id <= skus; id += 1) {
    ports.store.sell(skuId(id), 5)
    ports.carrefour.catalogue(String(id))
    const row = {
      status: 'ERROR',
      cause: 'OFFER_LINE_REJECTED',
      quantity: 0,
      attempts: [],
    } as const
    await rows.put(
      aProcess({ ...row, skuId: skuId(id), causeSince: 0, message: 'Bloqueada', facts })
    )
  }
  await ports.summary.update(counted => ({
    ...counted,
    countedAt: clock.now(),
    success: 0,
    causes: { OFFER_LINE_REJECTED: skus },
  }))
  return { account, clock, rows, meter, refused, calls: times.calls }
}

/** Longer than between two writes that follow one another. */
const PAUSE = 250

/** Reprocesses all, one run after the other as events wake them. @returns seconds from the first outcome to the last, and the pauses between */
async function reprocessAll(shop: Awaited<ReturnType<typeof failed>>) {
  const { account, clock, rows, meter, refused, calls } = shop
  for (const list of [meter.arrivals, refused, calls]) list.length = 0
  const ask = { filter: { status: 'ERROR' }, key: 'k', person: PERSON }
  expect(await startJob(account, ask)).toMatchObject({ ok: true })
  const isOver = () => rows.all().every(({ status }) => status === 'SUCCESS')
  for (let run = 0; run < 40 + rows.all().length / 500 && !isOver(); run += 1) {
    await runEngine(account, WORK_BUDGET)
    await clock.sleep(60)
  }
  expect(isOver()).toBe(true)
  const writes = calls.flatMap(({ name, at }) => (name === 'put' ? [at] : []))
  const pauses = writes
    .map((at, index) => at - (writes[index - 1] ?? at))
    .filter(pause => pause > PAUSE)
  return { seconds: (Math.max(...writes) - Math.min(...writes)) / SECOND, pauses }
}

const SKUS = Number(process.env.LONG_TESTS ?? 0) > 0 ? 10_000 : 1_500

describe('settling a job at the speed of the cloud', () => {
  it('uses most of the calls a second that Master Data allows, and is hardly ever refused one', async () => {
    const shop = await failed(SKUS)
    const { seconds } = await reprocessAll(shop)
    expect(SKUS / seconds).toBeGreaterThanOrEqual(46)
    expect(shop.refused.length).toBeLessThanOrEqual(SKUS / 1_000)
  })

  it('lists, claims, reads and sends 8,000 SKUs within 21 seconds of the request', async () => {
    const { account, clock, calls } = await failed(8_000)
    const began = clock.now()
    await startJob(account, { filter: { status: 'ERROR' }, key: 'k', person: PERSON })
    const first = () => calls.find(({ name, at }) => name === 'sendStock' && at >= began)
    for (let run = 0; run < 5 && !first(); run += 1) {
      await runEngine(account, WORK_BUDGET)
      await clock.sleep(60)
    }
    expect(((first()?.at ?? Infinity) - began) / SECOND).toBeLessThanOrEqual(21)
  })

  it('saves its place, and searches the next rows, while rows are being written', async () => {
    const { pauses } = await reprocessAll(await failed(3_500))
    // When one run ends and the next begins; not after every 500 rows.
    expect(pauses).toHaveLength(1)
    // The next run reads nothing that it does not need for its first row.
    expect(pauses[0]).toBeLessThanOrEqual(800)
  })

  it('hardly slows down while live changes are claimed, read, sent and confirmed', async () => {
    const shop = await failed(4_500)
    const { account, clock } = shop
    const live = skuId(4_501)
    account.store.sell(live, 1)
    account.carrefour.catalogue(live)
    let isOver = false
    const changing = (async () => {
      for (let units = 2; !isOver; units += 1) {
        account.store.sell(live, units)
        await account.queue.enqueue({ skuId: live, priority: 'changed' }, clock.now())
        await clock.sleep(20 * SECOND)
      }
    })()
    const { seconds } = await reprocessAll(shop)
    isOver = true
    await changing
    expect(4_500 / seconds).toBeGreaterThanOrEqual(44.5)
    expect(
      account.carrefour.calls.filter(({ operation }) => operation === 'STO01').length
    ).toBeGreaterThan(1)
    expect(shop.refused.length).toBeLessThanOrEqual(3)
  })
})
