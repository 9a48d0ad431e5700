import { describe, expect, it } from '@jest/globals'

import { aConfiguration, shopKey, someChoices } from '../testing/factories'
import { aShop, idOf, minutes, notify } from '../testing/workday'
import { reprocess, reprocessBlocked } from '../jobs/start'
import { noteOfSave, readChoices } from './configuration.logic'
import { type Form, saveConfiguration, switchConnection } from './save'
import { runEngine, WORK_BUDGET } from '../engine/engine'

const OWNER = 'owner@lojademo.example'
const form = (change: Partial<Form> = {}): Form => ({
  ...someChoices(),
  shopKey: null,
  version: 1,
  ...change,
})

describe('saving the configuration', () => {
  it('saves, registers the affiliate and schedules the calls when the first key works', async () => {
    const { ports } = aShop()
    ports.configurations.saved = null
    const result = await saveConfiguration(
      ports,
      form({ shopKey: '  a-key-that-works ', version: null }),
      OWNER
    )
    expect(result).toMatchObject({ kind: 'saved', blocked: 0, shop: { shopId: '2001' } })
    const saved = ports.configurations.saved as ReturnType<typeof aConfiguration> | null
    expect(saved?.shopKey.key.reveal()).toBe('a-key-that-works')
    expect(ports.store.affiliates.get('CRF')?.endpoint).toMatch(
      /^https:\/\/lojademo\.myvtex\.com\/_v\/carrefour-inventory\/notify\/.+/
    )
    expect(ports.scheduler.entry).toBe((await ports.secrets.read())?.tick)
  })

  it('gives the affiliate the person’s e-mail when none is configured', async () => {
    const { ports } = aShop()
    await saveConfiguration(ports, form({ notificationEmail: '' }), OWNER)
    expect(ports.store.affiliates.get('CRF')?.followUpEmail).toBe(OWNER)
  })

  it('records the changed fields, and a refused key, in the history', async () => {
    const { ports } = aShop()
    await saveConfiguration(ports, form({ minimumStock: 3 }), OWNER)
    ports.carrefour.revoked.add('a-wrong-key')
    await saveConfiguration(ports, form({ shopKey: 'a-wrong-key', version: 2 }), OWNER)
    expect(ports.history.notes).toEqual([
      { kind: 'CONFIGURATION_SAVED', fields: ['minimumStock'] },
      { kind: 'CONFIGURATION_NOT_SAVED', outcome: 'REFUSED' },
    ])
  })

  it('saves nothing and keeps the old key when the new one is refused', async () => {
    const { ports } = aShop()
    ports.carrefour.revoked.add('a-wrong-key')
    const result = await saveConfiguration(
      ports,
      form({ shopKey: 'a-wrong-key', minimumStock: 3 }),
      OWNER
    )
    expect(result).toMatchObject({ kind: 'refused', httpStatus: 401 })
    expect(ports.configurations.saved).toEqual(aConfiguration())
  })

  it.each(['tradePolicies', 'affiliate', 'saveAffiliate'] as const)(
    'saves nothing and does not blame Carrefour when the store does not answer (%s)',
    async name => {
      const { ports } = aShop()
      const before = ports.configurations.saved
      ports.store.fault = called => (called === name ? 'ECONNRESET' : null)
      const result = await saveConfiguration(
        ports,
        form({ affiliateId: 'CRX', minimumStock: 3 }),
        OWNER
      )
      expect([result.kind, ports.configurations.saved]).toEqual(['storeUnreachable', before])
    }
  )

  it('refuses a key that may not send stock (403)', async () => {
    const { ports } = aShop()
    ports.carrefour.forbidden.add('a-reading-key')
    const result = await saveConfiguration(ports, form({ shopKey: 'a-reading-key' }), OWNER)
    expect(result).toMatchObject({ kind: 'refused', httpStatus: 403 })
  })

  it('does not call Carrefour without a new key or address', async () => {
    const { ports } = aShop()
    expect(await saveConfiguration(ports, form({ minimumStock: 3 }), OWNER)).toMatchObject({
      kind: 'saved',
    })
    expect(ports.carrefour.calls).toEqual([])
  })

  it('saves nothing and reports the conflict when somebody else saved first', async () => {
    const { ports } = aShop()
    const result = await saveConfiguration(ports, form({ version: 0, minimumStock: 3 }), OWNER)
    expect(result).toMatchObject({ kind: 'conflict', current: { version: 1 } })
  })

  it.each([
    [{ tradePolicy: '77' }, { field: 'tradePolicy', code: 'UNKNOWN_TRADE_POLICY' }],
    [{ shopKey: 'Bearer a-key' }, { field: 'shopKey', code: 'NOT_ALONE' }],
    [{ shopKey: 'a\u200bkey' }, { field: 'shopKey', code: 'CONTROL_CHARACTERS' }],
    [
      { carrefourUrl: 'https://evil.com', shopKey: 'a-key' },
      { field: 'carrefourUrl', code: 'HOST_NOT_ALLOWED' },
    ],
    [{ minimumStock: -1 }, { field: 'minimumStock', code: 'OUT_OF_RANGE' }],
  ])('with %j: names the field and saves nothing', async (change, problem) => {
    const { ports } = aShop()
    expect(await saveConfiguration(ports, form(change), OWNER)).toEqual({
      kind: 'invalid',
      problems: [problem],
    })
    expect(ports.configurations.saved).toEqual(aConfiguration())
  })

  it('refuses an affiliate id that somebody else uses', async () => {
    const { ports } = aShop()
    ports.store.affiliates.set('CRF', {
      id: 'CRF',
      name: 'Outro',
      tradePolicy: '1',
      followUpEmail: '',
      endpoint: 'https://other.example/api/notification/',
    })
    expect(await saveConfiguration(ports, form(), OWNER)).toEqual({
      kind: 'invalid',
      problems: [{ field: 'affiliateId', code: 'AFFILIATE_TAKEN' }],
    })
  })

  it('an unrelated change leaves a connection with a refused key blocked', async () => {
    const shop = aShop()
    shop.ports.carrefour.revoked.add(shopKey().reveal())
    await notify(shop, 1)
    await runEngine(shop.ports, WORK_BUDGET)
    const calls = shop.ports.carrefour.calls.length
    await saveConfiguration(shop.ports, form({ minimumStock: 1 }), OWNER)
    await notify(shop, 1)
    await minutes(shop, 3)
    expect(shop.ports.carrefour.calls).toHaveLength(calls)
  })
})

