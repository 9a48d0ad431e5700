import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'

import { isOpen, sumOf } from './job.logic'
import { aConfiguration, aProcess, shopKey } from '../testing/factories'
import {
  type Shop,
  aShopWithFailures,
  brokenLimits,
  idOf,
  jobOf,
  minutes,
  notify,
  OWNER,
  start,
} from '../testing/workday'
import { type Walk, BY_SKU, isBySku, LedgerUnavailable } from '../ports/stores'
import { cancelJob, reprocessBlocked, startJob, viewJobs } from './start'
import { readReceipt } from './readReceipt'
import { readPositions } from './snapshot'
import { runEngine, WORK_BUDGET } from '../engine/engine'
import { atEachDeath } from '../testing/deaths'
import {
  type CommonMove,
  HISTORIES_MS,
  anyHistory,
  commonMoves,
  expectAtRest,
  playCommon,
} from '../testing/histories'
import { inCase } from '../testing/cases'

describe('a reprocess job', () => {
  it('sends each failed SKU once with current stock, and its receipt adds up', async () => {
    const shop = await aShopWithFailures(30)
    shop.ports.carrefour.rejections.set('2', 'Oferta bloqueada')
    shop.ports.carrefour.offers.delete('3')
    const { id, expected } = await start(shop)
    shop.ports.store.stock.set(idOf(4), 44)
    await minutes(shop, 2)
    const job = await jobOf(shop, id)
    expect(job).toMatchObject({
      state: 'DONE',
      total: 30,
      counts: { succeeded: 28, failed: 1, waiting: 1, skipped: 0 },
    })
    expect(expected).toBe(30)
    expect(shop.ports.carrefour.offers.get('4')).toBe(44)
    expect(shop.ports.carrefour.imports).toHaveLength(1)
    for (const process of shop.ports.ledger.all())
      expect(process.attempts.map(attempt => attempt.reason)).toEqual(['REPROCESS'])
    const receipt = await readReceipt(shop.ports, { id, page: 1, pageSize: 100 })
    expect(receipt?.total).toBe(30)
    expect(new Set(receipt?.items.map(line => line.skuId)).size).toBe(30)
    expect(receipt?.items.filter(line => line.outcome !== 'SUCCEEDED')).toMatchObject([
      { skuId: '2', outcome: 'FAILED', cause: 'OFFER_LINE_REJECTED' },
      { skuId: '3', outcome: 'WAITING', cause: 'NOT_CATALOGED' },
    ])
  })

  it('does not touch failures later than its snapshot', async () => {
    const shop = await aShopWithFailures(3)
    const { id } = await start(shop)
    await runEngine(shop.ports, WORK_BUDGET)
    await shop.ports.ledger.put(
      aProcess({ skuId: idOf(9), status: 'ERROR', cause: 'UNKNOWN', attempts: [] })
    )
    await minutes(shop, 3)
    expect(await jobOf(shop, id)).toMatchObject({ state: 'DONE', total: 3 })
    expect((await shop.ports.ledger.get(idOf(9)))?.attempts).toEqual([])
  })

  it('sends a range per file, one after the other, when the SKUs do not fit in one', async () => {
    const shop = await aShopWithFailures(10_005)
    const { id } = await start(shop)
    await minutes(shop, 5)
    expect(await jobOf(shop, id)).toMatchObject({
      state: 'DONE',
      ends: [10_000, 10_005],
      counts: { succeeded: 10_005 },
    })
    expect(shop.ports.carrefour.imports.map(one => one.lines.length)).toEqual([10_000, 5])
    const third = await readReceipt(shop.ports, { id, page: 101, pageSize: 100 })
    expect([third?.items.length, third?.total]).toEqual([5, 10_005])
    expect(brokenLimits(shop)).toEqual([])
    expect(shop.ports.store.calls.filter(call => call.name === 'sku')).toEqual([])
  })

  it('sends a live change in the very next file, before the rest of the job', async () => {
    const shop = await aShopWithFailures(10_005)
    shop.sell(20_000, 8)
    await start(shop)
    await runEngine(shop.ports, WORK_BUDGET)
    await notify(shop, 20_000)
    await minutes(shop, 3)
    expect(shop.ports.carrefour.imports[1]?.lines[0]).toMatchObject({ skuId: '20000' })
  })

  it('takes the outcome of a live change into the receipt without a second sending', async () => {
    const shop = await aShopWithFailures(10_005)
    const { id } = await start(shop)
    await runEngine(shop.ports, WORK_BUDGET)
    const sent = new Set(shop.ports.carrefour.imports[0]?.lines.map(line => line.skuId))
    const late = shop.ports.ledger.all().find(process => !sent.has(process.skuId))
    expect(late).toBeDefined()
    await shop.ports.ledger.put(
      aProcess({ skuId: late?.skuId ?? idOf(1), processedAt: shop.ports.clock.now(), quantity: 3 })
    )
    await minutes(shop, 4)
    expect(await jobOf(shop, id)).toMatchObject({ state: 'DONE', counts: { succeeded: 10_005 } })
    expect(shop.ports.carrefour.imports[1]?.lines.map(line => line.skuId)).not.toContain(
      late?.skuId
    )
  })

  it('takes the newest sending into the receipt when such a SKU changed again', async () => {
    const shop = await aShopWithFailures(2)
    const { id } = await start(shop, 'key-1', { skuIds: ['1', '2'] })
    shop.ports.clock.pass(1_000)
    await shop.ports.ledger.put(
      aProcess({ skuId: idOf(1), processedAt: shop.ports.clock.now(), quantity: 3 })
    )
    shop.ports.store.stock.set(idOf(1), 9)
    await notify(shop, 1)
    await minutes(shop, 2)
    const receipt = await readReceipt(shop.ports, { id, page: 1, pageSize: 10 })
    expect(receipt?.items.map(line => [line.skuId, line.quantity])).toEqual([
      ['1', 9],
      ['2', 2],
    ])
  })

  it('sends exactly the named SKUs', async () => {
    const shop = await aShopWithFailures(5)
    const { id } = await start(shop, 'key-1', { skuIds: ['2', '4', '4'] })
    await minutes(shop, 2)
    expect(await jobOf(shop, id)).toMatchObject({ state: 'DONE', total: 2 })
    expect(shop.ports.carrefour.imports[0]?.lines.map(line => line.skuId)).toEqual(['2', '4'])
  })

  it('ends when its snapshot is lost, and live changes go on', async () => {
    const shop = await aShopWithFailures(3)
    const { id } = await start(shop, 'key-1', { skuIds: ['1', '2'] })
    shop.ports.jobs.files.clear()
    await notify(shop, 3)
    await minutes(shop, 2)
    expect(await jobOf(shop, id)).toMatchObject({ state: 'CANCELLED', counts: { skipped: 2 } })
    expect(shop.ports.carrefour.offers.get('3')).toBe(3)
  })

  it('takes the snapshot again after a death while reading the ledger', async () => {
    const shop = await aShopWithFailures(5)
    const { id } = await start(shop)
    await shop.ports.jobs.update(book => ({
      ...book,
      jobs: book.jobs.map(job => ({
        ...job,
        taking: { take: 'of-the-dead', at: 0, chunkEnds: [2], cursor: null },
      })),
    }))
    await minutes(shop, 2)
    expect(await jobOf(shop, id)).toMatchObject({ state: 'DONE', counts: { succeeded: 5 } })
  })
})

