import fc from 'fast-check'
import { describe, expect, it, jest } from '@jest/globals'
import type { ConnectionState } from './state.logic'
import { isOpen, sumOf } from '../jobs/job.logic'
import { type Acknowledged, attemptsSince, histories, playOut, SKUS } from '../testing/histories'
import {
  type Shop,
  aShop,
  aShopWithFailures,
  brokenLimits,
  idOf,
  jobOf,
  minutes,
  notify,
  OWNER,
  start,
} from '../testing/workday'
import { replicaOf } from '../testing/deaths'
import { readReceipt } from '../jobs/readReceipt'
import { viewJobs, startBlocked } from '../jobs/start'
import { runEngine, WORK_BUDGET } from './engine'
import { inCase } from '../testing/cases'
import { SHORTEST_INTERVAL } from '../carrefour/limits.logic'
import {
  type HostileShop,
  type Story,
  aHostileShop,
  busiestHour,
  playStory,
  shopOf,
  stories,
  watch,
} from '../testing/hostile'
import { MINUTE } from '../shared/time'

/** Number of histories; the long form runs more. */
const RUNS = process.env.LONG_TESTS ? 500 : 60

/** Time limit of one test on a busy machine, in milliseconds. */
const LONG = process.env.LONG_TESTS ? 600_000 : 60_000

const linesOf = async ({ ports }: Shop, jobId: string) =>
  (await readReceipt(ports, { id: jobId, page: 1, pageSize: 1_000 }))?.items ?? []

jest.setTimeout(LONG)

/**
 * What must hold after any history of changes, jobs, cancels, deaths, faults and key changes; returns how many cases it
 * checked.
 */
type Property = (shop: Shop, told: Acknowledged) => Promise<number>

const noRequestIsLost: Property = async (shop, { asked }) => {
  expect(await shop.ports.queue.list(10)).toEqual([])
  let judged = 0
  for (const { id, at } of asked) {
    const since = await attemptsSince(shop, id, at)
    if (!since) continue
    expect(since.length).toBeGreaterThan(0)
    judged += 1
  }
  return judged
}

const limitsWereKept: Property = async shop => {
  expect(shop.ports.carrefour.violations).toEqual([])
  expect(brokenLimits(shop)).toEqual([])
  return shop.ports.carrefour.calls.length
}

/** A run that dies may not have noticed the 401. */
const noCallAfterRefusal: Property = async ({ ports }, { deaths }) => {
  const refusals = ports.carrefour.calls.filter(({ refused }) => refused)
  const noticed = new Map<string, number>()
  for (const { key, at } of refusals) {
    // Concurrent calls count as one moment.
    inCase(`${key} at ${at}`, () => expect(noticed.get(key) ?? at).toBe(at))
    if (!deaths.some(({ from, to }) => at >= from && at <= to)) noticed.set(key, at)
  }
  return noticed.size
}

const receiptsAddUp: Property = async shop => {
  const jobs = await viewJobs(shop.ports)
  for (const { id } of jobs) {
    const job = await jobOf(shop, id)
    const lines = await linesOf(shop, id)
    expect(isOpen(job)).toBe(false)
    expect([sumOf(job.counts), lines.length]).toEqual([job.total, job.total])
    expect(new Set(lines.map(({ skuId }) => skuId)).size).toBe(lines.length)
    for (const { skuId, outcome, at, cause, quantity } of lines) {
      const attempts = (await shop.ports.ledger.get(skuId))?.attempts ?? []
      const found = attempts.find(attempt => attempt.at === at)
      if (outcome !== 'SKIPPED' && found) expect(found).toMatchObject({ cause, quantity })
      if (outcome !== 'SKIPPED' && !found) expect(attempts.length).toBe(10)
    }
  }
  return jobs.length
}

