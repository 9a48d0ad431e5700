import { describe, expect, it } from '@jest/globals'
import { type CallCount, crashing, Crash } from '../testing/deaths'
import { anAffiliate, someChoices } from '../testing/factories'
import { type Shop, aShop, idOf, minutes, notify } from '../testing/workday'
import { type Form, disconnect, saveConfiguration } from '../connection/save'
import { install } from './entrances'
import { startReconcile } from '../reconcile/asked'
import { inCase } from '../testing/cases'

const OWNER = 'owner@lojademo.example'

const save = (shop: Shop, changed: Partial<Form> = {}) => {
  const version = shop.ports.configurations.saved?.version ?? null
  return saveConfiguration(
    shop.ports,
    { ...someChoices(), shopKey: null, version, ...changed },
    OWNER
  )
}

/** A shop saved through the form. */
async function aSavedShop(): Promise<Shop> {
  const shop = aShop()
  expect(await save(shop, { shopKey: 'a-key-that-works' })).toMatchObject({ kind: 'saved' })
  return shop
}

describe('install and update', () => {
  it('creates secrets and the scheduler entry, and nothing the second time', async () => {
    const { ports } = aShop()
    await install(ports)
    const made = await ports.secrets.read()
    await install(ports)
    expect(made).not.toBeNull()
    expect([await ports.secrets.read(), ports.scheduler.entry]).toEqual([made, made?.tick])
  })

  it('stays disconnected until it is configured again', async () => {
    const shop = await aSavedShop()
    await disconnect(shop.ports)
    await install(shop.ports)
    expect([shop.ports.scheduler.entry, await shop.ports.secrets.read()]).toEqual([null, null])
    await save(shop, { shopKey: 'a-key-that-works', version: null })
    await install(shop.ports)
    expect(shop.ports.scheduler.entry).not.toBeNull()
  })
})

describe('another affiliate id', () => {
  it('registers the new one and removes the old one', async () => {
    const shop = await aSavedShop()
    await save(shop, { affiliateId: 'CRR' })
    expect([...shop.ports.store.affiliates.keys()]).toEqual(['CRR'])
  })

  it('leaves the old one alone when it points elsewhere by now', async () => {
    const shop = await aSavedShop()
    const foreign = anAffiliate({ endpoint: 'https://other.example/api/notification/' })
    shop.ports.store.affiliates.set('CRF', foreign)
    await save(shop, { affiliateId: 'CRR' })
    expect(shop.ports.store.affiliates.get('CRF')).toEqual(foreign)
  })

  it('refuses one that is taken and keeps the old one', async () => {
    const shop = await aSavedShop()
    const foreign = anAffiliate({ id: 'CRR', endpoint: 'https://other.example/' })
    shop.ports.store.affiliates.set('CRR', foreign)
    expect(await save(shop, { affiliateId: 'CRR' })).toMatchObject({
      problems: [{ field: 'affiliateId', code: 'AFFILIATE_TAKEN' }],
    })
    expect([...shop.ports.store.affiliates.keys()].sort()).toEqual(['CRF', 'CRR'])
    expect(shop.ports.configurations.saved?.choices.affiliateId).toBe('CRF')
  })
})

