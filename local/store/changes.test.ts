import { afterEach, beforeEach, expect, it } from '@jest/globals'

import { bench, type Bench } from './testing'

let b: Bench
beforeEach(async () => {
  b = await bench()
  await b.send('PUT', '/api/fulfillment/pvt/affiliates/CRF', {
    name: 'Carrefour',
    followUpEmail: 'a@b.example',
    salesChannel: '2',
    searchURIEndpoint: 'https://lojademo.myvtex.com/notify/secret',
  })
})
afterEach(() => b.close())

const STOCK = {
  An: 'lojademo',
  IsActive: true,
  StockModified: true,
  PriceModified: false,
  HasStockKeepingUnitModified: false,
  HasStockKeepingUnitRemovedFromAffiliate: false,
}
const setStock = (skuId: number, total: number) =>
  b.console(`/api/skus/${skuId}/stock`, 'PUT', { total })
const ids = (kind: 'webhook' | 'event') => b.takeTold(kind).map(body => body.IdSku)

it('tells the affiliate and the broadcaster of a stock change, in the documented words', async () => {
  await setStock(6, 4)
  expect(b.told[0]?.body.DateModified).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}Z$/)
  expect(b.told[0]?.target).toEqual({
    kind: 'webhook',
    affiliateId: 'CRF',
    url: 'https://lojademo.myvtex.com/notify/secret',
  })
  const sku = { ...STOCK, IdSku: '6', ProductId: 11 }
  expect(b.takeTold('webhook')).toContainEqual({ ...sku, IdAffiliate: 'CRF' })
  expect(b.takeTold('event')).toContainEqual(sku)
})

// The examples of VTEX's own article on the rule.
it.each([
  [16, 60, false],
  [0, 23, true],
  [15, 2, true],
  [50, 20, false],
])('from %i to %i units: affiliate told is %s, broadcaster always', async (before, after, told) => {
  await b.console('/api/skus/1/stock', 'PUT', { warehouseId: 'main', total: before, reserved: 0 })
  b.told.length = 0
  await setStock(1, after)
  expect(ids('webhook').includes('1')).toBe(told)
  expect(ids('event')).toContain('1')
})

it('tells everything when the rule is switched off, and no events without the broadcaster', async () => {
  await b.console('/api/switches', 'PUT', { minimumAvailability: false, broadcaster: false })
  await setStock(1, 500)
  expect(ids('webhook')).toContain('1')
  expect(ids('event')).toEqual([])
})

it('tells of kits when a component changes', async () => {
  await setStock(6, 1)
  expect(ids('event')).toEqual(expect.arrayContaining(['5', '6']))
})

it('tells of all SKUs of a changed product, to the affiliate only those of its policy', async () => {
  await b.console('/api/skus/1/active', 'PUT', { active: false })
  expect(b.takeTold('webhook')).toMatchObject([
    { IdSku: '1', IsActive: false, HasStockKeepingUnitModified: true, StockModified: false },
  ])
  expect(ids('event')).toEqual(['1', '2'])
})

it('says that a SKU was removed when it leaves the affiliate’s policy', async () => {
  await b.console('/api/skus/1/policies/2', 'PUT', { assigned: false })
  expect(b.takeTold('webhook')).toMatchObject([
    { IdSku: '1', HasStockKeepingUnitRemovedFromAffiliate: true },
  ])
  await b.console('/api/skus/1/policies/2', 'PUT', { assigned: true })
  expect(b.takeTold('webhook')).toMatchObject([
    { IdSku: '1', HasStockKeepingUnitRemovedFromAffiliate: false },
  ])
})

it('tells a whole policy again, by the way asked for', async () => {
  const response = await b.console('/api/notify', 'POST', { policyId: 2, via: 'event' })
  expect(await response.json()).toEqual({ notified: 7, delivered: 7, failed: 0 })
  expect(ids('event')).toEqual(['1', '3', '4', '5', '6', '7', '8'])
  expect(ids('webhook')).toEqual([])
})

it('loses and repeats as switched', async () => {
  await b.console('/api/switches', 'PUT', { lossPercent: 100 })
  const lost = await b.console('/api/notify', 'POST', { skuIds: [6], via: 'event' })
  expect(await lost.json()).toEqual({ notified: 1, delivered: 0, failed: 1 })
  expect(b.told).toEqual([])
  await b.console('/api/switches', 'PUT', { lossPercent: 0, duplicatePercent: 100 })
  await b.console('/api/notify', 'POST', { skuIds: [6], via: 'event' })
  expect(ids('event')).toEqual(['6', '6'])
})

it('shows on the console how each delivery ended, and never the secret in the address', async () => {
  await setStock(6, 4)
  const { notifications } = (await (await b.console('/api/notifications')).json()) as {
    notifications: object[]
  }
  expect(notifications).toContainEqual(
    expect.objectContaining({ skuId: 6, target: 'affiliate CRF', ok: true, detail: '200' })
  )
  const page = await (await b.console('')).text()
  expect(page).toContain('affiliate CRF')
  expect(page).not.toContain('secret/')
  expect(page).not.toContain('notify/secret')
})

it('survives a delivery that throws', async () => {
  const broken = await bench({
    notify: () => {
      throw new Error('no bus')
    },
  })
  const response = await broken.console('/api/notify', 'POST', { skuIds: [6] })
  expect(await response.json()).toEqual({ notified: 1, delivered: 0, failed: 1 })
  await broken.close()
})