/** The part in progress gets a complete receipt, and nothing else was sent. */
const cancelLeavesNoHalfBatch: Property = async (shop, { cancelled }) => {
  for (const { jobId, inHand } of cancelled) {
    const job = await jobOf(shop, jobId)
    const lines = await linesOf(shop, jobId)
    const settledTo = job.ends.at(-1) ?? 0
    expect(job.state).toBe('CANCELLED')
    expect(settledTo).toBeLessThanOrEqual(inHand)
    expect(lines.slice(0, settledTo).filter(({ at }) => at === null)).toEqual([])
    expect(lines.slice(settledTo).filter(({ outcome }) => outcome !== 'SKIPPED')).toEqual([])
  }
  const jobs = await viewJobs(shop.ports)
  const receipts = await Promise.all(jobs.map(({ id }) => linesOf(shop, id)))
  for (const { skuId, attempts } of shop.ports.ledger.all()) {
    const reprocessed = attempts.filter(({ reason }) => reason === 'REPROCESS').length
    const receipted = receipts.filter(lines =>
      lines.some(line => line.skuId === skuId && line.outcome !== 'SKIPPED')
    ).length
    expect(reprocessed).toBeLessThanOrEqual(receipted)
  }
  return cancelled.length
}

/** Holds once a person has reprocessed what a refused key blocked. */
const lastQuantityWins: Property = async (shop, { asked }) => {
  const { ports } = shop
  await startBlocked(ports, OWNER)
  await minutes(shop, 20)
  const catalogued = asked.filter(({ id }) => id < 6)
  for (const { id } of catalogued) {
    const units = ports.store.stock.get(idOf(id))
    const row = await ports.ledger.get(idOf(id))
    expect([id, ports.carrefour.offers.get(String(id)), row?.quantity]).toEqual([id, units, units])
  }
  return catalogued.length
}

/**
 * Each with the minimum number of cases per history it must have checked, so that passing means something; far below
 * the usual number, because histories are drawn anew each time. A short run may have no refusals. The last one changes
 * the shop.
 */
const PROPERTIES = [
  { holds: noRequestIsLost, atLeast: 1 },
  { holds: limitsWereKept, atLeast: 3 },
  { holds: noCallAfterRefusal, atLeast: process.env.LONG_TESTS ? 0.03 : 0 },
  { holds: receiptsAddUp, atLeast: 0.3 },
  { holds: cancelLeavesNoHalfBatch, atLeast: 0.05 },
  { holds: lastQuantityWins, atLeast: 0.6 },
] as const

it('loses no request, keeps limits, adds up receipts and sends the last quantity in any history', async () => {
  const judged = new Map<string, number>()
  await fc.assert(
    fc.asyncProperty(histories, async history => {
      const shop = await aShopWithFailures(SKUS)
      const told = await playOut(shop, history)
      for (const { holds } of PROPERTIES) {
        const cases = await named(holds.name, () => holds(shop, told))
        judged.set(holds.name, (judged.get(holds.name) ?? 0) + cases)
      }
    }),
    { numRuns: RUNS }
  )
  for (const { holds, atLeast } of PROPERTIES)
    inCase(holds.name, () =>
      expect(judged.get(holds.name) ?? 0).toBeGreaterThanOrEqual(RUNS * atLeast)
    )
})

/** Puts the property's name in front of a failure. */
async function named<T>(name: string, run: () => Promise<T>): Promise<T> {
  try {
    return await run()
  } catch (error) {
    if (error instanceof Error) error.message = `${name}: ${error.message}`
    throw error
  }
}

describe('a batch that is settled twice', () => {
  it('gives the same ledger, receipts and counters as settling once', () =>
    fc.assert(
      fc.asyncProperty(someIds, someIds, someIds, fc.boolean(), async (...given) => {
        const [changed, refused, absent, withJob] = given
        const shop = await aShopWithFailures(8)
        const { ports } = shop
        for (const id of refused) ports.carrefour.rejections.set(String(id), 'Oferta bloqueada')
        for (const id of absent) ports.carrefour.offers.delete(String(id))
        for (const id of changed) await notify(shop, id)
        if (withJob) await start(shop)
        const judged = await settleOnce(shop)
        const once = structuredClone(await written(shop))
        if (judged) {
          const state = await ports.connectionState.read()
          ports.connectionState.write({ ...state, judged: judged.judged, lease: null })
        }
        await runEngine(ports, WORK_BUDGET)
        expect((await ports.connectionState.read()).judged).toEqual([])
        expect(await written(shop)).toEqual(once)
        expect(judged !== null).toBe(withJob || changed.length > 0)
      }),
      { numRuns: process.env.LONG_TESTS ? 1_000 : 50 }
    ))
})

