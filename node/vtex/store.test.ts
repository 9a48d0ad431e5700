import { beforeEach, describe, expect, it } from '@jest/globals'
import { anAffiliate, skuId } from '../testing/factories'
import { anIoContext } from '../testing/vtex'
import { throughProxy } from '../testing/httpServer'
import { StoreClient } from './store'
import { unitsIn } from '../engine/stock.logic'
import { readServing } from './storeAnswers'

const server = throughProxy()
const HOST = 'http://lojademo.vtexcommercestable.com.br'
let store: StoreClient

beforeEach(() => {
  store = new StoreClient(anIoContext())
  server().seen.length = 0
})

const answer = (body: unknown, status = 200) => {
  server().reply = {
    status,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  }
}

describe('simulation', () => {
  it('makes one call as the app, with affiliate and trade policy', async () => {
    answer({ items: [], logisticsInfo: [] })
    await store.simulate([skuId(1), skuId(2)], '2', 'CRF')
    const { method, url, headers, body } = server().last
    expect([method, url]).toEqual([
      'POST',
      `${HOST}/api/checkout/pub/orderForms/simulation?sc=2&affiliateId=CRF`,
    ])
    expect(headers).toMatchObject({
      vtexidclientautcookie: 'app-token',
      'x-vtex-use-https': 'true',
    })
    expect(JSON.parse(body)).toEqual({
      items: [
        { id: '1', quantity: 1, seller: '1' },
        { id: '2', quantity: 1, seller: '1' },
      ],
    })
  })

  it('assigns stock by id to items in another order, some missing, some foreign', async () => {
    answer({
      items: [
        { id: '3', quantity: 0, availability: 'withoutStock' },
        { id: '99', parentItemIndex: 0 },
        { id: '1', quantity: 1 },
      ],
      logisticsInfo: [
        { itemIndex: 2, stockBalance: 12 },
        { itemIndex: 0, stockBalance: 0 },
        { itemIndex: 1, stockBalance: 5 },
      ],
      messages: null,
    })
    expect(await store.simulate([skuId(1), skuId(2), skuId(3)], '2', 'CRF')).toEqual({
      ok: true,
      value: [
        { skuId: '3', available: 0, isPriced: true },
        { skuId: '1', available: 12, isPriced: true },
      ],
    })
  })

  it('takes the figure of the own seller for a repeated SKU, and none when there are two', async () => {
    const items = [{ id: '1', seller: 'other' }, { id: '1', seller: '1' }, { id: '2' }, { id: '2' }]
    const figures = [0, 40, 5, 7].map((stockBalance, itemIndex) => ({ itemIndex, stockBalance }))
    answer({ items, logisticsInfo: figures })
    expect(await store.simulate([skuId(1), skuId(2)], '2', 'CRF')).toEqual({
      ok: true,
      value: [
        { skuId: '1', available: 40, isPriced: true },
        { skuId: '2', available: null, isPriced: true },
      ],
    })
  })

  it('takes no figure from an answer with two for one item, and one that is only repeated', async () => {
    const figures = [
      [0, 40],
      [0, 3],
      [1, 5],
      [1, '5'],
    ].map(([itemIndex, stockBalance]) => ({ itemIndex, stockBalance }))
    answer({ items: [{ id: '1' }, { id: '2' }], logisticsInfo: figures })
    expect(await store.simulate([skuId(1), skuId(2)], '2', 'CRF')).toEqual({
      ok: true,
      value: [
        { skuId: '1', available: null, isPriced: true },
        { skuId: '2', available: 5, isPriced: true },
      ],
    })
  })

  it('returns a SKU without a figure when there is no stock figure', async () => {
    answer({ items: [{ id: '1' }], logisticsInfo: [{ itemIndex: 0, slas: [] }] })
    expect(await store.simulate([skuId(1)], '2', 'CRF')).toEqual({
      ok: true,
      value: [{ skuId: '1', available: null, isPriced: true }],
    })
  })

  it('says of an item that it has no price when the answer says so, whatever its availability', async () => {
    const items = [
      { id: '1', price: null, sellingPrice: null, availability: 'withoutPriceFulfillment' },
      { id: '2', price: 1990, availability: 'nullPrice' },
      { id: '3', price: null, sellingPrice: 1990, availability: 'available' },
      { id: '4', price: null, availability: 'withoutStock' },
      { id: '5', availability: 'ofAnotherKind' },
    ]
    const logisticsInfo = items.map((_, itemIndex) => ({ itemIndex, stockBalance: 7 }))
    answer({ items, logisticsInfo })
    const read = await store.simulate([1, 2, 3, 4, 5].map(skuId), '2', 'CRF')
    expect(read.ok && read.value.map(one => [one.skuId, one.isPriced])).toEqual([
      ['1', false],
      ['2', true],
      ['3', true],
      ['4', false],
      ['5', true],
    ])
  })

  it.each([
    ['a failure', 500, {}],
    ['something else', 200, { orderForm: 1 }],
    ['another SKU', 200, { items: [{ id: '2' }], logisticsInfo: [] }],
    ['no SKU', 200, { items: [{ message: 'x' }] }],
  ])('reports the store as unavailable for %s', async (_, status, body) => {
    answer(body, status)
    const result = await store.simulate([skuId(1)], '2', 'CRF')
    expect(result).toMatchObject({ ok: false, error: { kind: 'storeUnavailable' } })
    expect(server().seen).toHaveLength(1)
  })
})

