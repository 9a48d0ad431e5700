import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { type OfferPage, OFFER_PAGE } from '../ports'
import { MINUTE, DAY, HOUR } from '../shared/time'
import { type Shop, aShop, idOf, minutes, notify } from '../testing/workday'
import { MAX_GAPS, PAGE_TRIES } from './pages.logic'
import type { SkuId } from '../shared/sku.logic'
import { err, ok } from '../shared/result'
import { Crash, atEachDeath } from '../testing/deaths'
import { SimulatedClock } from '../testing/simulated'
import { decideBrake } from '../engine/holdZeros'
import { NO_COUNTS, queuedOf } from './reconcile.logic'
import {
  type CommonMove,
  HISTORIES_MS,
  anyHistory,
  commonMoves,
  playCommon,
} from '../testing/histories'
import { startReconcile } from './asked'
import { inCase } from '../testing/cases'
import { runEngine, WORK_BUDGET } from '../engine/engine'

/** Long runs play many more lists. */
const LISTS = process.env.LONG_TESTS ? 2_000 : 60
const TIME = 20 * MINUTE

interface Held {
  readonly code: string
  readonly quantity: number
}

/** How a server answers for a page of a list, whoever asks. */
type Server = (offers: readonly Held[], offset: number, call: number) => OfferPage

const pageOf = (held: readonly Held[], total: number | null): OfferPage => ({
  offers: held.map(offer => ({ ...offer, active: true })),
  received: held.length,
  total,
})

/** Its later pages are empty. */
const AFTER = 'says the total is 0 after the first page'

const slice = (offers: readonly Held[], from: number, size = OFFER_PAGE): readonly Held[] =>
  offers.slice(from, from + size)

/** Server behaviours that were observed, and others that are possible. */
const SERVERS: Readonly<Record<string, Server>> = {
  'answers well': (all, from) => pageOf(slice(all, from), all.length),
  'answers short pages': (all, from) => pageOf(slice(all, from, 10), all.length),
  'ignores the offset': all => pageOf(slice(all, 0), all.length),
  'gives the second page twice': (all, from) =>
    pageOf(slice(all, from >= 200 ? from - 100 : from), all.length),
  'changes the total between pages': (all, from) =>
    pageOf(slice(all, from), from === 0 ? all.length : 100),
  'gives an empty page in the middle': (all, from) =>
    pageOf(from === 100 ? [] : slice(all, from), all.length),
  'gives an empty first page': (all, from) =>
    pageOf(from === 0 ? [] : slice(all, from), all.length),
  'gives nothing but empty pages': all => pageOf([], all.length),
  'says the total is 0': (all, from) => pageOf(slice(all, from), 0),
  [AFTER]: (all, from) => pageOf(from === 0 ? slice(all, 0) : [], from === 0 ? all.length : 0),
  'says no total': (all, from) => pageOf(slice(all, from), null),
  'says half of the total': (all, from) => pageOf(slice(all, from), Math.floor(all.length / 2)),
  'says a total beyond all bounds': (all, from) => pageOf(slice(all, from), 1e15),
  'says the size of the page as total': (all, from) => {
    const page = slice(all, from)
    return pageOf(page, page.length)
  },
  'repeats one offer for ever': all => pageOf(slice(all, 0, 1), all.length),
  'gives each offer twice': (all, from) =>
    pageOf(
      slice(all, from, 50).flatMap(offer => [offer, offer]),
      all.length
    ),
  'moves offers between pages': (all, from, call) => {
    const turned = [...all.slice(call * 7), ...all.slice(0, call * 7)]
    return pageOf(slice(turned, from), all.length)
  },
  'loses one offer in the middle': (all, from) =>
    pageOf(
      slice(all, from).filter((_, index) => from !== 100 || index !== 7),
      all.length
    ),
  'hides offers that it counts': (all, from) => {
    const page = slice(all, from)
    return { ...pageOf(page.slice(0, -1), all.length), received: page.length }
  },
}

