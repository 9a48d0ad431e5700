import { afterEach, beforeEach, expect, it } from '@jest/globals'

import { bench, type Bench } from '../testing'

let b: Bench
beforeEach(async () => void (b = await bench()))
afterEach(() => b.close())

const BASE = '/api/logistics/pvt'
const json = async (path: string): Promise<unknown> => (await b.api(BASE + path)).json()
const put = (body: unknown, path = '/inventory/skus/6/warehouses/main') =>
  b.send('PUT', BASE + path, body)

it('answers the balance per warehouse; reserved may exceed the total', async () => {
  const { skuId, balance } = (await json('/inventory/skus/1')) as {
    skuId: string
    balance: object[]
  }
  expect(skuId).toBe('1')
  expect(balance).toContainEqual({
    warehouseId: 'far',
    warehouseName: 'Longe',
    totalQuantity: 2,
    reservedQuantity: 5,
    hasUnlimitedQuantity: false,
    timeToRefill: null,
    dateOfSupplyUtc: null,
    leadTime: '00:00:00',
  })
})

it('answers one row per dock with the policies it serves', async () => {
  expect(await json('/inventory/items/1/warehouses/far')).toMatchObject([
    { skuId: '1', dockId: 'd2', availableQuantity: -3, salesChannel: ['2'], isUnlimited: false },
  ])
})

it('shows 1000000 for an unlimited item', async () => {
  expect(await json('/inventory/items/8/warehouses/far')).toMatchObject([
    { totalQuantity: 1_000_000, availableQuantity: 1_000_000, isUnlimited: true },
  ])
})

it('lists warehouses and docks', async () => {
  expect(await json('/configuration/warehouses')).toContainEqual({
    id: 'xclosed',
    name: 'Fechado',
    warehouseDocks: [{ dockId: 'd1', time: '00:00:00', cost: 0 }],
    pickupPointIds: [],
    priority: 0,
    isActive: false,
  })
  expect(await json('/configuration/docks')).toMatchObject([
    { id: 'd1', salesChannels: ['1', '2'], isActive: true },
    { id: 'd2', salesChannels: ['2'], isActive: true },
  ])
})

it('writes a quantity and answers true; a missing one is 0; unlimited overrules it', async () => {
  b.clock.forward(1000)
  const response = await put({ quantity: 33 })
  expect(await response.json()).toBe(true)
  expect(await json('/inventory/items/6/warehouses/main')).toMatchObject([{ totalQuantity: 33 }])
  b.clock.forward(1000)
  await put({})
  expect(await json('/inventory/items/6/warehouses/main')).toMatchObject([{ totalQuantity: 0 }])
  b.clock.forward(1000)
  await put({ quantity: 4, unlimitedQuantity: true })
  expect(await json('/inventory/items/6/warehouses/main')).toMatchObject([{ isUnlimited: true }])
})

it('is locked for writes within milliseconds of the last one', async () => {
  b.clock.forward(1000)
  expect((await put({ quantity: 1 })).status).toBe(200)
  b.clock.forward(10)
  const locked = await put({ quantity: 2 })
  expect(locked.status).toBe(423)
  expect(locked.headers.get('Content-Type')).toContain('text/plain')
  expect(await locked.text()).toBe(
    'Unable to acquire lock for key: lojademo_item_logistics_6_main.'
  )
})

it.each([
  ['a negative quantity', { quantity: -1 }],
  ['half a unit', { quantity: 1.5 }],
  ['text', { quantity: '5' }],
])('refuses %s with 400', async (_name, body) => {
  b.clock.forward(1000)
  expect((await put(body)).status).toBe(400)
})

it('answers 404 for an unknown SKU or warehouse', async () => {
  expect((await put({ quantity: 1 }, '/inventory/skus/99/warehouses/main')).status).toBe(404)
  expect((await put({ quantity: 1 }, '/inventory/skus/6/warehouses/nowhere')).status).toBe(404)
})
