import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'

import Ajv from 'ajv'
import { expect, it } from '@jest/globals'

import { createFaultRules } from '../faults'
import { readBody } from '../http/body'
import { handlerOf, under } from '../http/handler'
import { close, listen } from '../http/listen'
import type { SentEvent } from '../platform/events/courier'
import { atEnd, manualClock } from '../platform/testing'

import { createInspector } from './app'
import { OPEN_API_FILE } from './openApi'
import { createCallTimeline, type TimelineCall } from './callTimeline'

const SHOP_KEY = '0e2c7d3f-6a52-4c1f-9d6e-3f0c2b7a9e11'
const HEX = 'ab'.repeat(32)
const JWT = 'eyJhbGciOi.eyJzdWIiOi.c2ln'

/** A part with scripted answers, and the inspector beside it. */
async function setup() {
  const clock = manualClock()
  const timeline = createCallTimeline(clock)
  const rules = createFaultRules(clock)
  const sent: SentEvent[] = []
  const inspector = under(
    '/console/inspector',
    handlerOf(createInspector({ timeline, clock, sendEvent: event => sent.push(event) }))
  )
  let answer: object = { ok: true }
  const server = createServer((req, res) => {
    const path = req.url ?? '/'
    if (path.startsWith('/console/inspector')) return void inspector(req, res)
    const part = path.startsWith('/apps')
      ? 'apps'
      : path.startsWith('/api/offers')
        ? 'carrefour'
        : 'store'
    const told = timeline.follow({ kind: 'out', part, host: `${part}.example`, path, req, res })
    void rules.around(
      { part, host: `${part}.example`, path, req, res },
      async (asked, out) => {
        await readBody(asked)
        out.writeHead(200, { 'Content-Type': 'application/json', 'Set-Cookie': `s=${JWT}` })
        out.end(JSON.stringify(answer))
      },
      told
    )
  })
  const port = await listen(server, 0)
  atEnd(() => close(server))
  const url = `http://127.0.0.1:${port}`
  const call = (path: string, init: RequestInit = {}) =>
    fetch(url + path, init).then(
      r => r.text(),
      () => 'cut'
    )
  const list = async (query = '') => {
    const read = await fetch(`${url}/console/inspector/api/calls${query}`)
    return (await read.json()) as { calls: TimelineCall[]; total: number }
  }
  return { url, call, list, timeline, rules, sent, answerWith: (next: object) => (answer = next) }
}

it('expect every call with what was asked and answered, newest first', async () => {
  const { call, list } = await setup()
  await call('/api/catalog_system/pvt/sku/stockkeepingunitbyid/5')
  await call('/api/checkout/pub/orderForms/simulation', {
    method: 'POST',
    body: '{"items":[{"id":"7"}]}',
  })
  const { calls, total } = await list()
  expect(total).toBe(2)
  expect(calls).toMatchObject([
    {
      operation: 'simulation',
      method: 'POST',
      status: 200,
      request: { body: '{"items":[{"id":"7"}]}' },
    },
    { operation: 'SKU', part: 'store', response: { body: '{"ok":true}' } },
  ])
})

it.each([
  ['?sku=5', 1],
  ['?sku=50', 1],
  ['?sku=7', 1],
  ['?batch=imp-1', 1],
  ['?host=carrefour', 1],
  ['?part=store', 3],
  ['?operation=STO02', 1],
  ['?status=5xx', 1],
  ['?status=503', 1],
  ['?status=failed', 1],
  ['?run=r1', 1],
  ['?part=store&sku=5', 1],
  ['?sku=%28', 0],
])('given the filter %s, expect %d calls', async (query, count) => {
  const { call, list, rules } = await setup()
  rules.load('x', {
    title: 'x',
    rules: [{ name: 'no 50', when: { sku: '50' }, then: { status: 503 } }],
  })
  await call('/api/catalog_system/pvt/sku/stockkeepingunitbyid/5', {
    headers: { 'x-vtex-operation-id': 'r1' },
  })
  await call('/api/catalog_system/pvt/sku/stockkeepingunitbyid/50')
  await call('/api/checkout/pub/orderForms/simulation', {
    method: 'POST',
    body: '{"items":[{"id":"7"}]}',
  })
  await call('/api/offers/stock/imports/imp-1/status')
  expect((await list(query)).calls).toHaveLength(count)
  expect((await list('?status=503')).calls[0]?.fault).toBe('no 50')
})

