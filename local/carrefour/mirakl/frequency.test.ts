import { afterEach, beforeEach, expect, it } from '@jest/globals'

import { bench, stockFile, type Bench } from '../testing'

let b: Bench
beforeEach(async () => void (b = await bench()))
afterEach(() => b.close())

const STATUS = '/api/offers/stock/imports/none/status'
const REPORT = '/api/offers/stock/imports/none/error_report'

it.each([
  ['STO01', 60, () => b.upload(stockFile(['1', 1])), 201],
  ['STO02', 15, () => b.api(STATUS), 404],
  ['STO03', 60, () => b.api(REPORT), 404],
  ['A01', 86_400, () => b.api('/api/account'), 200],
])(
  '%s is taken once per %i s, with Retry-After in between',
  async (_code, seconds, call, taken) => {
    expect((await call()).status).toBe(taken)
    b.clock.forward(1000)
    const refused = await call()
    expect(refused.status).toBe(429)
    expect(refused.headers.get('Retry-After')).toBe(String(seconds - 1))
    expect(await refused.json()).toEqual({ status: 429, message: 'Too Many Requests' })
    expect([...refused.headers.keys()].filter(name => name.startsWith('x-ratelimit'))).toEqual([])
    b.clock.forward((seconds - 1) * 1000 - 1)
    expect((await call()).status).toBe(429)
    b.clock.forward(1)
    expect((await call()).status).toBe(taken)
  }
)

it('counts per shop, whichever key is used; or per key; or not at all', async () => {
  const key = b.carrefour.addKey({ name: 'Second', shops: [2001], roles: ['ROLE_SHOP_ADMIN'] })
  await b.upload(stockFile(['1', 1]))
  expect((await b.upload(stockFile(['1', 2]), { key })).status).toBe(429)
  await b.console('/api/settings', 'PUT', { throttleBy: 'key' })
  expect((await b.upload(stockFile(['1', 2]), { key })).status).toBe(201)
  expect((await b.upload(stockFile(['1', 3]), { key })).status).toBe(429)
  await b.console('/api/settings', 'PUT', { throttleBy: 'off' })
  expect((await b.upload(stockFile(['1', 4]), { key })).status).toBe(201)
})

it('two shops do not hold each other up', async () => {
  const key = b.carrefour.addKey({ name: 'Other', shops: [2002], roles: ['ROLE_SHOP_ADMIN'] })
  expect((await b.upload(stockFile(['1', 1]))).status).toBe(201)
  expect((await b.upload(stockFile(['1', 1]), { key })).status).toBe(201)
})

it('the log shows when each call arrived and how it was answered', async () => {
  const start = b.clock.now()
  await b.upload(stockFile(['1', 1]))
  b.clock.forward(5000)
  await b.upload(stockFile(['1', 1]))
  const { calls, counters } = (await (await b.console('/api/calls?operation=STO01')).json()) as {
    calls: { at: number; status: number }[]
    counters: unknown[]
  }
  expect(calls.map(({ at, status }) => [at - start, status])).toEqual([
    [0, 201],
    [5000, 429],
  ])
  expect(counters).toEqual([{ operation: 'STO01', calls: 2, refused: 1, lastAt: start + 5000 }])
})
