import { describe, expect, it } from '@jest/globals'
import { openIncident } from '../engine/transitions.logic'
import { DAY, HOUR, MINUTE, SECOND } from '../shared/time'
import type { CallFailure } from '../ports'
import { aClaimedBatch, someChoices } from '../testing/factories'
import { type Shop, aShop, brokenLimits, idOf, minutes, notify } from '../testing/workday'
import { LedgerUnavailable } from '../ports/stores'
import { reprocessBlocked } from '../jobs/start'
import { type Form, saveConfiguration } from './save'
import { testKey } from './verifyKey'

const SAVED = { shopKey: null, shopId: null, carrefourUrl: null }
const OWNER = 'owner@lojademo.example'
const LOJA_B = { shopId: '2002', name: 'Loja B', state: 'OPEN' }

const save = ({ ports }: Shop, change: Partial<Form> = {}) =>
  saveConfiguration(
    ports,
    {
      ...someChoices(),
      shopKey: null,
      version: ports.configurations.saved?.version ?? null,
      ...change,
    },
    OWNER
  )

const operationsOf = ({ ports }: Shop) => ports.carrefour.calls.map(({ operation }) => operation)

describe('testing a ShopKey', () => {
  it('shows the saved key’s shop as Carrefour names it, and saves nothing', async () => {
    const { ports } = aShop()
    const before = ports.configurations.saved
    expect(await testKey(ports, SAVED)).toMatchObject({
      kind: 'accepted',
      shop: { shopId: '2001', name: 'Loja Demo', state: 'OPEN' },
    })
    expect(ports.configurations.saved).toBe(before)
  })

  it('shows the same shop at a second test within the day, without a second A01', async () => {
    const shop = aShop()
    const { ports } = shop
    const first = await testKey(ports, SAVED)
    await ports.clock.sleep(DAY / 2)
    const second = await testKey(ports, SAVED)
    expect(second).toEqual(first)
    await ports.clock.sleep(DAY)
    await testKey(ports, SAVED)
    expect(operationsOf(shop).filter(operation => operation === 'A01')).toHaveLength(2)
    expect(ports.carrefour.violations).toEqual([])
  })

  it('says so when another key’s shop was already asked about today', async () => {
    const { ports } = aShop()
    await testKey(ports, SAVED)
    expect(await testKey(ports, { ...SAVED, shopKey: 'another-key-of-it' })).toMatchObject({
      kind: 'accepted',
      shop: 'TOO_SOON',
    })
    expect(ports.carrefour.violations).toEqual([])
  })

  it('accepts a key that may not name its shop, also the second time', async () => {
    const { ports } = aShop()
    ports.carrefour.failNext('A01', { kind: 'refused', httpStatus: 403, message: 'Forbidden' })
    expect(await testKey(ports, SAVED)).toMatchObject({ kind: 'accepted', shop: 'NOT_SAID' })
    expect(await testKey(ports, SAVED)).toMatchObject({ kind: 'accepted', shop: 'NOT_SAID' })
  })

  it.each<CallFailure>([
    { kind: 'refused', httpStatus: 403, message: 'Forbidden' },
    { kind: 'unavailable', message: 'HTTP 503' },
    { kind: 'limited', retryAfter: HOUR, message: '429' },
  ])(
    'takes nothing that Carrefour named a day ago for its answer of today ($kind)',
    async failure => {
      const shop = aShop()
      const { carrefour, clock, store } = shop.ports
      await testKey(shop.ports, SAVED)
      await clock.sleep(DAY + MINUTE)
      Object.assign(carrefour, { receives: '2002', shop: LOJA_B })
      carrefour.failNext('A01', failure)
      const change = async (units: number) => {
        store.stock.set(idOf(1), units)
        await notify(shop, 1)
        await minutes(shop, 3)
      }
      await change(4)
      expect(await testKey(shop.ports, SAVED)).toMatchObject({ shop: expect.any(String) })
      await change(5)
      expect(carrefour.imports).toHaveLength(1)
      expect((await shop.ports.connectionState.read()).incident?.cause).toBe('OTHER_SHOP')
    }
  )

  it('shows Carrefour’s words for a refused key, without A01 and without an incident', async () => {
    const shop = aShop()
    const { ports } = shop
    ports.carrefour.revoked.add('wrong')
    expect(await testKey(ports, { ...SAVED, shopKey: ' wrong ' })).toMatchObject({
      kind: 'refused',
      httpStatus: 401,
    })
    expect(operationsOf(shop)).toEqual(['OF21'])
    expect((await ports.connectionState.read()).incident).toBeNull()
    expect(ports.history.notes).toEqual([{ kind: 'CONNECTION_TESTED', outcome: 'REFUSED' }])
  })

  it.each([
    [
      'the saved key at another host',
      { carrefourUrl: 'https://x.mirakl.net' },
      'shopKey',
      'REQUIRED',
    ],
    ['characters that no key has', { shopKey: 'a\u200bb' }, 'shopKey', 'CONTROL_CHARACTERS'],
    ['a word before the key', { shopKey: 'Bearer abcd' }, 'shopKey', 'NOT_ALONE'],
    [
      'a host that is not Carrefour’s',
      { carrefourUrl: 'https://evil.com', shopKey: 'a' },
      'carrefourUrl',
      'HOST_NOT_ALLOWED',
    ],
  ])('makes no call for %s', async (_, change, field, code) => {
    const { ports } = aShop()
    expect(await testKey(ports, { ...SAVED, ...change })).toEqual({
      kind: 'invalid',
      problems: [{ field, code }],
    })
    expect(ports.carrefour.calls).toEqual([])
  })

  it.each([
    ['as long as Carrefour asks for', 2 * HOUR],
    ['a minute when it does not say', null],
  ])('says that Carrefour allows no test yet, not that it is silent, for %s', async (_, asked) => {
    const { ports } = aShop()
    ports.carrefour.failNext('STO02', { kind: 'limited', retryAfter: asked, message: '429' })
    expect(await testKey(ports, SAVED)).toEqual({ kind: 'limited', retryAfter: asked ?? 60_000 })
  })

  it.each<[string, CallFailure]>([
    ['302', { kind: 'rejected', httpStatus: 302, message: 'HTTP 302' }],
    ['200 without data', { kind: 'rejected', httpStatus: 200, message: 'HTTP 200' }],
    ['403 of a proxy', { kind: 'rejected', httpStatus: 403, message: 'No outbound-access policy' }],
    ['500', { kind: 'unavailable', message: 'HTTP 500' }],
  ])('accepts and remembers nothing when STO02 answers %s', async (_, failure) => {
    const { ports } = aShop()
    ports.carrefour.failNext('STO02', failure)
    expect(await testKey(ports, SAVED)).toMatchObject({ kind: 'unreachable' })
    ports.carrefour.failNext('STO02', failure)
    expect(await testKey(ports, SAVED)).toMatchObject({ kind: 'unreachable' })
  })
})

