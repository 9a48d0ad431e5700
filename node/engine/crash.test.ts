import fc from 'fast-check'
import { describe, expect, it } from '@jest/globals'

import { shopKey } from '../testing/factories'
import { atEachDeath, runAndDie, stepsOf } from '../testing/deaths'
import {
  type CommonMove,
  HISTORIES_MS,
  anyHistory,
  commonMoves,
  expectAtRest,
  playCommon,
} from '../testing/histories'
import { type Shop, aShop, idOf, minutes, notify } from '../testing/workday'
import { runEngine, WORK_BUDGET } from './engine'
import { inCase } from '../testing/cases'

/** A shop with one SKU of each kind: catalogued, not catalogued, refused, changed. */
async function aBusyShop(): Promise<Shop> {
  const shop = aShop()
  shop.sell(2, 5)
  shop.ports.store.sell(idOf(3), 4)
  shop.ports.carrefour.rejections.set('2', 'Oferta bloqueada')
  for (const id of [1, 2, 3]) await notify(shop, id)
  return shop
}

describe('a process that dies', () => {
  it('dies at any step, before or after it took effect: every SKU ends right and no limit is broken', async () => {
    const steps = await atEachDeath(aBusyShop, async (shop, told) => {
      shop.ports.store.stock.set(idOf(1), 2)
      await notify(shop, 1)
      await minutes(shop, 6)
      inCase(told, () => expect(shop.ports.carrefour.offers.get('1')).toBe(2))
      // A file may still be on its way: no success before that is ruled out.
      if ((await shop.ports.connectionState.read()).doubts.length > 0) await minutes(shop, 44)
      const seen = await shop.ports.ledger.get(idOf(1))
      inCase(told, () => expect(seen?.status).toBe('SUCCESS'))
      const seen1 = await shop.ports.ledger.get(idOf(2))
      inCase(told, () => expect(seen1?.cause).toBe('OFFER_LINE_REJECTED'))
      const seen2 = await shop.ports.ledger.get(idOf(3))
      inCase(told, () => expect(seen2?.cause).toBe('NOT_CATALOGED'))
      inCase(told, () => expect(shop.ports.connectionState.batches.size).toBeLessThanOrEqual(1))
      await expectAtRest(shop, told)
    })
    expect(steps).toBeGreaterThan(20)
  })
})

describe('a process that dies while settling', () => {
  it('settles a saved verdict without another call to Carrefour', async () => {
    const steps = await stepsOf(await aBusyShop())
    let recorded = 0
    for (let at = 1; at <= steps; at += 1) {
      const shop = await aBusyShop()
      await runAndDie(shop, { at, when: 'after' })
      const { judged } = await shop.ports.connectionState.read()
      if (judged.length === 0) continue
      recorded += 1
      const calls = shop.ports.carrefour.calls.length
      shop.ports.clock.pass(41_000)
      await runEngine(shop.ports, WORK_BUDGET)
      inCase(`died after call ${at}`, () => expect(shop.ports.carrefour.calls).toHaveLength(calls))
      inCase(`died after call ${at}`, () => expect(shop.ports.ledger.all()).toHaveLength(3))
      for (const process of shop.ports.ledger.all()) expect(process.attempts).toHaveLength(1)
    }
    expect(recorded).toBeGreaterThan(3)
  })
})

type Move =
  | CommonMove
  | { readonly kind: 'change'; readonly id: number; readonly units: number }
  | { readonly kind: 'outage'; readonly of: 'carrefour' | 'store'; readonly on: boolean }
  | { readonly kind: 'catalogue'; readonly id: number }
  | { readonly kind: 'revoke' }
  | { readonly kind: 'fixKey' }

const id = fc.integer({ min: 1, max: 6 })

const moves: fc.Arbitrary<Move> = fc.oneof(
  ...commonMoves('STO01', 'STO02', 'STO03', 'P31', 'OF21'),
  fc.record({ kind: fc.constant('change' as const), id, units: fc.integer({ min: -1, max: 9 }) }),
  fc.record({ kind: fc.constant('wait' as const), ms: fc.constant(40 * 60_000) }),
  fc.record({
    kind: fc.constant('outage' as const),
    of: fc.constantFrom('carrefour' as const, 'store' as const),
    on: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('catalogue' as const), id }),
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
    case 'fixKey':
      return fixKey(shop)
    default:
      return playCommon(shop, move)
  }
}

function fixKey({ ports }: Shop): void {
  const { saved } = ports.configurations
  if (!saved) return
  const version = saved.shopKey.version + 1
  ports.configurations.saved = {
    ...saved,
    shopKey: { ...saved.shopKey, key: shopKey(`key-of-version-${version}`), version },
  }
}

/** SKUs turned red by a fault: each must recover by itself once the fault is over. */
const failed = ({ ports }: Shop): readonly string[] =>
  ports.ledger
    .all()
    .filter(({ cause }) => cause === 'MARKETPLACE_UNAVAILABLE' || cause === 'VTEX_UNAVAILABLE')
    .map(({ skuId, cause }) => `${skuId} ${cause}`)

describe('any history', () => {
  it(
    'keeps its promises for changes, deaths, faults, key changes and cataloguings in any order',
    () =>
      anyHistory(moves, {
        begin: aShop,
        play,
        judge: async (shop, history) => {
          const asked = new Set(history.flatMap(move => (move.kind === 'change' ? [move.id] : [])))
          fixKey(shop)
          shop.ports.store.down = false
          shop.ports.carrefour.outage = null
          await minutes(shop, 70)
          inCase('healed by itself', () => expect(failed(shop)).toEqual([]))
          for (const one of asked)
            await shop.ports.queue.enqueue({ skuId: idOf(one), priority: 'reprocess' }, 0)
          await minutes(shop, 30)
          expect((await shop.ports.connectionState.read()).incident).toBeNull()
          for (const one of asked) {
            const process = await shop.ports.ledger.get(idOf(one))
            const offer = shop.ports.carrefour.offers.get(String(one))
            const units = Math.max(shop.ports.store.stock.get(idOf(one)) ?? 0, 0)
            if (offer === undefined) expect(process?.cause).toBe('NOT_CATALOGED')
            else expect([offer, process?.quantity]).toEqual([units, units])
          }
        },
      }),
    HISTORIES_MS
  )
})
