import type { Choices } from './configuration.logic'
import { DAY, HOUR, MINUTE } from '../shared/time'
import { aConfiguration, skuId, someChoices, aProcess, SHOP } from '../testing/factories'
import { type Shop, aShop, minutes, notify } from '../testing/workday'
import { afterOffers, closedShop, isOfShop, shopNameOf, UNSEEN_SHOP } from './shop.logic'
import { alert } from '../alerts/alert'
import { answered } from '../engine/transitions.logic'
import { describe, expect, it } from '@jest/globals'
import { disconnect, saveConfiguration } from './save'
import { readAccount, readOfferPage, readStatus } from '../carrefour/answers'
import { readConnectionState } from '../engine/store'
import { reprocess } from '../jobs/start'
import { startReconcile } from '../reconcile/asked'
import { testKey } from './verifyKey'
import { viewConnection } from './view'

const NOW = Date.parse('2026-11-26T12:00:00Z')
const aDescription = { shopId: '2001', name: 'Loja Demo', state: 'OPEN', at: NOW - HOUR }
const answer = (body: object) => ({
  status: 200,
  statusText: 'OK',
  headers: {},
  body: Buffer.from(JSON.stringify(body)),
})

describe('a shop that is not open', () => {
  it.each<[string, object, boolean]>([
    ['open', {}, false],
    ['suspended', { state: 'SUSPENDED' }, true],
    ['terminated', { state: 'TERMINATED' }, true],
    ['in a state that is not documented', { state: 'ON_HOLD' }, true],
    ['closed for now', { closedFrom: NOW - DAY, closedTo: NOW + DAY }, true],
    ['closed without an end', { closedFrom: NOW - DAY, closedTo: null }, true],
    ['to be closed later', { closedFrom: NOW + DAY, closedTo: NOW + 2 * DAY }, false],
    ['closed until yesterday', { closedFrom: NOW - 2 * DAY, closedTo: NOW - DAY }, false],
  ])('%s', (_, change, expected) => {
    const sight = { ...UNSEEN_SHOP, shop: { ...aDescription, ...change } }
    expect(closedShop(sight, '2001', NOW) !== null).toBe(expected)
  })

  it('is the configured one with zeros before its number, too', () => {
    const shop = { ...aDescription, state: 'SUSPENDED' }
    expect(closedShop({ ...UNSEEN_SHOP, shop }, '002001', NOW)).not.toBeNull()
  })

  it('is nobody’s business when it is another shop than the configured one', () => {
    const shop = { ...aDescription, shopId: '2002', state: 'SUSPENDED' }
    expect(closedShop({ ...UNSEEN_SHOP, shop }, '2001', NOW)).toBeNull()
  })

  it('is over when its offers are active again, whatever Carrefour said before', () => {
    const shop = { ...aDescription, state: 'SUSPENDED' }
    const after = afterOffers({ shop, notOpenSince: NOW - HOUR }, 'open', NOW)
    expect(closedShop(after, '2001', NOW)).toBeNull()
  })

  it('is read from the shop’s account and from its offers', () => {
    const account = {
      shop_id: 2001,
      shop_name: 'Loja Demo',
      shop_state: 'SUSPENDED',
      suspension_type: 'INCOMPLETE_PROFILE',
      closed_from: '2026-12-24T00:00:00Z',
      closed_to: null,
    }
    expect(readAccount(answer(account))?.value).toMatchObject({
      state: 'SUSPENDED',
      suspension: 'INCOMPLETE_PROFILE',
      closedFrom: Date.parse('2026-12-24T00:00:00Z'),
      closedTo: null,
    })
    const offer = { shop_sku: '1', quantity: 5, active: false }
    const page = { offers: [{ ...offer, inactivity_reasons: ['SHOP_NOT_OPEN'] }, offer] }
    expect(readOfferPage(answer(page))?.value.offers).toMatchObject([
      { isShopClosed: true },
      { active: false },
    ])
  })

  it('is asked for once its offers say so, shown with the reason, and turns no row red', async () => {
    const shop = aShop()
    const { ports } = shop
    const { carrefour } = ports
    await notify(shop, 1)
    await minutes(shop, 3)
    carrefour.shop = { ...carrefour.shop, state: 'SUSPENDED', suspension: 'MANUAL' }
    carrefour.isShopClosed = true
    await startReconcile(ports)
    await minutes(shop, 6)
    expect((await viewConnection(ports)).closedShop).toMatchObject({
      shop: { name: 'Loja Demo', state: 'SUSPENDED', suspension: 'MANUAL' },
    })
    expect(ports.ledger.all()).toMatchObject([{ status: 'SUCCESS' }])
    const asked = () => carrefour.calls.filter(({ operation }) => operation === 'A01').length
    expect(asked()).toBe(1)
    await minutes(shop, 60)
    expect(asked()).toBe(1)
    const state = await ports.connectionState.read()
    expect(readConnectionState(JSON.parse(JSON.stringify(state))).sight).toMatchObject({
      shop: { state: 'SUSPENDED', suspension: 'MANUAL' },
    })
    carrefour.isShopClosed = false
    await startReconcile(ports)
    await minutes(shop, 6)
    expect((await viewConnection(ports)).closedShop).toBeNull()
  })
})

