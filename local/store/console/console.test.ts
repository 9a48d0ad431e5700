import { afterEach, beforeEach, expect, it } from '@jest/globals'

import { openDatabase } from '../../database'
import { bench, type Bench } from '../testing'

let b: Bench
beforeEach(async () => void (b = await bench()))
afterEach(() => b.close())

it('shows SKUs with their stock, and searches by id, EAN, RefId and name', async () => {
  const page = await (await b.console('')).text()
  expect(page).toContain('7890000000001')
  const found = async (search: string) => {
    const response = await b.console(`/api/skus?search=${encodeURIComponent(search)}`)
    return ((await response.json()) as { skus: { skuId: number }[] }).skus.map(sku => sku.skuId)
  }
  expect(await found('R-3')).toEqual([3])
  expect(await found('7890000000004')).toEqual([4])
  expect(await found('SKU 8')).toEqual([8])
  expect(await found('2')).toEqual([2])
})

it('answers a SKU with its stock and what each policy can sell', async () => {
  expect(await (await b.console('/api/skus/1')).json()).toMatchObject({
    skuId: 1,
    available: { 1: 7, 2: 7 },
    stock: [
      { warehouseId: 'far' },
      { skuId: 1, warehouseId: 'main', total: 10, reserved: 3, unlimited: false },
      { warehouseId: 'xclosed' },
    ],
  })
  expect((await b.console('/api/skus/999')).status).toBe(404)
})

it('adds SKUs silently', async () => {
  const skus = [{ skuId: 100, name: 'Novo', total: 12 }]
  expect((await b.console('/api/skus', 'POST', { skus })).status).toBe(201)
  expect(await (await b.console('/api/skus/100')).json()).toMatchObject({ available: { 2: 12 } })
  expect(b.told).toEqual([])
})

it.each([
  ['/api/skus/1/stock', { total: -1 }, 'total'],
  ['/api/skus/1/stock', { total: 1.5 }, 'total'],
  ['/api/skus/1/stock', { warehouseId: 'nowhere', total: 1 }, undefined],
  ['/api/skus/1/active', {}, 'active'],
  ['/api/switches', { lossPercent: 101 }, 'lossPercent'],
])('refuses wrong values at %s and names them', async (path, body, field) => {
  const response = await b.console(path, 'PUT', body)
  expect(response.status).toBe(400)
  const { error } = (await response.json()) as { error: { problems: { field: string }[] } }
  expect(error.problems[0]?.field).toBe(field)
})

it('keeps two accounts in one database apart', async () => {
  const db = openDatabase(':memory:')
  const [one, two] = [await bench({ db }), await bench({ db, account: 'outraloja' })]
  await one.console('/api/skus/6/stock', 'PUT', { total: 77 })
  expect(await (await two.console('/api/skus/6')).json()).toMatchObject({ available: { 2: 9 } })
  await two.console('/api/skus/6/stock', 'PUT', { total: 1 })
  expect(two.told.every(({ body }) => body.An === 'outraloja')).toBe(true)
  await one.close()
  await two.close()
})

it('tells in the reader’s language what was notified, and how many SKUs there are', async () => {
  await b.console('/api/skus/1/active', 'PUT', { active: false })
  const page = async (search: string) => {
    const headers = { cookie: 'admin_language=pt' }
    return (await fetch(`${b.url}/console/store?search=${search}`, { headers })).text()
  }
  expect(await page('R-3')).toContain('1 SKU. Cada')
  const all = await page('')
  expect(all).toMatch(/\d+ SKUs\. Cada/)
  expect(all).toContain('SKU alterado, inativo')
  expect(all).not.toContain('SKU changed')
})