describe('catalog', () => {
  it('reads a SKU', async () => {
    answer({
      Id: 15,
      NameComplete: ' Panela 3 L ',
      IsActive: true,
      IsProductActive: true,
      IsKit: false,
      SalesChannels: [1, 2],
      AlternateIds: { Ean: '789', RefId: 'PAN-3' },
    })
    expect(await store.sku(skuId(15))).toEqual({
      ok: true,
      value: {
        skuId: '15',
        name: 'Panela 3 L',
        ean: '789',
        reference: 'PAN-3',
        isActive: true,
        isKit: false,
        components: [],
        tradePolicies: ['1', '2'],
      },
    })
    expect(server().last.url).toBe(`${HOST}/api/catalog_system/pvt/sku/stockkeepingunitbyid/15`)
  })

  it.each([
    ['objects', [{ Id: 7, Amount: 2 }, { Id: '8' }], ['7', '8']],
    ['ids', ['7', 8, '7'], ['7', '8']],
    ['anything else', [null, {}, '08', { Id: -1 }, [7]], []],
    ['nothing', null, []],
  ])('reads the components of a kit from %s', async (_, KitItems, components) => {
    answer({ Id: 15, NameComplete: 'x', IsActive: true, IsKit: true, KitItems })
    expect(await store.sku(skuId(15))).toMatchObject({ value: { isKit: true, components } })
    answer({ Id: 15, NameComplete: 'x', IsActive: true, IsKit: false, KitItems })
    expect(await store.sku(skuId(15))).toMatchObject({ value: { isKit: false, components: [] } })
  })

  it('reads a SKU of an inactive product as inactive', async () => {
    answer({
      Id: 15,
      NameComplete: 'x',
      IsActive: true,
      IsProductActive: false,
      SalesChannels: null,
      AlternateIds: null,
    })
    expect(await store.sku(skuId(15))).toMatchObject({
      value: { isActive: false, ean: null, reference: null, tradePolicies: [] },
    })
  })

  it.each([
    [
      { IsActive: 'True', IsKit: 'FALSE' },
      { isActive: true, isKit: false },
    ],
    [
      { IsActive: 'false', IsKit: null },
      { isActive: false, isKit: false },
    ],
  ])('reads %j in a SKU as %j', async (flags, read) => {
    answer({ Id: 15, NameComplete: 'x', ...flags })
    expect(await store.sku(skuId(15))).toMatchObject({ ok: true, value: read })
  })

  it.each([{}, { IsActive: null }, { IsActive: 'ativo' }, { IsActive: true, IsKit: 'sim' }])(
    'takes a SKU with the flags %j as no answer: read as inactive it would be sent as 0',
    async flags => {
      answer({ Id: 15, NameComplete: 'x', SalesChannels: [2], ...flags })
      expect(await store.sku(skuId(15))).toMatchObject({ ok: false })
    }
  )

  it.each(['2', { Id: 2 }, [{ Id: 2 }], [null, false]])(
    'takes a SKU with the trade policies %j as no answer: read as none it would be sent as 0',
    async SalesChannels => {
      answer({ Id: 15, NameComplete: 'x', IsActive: true, SalesChannels })
      expect(await store.sku(skuId(15))).toMatchObject({ ok: false })
    }
  )

  it.each([16, '015', null])('takes the SKU %j as no answer about 15', async Id => {
    answer({ Id, NameComplete: 'x', IsActive: true, SalesChannels: [2] })
    expect(await store.sku(skuId(15))).toMatchObject({ ok: false })
  })

  it('returns null for an unknown SKU (404)', async () => {
    answer('SKU not found', 404)
    expect(await store.sku(skuId(15))).toEqual({ ok: true, value: null })
  })

  it('retries a failure once, then reports the store as unavailable', async () => {
    answer({}, 503)
    expect(await store.sku(skuId(15))).toEqual({
      ok: false,
      error: { kind: 'storeUnavailable', message: 'store-sku: HTTP 503' },
    })
    expect(server().seen).toHaveLength(2)
  })

  it('reads a page of a trade policy’s SKUs', async () => {
    answer([405380, '405381', null])
    expect(await store.skusOfPolicy('2', 3)).toEqual({ ok: true, value: ['405380', '405381'] })
    expect(server().last.url).toBe(
      `${HOST}/api/catalog_system/pvt/sku/stockkeepingunitidsbysaleschannel?sc=2&page=3&pageSize=200&onlyAssigned=true`
    )
  })

  it('reports the store as unavailable instead of an empty page for anything else', async () => {
    for (const body of [{ message: 'try later' }, [null], [{ Id: 1 }], ['01', -1]]) {
      answer(body)
      expect(await store.skusOfPolicy('2', 1)).toMatchObject({ ok: false })
    }
  })

  it('reads the trade policies', async () => {
    answer([
      { Id: 1, Name: 'Loja principal', IsActive: true },
      { Id: 2, Name: 'Carrefour', IsActive: false },
      {},
    ])
    expect(await store.tradePolicies()).toEqual({
      ok: true,
      value: [
        { id: '1', name: 'Loja principal', active: true },
        { id: '2', name: 'Carrefour', active: false },
      ],
    })
  })
})