/** SKUs 1 to `count`, each sent before with 5 units. */
async function aShopOf(count: number): Promise<Shop> {
  const shop = aShop()
  for (let id = 1; id <= count; id += 1) shop.sell(id, 5)
  for (let id = 1; id <= count; id += 1) await notify(shop, id)
  await minutes(shop, 3)
  // As in the catalog, which reads an id as a number.
  const sku = shop.ports.store.sku.bind(shop.ports.store)
  shop.ports.store.sku = id => sku(idOf(Number(id)))
  return shop
}

/** Codes of other offers that look like SKU ids. */
const FOREIGN = ['000002', '03', ' 5', '5 ', '5.0', '+5', '５', '5e0', 'ABC/1', '9'.repeat(19)]

function serve({ ports: { carrefour } }: Shop, server: Server): { calls: number } {
  const count = { calls: 0 }
  carrefour.offerPage = async (_, offset) => {
    count.calls += 1
    carrefour.settleImports()
    const offers = [...carrefour.offers].map(([code, quantity]) => ({ code, quantity }))
    return { kind: 'done', value: server(offers, offset, count.calls) }
  }
  return count
}

/** Lets the comparison run and the resulting file be confirmed. */
async function compare(shop: Shop, most = 90) {
  await shop.ports.connectionState.update(state => ({
    ...state,
    reconcile: {
      ...state.reconcile,
      last: null,
      repeats: 0,
      run: null,
      due: { at: shop.ports.clock.now(), why: 'DAILY' },
    },
  }))
  for (let minute = 0; minute < most; minute += 1) {
    await minutes(shop, 1)
    const { last } = (await shop.ports.connectionState.read()).reconcile
    if (last) return last
  }
  throw new Error('the comparison has no end')
}

/** SKUs whose quantity at Carrefour differs from the store's. */
const wrong = ({ ports: { carrefour, store } }: Shop): readonly string[] => {
  carrefour.settleImports()
  return [...store.stock].flatMap(([skuId, units]) =>
    carrefour.offers.get(skuId) === units ? [] : [skuId]
  )
}

describe('a list of offers from an untrusted server', () => {
  const DRIFTED = [50, 150, 249]

  it.each(Object.entries(SERVERS))(
    'one that %s: ends, touches no other offer, and never says "no difference" while there is one',
    async (name, server) => {
      const shop = await aShopOf(250)
      for (const code of FOREIGN) shop.ports.carrefour.offers.set(code, 44)
      for (const id of DRIFTED) shop.ports.store.stock.set(idOf(id), 77)
      const count = serve(shop, server)
      const last = await compare(shop)
      expect(count.calls).toBeLessThan(60)
      for (const code of FOREIGN) expect(shop.ports.carrefour.offers.get(code)).toBe(44)
      const left = wrong(shop)
      expect(left.length > 0 && last.problem === null).toBe(false)
      const isWhole = name.startsWith('answers')
      expect(last.problem).toBe(isWhole ? null : 'OFFERS_INCOMPLETE')
      if (isWhole) expect(last.counts).toMatchObject({ offersSeen: 260, drift: 3 })
      // Whatever the total says: what came was compared.
      if (isWhole || name.startsWith('says'))
        expect(left).toEqual(name === AFTER ? ['150', '249'] : [])
      expect(last.counts.drift).toBeLessThanOrEqual(DRIFTED.length)
    }
  )

  it(
    'does the same for any mixture of them, page by page',
    async () => {
      const servers = Object.values(SERVERS)
      const shop = await aShopOf(230)
      for (const code of FOREIGN) shop.ports.carrefour.offers.set(code, 44)
      let seed = 20261126
      const random = (most: number) => {
        seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0
        return Math.floor((seed / 2 ** 32) * most)
      }
      for (let list = 0; list < LISTS; list += 1) {
        const behaviour = Array.from({ length: 8 }, () => servers[random(servers.length)])
        for (let drift = random(4); drift > 0; drift -= 1)
          shop.ports.store.stock.set(idOf(1 + random(230)), random(500))
        serve(shop, (all, offset, call) => {
          const server = behaviour[call % behaviour.length] ?? SERVERS['answers well']
          return server ? server(all, offset, call) : pageOf([], 0)
        })
        const last = await compare(shop)
        const left = wrong(shop)
        if (left.length > 0 && last.problem === null)
          throw new Error(`list ${list}: "no difference", but ${left.join()} differ`)
        for (const code of FOREIGN) expect(shop.ports.carrefour.offers.get(code)).toBe(44)
        shop.ports.clock.pass(MINUTE)
      }
      // Once the server answers correctly, everything is right.
      serve(shop, (all, from) => pageOf(slice(all, from), all.length))
      expect(await compare(shop)).toMatchObject({ problem: null })
      expect(wrong(shop)).toEqual([])
    },
    TIME
  )

  it('compares again within hours when a list is cut only sometimes, and finds the rest', async () => {
    const shop = await aShopOf(250)
    shop.ports.store.stock.set(idOf(249), 77)
    serve(shop, (all, offset) => pageOf(offset < 200 ? slice(all, offset) : [], all.length))
    expect(await compare(shop)).toMatchObject({ problem: 'OFFERS_INCOMPLETE' })
    expect(wrong(shop)).toEqual(['249'])
    serve(shop, (all, from) => pageOf(slice(all, from), all.length))
    await minutes(shop, 75)
    expect(wrong(shop)).toEqual([])
    expect((await shop.ports.connectionState.read()).reconcile.last).toMatchObject({
      problem: null,
    })
  })
})