describe('disconnecting', () => {
  it('removes affiliate, scheduler entry, ShopKey and secrets, and stops all calls', async () => {
    const shop = await aSavedShop()
    await notify(shop, 1)
    await minutes(shop, 2)
    const calls = shop.ports.carrefour.calls.length
    expect(await disconnect(shop.ports)).toEqual({ kind: 'disconnected' })
    const { store, scheduler, configurations, secrets } = shop.ports
    expect([store.affiliates.size, scheduler.entry]).toEqual([0, null])
    expect([configurations.saved, await secrets.read()]).toEqual([null, null])
    await notify(shop, 1)
    await minutes(shop, 3)
    expect(shop.ports.carrefour.calls).toHaveLength(calls)
    expect(shop.ports.carrefour.offers.get('1')).toBe(7)
    expect(await shop.ports.ledger.get(idOf(1))).not.toBeNull()
  })

  it('sends what waited and starts a comparison once it is connected again', async () => {
    const shop = await aSavedShop()
    await notify(shop, 1)
    await minutes(shop, 2)
    await disconnect(shop.ports)
    shop.ports.store.stock.set(idOf(1), 3)
    await save(shop, { shopKey: 'a-key-that-works', version: null })
    await minutes(shop, 3)
    expect(shop.ports.carrefour.offers.get('1')).toBe(3)
  })

  it('leaves the affiliate alone when it points elsewhere', async () => {
    const shop = await aSavedShop()
    shop.ports.store.affiliates.set('CRF', anAffiliate({ endpoint: 'https://other.example/' }))
    await disconnect(shop.ports)
    expect(shop.ports.store.affiliates.has('CRF')).toBe(true)
  })

  it.each(['store', 'scheduler'] as const)(
    'reports that the %s does not answer, and finishes the next time',
    async part => {
      const shop = await aSavedShop()
      shop.ports[part].down = true
      expect(await disconnect(shop.ports)).toMatchObject({ kind: 'storeUnreachable' })
      // The ShopKey is gone at once, even when something else does not answer.
      expect([shop.ports.configurations.saved, await shop.ports.secrets.read()]).toEqual([
        null,
        null,
      ])
      shop.ports[part].down = false
      expect(await disconnect(shop.ports)).toEqual({ kind: 'disconnected' })
      expect(shop.ports.store.affiliates.size).toBe(0)
    }
  )

  it('finishes at the second try after a death at any step', async () => {
    const count: CallCount = { calls: 0 }
    await disconnect(crashing((await aSavedShop()).ports, null, count))
    expect(count.calls).toBeGreaterThan(5)
    let died = 0
    for (let at = 1; at <= count.calls; at += 1) {
      const shop = await aSavedShop()
      const ended = await disconnect(crashing(shop.ports, { at, when: 'after' })).then(
        ({ kind }) => kind,
        (error: unknown) => (error instanceof Crash ? 'died' : error)
      )
      // A part that does not answer ends it too, with an error for the person.
      inCase(`died after call ${at}`, () => expect(['died', 'storeUnreachable']).toContain(ended))
      if (ended === 'died') died += 1
      await disconnect(shop.ports)
      const { store, scheduler, configurations, secrets } = shop.ports
      const seen = [
        store.affiliates.size,
        scheduler.entry,
        configurations.saved,
        await secrets.read(),
      ]
      inCase(`died after call ${at}`, () => expect(seen).toEqual([0, null, null, null]))
    }
    expect(died).toBeGreaterThan(3)
  })
})

describe('a comparison that a person starts', () => {
  it('starts, shows its findings, and refuses a second one while it runs', async () => {
    const shop = aShop()
    shop.ports.store.stock.set(idOf(1), 40)
    await shop.ports.queue.enqueue({ skuId: idOf(1), priority: 'changed' }, 0)
    await minutes(shop, 2)
    shop.ports.store.stock.set(idOf(1), 50)
    expect(await startReconcile(shop.ports)).toMatchObject({ kind: 'started' })
    expect(shop.ports.workTrigger.wakes).toBeGreaterThan(0)
    shop.ports.carrefour.failNext('OF21', { kind: 'unavailable', message: 'HTTP 503' })
    await minutes(shop, 1)
    expect(await startReconcile(shop.ports)).toEqual({ kind: 'refused', code: 'ALREADY_RUNNING' })
    await minutes(shop, 4)
    expect((await shop.ports.connectionState.read()).reconcile).toMatchObject({
      run: null,
      last: { why: 'PERSON', counts: { drift: 1, healed: 1 } },
    })
  })

  it.each([
    ['nothing is configured', null, 'NOT_CONFIGURED'],
    ['the connection is off', { active: false }, 'CONNECTION_OFF'],
  ])('is refused: %s', async (_, changed, code) => {
    const { ports } = aShop()
    const { saved } = ports.configurations
    ports.configurations.saved =
      saved && changed ? { ...saved, choices: { ...saved.choices, ...changed } } : null
    expect(await startReconcile(ports)).toEqual({ kind: 'refused', code })
  })
})
