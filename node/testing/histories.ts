/* Random histories of a shop, played in virtual time, and what must hold at the end of each. */

import fc from 'fast-check'
import type { Millis } from '../shared/time'
import { cancelJob, startJob, viewJobs } from '../jobs/start'
import { expect } from '@jest/globals'
import { inCase } from './cases'
import { runAndDie } from './deaths'
import { runEngine, WORK_BUDGET } from '../engine/engine'
import { shopKey } from './factories'
import { type Attempt, KEPT_ATTEMPTS } from '../ledger/process.logic'
import { type Shop, brokenLimits, idOf, minutes, notify, OWNER } from './workday'

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

/** How long a test of histories may take, in milliseconds: the long form plays ten times as many. */
export const HISTORIES_MS = process.env.LONG_TESTS ? 600_000 : 120_000

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
    { numRuns: process.env.LONG_TESTS ? 500 : 50 }
  )

/** Nothing waits, and none of Carrefour's limits was broken. */
export async function expectAtRest(shop: Shop, told?: string): Promise<void> {
  const seen = await shop.ports.queue.list(10)
  inCase(told, () => expect(seen).toEqual([]))
  inCase(told, () => expect(brokenLimits(shop)).toEqual([]))
  inCase(told, () => expect(shop.ports.carrefour.violations).toEqual([]))
}

/** Events of a shop, in any order. */
export type Move =
  | CommonMove
  | { readonly kind: 'change'; readonly id: number; readonly units: number }
  | { readonly kind: 'start'; readonly key: number; readonly ids: readonly number[] | null }
  | { readonly kind: 'cancel'; readonly which: number }
  | { readonly kind: 'importTime'; readonly ms: number }
  | { readonly kind: 'revoke' }
  | { readonly kind: 'fixKey' }

/** SKUs of the shop: 1 to 6 at Carrefour, 7 not catalogued, 6 refused. */
export const SKUS = 7

const anId = fc.integer({ min: 1, max: SKUS })
const of = <Kind extends Move['kind']>(kind: Kind) => fc.constant(kind)

export const moves: fc.Arbitrary<Move> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: of('change'), id: anId, units: fc.nat({ max: 9 }) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: of('start'),
      key: fc.integer({ min: 1, max: 4 }),
      ids: fc.option(fc.uniqueArray(anId, { minLength: 1, maxLength: 5 })),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: of('cancel'), which: fc.nat({ max: 1 }) }) },
  ...commonMoves('STO01', 'STO02', 'STO03').map(arbitrary => ({ weight: 3, arbitrary })),
  {
    weight: 3,
    arbitrary: fc.record({ kind: of('importTime'), ms: fc.constantFrom(2_000, 70_000) }),
  },
  { weight: 2, arbitrary: fc.record({ kind: of('revoke') }) },
  { weight: 1, arbitrary: fc.record({ kind: of('fixKey') }) }
)

export const histories = manyOf(moves)

/** What was done to a shop, to compare the outcome with. */
export interface Acknowledged {
  /** Changes that the app has acknowledged. */
  readonly asked: readonly { readonly id: number; readonly at: Millis }[]
  /** Jobs reported as cancelled, with the position covered by the batch in flight. */
  readonly cancelled: readonly { readonly jobId: string; readonly inHand: number }[]
  /** When a run died. */
  readonly deaths: readonly { readonly from: Millis; readonly to: Millis }[]
}

/** Plays a history on a shop of `SKUS` SKUs with rows, then two hours without faults and with a valid key. */
export async function playOut(shop: Shop, history: readonly Move[]): Promise<Acknowledged> {
  const { ports } = shop
  ports.carrefour.offers.delete(String(SKUS))
  ports.carrefour.rejections.set('6', 'Oferta bloqueada')
  const asked: { id: number; at: Millis }[] = []
  const cancelled: { jobId: string; inHand: number }[] = []
  const deaths: { from: Millis; to: Millis }[] = []
  for (const move of history) {
    if (move.kind === 'change') {
      ports.store.stock.set(idOf(move.id), move.units)
      const at = ports.clock.now()
      if ((await notify(shop, move.id)).ok) asked.push({ id: move.id, at })
    } else if (move.kind === 'cancel') {
      const cancel = await cancelOne(shop, move.which)
      if (cancel) cancelled.push(cancel)
    } else {
      const from = ports.clock.now()
      await play(shop, move)
      if (move.kind === 'die') deaths.push({ from, to: ports.clock.now() })
    }
  }
  await play(shop, { kind: 'fixKey' })
  ports.carrefour.importTime = 2_000
  ports.carrefour.calmDown()
  await minutes(shop, 120)
  return { asked, cancelled, deaths }
}

async function play(shop: Shop, move: Exclude<Move, { kind: 'change' | 'cancel' }>): Promise<void> {
  const { ports } = shop
  switch (move.kind) {
    case 'start': {
      const filter = move.ids ? { skuIds: move.ids.map(String) } : {}
      await startJob(ports, { filter, key: `key-${move.key}`, person: OWNER })
      return
    }
    case 'importTime':
      ports.carrefour.importTime = move.ms
      return
    case 'revoke': {
      const key = ports.configurations.saved?.shopKey.key.reveal()
      if (key) ports.carrefour.revoked.add(key)
      return
    }
    case 'fixKey': {
      const { saved } = ports.configurations
      if (!saved) return
      const version = saved.shopKey.version + 1
      const key = shopKey(`key-of-version-${version}`)
      ports.configurations.saved = { ...saved, shopKey: { ...saved.shopKey, key, version } }
      return
    }
    default:
      return playCommon(shop, move)
  }
}

async function cancelOne({ ports }: Shop, which: number) {
  const job = (await viewJobs(ports))[which]
  if (!job) return null
  const { batchKey, judged } = await ports.connectionState.read()
  const keys = [...(batchKey ? [batchKey] : []), ...judged.map(({ key }) => key)]
  const batches = await Promise.all(keys.map(key => ports.connectionState.readBatch(key)))
  const ends = batches.flatMap(batch => (batch?.slice?.jobId === job.id ? [batch.slice.to] : []))
  const done = await cancelJob(ports, job.id)
  if (!done.ok || done.value.state === 'DONE') return null
  const settled = done.value.ends.at(-1) ?? 0
  return { jobId: job.id, inHand: Math.max(settled, ...ends) }
}

/** Attempts of a SKU for requests at or after a moment; null when the row keeps none that old. */
export async function attemptsSince(
  { ports }: Shop,
  id: number,
  at: Millis
): Promise<readonly Attempt[] | null> {
  const attempts = (await ports.ledger.get(idOf(id)))?.attempts ?? []
  if (attempts.length >= KEPT_ATTEMPTS && (attempts.at(-1)?.at ?? 0) > at) return null
  const sentAt = new Map(ports.carrefour.imports.map(one => [one.id, one.sentAt]))
  return attempts.filter(attempt => (sentAt.get(attempt.importId ?? '') ?? attempt.at) >= at)
}
