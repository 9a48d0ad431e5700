import fc from 'fast-check'
import { expect } from '@jest/globals'

import { runEngine, WORK_BUDGET } from '../engine/engine'
import { runAndDie } from './deaths'
import { type Shop, brokenLimits } from './workday'
import { inCase } from './cases'

type Operation = 'STO01' | 'STO02' | 'STO03' | 'P31' | 'OF21'

/** Events of any history. */
export type CommonMove =
  | { readonly kind: 'run' }
  | { readonly kind: 'die'; readonly at: number; readonly when: 'before' | 'after' }
  | { readonly kind: 'wait'; readonly ms: number }
  /** The next call of an operation fails; `applied` when only its answer is lost. */
  | { readonly kind: 'fail'; readonly operation: Operation; readonly applied: boolean }

/** Events of any history. @param operations those of Carrefour that may fail */
export const commonMoves = (
  ...operations: readonly Operation[]
): readonly fc.Arbitrary<CommonMove>[] => [
  fc.constant({ kind: 'run' }),
  fc.record({
    kind: fc.constant('die'),
    at: fc.integer({ min: 1, max: 150 }),
    when: fc.constantFrom('before', 'after'),
  }),
  fc.record({ kind: fc.constant('wait'), ms: fc.integer({ min: 1, max: 90_000 }) }),
  fc.record({
    kind: fc.constant('fail'),
    operation: fc.constantFrom(...operations),
    applied: fc.boolean(),
  }),
]

export async function playCommon(shop: Shop, move: CommonMove): Promise<void> {
  const { ports } = shop
  switch (move.kind) {
    case 'run':
      await runEngine(ports, WORK_BUDGET)
      return
    case 'die':
      return runAndDie(shop, move)
    case 'wait':
      return ports.clock.pass(move.ms)
    case 'fail': {
      const failure = { kind: 'unavailable', message: 'HTTP 503' } as const
      return ports.carrefour.failNext(move.operation, failure, move.applied)
    }
  }
}

/** Where histories start, what each event does, and what must hold in the end. */
interface Play<M> {
  readonly begin: () => Shop | Promise<Shop>
  readonly play: (shop: Shop, move: M) => Promise<void>
  /** Lets the shop come to rest, and checks it. */
  readonly judge: (shop: Shop, history: readonly M[]) => Promise<void>
}

/** Up to 40 events: by default fast-check makes ten at most. A failing history is shrunk. */
export const manyOf = <M>(moves: fc.Arbitrary<M>): fc.Arbitrary<M[]> =>
  fc.array(moves, { maxLength: 40, size: 'max' })

/**
 * Plays many random histories of at most 40 events, then a time without faults. In the end nothing may wait, and no
 * limit may be broken.
 */
export const anyHistory = <M>(
  moves: fc.Arbitrary<M>,
  { begin, play, judge }: Play<M>
): Promise<void> =>
  fc.assert(
    fc.asyncProperty(manyOf(moves), async history => {
      const shop = await begin()
      for (const move of history) await play(shop, move)
      shop.ports.carrefour.calmDown()
      await judge(shop, history)
      await expectAtRest(shop)
    }),
    { numRuns: 150 }
  )

/** Nothing waits, and none of Carrefour's limits was broken. */
export async function expectAtRest(shop: Shop, told?: string): Promise<void> {
  const seen = await shop.ports.queue.list(10)
  inCase(told, () => expect(seen).toEqual([]))
  inCase(told, () => expect(brokenLimits(shop)).toEqual([]))
  inCase(told, () => expect(shop.ports.carrefour.violations).toEqual([]))
}