describe('a key of another shop', () => {
  it('names both shops, in test and save, when a server ignores the ShopId, and saves nothing', async () => {
    const shop = aShop()
    const { ports } = shop
    ports.carrefour.shop = LOJA_B
    const before = ports.configurations.saved
    const other = { kind: 'otherShop', shop: LOJA_B, shopId: '2042' }
    const change = { shopKey: 'key-of-2002', shopId: '2042' }
    expect(await save(shop, change)).toEqual(other)
    expect(await testKey(ports, { ...SAVED, ...change })).toEqual(other)
    expect(await save(shop, change)).toEqual(other)
    expect(ports.configurations.saved).toBe(before)
    expect(operationsOf(shop).filter(operation => operation === 'A01')).toHaveLength(1)
    expect(ports.history.notes[0]).toEqual({
      kind: 'CONFIGURATION_NOT_SAVED',
      outcome: 'OTHER_SHOP',
    })
  })

  it('names the key’s own shop after a 403 for the ShopId', async () => {
    const shop = aShop()
    const { ports } = shop
    ports.carrefour.shop = LOJA_B
    ports.carrefour.onlyShop.set('key-of-2002', '2002')
    expect(await save(shop, { shopKey: 'key-of-2002' })).toEqual({
      kind: 'otherShop',
      shop: LOJA_B,
      shopId: '2001',
    })
  })

  it('reports the missing permission after a 403 with the right shop', async () => {
    const shop = aShop()
    shop.ports.carrefour.forbidden.add('a-reading-key')
    expect(await save(shop, { shopKey: 'a-reading-key' })).toMatchObject({
      kind: 'refused',
      httpStatus: 403,
    })
  })
})