describe('a snapshot that takes several runs', () => {
  it('continues where it stopped with a slow ledger, with every SKU once', async () => {
    const shop = await aShopWithFailures(120)
    const { ledger, clock } = shop.ports
    ledger.step = 5
    const walk = ledger.walk.bind(ledger)
    ledger.walk = async (...args) => {
      clock.pass(3_000)
      return walk(...args)
    }
    const { id } = await start(shop)
    await runEngine(shop.ports, WORK_BUDGET)
    expect((await jobOf(shop, id)).taking).toMatchObject({
      chunkEnds: [10, 20, 30, 40, 50, 60, 70, 75],
    })
    await minutes(shop, 6)
    const job = await jobOf(shop, id)
    expect(job).toMatchObject({ state: 'DONE', counts: { succeeded: 120 } })
    expect(job.snapshot?.chunkEnds.at(-1)).toBe(120)
  })

  it('is read in several parts at a time from a large ledger, with every SKU once', async () => {
    const shop = await aShopWithFailures(5_000)
    const { ledger, summary } = shop.ports
    const skus = [500, 1_700, 2_900, 4_100, 4_999].map(sku => [sku, sku - 1] as const)
    await summary.update(now => ({ ...now, milestones: { ...now.milestones, skus } }))
    const walk = ledger.walk.bind(ledger)
    let [together, most] = [0, 0]
    ledger.walk = async (...args) => {
      most = Math.max(most, (together += 1))
      await Promise.resolve()
      return walk(...args).finally(() => (together -= 1))
    }
    const { id } = await start(shop)
    await minutes(shop, 1)
    const job = await jobOf(shop, id)
    const last = job.snapshot?.chunkEnds.at(-1) ?? 0
    expect(last).toBe(5_000)
    if (!job.snapshot) throw new Error('The list is not complete')
    const listed = await readPositions(shop.ports, job, 0, last)
    expect(new Set(listed).size).toBe(5_000)
    expect(most).toBe(6)
  })

  it('is read anew by searches when the place in one of its parts is lost', async () => {
    const shop = await aShopWithFailures(5_000)
    const { ledger, summary } = shop.ports
    const skus = [2_000, 4_000].map(sku => [sku, sku - 1] as const)
    await summary.update(now => ({ ...now, milestones: { ...now.milestones, skus } }))
    const walk = ledger.walk.bind(ledger)
    ledger.walk = async (filter, cursor) =>
      cursor !== null && !isBySku(cursor) && filter.skuBelow === 4_000 ? null : walk(filter, cursor)
    const { id } = await start(shop)
    await minutes(shop, 1)
    const job = await jobOf(shop, id)
    const listed = await readPositions(shop.ports, job, 0, 5_000)
    expect(new Set(listed).size).toBe(5_000)
  })

  it('is taken by searches when scrolls never work, with every SKU once', async () => {
    const shop = await aShopWithFailures(250)
    const { ledger } = shop.ports
    const walk = ledger.walk.bind(ledger)
    let scrolls = 0
    ledger.walk = async (filter, cursor) => {
      if (isBySku(cursor)) return walk(filter, cursor)
      scrolls += 1
      // The first step works, as a scroll often does before it times out.
      return cursor === null ? walk({ ...filter, skuBelow: 20 }, null) : null
    }
    const { id } = await start(shop)
    await minutes(shop, 4)
    expect(await jobOf(shop, id)).toMatchObject({ state: 'DONE', counts: { succeeded: 250 } })
    expect(scrolls).toBe(2)
  })

  it.each<[string, (step: Walk, before: Walk | null) => Walk]>([
    ['ends before it began', () => ({ skuIds: [], cursor: null })],
    ['ends after a part', ({ skuIds }) => ({ skuIds: skuIds.slice(0, 70), cursor: null })],
    ['repeats a part', (step, before) => ({ ...step, skuIds: (before ?? step).skuIds })],
    [
      'names one SKU twice and another not at all',
      step => ({
        ...step,
        skuIds: step.skuIds.map((skuId, at) => step.skuIds[at === 1 ? 0 : at] ?? skuId),
      }),
    ],
    ['never ends', ({ skuIds }) => ({ skuIds, cursor: 'again' })],
  ])('has every SKU once when a scroll %s', async (_, odd) => {
    const shop = await aShopWithFailures(250)
    const { ledger } = shop.ports
    const walk = ledger.walk.bind(ledger)
    let before: Walk | null = null
    ledger.walk = async (filter, cursor) => {
      const step = await walk(filter, cursor === 'again' ? null : cursor)
      if (step === null || isBySku(cursor)) return step
      const answer = odd(step, before)
      before = step
      return answer
    }
    const { id } = await start(shop)
    await minutes(shop, 6)
    const job = await jobOf(shop, id)
    expect(job).toMatchObject({ state: 'DONE', counts: { succeeded: 250 } })
    expect(job.snapshot?.chunkEnds.at(-1)).toBe(250)
  })

  it('continues where it stopped when the searches fail for a while, and live changes go on', async () => {
    const shop = await aShopWithFailures(250)
    const { ledger } = shop.ports
    const walk = ledger.walk.bind(ledger)
    let fails = true
    ledger.walk = async (filter, cursor) => {
      if (!isBySku(cursor)) return null
      if (fails && cursor !== BY_SKU) throw new LedgerUnavailable('HTTP 429')
      return walk(filter, cursor)
    }
    const { id } = await start(shop)
    shop.sell(7, 7)
    await notify(shop, 7)
    await minutes(shop, 20)
    expect(shop.ports.carrefour.offers.get('7')).toBe(7)
    expect((await jobOf(shop, id)).taking).toMatchObject({ chunkEnds: [100], cursor: 'sku:101' })
    fails = false
    await minutes(shop, 10)
    // The SKU that changed meanwhile no longer matches.
    expect(await jobOf(shop, id)).toMatchObject({ state: 'DONE', counts: { succeeded: 249 } })
  })
})