describe('which shop a row belongs to', () => {
  const shop = { name: SHOP, since: 1_000 }

  it.each([
    ['the shop of now', { shop: SHOP }, true],
    ['another shop', { shop: 'https://carrefour-sandbox.mirakl.net 2002' }, false],
    ['another address', { shop: 'https://carrefour.mirakl.net 2001' }, false],
    ['no shop, since this one is configured', { shop: null, processedAt: 1_000 }, true],
    ['no shop, before that', { shop: null, processedAt: 999 }, false],
  ])('a row of %s: %2$s', (_, row, expected) => {
    expect(isOfShop(aProcess(row), shop)).toBe(expected)
  })

  const named = (choices: Partial<Choices>, shopKey: { version: number; shopId: string | null }) =>
    shopNameOf({
      choices: someChoices(choices),
      shopKey: {
        version: shopKey.version,
        shop: shopKey.shopId === null ? null : { shopId: shopKey.shopId, name: '' },
      },
    })

  it('shops differ by address, whatever its case, and ShopId', () => {
    const key = { version: 1, shopId: '2001' }
    expect(named({}, key)).toBe(SHOP)
    expect(named({ carrefourUrl: 'https://Carrefour-Sandbox.mirakl.net' }, key)).toBe(SHOP)
    expect(named({ shopId: '2002' }, key)).not.toBe(SHOP)
    expect(named({ shopId: '2002' }, key)).toBe(named({ shopId: '2002' }, { ...key, version: 2 }))
  })

  it('without a ShopId, the shop is the one Carrefour named for the key', () => {
    expect(named({ shopId: '' }, { version: 4, shopId: '2001' })).toBe(SHOP)
    expect(named({ shopId: '' }, { version: 5, shopId: '2001' })).toBe(SHOP)
    expect(named({ shopId: '' }, { version: 5, shopId: '2002' })).not.toBe(SHOP)
  })

  it('with neither, another key is another shop, and the same key is not', () => {
    const unnamed = (version: number) => named({ shopId: '' }, { version, shopId: null })
    expect(unnamed(3)).toBe(unnamed(3))
    expect(unnamed(4)).not.toBe(unnamed(3))
    expect(unnamed(3)).not.toBe(named({ shopId: '3' }, { version: 3, shopId: null }))
  })
})

const LOJA_B = { shopId: '2002', name: 'Loja B', state: 'OPEN' }
const SAVED = { shopKey: null, shopId: null, carrefourUrl: null }

const incidentOf = async ({ ports }: Shop) => (await ports.connectionState.read()).incident
const filesOf = ({ ports }: Shop) => ports.carrefour.imports.length
const asked = ({ ports }: Shop) =>
  ports.carrefour.calls.filter(({ operation }) => operation === 'A01').length

