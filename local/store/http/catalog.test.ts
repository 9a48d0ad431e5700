import { afterEach, beforeEach, expect, it } from '@jest/globals'

import { bench, type Bench } from '../testing'

let b: Bench
beforeEach(async () => void (b = await bench()))
afterEach(() => b.close())

const SKU = '/api/catalog_system/pvt/sku'
const json = async (path: string): Promise<unknown> => (await b.api(path)).json()

it('answers a SKU with the fields that a stock integration reads', async () => {
  expect(await json(`${SKU}/stockkeepingunitbyid/5?sc=2`)).toMatchObject({
    Id: 5,
    ProductId: 11,
    NameComplete: 'SKU 5',
    IsActive: true,
    IsProductActive: true,
    IsKit: true,
    KitItems: [
      { Id: 1, Amount: 2 },
      { Id: 6, Amount: 1 },
    ],
    SalesChannels: [1, 2],
    AlternateIds: { Ean: '7890000000005', RefId: 'R-5' },
    SkuSellers: [{ SellerId: '1', StockKeepingUnitId: 5 }],
  })
})

it('answers 404 for an unknown SKU', async () => {
  expect((await b.api(`${SKU}/stockkeepingunitbyid/999`)).status).toBe(404)
  expect((await b.api(`${SKU}/stockkeepingunitbyid/abc`)).status).toBe(404)
})

it('pages through the ids of a policy until an empty page', async () => {
  const page = (n: number) => `${SKU}/stockkeepingunitidsbysaleschannel?sc=2&page=${n}&pageSize=5`
  expect(await json(page(1))).toEqual([1, 3, 4, 5, 6])
  expect(await json(page(2))).toEqual([7, 8])
  expect(await json(page(3))).toEqual([])
})

it('adds SKUs of no policy with onlyAssigned=false', async () => {
  expect(await json(`${SKU}/stockkeepingunitidsbysaleschannel?sc=2&onlyAssigned=false`)).toContain(
    2
  )
})

it('pages through all ids; page and pagesize are needed', async () => {
  expect(await json(`${SKU}/stockkeepingunitids?page=2&pagesize=3`)).toEqual([4, 5, 6])
  expect((await b.api(`${SKU}/stockkeepingunitids?page=1`)).status).toBe(400)
  expect((await b.api(`${SKU}/stockkeepingunitids?page=0&pagesize=3`)).status).toBe(400)
})

it('caps or refuses a page of more than 1000, by a switch', async () => {
  const path = `${SKU}/stockkeepingunitids?page=1&pagesize=5000`
  expect((await b.api(path)).status).toBe(200)
  await b.console('/api/switches', 'PUT', { largePages: 'refused' })
  expect((await b.api(path)).status).toBe(400)
})

it('lists the trade policies', async () => {
  expect(await json('/api/catalog_system/pvt/saleschannel/list')).toMatchObject([
    { Id: 1, Name: 'Loja principal', IsActive: true },
    { Id: 2, Name: 'Carrefour', IsActive: true },
  ])
})

it.each([
  ['no credential', {}, 401],
  ['half a key pair', { 'X-VTEX-API-AppKey': 'k' }, 401],
  ['a key pair', { 'X-VTEX-API-AppKey': 'k', 'X-VTEX-API-AppToken': 't' }, 200],
  ['a header token', { VtexIdclientAutCookie: 't' }, 200],
  ['a cookie', { Cookie: 'a=b; VtexIdclientAutCookie=t' }, 200],
  ['a token that the platform refuses', { VtexIdclientAutCookie: 'bad' }, 403],
])('with %s', async (_name, headers, status) => {
  const strict = await bench({ isAuthorized: given => given['vtexidclientautcookie'] !== 'bad' })
  const url = `${strict.url}/api/catalog_system/pvt/saleschannel/list`
  expect((await fetch(url, { headers: headers as Record<string, string> })).status).toBe(status)
  await strict.close()
})
