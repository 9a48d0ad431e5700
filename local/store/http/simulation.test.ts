import { afterEach, beforeEach, expect, it } from '@jest/globals'

import { bench, type Bench } from '../testing'

let b: Bench
beforeEach(async () => void (b = await bench()))
afterEach(() => b.close())

const PATH = '/api/checkout/pub/orderForms/simulation'
const cart = (...ids: string[]) => ({ items: ids.map(id => ({ id, quantity: 1, seller: '1' })) })

interface Answer {
  items: {
    id: string
    requestIndex: number
    quantity: number
    availability: string
    price: number
  }[]
  logisticsInfo: { itemIndex: number; stockBalance: number; quantity: number }[]
  messages: unknown[]
}

async function simulate(body: unknown, query = '?affiliateId=CRF&sc=2'): Promise<Answer> {
  return (await (await b.send('POST', PATH + query, body)).json()) as Answer
}

async function balance(id: string, sc = 2): Promise<number | undefined> {
  const { logisticsInfo } = await simulate(cart(id), `?sc=${sc}`)
  return logisticsInfo[0]?.stockBalance
}

it('answers what a policy can sell: free units of its serving warehouses, each at least 0', async () => {
  expect(await balance('1', 2)).toBe(7)
  expect(await balance('1', 1)).toBe(7)
  await b.console('/api/skus/1/stock', 'PUT', { warehouseId: 'far', total: 20, reserved: 5 })
  expect(await balance('1', 2)).toBe(22)
  expect(await balance('1', 1)).toBe(7)
})

it.each([
  ['outside the policy', '2'],
  ['inactive', '3'],
  ['of an inactive product', '4'],
  ['without a price', '7'],
  ['unknown', '999'],
  ['not a number', 'abc'],
])('leaves out a SKU that is %s', async (_name, id) => {
  const { items, logisticsInfo } = await simulate(cart(id, '6'))
  expect(items).toMatchObject([{ id: '6', requestIndex: 1 }])
  expect(logisticsInfo).toMatchObject([{ itemIndex: 0, stockBalance: 9 }])
})

it('brings back a SKU without stock with quantity and balance 0', async () => {
  await b.console('/api/skus/6/stock', 'PUT', { total: 0 })
  const { items, logisticsInfo, messages } = await simulate(cart('6'))
  expect(items).toMatchObject([{ quantity: 0, availability: 'withoutStock', price: 1990 }])
  expect(logisticsInfo).toMatchObject([{ stockBalance: 0, quantity: 0 }])
  expect(messages).toHaveLength(1)
})

it('never sells less than nothing when reservations exceed the stock', async () => {
  await b.console('/api/skus/6/stock', 'PUT', { total: 3, reserved: 8 })
  expect(await balance('6')).toBe(0)
})

it('shows 1000000 for an unlimited item', async () => {
  expect(await balance('8')).toBe(1_000_000)
})

it('sells as many kits as the scarcest component allows', async () => {
  expect(await balance('5')).toBe(3)
  await b.console('/api/skus/6/stock', 'PUT', { total: 2 })
  expect(await balance('5')).toBe(2)
})

it('has nothing when no active dock or warehouse serves the policy', async () => {
  await b.console('/api/docks/d2', 'PUT', { active: false, policies: [2] })
  expect(await balance('8')).toBe(0)
  await b.console('/api/warehouses/main', 'PUT', { active: false })
  expect(await balance('1')).toBe(0)
})

it('uses the affiliate’s policy when none is named', async () => {
  const affiliate = { name: 'C', followUpEmail: 'a@b.example', salesChannel: '2' }
  await b.send('PUT', '/api/fulfillment/pvt/affiliates/CRF', affiliate)
  expect((await simulate(cart('8'), '?affiliateId=CRF')).items).toHaveLength(1)
  expect((await simulate(cart('2'), '?affiliateId=CRF')).items).toHaveLength(0)
})

it('answers with no line at all while it is told to', async () => {
  await b.console('/api/switches', 'PUT', { emptySimulations: true })
  expect(await simulate(cart('6'))).toMatchObject({ items: [], logisticsInfo: [] })
  await b.console('/api/switches', 'PUT', { emptySimulations: false })
  expect((await simulate(cart('6'))).items).toHaveLength(1)
})

it('takes 300 lines and refuses 301', async () => {
  const many = (count: number) => cart(...Array.from({ length: count }, () => '1'))
  expect((await simulate(many(300))).items).toHaveLength(300)
  expect((await b.send('POST', PATH, many(301))).status).toBe(400)
})

it.each([
  ['no items', {}],
  ['an empty list', { items: [] }],
  ['an item without id', { items: [{ quantity: 1, seller: '1' }] }],
  ['a quantity of 0', { items: [{ id: '1', quantity: 0, seller: '1' }] }],
  ['an item without seller', { items: [{ id: '1', quantity: 1 }] }],
  ['a postal code without a country', { ...cart('1'), postalCode: '01001-000' }],
])('refuses %s with 400', async (_name, body) => {
  const response = await b.send('POST', `${PATH}?sc=2`, body)
  expect(response.status).toBe(400)
  expect(await response.json()).toHaveProperty('message')
})

it('is open at /pub/ and closed at the older /pvt/ address', async () => {
  const init = {
    method: 'POST',
    body: JSON.stringify(cart('1')),
    headers: { 'Content-Type': 'application/json' },
  }
  const old = '/api/fulfillment/pvt/orderForms/simulation'
  expect((await fetch(`${b.url}${PATH}?sc=2`, init)).status).toBe(200)
  expect((await fetch(`${b.url}${old}?sc=2`, init)).status).toBe(401)
  expect((await b.send('POST', `${old}?sc=2`, cart('1'))).status).toBe(200)
})

it('answers no call that names a SKU about which it cannot answer, and all others', async () => {
  await b.console('/api/switches', 'PUT', { unanswered: [1] })
  expect((await b.send('POST', PATH, cart('6', '1'))).status).toBe(500)
  expect((await b.api('/api/catalog_system/pvt/sku/stockkeepingunitbyid/1')).status).toBe(500)
  expect(await balance('6')).toBe(9)
  await b.console('/api/switches', 'PUT', { unanswered: [] })
  expect(await balance('1')).toBe(7)
})