const down = { kind: 'storeUnavailable' as const, message: 'HTTP 500' }

/** SKUs 1 to `count`, each confirmed with 5 units; a comparison is due. */
async function aShopThatCompares(count: number): Promise<Shop> {
  const shop = aShop(new SimulatedClock())
  for (let id = 1; id <= count; id += 1) shop.sell(id, 5)
  for (let id = 1; id <= count; id += 1) await notify(shop, id)
  await minutes(shop, 3)
  await shop.ports.connectionState.update(state => ({
    ...state,
    reconcile: { ...state.reconcile, due: { at: shop.ports.clock.now(), why: 'DAILY' } },
  }))
  return shop
}

const stateOf = async ({ ports }: Shop) => (await ports.connectionState.read()).reconcile

const fifty = (all: readonly SkuId[], page: number) => all.slice(page * 50, page * 50 + 50)

describe('what fails every time is skipped and the rest goes on', () => {
  it('compares the pages behind an offer page that never answers, and reports the gap', async () => {
    const shop = await aShopThatCompares(350)
    for (const id of [50, 150, 349]) shop.ports.store.stock.set(idOf(id), 77)
    const page = shop.ports.carrefour.offerPage.bind(shop.ports.carrefour)
    shop.ports.carrefour.offerPage = async (access, offset) =>
      offset === 100 ? { kind: 'unavailable', message: 'HTTP 500' } : page(access, offset)
    await minutes(shop, 60)
    const { last } = await stateOf(shop)
    expect(last).toMatchObject({
      problem: 'OFFERS_INCOMPLETE',
      counts: { offersSeen: 250, drift: 2, healed: 2 },
    })
    shop.ports.carrefour.settleImports()
    expect(shop.ports.carrefour.offers.get('349')).toBe(77)
  })

  it('loads the pages behind a trade policy page that never answers, and reports the gap', async () => {
    const shop = await aShopThatCompares(3)
    for (let id = 1_001; id <= 1_450; id += 1) shop.ports.store.sell(idOf(id), 5)
    const page = shop.ports.store.skusOfPolicy.bind(shop.ports.store)
    shop.ports.store.skusOfPolicy = async (policy, number) =>
      number === 1 ? err(down) : page(policy, number)
    await minutes(shop, 60)
    expect((await stateOf(shop)).last).toMatchObject({
      problem: 'STORE_INCOMPLETE',
      counts: { neverSent: 253 },
    })
  })

  it.each<[string, (all: readonly SkuId[], page: number) => readonly SkuId[]]>([
    ['does not count pages', all => all],
    ['repeats its last page for ever', (all, page) => fifty(all, Math.min(page - 1, 2))],
    ['begins anew behind its last page', (all, page) => fifty(all, (page - 1) % 3)],
  ])('ends, with all SKUs loaded, at a store that %s', async (_, pageOf) => {
    const shop = await aShopThatCompares(3)
    const all = Array.from({ length: 120 }, (_unused, index) => idOf(1_001 + index))
    for (const skuId of all) shop.ports.store.sell(skuId, 5)
    shop.ports.store.skusOfPolicy = async (_policy, page) => ok(pageOf(all, page))
    await minutes(shop, 8)
    expect((await stateOf(shop)).last).toMatchObject({ problem: null, counts: { neverSent: 120 } })
  })

  it('loads the others of a page with a SKU that no simulation answers for', async () => {
    const shop = await aShopThatCompares(3)
    for (let id = 1_001; id <= 1_120; id += 1) shop.ports.store.sell(idOf(id), 5)
    const simulate = shop.ports.store.simulate.bind(shop.ports.store)
    shop.ports.store.simulate = async (skuIds, policy) =>
      skuIds.includes(idOf(1_060)) ? err(down) : simulate(skuIds, policy)
    await minutes(shop, 8)
    const { last } = await stateOf(shop)
    expect(last).toMatchObject({
      problem: 'STORE_INCOMPLETE',
      counts: { neverSent: 119, unread: 1 },
    })
  })

  it('compares the others of a page with a SKU that neither simulation nor inventory answers for', async () => {
    const shop = await aShopThatCompares(120)
    for (const id of [50, 60, 70]) shop.ports.store.stock.set(idOf(id), 77)
    const simulate = shop.ports.store.simulate.bind(shop.ports.store)
    shop.ports.store.simulate = async (skuIds, policy) =>
      skuIds.includes(idOf(60)) ? err(down) : simulate(skuIds, policy)
    await minutes(shop, 8)
    expect((await stateOf(shop)).last).toMatchObject({
      problem: 'STORE_INCOMPLETE',
      counts: { compared: 119, drift: 2, healed: 2, unread: 1 },
    })
  })

  it.each([
    ['given one offer whose simulation times out', 60, 120],
    ['given one new SKU whose simulation times out', 1_060, 120],
  ])('%s: found within two tries, with the others of its page done', async (_, bad, count) => {
    const shop = await aShopThatCompares(count)
    const { store, clock, log } = shop.ports
    for (const id of [50, 70]) store.stock.set(idOf(id), 77)
    for (let id = 1_001; id <= 1_120; id += 1) store.sell(idOf(id), 5)
    const simulate = store.simulate.bind(store)
    // Calls run concurrently: in virtual time those made together end together.
    let until = 0
    store.simulate = async (skuIds, policy) => {
      if (!skuIds.includes(idOf(bad))) return simulate(skuIds, policy)
      if (until <= clock.now()) until = clock.now() + 10_000
      await clock.sleep(Math.max(until - clock.now(), 0))
      return err({ kind: 'storeUnavailable' as const, message: 'ECONNABORTED' })
    }
    await minutes(shop, 12)
    const isOffer = bad < 1_000
    expect((await stateOf(shop)).last).toMatchObject({
      problem: 'STORE_INCOMPLETE',
      counts: {
        compared: isOffer ? 119 : 120,
        drift: 2,
        healed: 2,
        neverSent: isOffer ? 120 : 119,
        unread: 1,
      },
    })
    const late = log.lines.filter(({ event }) => event === 'reconcile.late')
    expect(late.length).toBeGreaterThan(0)
    expect(late.length).toBeLessThanOrEqual(2)
  })

  it('compares the others when the catalog does not answer for one', async () => {
    const shop = await aShopThatCompares(5)
    shop.ports.store.stock.set(idOf(2), 77)
    // Known only to Carrefour and the simulation: the ledger has no name for it, so the catalog is asked.
    shop.sell(902, 9)
    const sku = shop.ports.store.sku.bind(shop.ports.store)
    shop.ports.store.sku = async skuId => (skuId === '902' ? err(down) : sku(skuId))
    await minutes(shop, 5)
    expect((await stateOf(shop)).last).toMatchObject({
      problem: 'STORE_INCOMPLETE',
      counts: { drift: 1, healed: 1, unread: 1 },
    })
  })

  it('ends with the reason, and runs again, when a store stays down', async () => {
    const shop = await aShopThatCompares(3)
    shop.ports.store.simulate = async () => err(down)
    await minutes(shop, 4 * 60)
    const { last, run, due } = await stateOf(shop)
    expect(run === null || run.tries < PAGE_TRIES).toBe(true)
    expect(last).toMatchObject({ problem: 'STORE_INCOMPLETE', counts: { compared: 0 } })
    expect(due === null || due.at < shop.ports.clock.now() + DAY + HOUR).toBe(true)
  })

  it('ends with the reason after few calls when Carrefour’s offers never come', async () => {
    const shop = await aShopThatCompares(3)
    let calls = 0
    shop.ports.carrefour.offerPage = async () => {
      calls += 1
      return { kind: 'limited', retryAfter: 0, message: 'HTTP 429' }
    }
    await minutes(shop, 4 * 60)
    expect((await stateOf(shop)).last).toMatchObject({ problem: 'MARKETPLACE_UNAVAILABLE' })
    expect(calls).toBeLessThanOrEqual(2 * (PAGE_TRIES + 1) * (MAX_GAPS + 1))
  })

  it('skips a page that kills the process each time, and compares the rest', async () => {
    const shop = await aShopThatCompares(250)
    shop.ports.store.stock.set(idOf(249), 77)
    const page = shop.ports.carrefour.offerPage.bind(shop.ports.carrefour)
    shop.ports.carrefour.offerPage = async (access, offset) => {
      if (offset === 100) throw new Crash('the page is too much')
      return page(access, offset)
    }
    for (let minute = 0; minute < 20; minute += 1) {
      try {
        await minutes(shop, 1)
      } catch (error) {
        if (!(error instanceof Crash)) throw error
        shop.ports.clock.pass(60_000)
      }
    }
    expect((await stateOf(shop)).last).toMatchObject({
      problem: 'OFFERS_INCOMPLETE',
      counts: { offersSeen: 150, healed: 1 },
    })
  })
})

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
    HISTORIES_MS
  )
})

