import fc from 'fast-check'

import type { Process } from '../ledger/process.logic'
import { shopNameOf } from '../connection/shop.logic'
import { type Millis, HOUR, MINUTE } from '../shared/time'
import { runEngine, WORK_BUDGET } from '../engine/engine'
import { startReconcile } from '../reconcile/resolvers'
import { runAndDie } from './deaths'
import { shopKey } from './factories'
import { type Mood, CALM, HostileCarrefour } from './hostileCarrefour'
import { aShop, idOf, minutes, notify } from './workday'

/** Events of a story. */
export type Move =
  | { readonly kind: 'mood'; readonly mood: Partial<Mood> }
  | { readonly kind: 'calm' }
  | { readonly kind: 'change'; readonly ids: readonly number[]; readonly units: number }
  | { readonly kind: 'minutes'; readonly count: number }
  | { readonly kind: 'die'; readonly at: number; readonly when: 'before' | 'after' }
  /** The process dies right after its next file has arrived. */
  | { readonly kind: 'dieSending' }
  | { readonly kind: 'replicas' | 'compare' }
  | { readonly kind: 'block'; readonly id: number; readonly isBlocked: boolean }
  /** An offer appears. Only the daily comparison sees one that vanishes, which is tested elsewhere. */
  | { readonly kind: 'catalogue' }
  | { readonly kind: 'revoke' | 'newKey' }
  | { readonly kind: 'shop'; readonly shopId: string }

export interface Story {
  readonly seed: number
  readonly moves: readonly Move[]
}

const SKUS = 6
const anId = fc.integer({ min: 1, max: SKUS })
const kind = <K extends Move['kind']>(value: K) => fc.constant(value)
const operation = fc.constantFrom('STO01' as const, 'STO02', 'STO03', 'OF21', 'P31')

const trouble: fc.Arbitrary<Mood['trouble']> = fc.oneof(
  fc.record({ kind: fc.constant('lost' as const), operation, done: fc.boolean() }),
  fc.record({ kind: fc.constant('failed' as const), operation, done: fc.boolean() }),
  fc.record({
    kind: fc.constant('limited' as const),
    operation,
    retryAfter: fc.constantFrom(null, 0, -1, 7_000, 400_000, 1e15),
  }),
  fc.constant({ kind: 'page' as const })
)

const importTime = fc.constantFrom(2_000, 70_000, 4 * MINUTE, 12 * MINUTE, 45 * MINUTE, Infinity)

const mood: fc.Arbitrary<Partial<Mood>> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ trouble, importTime }) },
  fc.record({ importTime, word: fc.constantFrom('QUEUED', 'running', '', 'WAITING_SYNC') }),
  fc.record({ unknownFor: fc.constantFrom(20_000, 3 * MINUTE, 20 * MINUTE), importTime }),
  fc.record({
    counts: fc.constantFrom<Mood['counts']>('none', 'noReport', 'noneTaken', 'onlyFlag'),
    lag: fc.constantFrom(0, MINUTE, 4 * MINUTE),
  }),
  fc.record({
    report: fc.constantFrom<Mood['report']>('missing', 'cut', { lateBy: 3 * MINUTE }),
    lag: fc.constantFrom(0, MINUTE, 4 * MINUTE),
  }),
  fc.record({ lag: fc.constant(4 * MINUTE), offersForbidden: fc.boolean() }),
  fc.record({ end: fc.constant('failed' as const) })
)
const move: fc.Arbitrary<Move> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: kind('mood'), mood }) },
  { weight: 3, arbitrary: fc.record({ kind: kind('calm') }) },
  {
    weight: 10,
    arbitrary: fc.record({
      kind: kind('change'),
      ids: fc.uniqueArray(anId, { minLength: 1, maxLength: 3 }),
      units: fc.integer({ min: 1, max: 99 }),
    }),
  },
  {
    weight: 10,
    arbitrary: fc.record({ kind: kind('minutes'), count: fc.constantFrom(1, 1, 2, 3, 7, 20) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: kind('die'),
      at: fc.integer({ min: 1, max: 60 }),
      when: fc.constantFrom('before' as const, 'after' as const),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: kind('dieSending') }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('replicas' as const, 'compare') }) },
  { weight: 1, arbitrary: fc.record({ kind: kind('block'), id: anId, isBlocked: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ kind: kind('catalogue') }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('revoke' as const, 'newKey') }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: kind('shop'), shopId: fc.constantFrom('2001', '2002') }),
  }
)

export const stories: fc.Arbitrary<Story> = fc.record({
  seed: fc.integer(),
  moves: fc.array(move, { minLength: 5, maxLength: 40, size: 'max' }),
})

/** A shop at a hostile Carrefour, and what was seen there that must never happen. */
export function aHostileShop(seed: number) {
  const shop = aShop()
  const carrefour = new HostileCarrefour(shop.ports.clock, seed)
  const ports = { ...shop.ports, carrefour }
  const broken: string[] = []
  const see = (rows: readonly Process[], when: string) => {
    for (const row of rows) {
      const wrong = untrue(carrefour, row)
      if (wrong !== null) broken.push(`${when}: ${wrong}`)
    }
  }
  const put = ports.ledger.put.bind(ports.ledger)
  ports.ledger.put = async row => {
    await put(row)
    see([row], `row written at ${ports.clock.now()}`)
  }
  carrefour.keys.add(ports.configurations.saved?.shopKey.key.reveal() ?? '')
  carrefour.absent.add(String(SKUS))
  for (let id = 1; id <= SKUS; id += 1) ports.store.sell(idOf(id), id)
  return { ports, broken, look: () => see(ports.ledger.all(), `at ${ports.clock.now()}`) }
}