const someIds = fc.uniqueArray(fc.integer({ min: 1, max: 8 }))

const written = async ({ ports }: Shop) => ({
  jobs: (await ports.jobs.read()).jobs.map(({ ends, settled, state }) => ({
    ends,
    settled,
    state,
  })),
  rows: ports.ledger.all(),
  days: [...ports.activity.days],
  files: [...ports.jobs.files],
})

/** Works until everything is settled; returns the state before that, whose batch is kept. Null when there was none. */
async function settleOnce(shop: Shop): Promise<ConnectionState | null> {
  const { connectionState } = shop.ports
  // The radar would write its own state meanwhile.
  connectionState.write({ ...(await connectionState.read()), radarAfter: Number.MAX_SAFE_INTEGER })
  const update = connectionState.update.bind(connectionState)
  const remove = connectionState.removeBatch.bind(connectionState)
  let judged: ConnectionState | null = null
  const isJudged = async (key: string | null) =>
    key !== null && (await connectionState.readBatch(key))?.stage === 'judged'
  connectionState.update = async change => {
    const state = await connectionState.read()
    if (judged === null && state.judged.length > 0) judged = state
    return update(change)
  }
  connectionState.removeBatch = async key => {
    if (!(await isJudged(key))) await remove(key)
  }
  await minutes(shop, 4)
  return judged
}

describe('replicas at the same time', () => {
  it(
    'keeps Carrefour’s limits and sends every change in any interleaving',
    async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.scheduler(),
          fc.array(fc.uniqueArray(fc.integer({ min: 1, max: 4 }), { minLength: 1 }), {
            maxLength: 4,
          }),
          async (scheduler, rounds) => {
            const shop = aShop()
            for (let id = 1; id <= 4; id += 1) shop.sell(id, id)
            shop.ports.carrefour.rejections.set('2', 'Oferta bloqueada')
            for (const changed of rounds) {
              const runs = [1, 2, 3].map(() =>
                runEngine(replicaOf(shop.ports, scheduler), WORK_BUDGET)
              )
              for (const id of changed) {
                shop.ports.store.stock.set(idOf(id), id + 5)
                await notify(shop, id)
              }
              await scheduler.waitFor(Promise.all(runs))
              shop.ports.clock.pass(20_000)
            }
            await minutes(shop, 10)
            expect(shop.ports.carrefour.violations).toEqual([])
            expect(brokenLimits(shop)).toEqual([])
            for (const id of new Set(rounds.flat()))
              if (id !== 2) expect(shop.ports.carrefour.offers.get(String(id))).toBe(id + 5)
          }
        ),
        { numRuns: process.env.LONG_TESTS ? 1_000 : 50 }
      )
    },
    LONG
  )
})

/** Minutes with a well-behaved server until everything requested has an outcome. */
const OUTCOME_WITHIN = 90

/** Minutes after that until no work is left, except for imports that never end. */
const REST_WITHIN = 240

/** Maximum calls of each operation in an hour with the six SKUs of these stories. */
const MAX_CALLS = { STO01: 45, STO02: 180, STO03: 20, OF21: 150, P31: 30, A01: 1 } as const

const IS_LONG = Boolean(process.env.LONG_TESTS)
const STORIES = IS_LONG ? Number(process.env.LONG_TESTS) || 500 : 8

jest.setTimeout(IS_LONG ? 60 * 60_000 : 60_000)

/** Calls that arrived sooner after the previous one than Carrefour allows. */
const tooNear = ({ ports: { carrefour } }: HostileShop): readonly string[] =>
  Object.entries(SHORTEST_INTERVAL).flatMap(([operation, interval]) => {
    const times = carrefour.calls.filter(one => one.operation === operation).map(one => one.at)
    return times.flatMap((at, index) => {
      const before = times[index - 1]
      return before !== undefined && at - before < interval ? [`${operation} at ${at}`] : []
    })
  })