/** A shop whose ShopId is empty: the key decides where stock goes. */
function aShopByKey(named: { shopId: string; name: string } | null) {
  const shop = aShop()
  const saved = aConfiguration()
  shop.ports.configurations.saved = {
    ...saved,
    choices: { ...saved.choices, shopId: '' },
    shopKey: { ...saved.shopKey, shop: named },
  }
  return shop
}

async function change(shop: Shop, units: number) {
  shop.ports.store.stock.set(skuId(1), units)
  await notify(shop, 1)
}

/** A key whose files go to Loja B, as an import's status says. */
async function aStrayKey() {
  const shop = aShop()
  await notify(shop, 1)
  await minutes(shop, 2)
  shop.ports.carrefour.receives = '2002'
  shop.ports.carrefour.shop = LOJA_B
  await change(shop, 3)
  await minutes(shop, 3)
  return shop
}

describe('a file that went to another shop', () => {
  it('stops everything with an incident of its own that names both shops', async () => {
    const shop = await aStrayKey()
    const sent = filesOf(shop)
    expect(await incidentOf(shop)).toMatchObject({
      cause: 'OTHER_SHOP',
      shops: { bound: { shopId: '2001', name: 'Loja Demo' }, opens: { shopId: '2002' } },
    })
    await change(shop, 2)
    await minutes(shop, 60)
    expect(filesOf(shop)).toBe(sent)
    expect(await viewConnection(shop.ports)).toMatchObject({ pending: 1, nextSendAt: null })
    expect(await reprocess(shop.ports, ['1'])).toMatchObject({
      code: 'INCIDENT_OPEN',
    })
  })

  it('turns nothing red and calls nothing a success that the right shop does not hold', async () => {
    const shop = await aStrayKey()
    expect(shop.ports.ledger.all()).toMatchObject([{ status: 'SUCCESS', quantity: 7 }])
  })

  it('learns the other shop’s name with one A01, and tells it by mail with what to do', async () => {
    const shop = await aStrayKey()
    const { configurations, mailer } = shop.ports
    expect((await incidentOf(shop))?.shops?.opens).toEqual({ shopId: '2002', name: 'Loja B' })
    expect(asked(shop)).toBe(1)
    const { saved } = configurations
    if (saved)
      configurations.saved = {
        ...saved,
        choices: { ...saved.choices, notificationEmail: 'ana@loja.example', alertLanguage: 'EN' },
      }
    await alert(shop.ports)
    expect(mailer.mails.map(({ lines }) => lines.join(' '))[0]).toContain(
      'The key opens shop Loja B (2002), and stock is meant for shop Loja Demo (2001).'
    )
  })

  it('ends with the key of the right shop, and everything that waited is sent there', async () => {
    const shop = await aStrayKey()
    const { carrefour, configurations } = shop.ports
    carrefour.receives = '2001'
    carrefour.shop = { shopId: '2001', name: 'Loja Demo', state: 'OPEN' }
    const saved = await saveConfiguration(
      shop.ports,
      {
        ...someChoices(),
        shopKey: 'the-key-of-2001',
        version: configurations.saved?.version ?? null,
      },
      'ana@loja.example'
    )
    expect(saved.kind).toBe('saved')
    await minutes(shop, 5)
    expect(await incidentOf(shop)).toBeNull()
    expect(shop.ports.ledger.all()).toMatchObject([{ status: 'SUCCESS', quantity: 3 }])
  })

  it('ends by itself when Carrefour, asked once a day, names the right shop again', async () => {
    const shop = await aStrayKey()
    shop.ports.carrefour.receives = '2001'
    shop.ports.carrefour.shop = { shopId: '2001', name: 'Loja Demo', state: 'OPEN' }
    await minutes(shop, 60)
    expect(await incidentOf(shop)).toMatchObject({ cause: 'OTHER_SHOP' })
    await shop.ports.clock.sleep(DAY + HOUR)
    await minutes(shop, 5)
    expect(await incidentOf(shop)).toBeNull()
    expect(shop.ports.ledger.all()).toMatchObject([{ status: 'SUCCESS', quantity: 3 }])
  })

  it('is no such thing when A01 names the right shop at the same time', async () => {
    const shop = aShop()
    shop.ports.carrefour.receives = '9'
    await notify(shop, 1)
    await minutes(shop, 6)
    expect(await incidentOf(shop)).toBeNull()
    expect(shop.ports.ledger.all()).toMatchObject([{ status: 'SUCCESS', quantity: 7 }])
  })

  it('stays although Carrefour named the right shop earlier today, and whatever else it answers', async () => {
    const shop = aShop()
    const { ports } = shop
    await testKey(ports, SAVED)
    await shop.ports.clock.sleep(HOUR)
    ports.carrefour.receives = '2002'
    await notify(shop, 1)
    await minutes(shop, 5)
    await testKey(ports, SAVED)
    await ports.connectionState.update(state => answered(state, ports.clock.now()))
    await minutes(shop, 5)
    expect(await incidentOf(shop)).toMatchObject({ cause: 'OTHER_SHOP' })
    expect(filesOf(shop)).toBe(1)
  })

  it('is not taken for one while a file of a former shop is followed', async () => {
    const shop = aShop()
    const { carrefour, configurations } = shop.ports
    carrefour.importTime = 10 * MINUTE
    carrefour.receives = '2001'
    await notify(shop, 1)
    await minutes(shop, 1)
    const { saved } = configurations
    if (saved) configurations.saved = { ...saved, choices: { ...saved.choices, shopId: '2002' } }
    await minutes(shop, 5)
    expect(await incidentOf(shop)).not.toMatchObject({ cause: 'OTHER_SHOP' })
  })

  it('survives a restart of the process', async () => {
    const shop = await aStrayKey()
    const state = await shop.ports.connectionState.read()
    const read = readConnectionState(JSON.parse(JSON.stringify(state)))
    expect(read.incident).toEqual(state.incident)
    expect(read.keyOwner).toEqual(state.keyOwner)
  })
})

