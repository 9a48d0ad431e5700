import { describe, expect, it } from '@jest/globals'
import { MINUTE } from '../shared/time'
import { shopKey } from '../testing/factories'
import { type Shop, aShop, idOf, minutes, notify } from '../testing/workday'
import { compareSku, startReconcile } from './asked'
import { readFileSync } from 'fs'
import path from 'path'
import { NO_LIST } from './offers.logic'
import { type ReconcileRun, NEVER_COMPARED, NO_COUNTS, PHASES } from './reconcile.logic'
import { showReconcile } from './resolvers'
import { viewConnection } from '../connection/view'
import { readConnectionState } from '../engine/store'

describe('both sides of a SKU', () => {
  it('shows what each holds now', async () => {
    const { ports } = aShop()
    ports.carrefour.offers.set('1', 5)
    expect(await compareSku(ports, '1')).toMatchObject({
      skuId: idOf(1),
      store: { kind: 'units', units: 7 },
      carrefour: { kind: 'units', units: 5 },
      minimumStock: 0,
    })
  })

  it('reports a SKU that neither knows', async () => {
    const { ports } = aShop()
    expect(await compareSku(ports, '404')).toMatchObject({
      store: { kind: 'none', why: 'NOT_THERE' },
      carrefour: { kind: 'none', why: 'NOT_THERE' },
    })
    expect(await compareSku(ports, 'x')).toBeNull()
  })

  it('makes 30 calls for 40 requests within a minute, says when the next is allowed, and then makes it', async () => {
    const { ports } = aShop()
    const looks = []
    for (let at = 0; at < 40; at += 1) looks.push(await compareSku(ports, '1'))
    expect(ports.carrefour.calls).toHaveLength(30)
    const next = ports.clock.now() + MINUTE
    expect(looks.at(-1)?.carrefour).toEqual({ kind: 'none', why: 'UNAVAILABLE', nextAt: next })
    ports.clock.pass(MINUTE)
    expect((await compareSku(ports, '1'))?.carrefour.kind).toBe('units')
  })

  it('shares the minute between two replicas', async () => {
    const { ports } = aShop()
    await Promise.all(Array.from({ length: 50 }, () => compareSku({ ...ports }, '1')))
    expect(ports.carrefour.calls.length).toBeLessThanOrEqual(30)
  })

  it('makes no call without a configuration', async () => {
    const { ports } = aShop()
    ports.configurations.saved = null
    expect(await compareSku(ports, '1')).toMatchObject({
      store: { kind: 'none', why: 'NOT_CONFIGURED' },
    })
    expect(ports.carrefour.calls).toEqual([])
  })

  it('makes one call with a ShopKey that Carrefour refuses, opens the incident, and makes no more', async () => {
    const { ports } = aShop()
    ports.carrefour.revoked.add(shopKey().reveal())
    for (let click = 0; click < 3; click += 1) {
      expect(await compareSku(ports, '1')).toMatchObject({
        carrefour: { kind: 'none', why: 'KEY_REFUSED' },
      })
    }
    expect(ports.carrefour.calls).toHaveLength(1)
    expect((await ports.connectionState.read()).incident).toMatchObject({ cause: 'AUTH_INVALID' })
  })
})

const counts = {
  ...NO_COUNTS,
  offersTotal: 400,
  offersSeen: 100,
  drift: 2,
  neverSent: 3,
  leftPolicy: 4,
  outdated: 5,
}
const run: ReconcileRun = {
  startedAt: Date.parse('2026-11-02T12:00:00Z'),
  why: 'PERSON',
  phase: 'offers',
  position: 100,
  tries: 0,
  gaps: 0,
  gapsBy: null,
  walker: '',
  pages: [],
  begun: 0,
  suspects: {},
  list: NO_LIST,
  notBefore: 0,
  problem: null,
  counts,
}

