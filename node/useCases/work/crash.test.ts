import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { shopKey } from '../../testing/factories'
import type { CallCount } from '../../testing/crash'
import { Crash, crashing } from '../../testing/fakes'
import type { Shop } from '../../testing/workday'
import { aShop, brokenLimits, idOf, minutes, notify } from '../../testing/workday'
import { work, WORK_BUDGET } from '../work'

/** A shop with one SKU of each kind: catalogued, not catalogued, refused, and one that changed. */
async function aBusyShop(): Promise<Shop> {
  const shop = aShop()
  shop.sell(2, 5)
  shop.ports.store.sell(idOf(3), 4)
  shop.ports.carrefour.rejections.set('2', 'Oferta bloqueada')
  for (const id of [1, 2, 3]) await notify(shop, id)
  return shop
}

/** Runs until the process dies by the plan, or the work ends. */
async function runAndDie(shop: Shop, at: number, when: 'before' | 'after'): Promise<void> {
  try {
    await work(crashing(shop.ports, { at, when }), WORK_BUDGET)
  } catch (error) {
    if (!(error instanceof Crash)) throw error
  }
}

async function callsOfOneRun(): Promise<number> {
  const shop = await aBusyShop()
  const count: CallCount = { calls: 0 }
  await work(crashing(shop.ports, null, count), WORK_BUDGET)
  return count.calls
}

describe('a process that dies', () => {
  it('given death at any step, before or after it took effect, expect every SKU to end right and no limit broken', async () => {
    const steps = await callsOfOneRun()
    expect(steps).toBeGreaterThan(20)
    for (let at = 1; at <= steps; at += 1) {
      for (const when of ['before', 'after'] as const) {
        const shop = await aBusyShop()
        await runAndDie(shop, at, when)
        shop.ports.store.stock.set(idOf(1), 2)
        await notify(shop, 1)
        await minutes(shop, 6)
        const told = `died ${when} call ${at}`
        expect(shop.ports.carrefour.offers.get('1'), told).toBe(2)
        expect((await shop.ports.ledger.get(idOf(1)))?.status, told).toBe('SUCCESS')
        expect((await shop.ports.ledger.get(idOf(2)))?.cause, told).toBe('OFFER_LINE_REJECTED')
        expect((await shop.ports.ledger.get(idOf(3)))?.cause, told).toBe('NOT_CATALOGED')
        expect(brokenLimits(shop), told).toEqual([])
        expect(shop.ports.carrefour.violations, told).toEqual([])
        expect(await shop.ports.requests.list(10), told).toEqual([])
        expect(shop.ports.control.batches.size, told).toBeLessThanOrEqual(1)
      }
    }
  })
})

describe('a process that dies while it records', () => {
  it('given Carrefour’s last word written down, expect it to be recorded without another call to Carrefour', async () => {
    const steps = await callsOfOneRun()
    let recorded = 0
    for (let at = 1; at <= steps; at += 1) {
      const shop = await aBusyShop()
      await runAndDie(shop, at, 'after')
      const { batchKey } = await shop.ports.control.read()
      const batch = batchKey === null ? null : await shop.ports.control.readBatch(batchKey)
      if (batch?.stage !== 'judged') continue
      recorded += 1
      const calls = shop.ports.carrefour.calls.length
      shop.ports.clock.pass(41_000)
      await work(shop.ports, WORK_BUDGET)
      expect(shop.ports.carrefour.calls, `died after call ${at}`).toHaveLength(calls)
      expect(shop.ports.ledger.all(), `died after call ${at}`).toHaveLength(3)
      for (const process of shop.ports.ledger.all()) expect(process.attempts).toHaveLength(1)
    }
    expect(recorded).toBeGreaterThan(3)
  })
})

type Move =
  | { readonly kind: 'change'; readonly id: number; readonly units: number }
  | { readonly kind: 'run' }
  | { readonly kind: 'die'; readonly at: number; readonly when: 'before' | 'after' }
  | { readonly kind: 'wait'; readonly ms: number }
  | {
      readonly kind: 'fail'
      readonly operation: 'STO01' | 'STO02' | 'STO03' | 'P31' | 'OF21'
      readonly applied: boolean
    }
  | { readonly kind: 'outage'; readonly of: 'carrefour' | 'store'; readonly on: boolean }
  | { readonly kind: 'catalogue'; readonly id: number }
  | { readonly kind: 'revoke' }
  | { readonly kind: 'fixKey' }

