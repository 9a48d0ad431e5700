import { describe, expect, it } from '@jest/globals'
import { aProcess, anAttempt, eanOf } from '../testing/factories'
import {
  codesOf,
  comparableEan,
  isResendDue,
  nextCheckAt,
  questionFor,
  spellingsOf,
  CHECK_OFFERS,
} from './radar.logic'
import { DAY, HOUR, MINUTE, SECOND } from '../shared/time'
import type { CallFailure } from '../ports'
import { type Shop, aShop, brokenLimits, idOf, minutes, notify } from '../testing/workday'
import { reprocess } from '../jobs/start'
import { runEngine, WORK_BUDGET } from '../engine/engine'

describe('when the radar checks again', () => {
  it.each([
    [0, MINUTE],
    [2 * MINUTE, MINUTE],
    [40 * MINUTE, 10 * MINUTE],
    [8 * HOUR, 2 * HOUR],
    [30 * DAY, 4 * HOUR],
  ])('after a wait of %d ms, pauses %d ms, plus up to a tenth', (waited, pause) => {
    const now = 100 * DAY
    expect(nextCheckAt(now - waited, now, 0) - now).toBe(pause)
    const late = nextCheckAt(now - waited, now, 0.999) - now
    expect(late).toBeGreaterThan(pause)
    expect(late).toBeLessThanOrEqual(pause * 1.1)
  })
})

describe('what is asked about a SKU', () => {
  const there = new Set(['7891000000017'])

  it.each<[string, string | null, Set<string> | null, number, string]>([
    ['a product that is catalogued', '7891000000017', there, 0.9, 'offer'],
    ['one that is not', '7891000000024', there, 0.9, 'none'],
    ['one that is not, now and then', '7891000000024', there, 0.1, 'offer'],
    ['no EAN', null, there, 0.9, 'offer'],
    ['an EAN that is none', 'SEM GTIN', there, 0.9, 'offer'],
    ['a catalogue that does not tell', '7891000000024', null, 0.9, 'offer'],
    ['zeros before the EAN', '07891000000017', there, 0.9, 'offer'],
  ])('%s (%s, %p, %d): %s', (_, ean, catalogued, random, question) => {
    expect(questionFor(ean, catalogued, random)).toBe(question)
  })

  it.each([
    ['0012345678905', '12345678905'],
    [' 7891000000017 ', '7891000000017'],
    ['', null],
    ['0000', null],
    ['789|1', null],
    [null, null],
  ])('compares the EAN %j as %j', (ean, comparable) => {
    expect(comparableEan(ean)).toBe(comparable)
  })
})

describe('the spellings of an EAN', () => {
  it.each([
    ['7891000000017', ['7891000000017', '07891000000017']],
    ['12345670', ['12345670', '0000012345670', '000012345670', '00000012345670']],
    ['07891000000017', ['07891000000017', '7891000000017']],
    ['SEM GTIN', []],
    [null, []],
  ])('%j gives %j', (ean, spellings) => {
    expect(spellingsOf(ean)).toEqual(spellings)
  })

  it('puts the likely spelling of each first, up to the limit', () => {
    const eans = Array.from({ length: 100 }, (_, index) => String(10_000_000 + index))
    const codes = codesOf([...eans, null])
    expect(codes.slice(0, 100)).toEqual(eans)
    expect(codes).toHaveLength(400)
    expect(codesOf(Array.from({ length: 900 }, (_, at) => String(10_000_000 + at)))).toHaveLength(
      500
    )
    expect(codesOf([])).toEqual([])
  })
})

describe('sending a SKU that is catalogued but has no offer', () => {
  it.each([
    ['just tried', 5 * MINUTE, 5 * MINUTE, false],
    ['tried ten minutes ago', 10 * MINUTE, 10 * MINUTE, true],
    ['waiting for a day, tried an hour ago', DAY, HOUR, false],
    ['waiting for a day, tried four hours ago', DAY, 4 * HOUR, true],
  ])('one %s: %4$s', (_, waited, tried, due) => {
    const now = 100 * DAY
    const attempts = [anAttempt({ at: now - tried })]
    expect(isResendDue(aProcess({ attempts, causeSince: now - waited }), now)).toBe(due)
  })
})

const process = (shop: Shop, id: number) => shop.ports.ledger.get(idOf(id))

/** A shop with `count` SKUs, from 101 on, waiting for cataloguing. */
async function aWaitingShop(count: number, sku: { readonly ean?: string | null } = {}) {
  const shop = aShop()
  for (let id = 101; id < 101 + count; id += 1) {
    shop.ports.store.sell(idOf(id), 4, sku)
    await notify(shop, id)
  }
  await minutes(shop, 1)
  shop.ports.clock.pass(30_000)
  shop.ports.carrefour.calls.length = 0
  return shop
}

