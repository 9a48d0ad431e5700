import { afterEach, beforeEach, expect, it } from '@jest/globals'

import { bench, stockFile, type Bench } from './testing'

let b: Bench
beforeEach(async () => {
  b = await bench()
  await b.console('/api/settings', 'PUT', { throttleBy: 'off' })
})
afterEach(() => b.close())

const MINUTE = 60_000

const add = (fault: object) => b.console('/api/faults', 'POST', { times: 1, ...fault })

async function upload(csv = stockFile(['1', 1])): Promise<string> {
  const { import_id } = (await (await b.upload(csv)).json()) as { import_id: string }
  return import_id
}

async function status(id: string): Promise<Record<string, unknown>> {
  const answer = await b.api(`/api/offers/stock/imports/${id}/status`)
  return (await answer.json()) as Record<string, unknown>
}

async function quantity(sku = '1'): Promise<number | undefined> {
  const answer = await b.api(`/api/offers?sku=${sku}`)
  return ((await answer.json()) as { offers: { quantity: number }[] }).offers[0]?.quantity
}

async function reportWith(...kinds: string[]): Promise<Buffer> {
  const id = await b.importNow(stockFile(['1', 5], ['4', 7]))
  for (const kind of kinds) await add({ operation: 'STO03', kind })
  const answer = await b.api(`/api/offers/stock/imports/${id}/error_report`)
  return Buffer.from(await answer.arrayBuffer())
}

const REFUSAL = 'Esta oferta está bloqueada'

it('ends an import CANCELLED without applying it', async () => {
  await add({ operation: 'STO01', kind: 'import-cancelled' })
  const id = await upload(stockFile(['1', 8]))
  b.clock.forward(MINUTE)
  expect(await status(id)).toMatchObject({ status: 'CANCELLED', has_error_report: false })
  expect(await quantity()).toBe(0)
})

it('ends a late import after everybody has given it up, and applies it then', async () => {
  await add({ operation: 'STO01', kind: 'import-ends-late' })
  const id = await upload(stockFile(['1', 8]))
  b.clock.forward(31 * MINUTE)
  expect(await status(id)).toMatchObject({ status: 'RUNNING' })
  b.clock.forward(4 * MINUTE)
  expect(await status(id)).toMatchObject({ status: 'COMPLETE' })
  expect(await quantity()).toBe(8)
})

it.each([
  ['status-custom', { status: 'PENDING_SYNCHRONIZATION' }],
  ['status-lower-case', { status: 'complete' }],
  ['counts-null', { has_error_report: null, lines_in_error: null, lines_in_success: null }],
  ['counts-contradict', { has_error_report: false, lines_in_error: 2 }],
])('tells a state that is %s once', async (kind, told) => {
  const id = await b.importNow(stockFile(['1', 1]))
  await add({ operation: 'STO02', kind })
  expect(await status(id)).toMatchObject(told)
  expect(await status(id)).toMatchObject({ status: 'COMPLETE', lines_in_error: 0 })
})

it.each([
  ['report-pipe', `"3"|"${REFUSAL}"|"4"|"7"|""|""`],
  ['report-localised', `"7";"4";"3";"${REFUSAL}"`],
  ['report-foreign', '"Total";"";"1"'],
])('writes an error report that is %s', async (kind, line) => {
  expect((await reportWith(kind)).toString('utf8').split('\n')).toContain(line)
})

it('writes an error report without headings, in UTF-16, or cut in the middle', async () => {
  expect((await reportWith('report-headless')).toString('utf8')).toBe(
    `"3";"${REFUSAL}";"4";"7";"";""\n`
  )
  expect((await reportWith('report-utf16')).toString('utf16le')).toContain(`"3";"${REFUSAL}"`)
  const cut = (await reportWith('report-cut')).toString('utf8')
  expect((await reportWith()).toString('utf8').startsWith(cut)).toBe(true)
  expect(cut).not.toContain('"7"')
})

it('shows an offer as it was before the last import, or leaves it out of its page', async () => {
  await b.importNow(stockFile(['1', 5]))
  await b.importNow(stockFile(['1', 9]))
  await add({ operation: 'OF21', kind: 'offers-lag' })
  expect(await quantity()).toBe(5)
  await add({ operation: 'OF21', kind: 'offers-cut' })
  const cut = (await (await b.api('/api/offers')).json()) as {
    offers: unknown[]
    total_count: number
  }
  expect([cut.offers.length, cut.total_count]).toEqual([2, 3])
  expect(await quantity()).toBe(9)
})

it.each(['0', '-1', '2.5', 'soon', '999999999', 'Wed, 21 Oct 2015 07:28:00 GMT'])(
  'asks to wait for "%s"',
  async retryAfter => {
    await add({ operation: 'OF21', kind: 'http', status: 429, retryAfter })
    expect((await b.api('/api/offers')).headers.get('Retry-After')).toBe(retryAfter)
  }
)

it('calls good data text/html', async () => {
  await add({ operation: 'OF21', kind: 'wrong-type' })
  const answer = await b.api('/api/offers')
  expect(answer.headers.get('Content-Type')).toContain('text/html')
  expect(await answer.json()).toHaveProperty('offers')
})
