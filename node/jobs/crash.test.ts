import fc from 'fast-check'
import { describe, expect, it } from '@jest/globals'

import { isOpen } from './job.logic'
import { sumOf } from './receipt.logic'
import { atEachDeath } from '../testing/deaths'
import {
  type CommonMove,
  anyHistory,
  commonMoves,
  expectAtRest,
  playCommon,
} from '../testing/histories'
import {
  type Shop,
  aShopWithFailures,
  idOf,
  jobOf,
  minutes,
  notify,
  OWNER,
  start,
} from '../testing/workday'
import { cancelJob, startJob, viewJobs } from './start'
import { readReceipt } from './readReceipt'
import { inCase } from '../testing/cases'

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
  }, 60_000)
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
    60_000
  )
})