export type HostileShop = ReturnType<typeof aHostileShop>

/** Why a success in a row is not true or will not last; null when it is right. */
function untrue(carrefour: HostileCarrefour, row: Process): string | null {
  const { skuId, quantity, shop, attempts } = row
  if (row.status !== 'SUCCESS' || quantity === null) return null
  carrefour.settle()
  const ofSku = carrefour.files.filter(one => one.shop === shop && one.lines.has(skuId))
  const [last] = attempts
  const own =
    ofSku.find(one => one.id === last?.importId) ??
    ofSku.filter(one => one.sentAt <= (last?.at ?? 0)).pop()
  if (!own) return `SKU ${skuId}: success of a file that never came`
  const mayTake = !carrefour.blocked.has(skuId) && !carrefour.absent.has(skuId)
  const older = ofSku.find(
    one =>
      one.sentAt < own.sentAt &&
      !one.ended &&
      one.endsAt !== Infinity &&
      one.end === 'complete' &&
      mayTake
  )
  if (older) return `SKU ${skuId} is a success by ${own.id} while ${older.id} can still come`
  const taken = ofSku.filter(one => one.ended && one.end === 'complete')
  const newest = taken
    .filter(one => !one.refused.includes(skuId))
    .sort((a, b) => a.endsAt - b.endsAt)
    .pop()
  if (newest && newest.sentAt < own.sentAt && newest.lines.get(skuId) !== quantity)
    return `SKU ${skuId} is a success by ${own.id}, and ${newest.id} was the last to change it`
  return null
}

/** When each SKU was last requested. */
export type Asked = ReadonlyMap<number, Millis>

/** Plays a story, then hours in which the server behaves and the key works. */
export async function playStory(shop: HostileShop, story: Story): Promise<Asked> {
  const asked = new Map<number, Millis>()
  for (const one of story.moves) {
    await play(shop, one, asked)
    shop.look()
  }
  shop.ports.carrefour.mood = CALM
  await play(shop, { kind: 'newKey' }, asked)
  return asked
}

/** Advances the time and checks all rows each minute. */
export async function watch(shop: HostileShop, count: number): Promise<void> {
  for (let minute = 0; minute < count; minute += 1) {
    await minutes(shop, 1)
    shop.look()
  }
}

async function play(shop: HostileShop, one: Move, asked: Map<number, Millis>): Promise<void> {
  const { ports } = shop
  const { carrefour, configurations, clock, store } = ports
  const set = (ids: Set<string>, id: number, isIn: boolean) =>
    isIn ? ids.add(String(id)) : ids.delete(String(id))
  switch (one.kind) {
    case 'mood':
      carrefour.mood = { ...CALM, ...one.mood }
      return
    case 'calm':
      carrefour.mood = CALM
      return
    case 'change':
      for (const id of one.ids) {
        store.stock.set(idOf(id), one.units + id)
        if ((await notify(shop, id)).ok) asked.set(id, clock.now())
      }
      return
    case 'minutes':
      return watch(shop, one.count)
    case 'die':
      carrefour.mayDie = true
      await runAndDie(shop, one)
      carrefour.mayDie = false
      return clock.pass(41_000)
    case 'dieSending': {
      const { length } = carrefour.files
      carrefour.mayDie = true
      await runAndDie(shop, {
        get at() {
          return carrefour.files.length > length ? 0 : Infinity
        },
        when: 'before',
      })
      carrefour.mayDie = false
      return clock.pass(41_000)
    }
    case 'replicas':
      await Promise.all([1, 2, 3].map(() => runEngine(ports, WORK_BUDGET)))
      return
    case 'compare':
      await startReconcile(ports)
      return
    case 'block':
      return void set(carrefour.blocked, one.id, one.isBlocked)
    case 'catalogue':
      return carrefour.absent.clear()
    case 'revoke':
      return carrefour.keys.clear()
    case 'newKey':
    case 'shop': {
      const { saved } = configurations
      if (!saved) return
      const version = saved.shopKey.version + 1
      const key = shopKey(`key-of-version-${version}`)
      carrefour.keys.add(key.reveal())
      const choices = one.kind === 'shop' ? { ...saved.choices, shopId: one.shopId } : saved.choices
      configurations.saved = { ...saved, choices, shopKey: { ...saved.shopKey, key, version } }
      return
    }
  }
}

/** The shop that receives stock in the end. */
export const shopOf = ({ ports }: HostileShop): string =>
  ports.configurations.saved ? shopNameOf(ports.configurations.saved) : ''

/** Maximum calls of an operation within any hour. */
export function busiestHour({ ports: { carrefour } }: HostileShop, operation: string): number {
  const times = carrefour.calls.filter(one => one.operation === operation).map(one => one.at)
  let from = 0
  let most = 0
  for (const [to, at] of times.entries()) {
    while (at - (times[from] ?? at) >= HOUR) from += 1
    most = Math.max(most, to - from + 1)
  }
  return most
}
