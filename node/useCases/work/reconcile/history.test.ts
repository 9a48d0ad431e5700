import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { Crash, crashing } from '../../../testing/fakes'
import type { Shop } from '../../../testing/workday'
import { aShop, brokenLimits, idOf, minutes, notify } from '../../../testing/workday'
import { startReconcile } from '../../reconcile'
import { work, WORK_BUDGET } from '..'

const IDS = [1, 2, 3, 4, 5, 6]

type Move =
  | { readonly kind: 'silently' | 'notified'; readonly id: number; readonly units: number }
  | { readonly kind: 'meddle'; readonly id: number; readonly units: number }
  | { readonly kind: 'policies'; readonly id: number; readonly policies: readonly string[] }
  | { readonly kind: 'choose'; readonly tradePolicy: string }
  | { readonly kind: 'switch' }
  | { readonly kind: 'compare' }
  | { readonly kind: 'run' }
  | { readonly kind: 'die'; readonly at: number; readonly when: 'before' | 'after' }
  | { readonly kind: 'wait'; readonly ms: number }
  | { readonly kind: 'fail'; readonly operation: 'OF21' | 'STO01' | 'STO02' }

const id = fc.constantFrom(...IDS)
const units = fc.integer({ min: -1, max: 40 })
const kind = <K extends Move['kind']>(name: K) => fc.constant(name)

const moves: fc.Arbitrary<Move> = fc.oneof(
  fc.record({ kind: fc.constantFrom('silently' as const, 'notified' as const), id, units }),
  fc.record({ kind: kind('meddle'), id, units: fc.nat(40) }),
  fc.record({
    kind: kind('policies'),
    id,
    policies: fc.constantFrom(['1'], ['2'], ['1', '2'], []),
  }),
  fc.record({ kind: kind('choose'), tradePolicy: fc.constantFrom('1', '2') }),
  fc.record({ kind: kind('switch') }),
  fc.record({ kind: kind('compare') }),
  fc.record({ kind: kind('run') }),
  fc.record({
    kind: kind('die'),
    at: fc.integer({ min: 1, max: 90 }),
    when: fc.constantFrom('before' as const, 'after' as const),
  }),
  fc.record({ kind: kind('wait'), ms: fc.integer({ min: 1, max: 90_000 }) }),
  fc.record({ kind: kind('fail'), operation: fc.constantFrom('OF21', 'STO01', 'STO02') })
)

function choose({ ports }: Shop, changed: { tradePolicy?: string; active?: boolean }): void {
  const { saved } = ports.configurations
  if (saved) ports.configurations.saved = { ...saved, choices: { ...saved.choices, ...changed } }
}

async function play(shop: Shop, move: Move): Promise<void> {
  const { ports } = shop
  switch (move.kind) {
    case 'silently':
    case 'notified':
      ports.store.stock.set(idOf(move.id), move.units)
      if (move.kind === 'notified') await notify(shop, move.id)
      return
    case 'meddle':
      ports.carrefour.offers.set(String(move.id), move.units)
      return
    case 'policies':
      ports.store.sell(idOf(move.id), ports.store.stock.get(idOf(move.id)) ?? 0, {
        tradePolicies: move.policies,
      })
      return
    case 'choose':
      return choose(shop, move)
    case 'switch':
      return choose(shop, { active: !ports.configurations.saved?.choices.active })
    case 'compare':
      await startReconcile(ports)
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
        false
      )
  }
}

async function runAndDie(shop: Shop, at: number, when: 'before' | 'after'): Promise<void> {
  try {
    await work(crashing(shop.ports, { at, when }), WORK_BUDGET)
  } catch (error) {
    if (!(error instanceof Crash)) throw error
  }
}

/** What the store's rules give for a SKU in the policy that is chosen now. */
function right({ ports }: Shop, sku: number): number {
  const policy = ports.configurations.saved?.choices.tradePolicy ?? ''
  const isSold = ports.store.skus.get(idOf(sku))?.tradePolicies.includes(policy)
  return isSold ? Math.max(ports.store.stock.get(idOf(sku)) ?? 0, 0) : 0
}

describe('any history with comparisons', () => {
  it('given silent changes, meddling, policies, switches, deaths and faults in any order, expect Carrefour right after a comparison', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(moves, { maxLength: 40 }), async history => {
        const shop = aShop()
        for (const sku of IDS) shop.sell(sku, sku)
        for (const move of history) await play(shop, move)
        choose(shop, { active: true })
        await minutes(shop, 70)
        await startReconcile(shop.ports)
        await minutes(shop, 20)
        const { ports } = shop
        const { reconcile } = await ports.control.read()
        expect(reconcile).toMatchObject({ run: null, leaving: [], unsent: 0 })
        expect(await ports.requests.list(10)).toEqual([])
        for (const sku of IDS)
          expect(ports.carrefour.offers.get(String(sku)), `SKU ${sku}`).toBe(right(shop, sku))
        expect(reconcile.last?.counts.healed).toBeLessThanOrEqual(
          (reconcile.last?.counts.drift ?? 0) +
            (reconcile.last?.counts.neverSent ?? 0) +
            (reconcile.last?.counts.leftPolicy ?? 0) +
            (reconcile.last?.counts.outdated ?? 0)
        )
        expect(ports.carrefour.violations).toEqual([])
        expect(brokenLimits(shop)).toEqual([])
      }),
      { numRuns: 150 }
    )
  }, 60_000)
})
