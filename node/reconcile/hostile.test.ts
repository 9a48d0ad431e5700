import { describe, expect, it } from '@jest/globals'

import { type OfferPage, OFFER_PAGE } from '../ports/carrefour'
import { MINUTE } from '../shared/time'
import { type Shop, aShop, idOf, minutes, notify } from '../testing/workday'

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