const asked = ({ ports: { carrefour } }: Shop) => ({
  byEan: carrefour.calls.filter(call => call.operation === 'P31').length,
  bySku: carrefour.calls.filter(call => call.operation === 'OF21').length,
})

describe('the radar', () => {
  it('makes two calls for 90 missing products (a second spelling each), none by SKU, and shows the check', async () => {
    const shop = await aWaitingShop(90)
    await runEngine(shop.ports, WORK_BUDGET)
    expect(asked(shop)).toEqual({ byEan: 2, bySku: 0 })
    const parked = await process(shop, 150)
    expect(parked?.lastCheckedAt).toBe(shop.ports.clock.now())
    expect(parked?.nextCheckAt).toBeGreaterThan(shop.ports.clock.now())
  })

  it('asks by SKU for a catalogued product, sends it and succeeds', async () => {
    const shop = await aWaitingShop(30)
    shop.ports.carrefour.catalogue('120')
    await minutes(shop, 3)
    expect(asked(shop).bySku).toBe(1)
    expect(await process(shop, 120)).toMatchObject({ status: 'SUCCESS', nextCheckAt: null })
    expect(shop.ports.carrefour.offers.get('120')).toBe(4)
    expect(await process(shop, 121)).toMatchObject({ cause: 'NOT_CATALOGED' })
    expect(brokenLimits(shop)).toEqual([])
  })

  it.each([
    ['an EAN-8', '12345670', '0000012345670'],
    ['a UPC', '012345678905', '0012345678905'],
    ['a UPC without its zero', '12345678905', '012345678905'],
    ['a GTIN-14', '07891000000017', '7891000000017'],
  ])('finds %s that Carrefour writes with other zeros before it', async (_, ean, theirs) => {
    const shop = await aWaitingShop(1, { ean })
    shop.ports.carrefour.productsOnly.add(theirs)
    await minutes(shop, 15)
    expect(shop.ports.carrefour.imports.length).toBeGreaterThan(1)
  })

  it('sends a product without an offer of this shop again, less and less often', async () => {
    const shop = await aWaitingShop(1)
    shop.ports.carrefour.productsOnly.add(eanOf('101'))
    await minutes(shop, 8)
    expect(shop.ports.carrefour.imports).toHaveLength(1)
    await minutes(shop, 24 * 60)
    const sent = shop.ports.carrefour.imports.map(one => one.sentAt)
    const pauses = sent.slice(1).map((at, index) => at - (sent[index] ?? 0))
    expect(sent.length).toBeGreaterThan(4)
    expect(sent.length).toBeLessThan(25)
    expect(Math.min(...pauses)).toBeGreaterThanOrEqual(10 * MINUTE)
    expect(pauses.at(-1)).toBeGreaterThan(3 * HOUR)
    expect(await process(shop, 101)).toMatchObject({ cause: 'NOT_CATALOGED' })
  })

  it('recovers with a server that creates the offer from the first stock line', async () => {
    const shop = await aWaitingShop(1)
    shop.ports.clock.pass(5 * HOUR)
    shop.ports.carrefour.productsOnly.add(eanOf('101'))
    const send = shop.ports.carrefour.sendStock.bind(shop.ports.carrefour)
    shop.ports.carrefour.sendStock = async (access, file) => {
      if (file.includes('"101"')) shop.ports.carrefour.catalogue('101')
      return send(access, file)
    }
    await minutes(shop, 3)
    expect(await process(shop, 101)).toMatchObject({ status: 'SUCCESS', quantity: 4 })
  })

  it.each([
    ['12345670', '0000012345670'],
    ['036000291452', '0036000291452'],
    ['36000291452', '036000291452'],
    ['7891000000017', '07891000000017'],
    ['07891000000017', '7891000000017'],
    ['0000012345670', '12345670'],
  ])('finds the EAN %s that Carrefour writes %s', async (ean, theirs) => {
    const shop = await aWaitingShop(1, { ean })
    shop.ports.carrefour.productsOnly.add(theirs)
    shop.ports.clock.pass(HOUR)
    await minutes(shop, 1)
    expect(shop.ports.carrefour.imports).toHaveLength(2)
  })

  it('bounds the calls of a check with very many SKUs, and reaches all in time', async () => {
    const shop = await aWaitingShop(230, { ean: null })
    await runEngine(shop.ports, WORK_BUDGET)
    expect(asked(shop)).toEqual({ byEan: 0, bySku: CHECK_OFFERS })
    for (let id = 101; id < 331; id += 1) shop.ports.carrefour.catalogue(String(id))
    await minutes(shop, 30)
    for (let id = 101; id < 331; id += 1)
      expect(await process(shop, id)).toMatchObject({ status: 'SUCCESS' })
  })

  it.each<[string, CallFailure]>([
    ['403', { kind: 'refused', httpStatus: 403, message: 'Forbidden' }],
    ['404', { kind: 'notFound', message: 'HTTP 404' }],
    ['400', { kind: 'rejected', httpStatus: 400, message: 'HTTP 400' }],
  ])('asks by SKU when key or server cannot tell by EAN (%s)', async (_, failure) => {
    const shop = await aWaitingShop(3)
    shop.ports.carrefour.failNext('P31', failure)
    await runEngine(shop.ports, WORK_BUDGET)
    expect(asked(shop)).toEqual({ byEan: 1, bySku: 3 })
  })

  it('asks by sending when the key may read no offers either', async () => {
    const shop = await aWaitingShop(1)
    const refused: CallFailure = { kind: 'refused', httpStatus: 403, message: 'Forbidden' }
    shop.ports.carrefour.failNext('P31', refused)
    for (let call = 0; call < 3; call += 1) shop.ports.carrefour.failNext('OF21', refused)
    shop.ports.carrefour.catalogue('101')
    await minutes(shop, 3)
    expect(await process(shop, 101)).toMatchObject({ status: 'SUCCESS' })
    expect((await shop.ports.connectionState.read()).incident).toBeNull()
  })

  it.each<[string, CallFailure, number]>([
    [
      '429 with Retry-After',
      { kind: 'limited', retryAfter: 20 * MINUTE, message: 'HTTP 429' },
      20 * MINUTE,
    ],
    ['503', { kind: 'unavailable', message: 'HTTP 503' }, 15 * MINUTE],
    ['an HTML page', { kind: 'unavailable', message: 'a web page instead of data' }, 15 * MINUTE],
  ])('pauses product calls answered with %s, and asks by SKU', async (_, failure, wait) => {
    const shop = await aWaitingShop(5)
    shop.ports.carrefour.products = async () => {
      productCalls.push(shop.ports.clock.now())
      return failure
    }
    const productCalls: number[] = []
    shop.ports.carrefour.catalogue('103')
    await minutes(shop, 50)
    expect(await process(shop, 103)).toMatchObject({ status: 'SUCCESS' })
    const pauses = productCalls.slice(1).map((at, index) => at - (productCalls[index] ?? 0))
    expect(productCalls.length).toBeGreaterThan(1)
    expect(Math.min(...pauses)).toBeGreaterThanOrEqual(wait)
    expect((await shop.ports.connectionState.read()).incident).toBeNull()
  })

  it('makes one call, opens no incident and waits when offers are answered with 429', async () => {
    const shop = await aWaitingShop(5, { ean: null })
    const failure = { kind: 'limited', retryAfter: 20 * MINUTE, message: 'HTTP 429' } as const
    for (let call = 0; call < 4; call += 1) shop.ports.carrefour.failNext('OF21', failure)
    const start = shop.ports.clock.now()
    await minutes(shop, 30)
    const later = shop.ports.carrefour.calls.filter(({ at }) => at > start + SECOND)
    expect((later[0]?.at ?? 0) - start).toBeGreaterThanOrEqual(20 * MINUTE)
    expect((await shop.ports.connectionState.read()).incident).toBeNull()
  })

  it('asks about the others when the answer for one SKU is unreadable', async () => {
    const shop = await aWaitingShop(5, { ean: null })
    const offer = shop.ports.carrefour.offer.bind(shop.ports.carrefour)
    shop.ports.carrefour.offer = async (access, skuId) =>
      skuId === '101'
        ? { kind: 'rejected', httpStatus: 200, message: 'not as documented' }
        : offer(access, skuId)
    shop.ports.carrefour.catalogue('105')
    await minutes(shop, 3)
    expect(await process(shop, 105)).toMatchObject({ status: 'SUCCESS' })
    expect(await process(shop, 101)).toMatchObject({ cause: 'NOT_CATALOGED' })
  })

  it('sends at once when a person asks, whenever the next check is', async () => {
    const shop = await aWaitingShop(1)
    await minutes(shop, 120)
    await runEngine(shop.ports, WORK_BUDGET)
    const waiting = await process(shop, 101)
    expect(waiting?.nextCheckAt).toBeGreaterThan(shop.ports.clock.now())
    shop.ports.carrefour.catalogue('101')
    expect(await reprocess(shop.ports, ['101'])).toMatchObject({ kind: 'accepted' })
    await runEngine(shop.ports, WORK_BUDGET)
    expect(await process(shop, 101)).toMatchObject({ status: 'SUCCESS', quantity: 4 })
  })

  it('makes few calls during a wait of days', async () => {
    const shop = await aWaitingShop(1)
    await minutes(shop, 24 * 60)
    expect(asked(shop).byEan).toBeLessThan(30)
    // The daily call that proves the ShopKey.
    expect(asked(shop).bySku).toBe(1)
  })
})