describe('without a ShopId', () => {
  it('asks to confirm a key of another shop first', async () => {
    const shop = aShop()
    const { ports } = shop
    ports.carrefour.shop = LOJA_B
    const before = ports.configurations.saved
    const change = { shopKey: 'key-of-2002', shopId: '' }
    const asked = {
      kind: 'shopToConfirm',
      shop: LOJA_B,
      before: { shopId: '2001', name: 'Loja Demo' },
    }
    expect(await save(shop, change)).toEqual(asked)
    expect(await save(shop, { ...change, confirmedShopId: '2001' })).toEqual(asked)
    expect(await save(shop, { ...change, confirmedShopId: '' })).toEqual(asked)
    expect(ports.configurations.saved).toBe(before)
    expect(await save(shop, { ...change, confirmedShopId: '2002' })).toMatchObject({
      kind: 'saved',
    })
    expect(ports.configurations.saved?.shopKey.shop).toEqual({ shopId: '2002', name: 'Loja B' })
    // Another key of the last confirmed shop needs no confirmation.
    ports.clock.pass(2 * DAY)
    expect(await save(shop, { ...change, shopKey: 'second-key-of-2002' })).toMatchObject({
      kind: 'saved',
    })
  })

  it('asks to confirm the shop at a first save too', async () => {
    const shop = aShop()
    shop.ports.configurations.saved = null
    const change = { shopKey: 'a-key', shopId: '' }
    expect(await save(shop, change)).toMatchObject({ kind: 'shopToConfirm', before: null })
    expect(await save(shop, { ...change, confirmedShopId: '2001' })).toMatchObject({
      kind: 'saved',
    })
  })

  it('asks a person when Carrefour does not name the shop today', async () => {
    const shop = aShop()
    shop.ports.carrefour.failNext('A01', { kind: 'limited', retryAfter: HOUR, message: '429' })
    const change = { shopKey: 'a-key', shopId: '' }
    expect(await save(shop, change)).toMatchObject({ kind: 'shopToConfirm', shop: null })
    expect(await save(shop, { ...change, confirmedShopId: '' })).toMatchObject({
      kind: 'saved',
      shop: 'TOO_SOON',
    })
  })

  it.each<[string, CallFailure]>([
    ['403', { kind: 'refused', httpStatus: 403, message: 'Forbidden' }],
    ['404', { kind: 'notFound', message: 'HTTP 404' }],
  ])('saves, and presumes the shop of before, when A01 is not allowed (%s)', async (_, failure) => {
    const shop = aShop()
    shop.ports.carrefour.failNext('A01', failure)
    expect(await save(shop, { shopKey: 'a-key', shopId: '' })).toMatchObject({
      kind: 'saved',
      shop: 'NOT_SAID',
    })
    expect(shop.ports.configurations.saved?.shopKey.shop).toMatchObject({ shopId: '2001' })
  })
})