describe('after a refused ShopKey', () => {
  it('offers and sends exactly the blocked SKUs with a new key', async () => {
    const shop = aShop()
    shop.sell(2, 5)
    await notify(shop, 2)
    await runEngine(shop.ports, WORK_BUDGET)
    shop.ports.carrefour.revoked.add(shopKey().reveal())
    shop.ports.clock.pass(60_000)
    await notify(shop, 1)
    await runEngine(shop.ports, WORK_BUDGET)
    expect(await reprocess(shop.ports, ['1'])).toMatchObject({
      kind: 'refused',
      code: 'INCIDENT_OPEN',
    })
    expect(await reprocessBlocked(shop.ports, OWNER)).toMatchObject({
      kind: 'refused',
      code: 'INCIDENT_OPEN',
    })

    const saved = await saveConfiguration(shop.ports, form({ shopKey: 'a-new-key' }), OWNER)
    expect(saved).toMatchObject({ kind: 'saved', blocked: 1 })
    expect(await reprocessBlocked(shop.ports, OWNER)).toMatchObject({
      kind: 'accepted',
      accepted: 1,
    })
    await minutes(shop, 2)
    const process = await shop.ports.ledger.get(idOf(1))
    expect(process).toMatchObject({ status: 'SUCCESS', quantity: 7 })
    expect(process?.attempts.map(attempt => attempt.reason)).toEqual(['REPROCESS', 'NOTIFICATION'])
    expect((await shop.ports.ledger.get(idOf(2)))?.attempts).toHaveLength(1)
    expect(await reprocessBlocked(shop.ports, OWNER)).toMatchObject({
      kind: 'refused',
      code: 'NOTHING_TO_DO',
    })
  })
})

describe('reprocessing', () => {
  it('sends current stock for a SKU with an old failure', async () => {
    const shop = aShop()
    shop.ports.carrefour.rejections.set('1', 'bloqueada')
    await notify(shop, 1)
    await runEngine(shop.ports, WORK_BUDGET)
    shop.ports.carrefour.rejections.clear()
    shop.ports.store.stock.set(idOf(1), 3)
    expect(await reprocess(shop.ports, ['1', '1'])).toMatchObject({
      kind: 'accepted',
      accepted: 1,
      skuIds: ['1'],
    })
    await minutes(shop, 2)
    expect(shop.ports.carrefour.offers.get('1')).toBe(3)
  })

  it.each([
    [[], 'NOTHING_TO_DO'],
    [['77'], 'SKU_NOT_FOUND'],
    [['x'], 'SKU_NOT_FOUND'],
    [Array.from({ length: 101 }, (_, index) => String(index)), 'TOO_MANY'],
  ])('%j gives %s', async (skuIds, code) => {
    const { ports } = aShop()
    expect(await reprocess(ports, skuIds)).toMatchObject({ kind: 'refused', code })
  })
})

describe('the switch', () => {
  const OWNER = 'owner@lojademo.example'

  describe('turning the connection off and on', () => {
    it('changes only that, without a call to Carrefour', async () => {
      const { ports } = aShop()
      expect(await switchConnection(ports, false, OWNER)).toMatchObject({ kind: 'saved' })
      const { choices, shopKey } = aConfiguration()
      expect(ports.configurations.saved).toEqual({
        choices: { ...choices, active: false },
        shopKey,
        version: 2,
      })
      await switchConnection(ports, true, OWNER)
      expect(ports.configurations.saved?.choices).toEqual(someChoices())
      expect(ports.carrefour.calls).toEqual([])
    })

    it('asks for the ShopKey when nothing is configured', async () => {
      const { ports } = aShop()
      ports.configurations.saved = null
      expect(await switchConnection(ports, true, OWNER)).toMatchObject({
        kind: 'invalid',
        problems: [{ field: 'shopKey', code: 'REQUIRED' }],
      })
    })
  })
})

describe('a save in the history', () => {
  const before = someChoices()

  it('names the changed fields and none of their values', () => {
    const after = someChoices({ minimumStock: 7, notificationEmail: 'a@b.co' })
    const note = noteOfSave(before, after, true)
    expect(note).toEqual({
      kind: 'CONFIGURATION_SAVED',
      fields: ['shopKey', 'minimumStock', 'notificationEmail'],
    })
    expect(JSON.stringify(note)).not.toContain('a@b.co')
  })

  it('names at the first save what was filled in, and not what was left as offered', () => {
    const first = { ...readChoices({}), active: true, tradePolicy: '2', alertDigest: false }
    expect(noteOfSave(null, first, true)).toEqual({
      kind: 'CONFIGURED',
      fields: ['shopKey', 'active', 'tradePolicy', 'alertDigest'],
    })
  })

  it.each([
    [false, 'TURNED_OFF'],
    [true, 'TURNED_ON'],
  ])('with only the switch set to %s, calls it %s', (active, kind) => {
    expect(noteOfSave(someChoices({ active: !active }), someChoices({ active }), false)).toEqual({
      kind,
    })
  })
})
