import fc from 'fast-check'
import { expect, it, jest } from '@jest/globals'

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
import { inCase } from '../testing/cases'
import { MINUTE } from '../shared/time'
import { idOf } from '../testing/workday'

/** Minutes with a well-behaved server until everything requested has an outcome. */
const OUTCOME_WITHIN = 90

/** Minutes after that until no work is left, except for imports that never end. */
const REST_WITHIN = 240

/** Maximum calls of each operation in an hour with the six SKUs of these stories. */
const MAX_CALLS = { STO01: 45, STO02: 180, STO03: 20, OF21: 150, P31: 30, A01: 1 } as const

const LONG = Boolean(process.env.LONG_TESTS)
const RUNS = LONG ? Number(process.env.LONG_TESTS) || 500 : 8

jest.setTimeout(LONG ? 60 * 60_000 : 60_000)

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
  expect(await shop.ports.ledger.get(idOf(1))).toMatchObject({ cause: 'UNCONFIRMED', quantity: 5 })
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
  fc.assert(fc.asyncProperty(stories, judge), { numRuns: RUNS }))

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
    { numRuns: LONG ? RUNS : 4 }
  ))