describe('a cancelled job', () => {
  it('sends nothing and skips all when nothing was sent', async () => {
    const shop = await aShopWithFailures(5)
    const first = await start(shop, 'first', { skuIds: ['1'] })
    const { id } = await start(shop, 'second', { skuIds: ['2', '3'] })
    expect((await jobOf(shop, first.id)).state).toBe('RUNNING')
    await cancelJob(shop.ports, id)
    await minutes(shop, 3)
    expect(await jobOf(shop, id)).toMatchObject({ state: 'CANCELLED', counts: { skipped: 2 } })
    const receipt = await readReceipt(shop.ports, { id, page: 1, pageSize: 10 })
    expect(receipt?.items.map(line => [line.skuId, line.outcome])).toEqual([
      ['2', 'SKIPPED'],
      ['3', 'SKIPPED'],
    ])
    expect((await shop.ports.ledger.get(idOf(2)))?.attempts).toEqual([])
  })

  it('counts the outcomes of a file in flight and skips the rest', async () => {
    const shop = await aShopWithFailures(10_005)
    const { id } = await start(shop)
    shop.ports.carrefour.importTime = 90_000
    await runEngine(shop.ports, WORK_BUDGET)
    const cancelled = await cancelJob(shop.ports, id)
    expect(cancelled).toMatchObject({ ok: true, value: { state: 'CANCELLING' } })
    await runEngine(shop.ports, WORK_BUDGET)
    expect((await jobOf(shop, id)).state).toBe('CANCELLING')
    await minutes(shop, 4)
    const job = await jobOf(shop, id)
    expect(job).toMatchObject({ state: 'CANCELLED', counts: { succeeded: 10_000, skipped: 5 } })
    expect(sumOf(job.counts)).toBe(job.total)
    expect(shop.ports.carrefour.imports).toHaveLength(1)
    const last = await readReceipt(shop.ports, { id, page: 101, pageSize: 100 })
    expect(last?.items.map(line => line.outcome)).toEqual(Array(5).fill('SKIPPED'))
  })

  it('leaves a job that has ended as it is', async () => {
    const shop = await aShopWithFailures(2)
    const { id } = await start(shop)
    await minutes(shop, 2)
    expect(await cancelJob(shop.ports, id)).toMatchObject({ ok: true, value: { state: 'DONE' } })
    expect(await cancelJob(shop.ports, 'no-such')).toMatchObject({
      ok: false,
      error: { code: 'JOB_NOT_FOUND' },
    })
  })
})