describe('a key whose shop nobody has named', () => {
  it('is asked about once before its first file, and shown', async () => {
    const shop = aShopByKey(null)
    await notify(shop, 1)
    await minutes(shop, 3)
    expect(asked(shop)).toBe(1)
    expect((await viewConnection(shop.ports)).boundShop).toEqual({
      shopId: '2001',
      name: 'Loja Demo',
    })
    await shop.ports.clock.sleep(3 * DAY)
    await change(shop, 4)
    await minutes(shop, 3)
    expect(asked(shop)).toBe(1)
  })

  it('sends no file at all when it opens another shop than the ShopId says', async () => {
    const shop = aShop()
    const saved = aConfiguration()
    shop.ports.configurations.saved = { ...saved, shopKey: { ...saved.shopKey, shop: null } }
    shop.ports.carrefour.shop = LOJA_B
    await notify(shop, 1)
    await minutes(shop, 5)
    expect(filesOf(shop)).toBe(0)
    expect(await incidentOf(shop)).toMatchObject({
      cause: 'OTHER_SHOP',
      shops: { bound: { shopId: '2001' }, opens: { name: 'Loja B' } },
    })
  })

  it('sends although Carrefour will not say, and is bound by the first import’s status', async () => {
    const shop = aShopByKey(null)
    const { carrefour } = shop.ports
    carrefour.failNext('A01', { kind: 'refused', httpStatus: 403, message: 'Forbidden' })
    carrefour.receives = '2001'
    await notify(shop, 1)
    await minutes(shop, 3)
    expect(filesOf(shop)).toBe(1)
    expect((await viewConnection(shop.ports)).boundShop).toEqual({ shopId: '2001', name: '' })
    carrefour.receives = '2002'
    await change(shop, 4)
    await minutes(shop, 3)
    expect(await incidentOf(shop)).toMatchObject({
      cause: 'OTHER_SHOP',
      shops: { bound: { shopId: '2001' }, opens: { shopId: '2002' } },
    })
  })
})