describe('affiliates', () => {
  it('are removed by id; a missing one is no error', async () => {
    answer('', 204)
    expect(await store.removeAffiliate('CRF')).toEqual({ ok: true, value: null })
    expect([server().last.method, server().last.url]).toEqual([
      'DELETE',
      `${HOST}/api/fulfillment/pvt/affiliates/CRF?an=lojademo`,
    ])
    answer('Affiliate not found', 404)
    expect(await store.removeAffiliate('CRF')).toEqual({ ok: true, value: null })
    answer({}, 503)
    expect(await store.removeAffiliate('CRF')).toMatchObject({ ok: false })
  })

  it('are saved and removed with the rights of the person who acts, and by the app alone in the background', async () => {
    answer({})
    const write = async (client: StoreClient) => {
      server().seen.length = 0
      await client.saveAffiliate(anAffiliate({ endpoint: 'https://x.example/notify' }))
      await client.removeAffiliate('CRF')
      return server()
        .seen.filter(({ method }) => method !== 'GET')
        .map(({ method, headers }) => `${method} ${String(headers.vtexidclientautcookie)}`)
    }
    const person = new StoreClient(anIoContext({ adminUserAuthToken: 'person-token' }))
    expect(await write(person)).toEqual(['PUT person-token', 'DELETE person-token'])
    expect(await write(store)).toEqual(['PUT app-token', 'DELETE app-token'])
  })

  it('are read by id, an empty endpoint as none', async () => {
    answer({
      id: 'CRF',
      name: 'Carrefour',
      salesChannel: '2',
      followUpEmail: null,
      searchURIEndpoint: '',
    })
    expect(await store.affiliate('CRF')).toEqual({
      ok: true,
      value: { id: 'CRF', name: 'Carrefour', tradePolicy: '2', followUpEmail: '', endpoint: null },
    })
    expect(server().last.url).toBe(`${HOST}/api/fulfillment/pvt/affiliates/CRF?an=lojademo`)
  })

  it('keep the other fields that the merchant has set up', async () => {
    answer({ id: 'CRF', name: 'Old', minimumValueAccumulated: 5000, useSellerPaymentMethod: true })
    expect(
      await store.saveAffiliate(anAffiliate({ endpoint: 'https://x.example/notify' }))
    ).toEqual({ ok: true, value: null })
    expect(server().last.method).toBe('PUT')
    expect(JSON.parse(server().last.body)).toEqual({
      name: 'Carrefour',
      salesChannel: '2',
      followUpEmail: 'owner@lojademo.example',
      searchURIEndpoint: 'https://x.example/notify',
      searchURIEndpointVersion: '1.x.x',
      searchURIEndpointAvailableVersions: ['1.x.x'],
      minimumValueAccumulated: 5000,
      useSellerPaymentMethod: true,
    })
  })
})