describe('a test of the saved key while an incident is open', () => {
  const refusedKey = async () => {
    const shop = aShop()
    const key = shop.ports.configurations.saved?.shopKey.key.reveal() ?? ''
    for (let id = 2; id <= 4; id += 1) shop.sell(id, 5)
    shop.ports.carrefour.revoked.add(key)
    for (const id of [2, 3]) await notify(shop, id)
    await minutes(shop, 3)
    await notify(shop, 4)
    expect((await shop.ports.connectionState.read()).incident?.cause).toBe('AUTH_INVALID')
    return { shop, ports: shop.ports, giveBack: () => shop.ports.carrefour.revoked.delete(key) }
  }

  it('ends the incident when Carrefour accepts the key again, and offers and sends exactly what it blocked', async () => {
    const { shop, ports, giveBack } = await refusedKey()
    giveBack()
    expect(await testKey(ports, SAVED)).toMatchObject({ kind: 'accepted', blocked: 2 })
    expect((await ports.connectionState.read()).incident).toBeNull()
    expect(await reprocessBlocked(ports, OWNER)).toMatchObject({ kind: 'accepted', accepted: 2 })
    await minutes(shop, 8)
    expect(['2', '3', '4'].map(id => ports.carrefour.offers.get(id))).toEqual([5, 5, 5])
    expect(brokenLimits(shop)).toEqual([])
  })

  it('leaves the incident when it is still refused', async () => {
    const { ports } = await refusedKey()
    const { incident } = await ports.connectionState.read()
    expect(await testKey(ports, SAVED)).toMatchObject({ kind: 'refused' })
    expect((await ports.connectionState.read()).incident).toEqual(incident)
  })

  it.each([
    ['another key', { shopKey: 'a-key-that-works', shopId: '2001' }],
    ['another shop', { shopId: '7' }],
  ])('leaves the incident and offers nothing when %s works', async (_, change) => {
    const { ports, giveBack } = await refusedKey()
    giveBack()
    ports.carrefour.shop = { ...ports.carrefour.shop, shopId: change.shopId }
    expect(await testKey(ports, { ...SAVED, ...change })).toMatchObject({
      kind: 'accepted',
      blocked: null,
    })
    expect((await ports.connectionState.read()).incident?.cause).toBe('AUTH_INVALID')
  })

  it('a refusal of the engine during the test counts', async () => {
    const { ports, giveBack } = await refusedKey()
    giveBack()
    const account = ports.carrefour.account.bind(ports.carrefour)
    ports.carrefour.account = async access => {
      ports.clock.pass(SECOND)
      const seen = {
        cause: 'AUTH_INVALID',
        message: '401',
        nextTryAt: null,
        keyVersion: 1,
      } as const
      await ports.connectionState.update(state => openIncident(state, seen, ports.clock.now()))
      return account(access)
    }
    expect(await testKey(ports, SAVED)).toMatchObject({ kind: 'accepted' })
    expect((await ports.connectionState.read()).incident?.cause).toBe('AUTH_INVALID')
  })

  it('leaves the incident of another key saved during the test', async () => {
    const { ports, giveBack } = await refusedKey()
    giveBack()
    const account = ports.carrefour.account.bind(ports.carrefour)
    ports.carrefour.account = async access => {
      const seen = {
        cause: 'AUTH_INVALID',
        message: '401',
        nextTryAt: null,
        keyVersion: 2,
      } as const
      await ports.connectionState.update(state => openIncident(state, seen, 1))
      return account(access)
    }
    await testKey(ports, SAVED)
    expect((await ports.connectionState.read()).incident?.keyVersion).toBe(2)
  })

  it('ends the incident although the list cannot be read', async () => {
    const { ports, giveBack } = await refusedKey()
    giveBack()
    ports.ledger.count = () => Promise.reject(new LedgerUnavailable('Master Data: 503'))
    expect(await testKey(ports, SAVED)).toMatchObject({ kind: 'accepted', blocked: null })
    expect((await ports.connectionState.read()).incident).toBeNull()
  })
})

describe('a test and a save', () => {
  it('a save after a test only checks that the key is still known, without a wait', async () => {
    const shop = aShop()
    const { ports } = shop
    await testKey(ports, { ...SAVED, shopKey: 'a-new-key' })
    const [start, calls] = [ports.clock.now(), ports.carrefour.calls.length]
    expect(await save(shop, { shopKey: 'a-new-key' })).toMatchObject({ kind: 'saved' })
    expect(operationsOf(shop).slice(calls)).toEqual(['OF21'])
    expect(ports.clock.now()).toBe(start)
    expect(await testKey(ports, SAVED)).toMatchObject({
      kind: 'accepted',
      shop: { shopId: '2001' },
    })
    expect(ports.clock.now()).toBe(start)
  })

  it('notices a key revoked in between', async () => {
    const shop = aShop()
    await testKey(shop.ports, { ...SAVED, shopKey: 'a-new-key' })
    shop.ports.carrefour.revoked.add('a-new-key')
    expect(await save(shop, { shopKey: 'a-new-key' })).toMatchObject({
      kind: 'refused',
      httpStatus: 401,
    })
  })

  it('asks Carrefour again after a refusal of the engine in between', async () => {
    const shop = aShop()
    const { ports } = shop
    await testKey(ports, SAVED)
    ports.clock.pass(MINUTE)
    const seen = {
      cause: 'AUTH_FORBIDDEN',
      message: '403',
      nextTryAt: null,
      keyVersion: 1,
    } as const
    await ports.connectionState.update(state => openIncident(state, seen, ports.clock.now()))
    ports.clock.pass(MINUTE)
    const calls = ports.carrefour.calls.length
    await testKey(ports, SAVED)
    expect(operationsOf(shop).slice(calls)).toContain('STO02')
  })

  it('trusts nothing of it for another shop or address', async () => {
    const shop = aShop()
    const { ports } = shop
    await testKey(ports, { ...SAVED, shopKey: 'a-key' })
    const calls = ports.carrefour.calls.length
    await testKey(ports, { ...SAVED, shopKey: 'a-key', shopId: '7' })
    expect(operationsOf(shop).slice(calls)).toContain('STO02')
  })
})