const FORMER = 'https://carrefour-sandbox.mirakl.net 2001'
const OTHER = 'https://carrefour-sandbox.mirakl.net 2002'

/** SKUs 1 to `count`, each confirmed with 5 units, plus one unknown to Carrefour and one inactive. */
async function aSettledShop(count: number): Promise<Shop> {
  const shop = aShop()
  for (let id = 1; id <= count; id += 1) shop.sell(id, 5)
  for (let id = 1; id <= count; id += 1) await notify(shop, id)
  await minutes(shop, 2)
  shop.ports.clock.pass(MINUTE)
  return shop
}

/** Saves another shop that has the given offers. */
function moveTo({ ports }: Shop, offers: Readonly<Record<string, number>> = {}) {
  const { saved } = ports.configurations
  if (saved)
    ports.configurations.saved = { ...saved, choices: { ...saved.choices, shopId: '2002' } }
  ports.carrefour.offers.clear()
  for (const [code, quantity] of Object.entries(offers)) ports.carrefour.offers.set(code, quantity)
}

const rowOf = ({ ports }: Shop, id: number) => ports.ledger.get(idOf(id))

describe('the ShopId is empty', () => {
  /**
   * Saves another key for the same address. @param shopId of the key's shop according to Carrefour; null when it does
   * not say
   */
  function withKey({ ports }: Shop, version: number, shopId: string | null): void {
    const { saved } = ports.configurations
    if (!saved) return
    const shop = shopId === null ? null : { shopId, name: '' }
    ports.configurations.saved = {
      ...saved,
      choices: { ...saved.choices, shopId: '' },
      shopKey: { ...saved.shopKey, version, shop },
    }
  }

  it.each([
    ['the same shop, now as the key’s own', '2001', 'SUCCESS'],
    ['another shop', '2002', 'WARNING'],
    ['a shop that Carrefour does not name', null, 'WARNING'],
  ])('with a key of %s, rows that said success are %3$s', async (_, id, status) => {
    const shop = await aSettledShop(20)
    withKey(shop, 2, id)
    shop.ports.carrefour.outage = { kind: 'unavailable', message: 'HTTP 503' }
    await runEngine(shop.ports, WORK_BUDGET)
    await minutes(shop, 2)
    expect(shop.ports.ledger.all().map(row => row.status)).toEqual(Array(20).fill(status))
  })

  it('sends all that is on sale to the shop of another key when it has no offers', async () => {
    const shop = await aSettledShop(20)
    withKey(shop, 2, '2002')
    shop.ports.carrefour.offers.clear()
    const files = shop.ports.carrefour.imports.length
    await minutes(shop, 6)
    expect(shop.ports.carrefour.imports.slice(files).flatMap(one => one.lines)).toHaveLength(20)
  })
})