describe('two jobs', () => {
  it('the second waits, and both end', async () => {
    const shop = await aShopWithFailures(4)
    const first = await start(shop, 'first')
    const second = await start(shop, 'second', { skuIds: ['1', '2'] })
    expect((await jobOf(shop, second.id)).state).toBe('RUNNING')
    await runEngine(shop.ports, WORK_BUDGET)
    const running = (await shop.ports.jobs.read()).jobs.filter(job => job.state === 'RUNNING')
    expect(running.length).toBeLessThanOrEqual(1)
    await minutes(shop, 5)
    expect(await jobOf(shop, first.id)).toMatchObject({ state: 'DONE', counts: { succeeded: 4 } })
    expect(await jobOf(shop, second.id)).toMatchObject({ state: 'DONE', counts: { succeeded: 2 } })
  })
})

describe('a ShopKey refused during a job', () => {
  it('a 401 fails only what was tried; the job pauses and continues with a new key', async () => {
    const shop = await aShopWithFailures(10_005)
    const { id } = await start(shop)
    shop.ports.carrefour.revoked.add(shopKey().reveal())
    await minutes(shop, 4)
    expect(await jobOf(shop, id)).toMatchObject({ state: 'RUNNING', ends: [10_000] })
    const calls = shop.ports.carrefour.calls.length
    await minutes(shop, 3)
    expect(shop.ports.carrefour.calls).toHaveLength(calls)
    const saved = aConfiguration()
    shop.ports.configurations.saved = {
      ...saved,
      shopKey: { ...saved.shopKey, key: shopKey('another-key-that-works'), version: 2 },
    }
    await minutes(shop, 3)
    expect(await jobOf(shop, id)).toMatchObject({
      state: 'DONE',
      counts: { succeeded: 5, failed: 10_000 },
    })
    const again = await reprocessBlocked(shop.ports, OWNER)
    expect(again).toMatchObject({ kind: 'accepted', accepted: 10_000 })
    expect(await reprocessBlocked(shop.ports, OWNER)).toMatchObject({ accepted: 10_000 })
    expect((await shop.ports.jobs.read()).jobs.filter(isOpen)).toHaveLength(1)
    await minutes(shop, 4)
    expect(await shop.ports.ledger.count({ status: 'SUCCESS' })).toBe(10_005)
  })
})