describe('a key that Carrefour does not name on the day it is saved', () => {
  const tooSoon = { kind: 'limited', retryAfter: 2 * HOUR, message: '429' } as const
  const unsaid = { kind: 'refused', httpStatus: 403, message: 'Forbidden' } as const

  /** A shop with an empty ShopId that has sent to 2001, and a person's save of another key. */
  async function aKeyOf(shopId: string, failure: typeof tooSoon | typeof unsaid) {
    const shop = aShopByKey({ shopId: '2001', name: 'Loja Demo' })
    shop.ports.carrefour.receives = '2001'
    await notify(shop, 1)
    await minutes(shop, 2)
    shop.ports.carrefour.receives = shopId
    shop.ports.carrefour.shop = { ...LOJA_B, shopId }
    shop.ports.carrefour.failNext('A01', failure)
    expect(await saveAgain(shop, 'another-key')).toMatchObject({ kind: 'saved' })
    return shop
  }

  const saveAgain = ({ ports }: Shop, shopKey: string | null) =>
    saveConfiguration(
      ports,
      {
        ...someChoices(),
        shopId: '',
        shopKey,
        version: ports.configurations.saved?.version ?? null,
        confirmedShopId: '',
      },
      'ana@loja.example'
    )

  it.each([tooSoon, unsaid])(
    'stops after its first file when that went to another shop ($kind)',
    async failure => {
      const shop = await aKeyOf('2002', failure)
      await change(shop, 3)
      await minutes(shop, 3)
      await change(shop, 2)
      await minutes(shop, 30)
      expect(filesOf(shop)).toBe(2)
      expect(await incidentOf(shop)).toMatchObject({
        cause: 'OTHER_SHOP',
        shops: { bound: { shopId: '2001' }, opens: { shopId: '2002' } },
      })
      expect(shop.ports.ledger.all()).toMatchObject([{ status: 'SUCCESS', quantity: 7 }])
    }
  )

  it('goes on as before when it opens the shop of before, whose rows stay that shop’s', async () => {
    const shop = await aKeyOf('2001', tooSoon)
    await change(shop, 3)
    await minutes(shop, 30)
    expect(await incidentOf(shop)).toBeNull()
    expect(shop.ports.ledger.all()).toMatchObject([{ shop: SHOP, status: 'SUCCESS', quantity: 3 }])
  })

  it('is the other shop’s once a person saves it again, having seen both', async () => {
    const shop = await aKeyOf('2002', tooSoon)
    await change(shop, 3)
    await minutes(shop, 3)
    expect(await incidentOf(shop)).toMatchObject({ cause: 'OTHER_SHOP' })
    expect(await saveAgain(shop, null)).toMatchObject({ kind: 'saved' })
    await minutes(shop, 5)
    expect(await incidentOf(shop)).toBeNull()
    expect((await viewConnection(shop.ports)).boundShop).toMatchObject({ shopId: '2002' })
  })
})