describe('another shop is saved', () => {
  it('what the former one confirmed is no success any more, before anything is sent', async () => {
    const shop = await aSettledShop(250)
    expect(await rowOf(shop, 7)).toMatchObject({ status: 'SUCCESS', shop: FORMER })
    moveTo(shop)
    shop.ports.carrefour.outage = { kind: 'unavailable', message: 'HTTP 503' }
    await runEngine(shop.ports, WORK_BUDGET)
    const rows = shop.ports.ledger.all()
    expect(rows).toHaveLength(250)
    expect(rows.filter(row => row.status === 'SUCCESS')).toEqual([])
    expect(rows[0]).toMatchObject({ status: 'WARNING', cause: 'STALE', shop: FORMER })
  })

  it('sends all that is on sale when it has no offers, and confirms nothing on its behalf', async () => {
    const shop = await aSettledShop(120)
    const files = shop.ports.carrefour.imports.length
    moveTo(shop)
    await minutes(shop, 6)
    const sent = shop.ports.carrefour.imports.slice(files).flatMap(one => one.lines)
    expect(sent).toHaveLength(120)
    expect((await stateOf(shop)).last).toMatchObject({
      why: 'CONFIGURATION',
      problem: null,
      counts: { offersSeen: 0, neverSent: 120 },
    })
    // The fake refuses stock of products that have no offer.
    expect(await rowOf(shop, 7)).toMatchObject({ cause: 'NOT_CATALOGED', shop: OTHER })
  })

  it('asks for its own confirmation when it has the same offers and quantities', async () => {
    const shop = await aSettledShop(3)
    moveTo(shop, { 1: 5, 2: 5, 3: 4 })
    await minutes(shop, 6)
    for (const id of [1, 2, 3])
      expect(await rowOf(shop, id)).toMatchObject({ status: 'SUCCESS', shop: OTHER, quantity: 5 })
    expect(Object.fromEntries(shop.ports.carrefour.offers)).toEqual({ 1: 5, 2: 5, 3: 5 })
  })

  it('records no success for a SKU that is not on sale either', async () => {
    const shop = await aSettledShop(2)
    shop.ports.store.skus.delete(idOf(2))
    moveTo(shop, { 1: 5 })
    await minutes(shop, 6)
    expect(await rowOf(shop, 2)).toMatchObject({ status: 'WARNING', cause: 'STALE' })
    await minutes(shop, 26 * 60)
    expect((await rowOf(shop, 2))?.status).toBe('WARNING')
  })

  it('does not take the answer to the former one’s file for its own', async () => {
    const shop = await aSettledShop(1)
    shop.ports.store.stock.set(idOf(1), 9)
    await notify(shop, 1)
    await runEngine(shop.ports, WORK_BUDGET)
    expect(shop.ports.carrefour.imports.at(-1)?.lines).toMatchObject([{ skuId: '1' }])
    moveTo(shop, { 1: 0 })
    await minutes(shop, 8)
    expect(await rowOf(shop, 1)).toMatchObject({ status: 'SUCCESS', shop: OTHER, quantity: 9 })
    expect(shop.ports.carrefour.offers.get('1')).toBe(9)
  })

  it('reads rows of an older version as those of the shop at the time', async () => {
    const shop = await aSettledShop(2)
    for (const row of shop.ports.ledger.all()) await shop.ports.ledger.put({ ...row, shop: null })
    await minutes(shop, 3)
    expect(await rowOf(shop, 1)).toMatchObject({ status: 'SUCCESS', shop: null })
    moveTo(shop, { 1: 5, 2: 5 })
    await minutes(shop, 6)
    expect(await rowOf(shop, 1)).toMatchObject({ status: 'SUCCESS', shop: OTHER })
  })

  it('sends everything to the new shop after a death at any step', async () => {
    const make = async () => {
      const shop = await aSettledShop(3)
      moveTo(shop, { 1: 5, 2: 0, 3: 7 })
      return shop
    }
    const judge = async (shop: Shop, told: string) => {
      await minutes(shop, 50)
      for (const id of [1, 2, 3]) {
        const row = await rowOf(shop, id)
        if (row?.status !== 'SUCCESS' || row.shop !== OTHER) throw new Error(`${told}: SKU ${id}`)
      }
      expect(Object.fromEntries(shop.ports.carrefour.offers)).toEqual({ 1: 5, 2: 5, 3: 5 })
    }
    expect(await atEachDeath(make, judge, 2)).toBeGreaterThan(30)
  })
})