async function judge(story: Story): Promise<void> {
  const shop = aHostileShop(story.seed)
  const { ports } = shop
  const asked = await playStory(shop, story)
  await watch(shop, OUTCOME_WITHIN)
  const waiting = await ports.queue.list(10)
  inCase('requests that still wait', () => expect(waiting).toEqual([]))
  for (const [id, at] of asked) {
    const row = await ports.ledger.get(idOf(id))
    inCase(`SKU ${id} has an outcome`, () => expect(row?.processedAt ?? 0).toBeGreaterThan(at))
  }
  await watch(shop, REST_WITHIN)
  inCase('what rows say is so and stays so', () => expect(shop.broken).toEqual([]))
  const now = shopOf(shop)
  for (const row of ports.ledger.all()) {
    if (row.status !== 'SUCCESS' || row.quantity === null || row.shop !== now) continue
    const held = ports.carrefour.held(now, row.skuId)
    const truth = ports.store.stock.get(row.skuId)
    inCase(`SKU ${row.skuId}`, () => expect([row.quantity, held]).toEqual([truth, truth]))
  }
  inCase('distances', () => expect(tooNear(shop)).toEqual([]))
  inCase('one import in flight', () => expect(ports.carrefour.together).toEqual([]))
  for (const [operation, most] of Object.entries(MAX_CALLS))
    inCase(operation, () => expect(busiestHour(shop, operation)).toBeLessThanOrEqual(most))
}

describe('with a hostile Carrefour', () => {
  it('records no success while offers show an older quantity and a refused line goes unreported', async () => {
    const story: Story = {
      seed: 1,
      moves: [
        { kind: 'change', ids: [1], units: 4 },
        { kind: 'minutes', count: 20 },
        { kind: 'change', ids: [1], units: 6 },
        { kind: 'minutes', count: 2 },
        { kind: 'mood', mood: { counts: 'none', report: 'missing', lag: 4 * MINUTE } },
        { kind: 'block', id: 1, isBlocked: true },
        { kind: 'change', ids: [1], units: 4 },
        { kind: 'minutes', count: 2 },
      ],
    }
    const shop = aHostileShop(story.seed)
    await playStory(shop, story)
    expect(shop.ports.carrefour.held(shopOf(shop), '1')).toBe(7)
    expect(await shop.ports.ledger.get(idOf(1))).toMatchObject({
      cause: 'UNCONFIRMED',
      quantity: 5,
    })
    expect(shop.broken).toEqual([])
  })

  it.each([4, 12, 25])(
    'records no success before the import of a dead process ends after %d minutes',
    slow =>
      judge({
        seed: 1,
        moves: [
          { kind: 'mood', mood: { importTime: slow * MINUTE } },
          { kind: 'change', ids: [1], units: 11 },
          { kind: 'dieSending' },
          { kind: 'mood', mood: { importTime: 2_000 } },
          { kind: 'change', ids: [1], units: 99 },
          { kind: 'minutes', count: 20 },
        ],
      })
  )

  it('keeps rows true and limits kept, and ends, under any mix of misbehaviour, changes, deaths, keys and shops', () =>
    fc.assert(fc.asyncProperty(stories, judge), { numRuns: STORIES }))

  it('decides the same when a story is played twice', () =>
    fc.assert(
      fc.asyncProperty(stories, async story => {
        const decisions = async () => {
          const shop = aHostileShop(story.seed)
          await playStory(shop, story)
          await watch(shop, 30)
          const { carrefour, ledger, connectionState } = shop.ports
          const { lease: _, ...state } = await connectionState.read()
          return JSON.stringify({ calls: carrefour.calls, rows: ledger.all(), state })
        }
        expect(await decisions()).toBe(await decisions())
      }),
      { numRuns: IS_LONG ? STORIES : 4 }
    ))
})