describe('the comparison as shown', () => {
  it('shows figures, queued total and progress of one in progress', () => {
    expect(showReconcile({ ...NEVER_COMPARED, run })).toMatchObject({
      run: { phase: 'OFFERS', progress: 0.25, queued: 14, drift: 2, endedAt: null, why: 'PERSON' },
      last: null,
      nextAt: null,
    })
  })

  it.each<['leave' | 'clear' | 'load' | 'settle', number]>([
    ['leave', 0],
    ['clear', 0],
    ['load', 1],
    ['settle', 1],
  ])('in phase %s, the progress is %d', (phase, progress) => {
    expect(showReconcile({ ...NEVER_COMPARED, run: { ...run, phase } }).run?.progress).toBe(
      progress
    )
  })

  it('shows a finished one completely, with its times', () => {
    const last = {
      startedAt: run.startedAt,
      endedAt: run.startedAt + 1_000,
      why: run.why,
      problem: null,
      counts,
    }
    const due = { at: run.startedAt + 86_400_000, why: 'DAILY' as const }
    expect(showReconcile({ ...NEVER_COMPARED, last, due })).toMatchObject({
      run: null,
      last: { phase: null, progress: 1, endedAt: '2026-11-02T12:00:01.000Z' },
      nextAt: '2026-11-03T12:00:00.000Z',
    })
  })

  it('has every phase in the schema', () => {
    const sdl = readFileSync(path.join(__dirname, '../../graphql/types/Reconcile.graphql'), 'utf8')
    const [, body = ''] = /enum CarrefourReconcilePhase \{([^}]*)\}/.exec(sdl) ?? []
    const words = [...body.matchAll(/^\s+([A-Z]+)$/gm)].map(match => match[1])
    expect(words).toEqual(PHASES.map(phase => phase.toUpperCase()))
  })
})

/** A shop with three SKUs of 9 units, all confirmed. */
async function aSoldShop() {
  const shop = aShop()
  for (const id of [1, 2, 3]) {
    shop.sell(id, 9)
    await notify(shop, id)
  }
  await minutes(shop, 3)
  return shop
}

async function compared(shop: Shop) {
  await startReconcile(shop.ports)
  await minutes(shop, 6)
}

const writersOf = async ({ ports }: Shop) => (await viewConnection(ports)).otherWriters

it('names the SKUs that somebody else changed twice between two sendings, with both values and times', async () => {
  const shop = await aSoldShop()
  const { offers } = shop.ports.carrefour
  offers.set('1', 4)
  offers.set('2', 30)
  await compared(shop)
  expect([offers.get('1'), offers.get('2')]).toEqual([9, 9])
  expect(await writersOf(shop)).toEqual([])
  offers.set('1', 7)
  await compared(shop)
  expect(await writersOf(shop)).toMatchObject([
    {
      skuId: '1',
      changes: [
        { ours: 9, theirs: 7 },
        { ours: 9, theirs: 4 },
      ],
    },
  ])
  const state = await shop.ports.connectionState.read()
  expect(readConnectionState(JSON.parse(JSON.stringify(state))).foreign).toEqual(state.foreign)
})

it('takes no change of the store’s own for somebody else’s', async () => {
  const shop = await aSoldShop()
  for (const units of [5, 3]) {
    shop.ports.store.stock.set(idOf(1), units)
    await compared(shop)
  }
  expect(shop.ports.carrefour.offers.get('1')).toBe(3)
  expect((await shop.ports.connectionState.read()).foreign).toEqual([])
})

it('counts a difference once that is not put right yet', async () => {
  const shop = await aSoldShop()
  shop.ports.carrefour.offers.set('1', 4)
  shop.ports.carrefour.rejections.set('1', 'Oferta bloqueada')
  await compared(shop)
  await compared(shop)
  expect(await writersOf(shop)).toEqual([])
})

it('sends one file per comparison, however often somebody else writes', async () => {
  const shop = await aSoldShop()
  const before = shop.ports.carrefour.imports.length
  for (const units of [4, 5, 6, 7]) {
    shop.ports.carrefour.offers.set('1', units)
    await compared(shop)
  }
  expect(shop.ports.carrefour.imports.length - before).toBe(4)
})