describe('a person', () => {
  it('who tests the saved key learns that it opens another shop, and nothing is sent from then on', async () => {
    const shop = aShopByKey({ shopId: '2001', name: 'Loja Demo' })
    shop.ports.carrefour.shop = LOJA_B
    expect(await testKey(shop.ports, SAVED)).toMatchObject({
      kind: 'otherShop',
      shop: { name: 'Loja B' },
      shopId: '2001',
    })
    await notify(shop, 1)
    await minutes(shop, 5)
    expect(filesOf(shop)).toBe(0)
    expect(await incidentOf(shop)).toMatchObject({ cause: 'OTHER_SHOP' })
  })

  it('who saves the form unchanged is asked whether the other shop is theirs, and ends it', async () => {
    const shop = aShopByKey({ shopId: '2001', name: 'Loja Demo' })
    const { ports } = shop
    ports.carrefour.shop = LOJA_B
    await testKey(ports, SAVED)
    const form = {
      ...someChoices(),
      shopId: '',
      shopKey: null,
      version: ports.configurations.saved?.version ?? null,
    }
    expect(await saveConfiguration(ports, form, 'ana@loja.example')).toMatchObject({
      kind: 'shopToConfirm',
      shop: { name: 'Loja B' },
      before: { name: 'Loja Demo' },
    })
    const confirmed = { ...form, confirmedShopId: '2002' }
    expect(await saveConfiguration(ports, confirmed, 'ana@loja.example')).toMatchObject({
      kind: 'saved',
    })
    await notify(shop, 1)
    await minutes(shop, 3)
    expect(await incidentOf(shop)).toBeNull()
    expect(filesOf(shop)).toBe(1)
  })

  it('who tests the key after a 403 learns whose key it is, and so does the incident', async () => {
    const shop = aShop()
    const { ports } = shop
    ports.carrefour.onlyShop.set(ports.configurations.saved?.shopKey.key.reveal() ?? '', '2002')
    ports.carrefour.shop = LOJA_B
    await notify(shop, 1)
    await minutes(shop, 3)
    expect(await incidentOf(shop)).toMatchObject({ cause: 'AUTH_FORBIDDEN' })
    await testKey(ports, SAVED)
    expect(await incidentOf(shop)).toMatchObject({
      cause: 'OTHER_SHOP',
      shops: { opens: { name: 'Loja B' } },
    })
  })

  it('who disconnects ends it', async () => {
    const shop = await aStrayKey()
    await disconnect(shop.ports)
    expect(await incidentOf(shop)).toBeNull()
  })
})

describe('odd spellings of a shop’s number', () => {
  it.each([
    [2001, '2001'],
    ['2001', '2001'],
    [' 2001\n', '2001'],
    [2001.0, '2001'],
    [0, undefined],
    ['', undefined],
    [null, undefined],
    [{ id: 2001 }, undefined],
    [[2001], undefined],
    ['20 01', undefined],
    [1e40, undefined],
    [true, undefined],
  ])('%j in an import’s status is read as %s', (written, read) => {
    const status = readStatus(answer({ status: 'COMPLETE', shop_id: written }), '1')
    expect(status?.value.shopId).toBe(read)
  })

  it('are no other shop', async () => {
    for (const spelling of ['02001', ' 2001 ', 2001]) {
      const account = readAccount(answer({ shop_id: spelling, shop_name: 'Loja Demo' }))
      const shop = aShop()
      if (account) shop.ports.carrefour.shop = account.value
      expect(await testKey(shop.ports, SAVED)).toMatchObject({ kind: 'accepted' })
      expect(await incidentOf(shop)).toBeNull()
    }
  })
})

describe('the name that a shop’s owner gave it', () => {
  const named = (shop_name: unknown) =>
    readAccount(answer({ shop_id: 2002, shop_name }))?.value.name

  it.each([
    ['Loja\r\nBcc: x@evil.example', 'Loja Bcc: x@evil.example'],
    ['\u001b[2J\u001b[31mLoja', '[2J [31mLoja'],
    ['Loja \u202e)1002(', 'Loja )1002('],
    ['\u0000\u200b\u2028Loja\u0085', 'Loja'],
    [`${'a'.repeat(199)}\u{1f600}`, 'a'.repeat(199)],
    ['a'.repeat(1_000_000), 'a'.repeat(200)],
    [['Loja'], ''],
  ])('%#: holds nothing that a line of a mail, log or page would obey', (raw, read) => {
    expect(named(raw)).toBe(read)
  })

  it('stays as it is otherwise, markup and all: whoever shows it escapes it', () => {
    const name = '<b>Maré & Cia</b> "Ção" 日本 🙂'
    expect(named(name)).toBe(name)
  })
})