/** A shop with a job of 12 SKUs, one refused and one not catalogued, and two live changes. */
async function aShopWithAJob(): Promise<Shop & { readonly id: string }> {
  const shop = await aShopWithFailures(12)
  const { ports } = shop
  ports.ledger.step = 5
  ports.carrefour.rejections.set('2', 'Oferta bloqueada')
  ports.carrefour.offers.delete('3')
  const { id } = await start(shop)
  shop.sell(50, 5)
  await notify(shop, 50)
  await notify(shop, 4)
  return { ...shop, id }
}

/** All lines of a receipt; each SKU may occur once. */
async function linesOf(shop: Shop, id: string) {
  const receipt = await readReceipt(shop.ports, { id, page: 1, pageSize: 1_000 })
  const lines = receipt?.items ?? []
  expect(new Set(lines.map(line => line.skuId)).size).toBe(lines.length)
  return lines
}

describe('a process that dies during a job', () => {
  it('after a death at any step the job ends with each SKU once and a receipt that adds up', async () => {
    const steps = await atEachDeath(aShopWithAJob, async (shop, told) => {
      await minutes(shop, 6)
      const seen = await jobOf(shop, shop.id)
      // A file being sent may still arrive: until that is ruled out its lines wait.
      const { doubts } = await shop.ports.connectionState.read()
      const [succeeded, waiting] = doubts.length > 0 ? [0, 11] : [10, 1]
      inCase(told, () =>
        expect(seen).toMatchObject({
          state: 'DONE',
          total: 12,
          counts: { succeeded, failed: 1, waiting, skipped: 0 },
        })
      )
      if (doubts.length > 0) await minutes(shop, 44)
      const succeededNow = shop.ports.ledger.all().filter(({ status }) => status === 'SUCCESS')
      inCase(told, () => expect(succeededNow).toHaveLength(11))
      const seen1 = await linesOf(shop, shop.id)
      inCase(told, () => expect(seen1.length).toBe(12))
      inCase(told, () => expect(shop.ports.carrefour.offers.get('50')).toBe(5))
      await expectAtRest(shop, told)
      for (const process of shop.ports.ledger.all()) {
        const batches = process.attempts.map(attempt => attempt.batchId)
        inCase(told, () => expect(new Set(batches).size).toBe(batches.length))
      }
    })
    expect(steps).toBeGreaterThan(60)
  }, 240_000)
})