describe('an offer that vanished at Carrefour', () => {
  const compare = async (shop: Shop) => {
    const due = { at: shop.ports.clock.now(), why: 'PERSON' as const }
    await shop.ports.connectionState.update(state => ({
      ...state,
      reconcile: { ...state.reconcile, due },
    }))
    await minutes(shop, 5)
    return (await stateOf(shop)).last
  }

  it('is sent again, and its row is no success, when a complete list lacks it', async () => {
    const shop = await aSettledShop(3)
    shop.ports.carrefour.offers.delete('2')
    const last = await compare(shop)
    expect(last).toMatchObject({ problem: null, counts: { vanished: 1, drift: 0 } })
    expect(await rowOf(shop, 2)).toMatchObject({ status: 'WARNING', cause: 'NOT_CATALOGED' })
    expect(await rowOf(shop, 1)).toMatchObject({ status: 'SUCCESS' })
  })

  it('is not reported when the list is cut', async () => {
    const shop = await aSettledShop(3)
    const files = shop.ports.carrefour.imports.length
    shop.ports.carrefour.offerPage = async (_, offset) => ({
      kind: 'done',
      value: {
        offers: offset === 0 ? [{ code: '1', quantity: 5, active: true }] : [],
        received: offset === 0 ? 1 : 0,
        total: 3,
      },
    })
    const last = await compare(shop)
    expect(last).toMatchObject({ problem: 'OFFERS_INCOMPLETE', counts: { vanished: 0 } })
    expect(shop.ports.carrefour.imports).toHaveLength(files)
    expect(await rowOf(shop, 2)).toMatchObject({ status: 'SUCCESS' })
  })

  it('is left alone when both sides have none', async () => {
    const shop = await aSettledShop(2)
    shop.ports.store.stock.set(idOf(2), 0)
    await notify(shop, 2)
    await minutes(shop, 2)
    shop.ports.clock.pass(MINUTE)
    shop.ports.carrefour.offers.delete('2')
    expect(await compare(shop)).toMatchObject({ counts: { vanished: 0 } })
    expect(await rowOf(shop, 2)).toMatchObject({ status: 'SUCCESS', quantity: 0 })
  })
})
