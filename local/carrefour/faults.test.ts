import { afterEach, beforeEach, expect, it } from '@jest/globals'

import { bench, stockFile, type Bench } from './testing'

let b: Bench
beforeEach(async () => {
  b = await bench()
  await b.console('/api/settings', 'PUT', { throttleBy: 'off' })
})
afterEach(() => b.close())

const add = (fault: object) => b.console('/api/faults', 'POST', fault)
const statusPath = (id: string) => `/api/offers/stock/imports/${id}/status`

it('answers an HTTP error for the next calls, with Retry-After when given, then works again', async () => {
  await add({ operation: 'OF21', kind: 'http', status: 429, retryAfter: 30, times: 1 })
  await add({ operation: 'OF21', kind: 'http', status: 503, times: 2 })
  const first = await b.api('/api/offers')
  expect(first.status).toBe(429)
  expect(first.headers.get('Retry-After')).toBe('30')
  expect(await first.json()).toEqual({ status: 429, message: 'Too Many Requests' })
  const second = await b.api('/api/offers')
  expect(second.status).toBe(503)
  expect(second.headers.get('Retry-After')).toBeNull()
  expect((await b.api('/api/offers')).status).toBe(200)
})

it('answers an HTML page or an empty body', async () => {
  await add({ kind: 'html', status: 502, times: 1 })
  const page = await b.api('/api/offers')
  expect(page.status).toBe(502)
  expect(page.headers.get('Content-Type')).toContain('text/html')
  await add({ kind: 'empty', status: 200, times: 1 })
  const empty = await b.api('/api/offers')
  expect(empty.status).toBe(200)
  expect(await empty.text()).toBe('')
})

it('cuts the connection before taking the call', async () => {
  await add({ operation: 'STO01', kind: 'reset', times: 1 })
  await expect(b.upload(stockFile(['1', 5]))).rejects.toThrow()
  expect(await (await b.console('/api/imports')).json()).toEqual({ imports: [] })
})

it('takes the call, then loses the answer', async () => {
  await add({ operation: 'STO01', kind: 'lost-answer', times: 1 })
  await expect(b.upload(stockFile(['1', 5]))).rejects.toThrow()
  b.clock.forward(1400)
  const offer: unknown = await (await b.console('/api/offers/2001/1')).json()
  expect(offer).toMatchObject({ quantity: 5 })
  const { calls } = (await (await b.console('/api/calls')).json()) as { calls: object[] }
  expect(calls).toMatchObject([{ operation: 'STO01', status: null, faults: ['lost-answer'] }])
})

it('makes slow answers', async () => {
  await add({ operation: 'V01', kind: 'latency', latencyMs: 60, times: 1 })
  const start = Date.now()
  await b.api('/api/version')
  expect(Date.now() - start).toBeGreaterThanOrEqual(55)
})

it('answers 202, or no import id but the Location', async () => {
  await add({ operation: 'STO01', kind: 'accepted-202', times: 1 })
  expect((await b.upload(stockFile(['1', 1]))).status).toBe(202)
  await add({ operation: 'STO01', kind: 'no-import-id', times: 1 })
  const response = await b.upload(stockFile(['1', 1]))
  expect(await response.json()).toEqual({})
  expect(response.headers.get('Location')).toContain('/status')
})

it('keeps an import running for ever, or lets it fail', async () => {
  await add({ operation: 'STO01', kind: 'import-never-ends', times: 1 })
  const stuck = (await (await b.upload(stockFile(['1', 1]))).json()) as { import_id: string }
  await add({ operation: 'STO01', kind: 'import-fails', times: 1 })
  const failed = (await (await b.upload(stockFile(['1', 1]))).json()) as { import_id: string }
  b.clock.forward(86_400_000)
  expect(await (await b.api(statusPath(stuck.import_id))).json()).toMatchObject({
    status: 'RUNNING',
  })
  expect(await (await b.api(statusPath(failed.import_id))).json()).toMatchObject({
    status: 'FAILED',
  })
})

it('tells an unknown status, leaves fields out, adds others', async () => {
  const id = await b.importNow(stockFile(['1', 1]))
  await add({ operation: 'STO02', kind: 'status-queued', times: 1 })
  expect(await (await b.api(statusPath(id))).json()).toMatchObject({ status: 'QUEUED' })
  await add({ operation: 'STO02', kind: 'missing-fields', times: 1 })
  expect(Object.keys((await (await b.api(statusPath(id))).json()) as object).sort()).toEqual([
    'has_error_report',
    'import_id',
    'shop_id',
    'status',
  ])
  await add({ operation: 'STO02', kind: 'extra-fields', times: 1 })
  expect(await (await b.api(statusPath(id))).json()).toHaveProperty('novelty')
})

it('lasts until removed when no number of calls is given', async () => {
  const made = (await (await add({ kind: 'http', status: 500 })).json()) as { faultId: number }
  for (let i = 0; i < 5; i++) expect((await b.api('/api/offers')).status).toBe(500)
  await b.console(`/api/faults/${made.faultId}`, 'DELETE')
  expect((await b.api('/api/offers')).status).toBe(200)
})

it('refuses a fault that does not exist', async () => {
  const response = await add({ kind: 'earthquake' })
  expect(response.status).toBe(400)
  expect(await response.json()).toMatchObject({ error: { problems: [{ field: 'kind' }] } })
})