describe('a check while an import is followed', () => {
  const following = async ({ ports }: Shop) => {
    await ports.connectionState.saveBatch('k', aClaimedBatch())
    await ports.connectionState.update(state => ({
      ...state,
      batchKey: 'k',
      budget: { ...state.budget, lastCalls: { STO02: ports.clock.now() } },
    }))
  }

  it('gets the next window for itself, whoever else wants it', async () => {
    const shop = aShop()
    const { ports } = shop
    await following(shop)
    // The engine checks the window at every moment it may be free.
    const sleep = ports.clock.sleep.bind(ports.clock)
    ports.clock.sleep = async ms => {
      await sleep(ms)
      const { budget } = await ports.connectionState.read()
      expect(budget.lastCalls.STO02).toBeGreaterThanOrEqual(ports.clock.now())
    }
    expect(await testKey(ports, SAVED)).toMatchObject({ kind: 'accepted' })
    expect(brokenLimits(shop)).toEqual([])
  })

  it('leaves every second window to the import when two people check, and tells the second one when', async () => {
    const shop = aShop()
    const { ports } = shop
    await following(shop)
    expect(await testKey(ports, { ...SAVED, shopKey: 'one' })).toMatchObject({ kind: 'accepted' })
    const told = await testKey(ports, { ...SAVED, shopKey: 'two' })
    expect(told).toMatchObject({ kind: 'limited' })
    const retryAfter = told.kind === 'limited' ? told.retryAfter : 0
    expect(retryAfter).toBeGreaterThan(15 * SECOND)
    ports.clock.pass(retryAfter)
    expect(await testKey(ports, { ...SAVED, shopKey: 'two' })).toMatchObject({ kind: 'accepted' })
    expect(brokenLimits(shop)).toEqual([])
  })
})

describe('a new address', () => {
  it('asks for the saved key again, without a call to Carrefour', async () => {
    const shop = aShop()
    const { ports } = shop
    for (const carrefourUrl of ['https://other.mirakl.net', 'https://other.mirakl.net/x'])
      expect(await save(shop, { carrefourUrl })).toEqual({
        kind: 'invalid',
        problems: [{ field: 'shopKey', code: 'REQUIRED' }],
      })
    expect(ports.carrefour.calls).toEqual([])
    expect(
      await save(shop, { carrefourUrl: 'https://other.mirakl.net', shopKey: 'typed' })
    ).toMatchObject({ kind: 'saved' })
    expect(ports.carrefour.calls.map(({ key }) => key)).not.toContain('shop-key-of-the-demo-2001')
  })

  it('does the same for another port of an extra host', async () => {
    const shop = aShop()
    const { ports } = shop
    ports.hosts = ['localhost']
    const saved = ports.configurations.saved
    if (saved)
      ports.configurations.saved = {
        ...saved,
        choices: someChoices({ carrefourUrl: 'http://localhost:1' }),
      }
    expect(await save(shop, { carrefourUrl: 'http://localhost:2' })).toMatchObject({
      kind: 'invalid',
    })
    expect(await save(shop, { carrefourUrl: 'http://localhost:1/base' })).toMatchObject({
      kind: 'saved',
    })
  })
})