const moves: fc.Arbitrary<Move> = fc.oneof(
  fc.record({
    kind: fc.constant('change' as const),
    id: fc.integer({ min: 1, max: 6 }),
    units: fc.integer({ min: -1, max: 9 }),
  }),
  fc.constant<Move>({ kind: 'run' }),
  fc.record({
    kind: fc.constant('die' as const),
    at: fc.integer({ min: 1, max: 60 }),
    when: fc.constantFrom('before' as const, 'after' as const),
  }),
  fc.record({ kind: fc.constant('wait' as const), ms: fc.integer({ min: 1, max: 90_000 }) }),
  fc.record({ kind: fc.constant('wait' as const), ms: fc.constant(40 * 60_000) }),
  fc.record({
    kind: fc.constant('outage' as const),
    of: fc.constantFrom('carrefour' as const, 'store' as const),
    on: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant('fail' as const),
    operation: fc.constantFrom(
      'STO01' as const,
      'STO02' as const,
      'STO03' as const,
      'P31' as const,
      'OF21' as const
    ),
    applied: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('catalogue' as const), id: fc.integer({ min: 1, max: 6 }) }),
  fc.constant<Move>({ kind: 'revoke' }),
  fc.constant<Move>({ kind: 'fixKey' })
)

async function play(shop: Shop, move: Move): Promise<void> {
  const { ports } = shop
  switch (move.kind) {
    case 'change':
      ports.store.sell(idOf(move.id), move.units)
      await notify(shop, move.id)
      return
    case 'run':
      await work(ports, WORK_BUDGET)
      return
    case 'die':
      return runAndDie(shop, move.at, move.when)
    case 'wait':
      return ports.clock.pass(move.ms)
    case 'fail':
      return ports.carrefour.failNext(
        move.operation,
        { kind: 'unavailable', message: 'HTTP 503' },
        move.applied
      )
    case 'outage':
      if (move.of === 'store') ports.store.down = move.on
      else ports.carrefour.outage = move.on ? { kind: 'unavailable', message: 'HTTP 503' } : null
      return
    case 'catalogue':
      return ports.carrefour.catalogue(String(move.id))
    case 'revoke': {
      const key = ports.configurations.saved?.shopKey.key.reveal()
      if (key) ports.carrefour.revoked.add(key)
      return
    }
    case 'fixKey': {
      const { saved } = ports.configurations
      if (!saved) return
      const version = saved.shopKey.version + 1
      ports.configurations.saved = {
        ...saved,
        shopKey: { ...saved.shopKey, key: shopKey(`key-of-version-${version}`), version },
      }
    }
  }
}

/** SKUs that a fault has turned red: each must heal by itself once the fault is over. */
const failed = ({ ports }: Shop): readonly string[] =>
  ports.ledger
    .all()
    .filter(({ cause }) => cause === 'MARKETPLACE_UNAVAILABLE' || cause === 'VTEX_UNAVAILABLE')
    .map(({ skuId, cause }) => `${skuId} ${cause}`)

describe('any history', () => {
  it('given changes, deaths, faults, key changes and cataloguings in any order, expect the promises to hold', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(moves, { maxLength: 40 }), async history => {
        const shop = aShop()
        const asked = new Set<number>()
        for (const move of history) {
          if (move.kind === 'change') asked.add(move.id)
          await play(shop, move)
        }
        await play(shop, { kind: 'fixKey' })
        shop.ports.store.down = false
        shop.ports.carrefour.outage = null
        await minutes(shop, 70)
        expect(failed(shop), 'healed by itself').toEqual([])
        for (const id of asked)
          await shop.ports.requests.mark({ skuId: idOf(id), lane: 'reprocess' }, 0)
        await minutes(shop, 30)
        expect(shop.ports.carrefour.violations).toEqual([])
        expect(brokenLimits(shop)).toEqual([])
        expect(await shop.ports.requests.list(10)).toEqual([])
        expect((await shop.ports.control.read()).incident).toBeNull()
        for (const id of asked) {
          const process = await shop.ports.ledger.get(idOf(id))
          const offer = shop.ports.carrefour.offers.get(String(id))
          const units = Math.max(shop.ports.store.stock.get(idOf(id)) ?? 0, 0)
          if (offer === undefined) expect(process?.cause).toBe('NOT_CATALOGED')
          else expect([offer, process?.quantity]).toEqual([units, units])
        }
      }),
      { numRuns: 150 }
    )
  })
})