it('given secrets in every place, expect none in the API, the page or the curl', async () => {
  const { url, call, list, answerWith } = await setup()
  answerWith({
    token: SHOP_KEY,
    nested: { apiKey: SHOP_KEY },
    text: `sealed1:a:b:${SHOP_KEY}`,
    echo: `You sent ${SHOP_KEY}`,
    hex: HEX,
    jwt: JWT,
  })
  await call(`/api/offers?api_key=${SHOP_KEY}&sku=5`, {
    method: 'POST',
    headers: {
      Authorization: SHOP_KEY,
      Cookie: `VtexIdclientAutCookie=${SHOP_KEY}`,
      'X-VTEX-API-AppToken': SHOP_KEY,
    },
    body: JSON.stringify({
      shopKey: SHOP_KEY,
      request: { body: { token: HEX } },
      text: JSON.stringify({ shopKey: SHOP_KEY }),
    }),
  })
  await call('/apps/v0/settings', {
    method: 'PUT',
    body: JSON.stringify({ vault: { a: SHOP_KEY } }),
  })
  const { calls } = await list()
  const pages = await Promise.all(
    calls
      .flatMap(({ id }) => [`/console/inspector/calls/${id}`, `/console/inspector/api/calls/${id}`])
      .concat('/console/inspector')
      .map(path => call(path))
  )
  const shown = [JSON.stringify(calls), ...pages].join('\n')
  for (const secret of [SHOP_KEY, HEX, JWT]) expect(shown).not.toContain(secret)
  expect(shown).toContain('sku=5')
  expect(url).toContain('127.0.0.1')
})

it('expect a curl that a shell reads as one command, whatever the body holds', async () => {
  const { call, list, url } = await setup()
  await call('/api/x', { method: 'POST', body: `it's $(rm -rf /) "x"` })
  const [first] = (await list()).calls
  const { curl } = JSON.parse(await call(`/console/inspector/api/calls/${first?.id ?? 0}`)) as {
    curl: string
  }
  expect(curl).toContain(`--data-binary 'it'\\''s $(rm -rf /) "x"'`)
  expect(curl).toContain(`--proxy '${url}'`)
})

it('given an event, expect it on the timeline, and again on demand', async () => {
  const { timeline, list, sent, url } = await setup()
  const event = {
    account: 'lojademo',
    key: 'carrefour.work',
    sender: 'a.b@1',
    subject: '',
    body: '{"sku":"5"}',
  }
  timeline.event(event)
  const [shown] = (await list('?part=events&sku=5')).calls
  expect(shown).toMatchObject({ kind: 'event', path: 'carrefour.work' })
  const again = (id: number) =>
    fetch(`${url}/console/inspector/api/calls/${id}/again`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    })
  expect((await again(shown?.id ?? 0)).status).toBe(202)
  expect(sent).toEqual([event])
  expect((await again(999)).status).toBe(404)
})

it('given more calls and larger bodies than are kept, expect the newest and the beginning', async () => {
  const { timeline, call, list } = await setup()
  for (let i = 0; i < 2_500; i += 1)
    timeline.event({ account: 'a', key: `k${i}`, sender: '', subject: '', body: '' })
  await call('/api/x', { method: 'POST', body: 'x'.repeat(100_000) })
  const { calls, total } = await list('?limit=2000')
  expect(total).toBeLessThanOrEqual(2_200)
  expect(calls[0]?.request).toMatchObject({ bytes: 100_000 })
  expect(calls[0]?.request.body.length).toBeLessThanOrEqual(16_384)
})

it.each(['pt', 'en', 'es'])(
  'expect the pages in %s, without a word of another language',
  async language => {
    const { url, timeline, call } = await setup()
    timeline.event({ account: 'a', key: 'k', sender: '', subject: '', body: '' })
    await call('/api/<b>x</b>')
    const headers = { cookie: `admin_language=${language}` }
    const page = await call('/console/inspector', { headers })
    const words = { pt: 'Chamadas', en: 'Calls', es: 'Llamadas' }[language] ?? ''
    expect(page).toMatch(new RegExp(words))
    expect(page).not.toContain('<b>x</b>')
    const detail = await call('/console/inspector/calls/2', { headers })
    expect(detail).toContain('curl -X GET')
    expect(url).not.toBe('')
  }
)

it('expect the answers to be as the OpenAPI file describes them', async () => {
  const { timeline, call, list } = await setup()
  const file = JSON.parse(readFileSync(OPEN_API_FILE, 'utf8')) as {
    components: object
    paths: Record<string, unknown>
  }
  const ajv = new Ajv({ strict: false })
  ajv.addSchema({ $id: 'api', ...file })
  const isCall = ajv.compile({ $ref: 'api#/components/schemas/Call' })
  timeline.event({ account: 'a', key: 'k', sender: '', subject: '', body: '' })
  await call('/api/x')
  for (const one of (await list()).calls) {
    expect(isCall(one)).toBe(true)
    expect(Object.keys(one).sort()).toEqual(
      Object.keys(
        (file.components as { schemas: { Call: { properties: object } } }).schemas.Call.properties
      ).sort()
    )
  }
})

it.each([
  ['?limit=-1', 'limit'],
  ['?limit=0', 'limit'],
  ['?limit=2001', 'limit'],
  ['?limit=1e3', 'limit'],
  ['?limit=', 'limit'],
  ['?limit=1&limit=2', 'once'],
  ['?sku=1&sku=2', 'once'],
  ['?status=banana', '5xx'],
  ['?skus=1', 'there are sku'],
  [`?sku=${'a'.repeat(201)}`, '200'],
  ['?constructor=1', 'not known'],
])('given the query %s, expect a sentence in place of an answer', async (query, words) => {
  const { url } = await setup()
  const answer = await fetch(`${url}/console/inspector/api/calls${query}`)
  expect(answer.status).toBe(400)
  expect(await answer.json()).toMatchObject({
    error: { message: expect.stringContaining(words), problems: [{}] },
  })
})
