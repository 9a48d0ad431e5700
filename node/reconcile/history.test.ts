import fc from 'fast-check'
import { describe, expect, it } from '@jest/globals'

import { decideBrake } from '../brake/resolvers'
import { NO_COUNTS, queuedOf } from './reconcile.logic'
import { type CommonMove, anyHistory, commonMoves, playCommon } from '../testing/histories'
import { type Shop, aShop, idOf, minutes, notify } from '../testing/workday'
import { startReconcile } from './resolvers'
import { inCase } from '../testing/cases'

const IDS = [1, 2, 3, 4, 5, 6]

type Move =
  | CommonMove
  | { readonly kind: 'silently' | 'notified'; readonly id: number; readonly units: number }
  | { readonly kind: 'meddle'; readonly id: number; readonly units: number }
  | { readonly kind: 'policies'; readonly id: number; readonly policies: readonly string[] }
  | { readonly kind: 'choose'; readonly tradePolicy: string }
  | { readonly kind: 'switch' }
  | { readonly kind: 'compare' }

const id = fc.constantFrom(...IDS)
const units = fc.integer({ min: -1, max: 40 })
const kind = <K extends Move['kind']>(name: K) => fc.constant(name)

const moves: fc.Arbitrary<Move> = fc.oneof(
  ...commonMoves('OF21', 'STO01', 'STO02'),
  fc.record({ kind: fc.constantFrom('silently' as const, 'notified' as const), id, units }),
  fc.record({ kind: kind('meddle'), id, units: fc.nat(40) }),
  fc.record({
    kind: kind('policies'),
    id,
    policies: fc.constantFrom(['1'], ['2'], ['1', '2'], []),
  }),
  fc.record({ kind: kind('choose'), tradePolicy: fc.constantFrom('1', '2') }),
  fc.record({ kind: kind('switch') }),
  fc.record({ kind: kind('compare') })
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
    default:
      return playCommon(shop, move)
  }
}

/** Whoever looks after the shop has zeros sent that a change of settings explains. */
async function sendHeld(shop: Shop): Promise<void> {
  const { open } = (await shop.ports.connectionState.read()).brake
  if (!open) return
  await decideBrake(shop.ports, { kind: 'SEND', since: open.since })
  await minutes(shop, 5)
}

/** The quantity that the store's rules give for a SKU in the current policy. */
function right({ ports }: Shop, sku: number): number {
  const policy = ports.configurations.saved?.choices.tradePolicy ?? ''
  const isSold = ports.store.skus.get(idOf(sku))?.tradePolicies.includes(policy)
  return isSold ? Math.max(ports.store.stock.get(idOf(sku)) ?? 0, 0) : 0
}

describe('any history with comparisons', () => {
  it(
    'Carrefour is right after a comparison, for silent changes, meddling, policies, switches, deaths and faults in any order',
    () =>
      anyHistory(moves, {
        begin: () => {
          const shop = aShop()
          for (const sku of IDS) shop.sell(sku, sku)
          return shop
        },
        play,
        judge: async shop => {
          const { ports } = shop
          choose(shop, { active: true })
          await minutes(shop, 70)
          await sendHeld(shop)
          await startReconcile(ports)
          await minutes(shop, 20)
          await sendHeld(shop)
          const { reconcile } = await ports.connectionState.read()
          expect(reconcile).toMatchObject({ run: null, leaving: [], unsent: 0 })
          for (const sku of IDS)
            inCase(`SKU ${sku}`, () =>
              expect(ports.carrefour.offers.get(String(sku))).toBe(right(shop, sku))
            )
          const counts = reconcile.last?.counts ?? NO_COUNTS
          expect(counts.healed).toBeLessThanOrEqual(queuedOf(counts))
        },
      }),
    60_000
  )
})