type Move =
  | CommonMove
  | { readonly kind: 'start'; readonly key: number; readonly ids: readonly number[] }
  | { readonly kind: 'startAll'; readonly key: number }
  | { readonly kind: 'cancel'; readonly which: number }
  | { readonly kind: 'change'; readonly id: number; readonly units: number }

const anId = fc.integer({ min: 1, max: 8 })

const moves: fc.Arbitrary<Move> = fc.oneof(
  ...commonMoves('STO01', 'STO02'),
  fc.record({
    kind: fc.constant('start' as const),
    key: anId,
    ids: fc.array(anId, { minLength: 1, maxLength: 5 }),
  }),
  fc.record({ kind: fc.constant('startAll' as const), key: anId }),
  fc.record({ kind: fc.constant('cancel' as const), which: fc.integer({ min: 0, max: 3 }) }),
  fc.record({
    kind: fc.constant('change' as const),
    id: anId,
    units: fc.integer({ min: 0, max: 9 }),
  })
)

async function play(shop: Shop, move: Move): Promise<void> {
  const { ports } = shop
  switch (move.kind) {
    case 'start': {
      const filter = { skuIds: move.ids.map(String) }
      await startJob(ports, { filter, key: `named-${move.key}`, person: OWNER })
      return
    }
    case 'startAll':
      await startJob(ports, { filter: {}, key: `all-${move.key}`, person: OWNER })
      return
    case 'cancel': {
      const job = (await viewJobs(ports))[move.which]
      if (job) await cancelJob(ports, job.id)
      return
    }
    case 'change':
      ports.store.sell(idOf(move.id), move.units)
      await notify(shop, move.id)
      return
    default:
      return playCommon(shop, move)
  }
}

describe('any history with jobs', () => {
  it(
    'adds up receipts, ends every job and lets the last quantity win for any order of events',
    () =>
      anyHistory(moves, {
        begin: async () => {
          const shop = await aShopWithFailures(8)
          shop.ports.ledger.step = 3
          return shop
        },
        play,
        judge: async (shop, history) => {
          const { ports } = shop
          await minutes(shop, 60)
          for (const job of await viewJobs(ports)) {
            expect(isOpen(job)).toBe(false)
            const { total, counts } = await jobOf(shop, job.id)
            expect(sumOf(counts)).toBe(total)
            expect((await linesOf(shop, job.id)).length).toBe(total)
          }
          for (const move of history) {
            if (move.kind !== 'change') continue
            const units = ports.store.stock.get(idOf(move.id))
            expect(ports.carrefour.offers.get(String(move.id))).toBe(units)
          }
        },
      }),
    HISTORIES_MS
  )
})