describe('logistics', () => {
  it('reads a SKU’s rows, whatever is missing in them, and none for an unknown SKU', async () => {
    answer({
      skuId: '15',
      balance: [
        { warehouseId: 'main', totalQuantity: 7, reservedQuantity: 9, hasUnlimitedQuantity: false },
        { warehouseId: 'far', hasUnlimitedQuantity: true, leadTime: null },
        { totalQuantity: 3 },
        null,
      ],
    })
    expect(await store.warehouseStock(skuId(15))).toEqual({
      ok: true,
      value: [
        { warehouseId: 'main', total: 7, reserved: 9, unlimited: false },
        { warehouseId: 'far', total: 0, reserved: 0, unlimited: true },
      ],
    })
    expect(server().last.url).toBe(`${HOST}/api/logistics/pvt/inventory/skus/15`)
    answer({}, 404)
    expect(await store.warehouseStock(skuId(15))).toEqual({ ok: true, value: [] })
    answer({ skuId: '15' })
    expect(await store.warehouseStock(skuId(15))).toMatchObject({ ok: false })
    answer({ skuId: '15', balance: [{ warehouseId: 'main', totalQuantity: 'seven' }] })
    expect(await store.warehouseStock(skuId(15))).toMatchObject({ ok: false })
  })

  const main = { warehouseId: 'main', totalQuantity: 7, reservedQuantity: 2 }

  it.each<[string, unknown[], number]>([
    ['a warehouse that is only repeated', [main, { ...main, leadTime: '1' }], 5],
    ['fewer than none reserved', [{ ...main, reservedQuantity: -5 }], 7],
    ['unlimited in words', [{ ...main, hasUnlimitedQuantity: 'True' }], 999_999],
  ])('counts the units of %s once, and none that are not there', async (_, balance, units) => {
    answer({ skuId: '15', balance })
    const read = await store.warehouseStock(skuId(15))
    expect(read.ok && unitsIn(read.value, new Set(['main']))).toBe(units)
  })

  it.each<[string, unknown[]]>([
    ['a warehouse with two different rows', [main, { ...main, totalQuantity: 70 }]],
    ['a row that does not say whether it is unlimited', [{ ...main, hasUnlimitedQuantity: 'sim' }]],
  ])('takes %s as no answer', async (_, balance) => {
    answer({ skuId: '15', balance })
    expect(await store.warehouseStock(skuId(15))).toMatchObject({ ok: false })
  })

  it('reports the store as unavailable for a SKU when it gets the inventory of another', async () => {
    answer({ skuId: '16', balance: [{ warehouseId: 'main', totalQuantity: 7 }] })
    expect(await store.warehouseStock(skuId(15))).toMatchObject({ ok: false })
    answer({ skuId: '015', balance: [] })
    expect(await store.warehouseStock(skuId(15))).toMatchObject({ ok: false })
    answer({ balance: [{ warehouseId: 'main', totalQuantity: 7 }] })
    expect(await store.warehouseStock(skuId(15))).toMatchObject({ ok: true })
  })

  it('reads the active warehouses with an active dock of the policy, ids compared exactly', () => {
    const docks = [
      { id: 'd1', salesChannels: ['1', '2'], isActive: true },
      { id: 'd2', salesChannels: ['2'], isActive: false },
      { id: 'd3', salesChannels: null, isActive: true },
      { id: 'D4', salesChannels: [2] },
      null,
    ]
    const warehouses = [
      { id: 'Main', warehouseDocks: [{ dockId: 'd1' }], isActive: true },
      { id: 'closed', warehouseDocks: [{ dockId: 'd1' }], isActive: false },
      { id: 'dockless', warehouseDocks: null, isActive: true },
      { id: 'other', warehouseDocks: [{ dockId: 'd2' }, { dockId: 'd3' }], isActive: true },
      { id: 'fourth', warehouseDocks: [null, { dockId: 'd4' }] },
    ]
    expect(readServing(docks, warehouses, '2')).toEqual(['Main'])
    expect(readServing(docks, warehouses, '1')).toEqual(['Main'])
    expect(readServing([], [], '1')).toEqual([])
    expect(readServing({}, warehouses, '2')).toBeNull()
    expect(readServing([{ error: 'x' }], warehouses, '2')).toBeNull()
  })
})
