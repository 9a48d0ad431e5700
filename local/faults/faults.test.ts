import { createServer, type IncomingMessage } from 'node:http'

import { describe, expect, it } from '@jest/globals'

import { readBody } from '../http/body'
import { close, listen } from '../http/listen'
import { createFaults } from '../platform/faults/faults'
import { atEnd, manualClock } from '../platform/testing'
import { PLUGINS } from '../plugins'

import { caseNames, readCase } from './files'
import { OPERATION_NAMES, operationOf } from './operations'
import { readFaultFile } from './parse'
import { neverHit, type Surroundings } from './places'
import { createFaultRules } from './rules'
import type { Encoding, Rule } from './rule'
import { faultState } from './state'

/** A part under these rules that tells what it did, and answers what it was sent. */
async function setup(
  rules: readonly Rule[],
  { seed = 1, part = 'store', host = 'lojademo.vtexcommercestable.com.br' } = {}
) {
  const clock = manualClock()
  const faults = createFaultRules(clock)
  const read = readFaultFile({ title: 'Test', seed, rules })
  if (read.kind === 'refused') throw new Error(read.problems.join('\n'))
  faults.load('test', read.file)
  const done: string[] = []
  const work = async (req: IncomingMessage) => {
    const body = (await readBody(req)).toString('utf8')
    done.push(`${req.method ?? ''} ${req.url ?? ''} ${body}`.trim())
    return JSON.stringify({ title: 'Açaí', offers: [{ id: 1 }, { id: 2 }], total_count: 2 })
  }
  const server = createServer((req, res) => {
    void faults.around({ part, host, path: req.url ?? '/', req, res }, async (asked, answer) => {
      const body = await work(asked)
      answer.writeHead(200, {
        'Content-Type': 'application/json',
        'Content-Length': Buffer.byteLength(body),
      })
      answer.end(body)
    })
  })
  const port = await listen(server, 0)
  atEnd(() => close(server))
  const call = async (
    path = '/api/catalog_system/pvt/sku/stockkeepingunitbyid/5',
    init: RequestInit = {}
  ) => {
    try {
      const answer = await fetch(`http://127.0.0.1:${port}${path}`, init)
      return {
        status: answer.status,
        headers: answer.headers,
        bytes: Buffer.from(await answer.arrayBuffer()),
      }
    } catch {
      return { status: 0, headers: new Headers(), bytes: Buffer.alloc(0) }
    }
  }
  const statuses = async (times: number) => {
    const all: number[] = []
    for (let i = 0; i < times; i += 1) all.push((await call()).status)
    return all
  }
  return { call, statuses, done, clock, faults }
}

const FAIL = { status: 503 }

describe('which calls', () => {
  it.each<[string, Rule['when'], boolean]>([
    ['its host', { host: 'lojademo.vtexcommercestable.com.br' }, true],
    ['its host by a star', { host: '*.vtexcommercestable.*.br' }, true],
    ['another host', { host: '*.mirakl.net' }, false],
    ['its part and operation', { part: 'store', operation: 'SKU' }, true],
    ['another operation', { operation: 'inventory' }, false],
    ['its method', { method: 'GET' }, true],
    ['another method', { method: 'POST' }, false],
    ['a piece of its path', { path: 'unitbyid/5' }, true],
    ['its SKU', { sku: ['4', '5'] }, true],
    ['a SKU that its SKU only begins with', { sku: '55' }, false],
    ['nothing in particular', {}, true],
  ])('given %s, expect it to be hit or not', async (_what, when, isHit) => {
    const { call } = await setup([{ when, then: FAIL }])
    expect((await call()).status).toBe(isHit ? 503 : 200)
  })

  it('given a SKU in a body, expect the call to be hit, and every other to arrive whole', async () => {
    const { call, done } = await setup([{ when: { sku: '5005' }, then: FAIL }])
    const send = (body: string) =>
      call('/api/checkout/pub/orderForms/simulation?sc=2', { method: 'POST', body })
    expect((await send('{"items":[{"id":"5005"}]}')).status).toBe(503)
    expect((await send('{"items":[{"id":"50055"}]}')).status).toBe(200)
    expect(done).toEqual([
      'POST /api/checkout/pub/orderForms/simulation?sc=2 {"items":[{"id":"50055"}]}',
    ])
  })

  it('given a stock file, expect a line of the SKU to count, and a quantity that reads like it not to', async () => {
    const { call } = await setup([{ when: { sku: '5005' }, then: FAIL }], { part: 'carrefour' })
    const send = (body: string) => call('/api/offers/stock/imports', { method: 'POST', body })
    expect((await send('"offer-sku";"quantity"\n"5005";"1"\n')).status).toBe(503)
    expect((await send('"offer-sku";"quantity"\n"1";"5005"\n')).status).toBe(200)
  })

  it('given nth, every and times, expect exactly those', async () => {
    expect(await (await setup([{ when: { nth: [1, 3] }, then: FAIL }])).statuses(4)).toEqual([
      503, 200, 503, 200,
    ])
    expect(await (await setup([{ when: { every: 2 }, then: FAIL }])).statuses(4)).toEqual([
      200, 503, 200, 503,
    ])
    expect(await (await setup([{ when: { times: 2 }, then: FAIL }])).statuses(4)).toEqual([
      503, 503, 200, 200,
    ])
  })

  it('given a probability, expect the same calls for the same seed, and about as many as it says', async () => {
    const run = async (seed: number) =>
      (await setup([{ when: { probability: 0.3 }, then: FAIL }], { seed })).statuses(60)
    const first = await run(7)
    expect(await run(7)).toEqual(first)
    expect(await run(8)).not.toEqual(first)
    const hits = first.filter(status => status === 503).length
    expect(hits).toBeGreaterThan(8)
    expect(hits).toBeLessThan(32)
  })

  it('given from and to, expect the time of the workspace to decide', async () => {
    const { call, clock } = await setup([{ when: { from: '+10m', to: '+20m' }, then: FAIL }])
    expect((await call()).status).toBe(200)
    clock.advance(10 * 60_000)
    expect((await call()).status).toBe(503)
    clock.advance(10 * 60_000)
    expect((await call()).status).toBe(200)
  })

  it('given two rules that fit, expect the first', async () => {
    const { statuses } = await setup([
      { when: { nth: 1 }, then: { status: 500 } },
      { when: {}, then: { status: 429 } },
    ])
    expect(await statuses(2)).toEqual([500, 429])
  })
})

describe('what happens', () => {
  it('given a status, a body and headers, expect them and nothing done', async () => {
    const { call, done } = await setup([
      {
        when: {},
        then: {
          status: 429,
          body: '<h1>Slow</h1>',
          headers: { 'Retry-After': '7', 'Content-Type': 'text/html' },
        },
      },
    ])
    const answer = await call()
    expect(answer).toMatchObject({ status: 429, bytes: Buffer.from('<h1>Slow</h1>') })
    expect(answer.headers.get('retry-after')).toBe('7')
    expect(answer.headers.get('content-type')).toBe('text/html')
    expect(done).toEqual([])
  })

  it.each<['before' | 'after', number]>([
    ['before', 0],
    ['after', 1],
  ])('given a drop %s, expect no answer and the work %d times', async (drop, times) => {
    const { call, done } = await setup([{ when: {}, then: { drop } }])
    const { status } = await call('/x', { method: 'POST', body: 'a' })
    expect(status).toBe(0)
    expect(done).toHaveLength(times)
  })

  it('given "done", expect the work and the other answer', async () => {
    const { call, done } = await setup([{ when: {}, then: { done: true, status: 204, body: '' } }])
    expect(await call()).toMatchObject({ status: 204 })
    expect(done).toHaveLength(1)
  })

  it('given a cut, expect so many bytes and then the end', async () => {
    const { call, done } = await setup([{ when: {}, then: { cutAt: 10 } }])
    expect((await call()).status).toBe(0)
    expect(done).toHaveLength(1)
  })

  it.each<[Encoding, Buffer]>([
    ['utf-16le', Buffer.from('Açaí', 'utf16le')],
    ['windows-1252', Buffer.from('Açaí', 'latin1')],
    ['utf-8-bom', Buffer.from('\ufeff{')],
  ])('given the encoding %s, expect the real answer in it', async (encoding, piece) => {
    const { call } = await setup([{ when: {}, then: { encoding } }])
    const { bytes, headers } = await call()
    expect(bytes.includes(piece)).toBe(true)
    expect(headers.get('content-length')).toBe(String(bytes.length))
  })

  it('given paths to set and remove, expect the real answer changed there', async () => {
    const { call } = await setup([
      {
        when: {},
        then: { set: { 'offers.0.id': 9, 'a.b.c': 1 }, remove: ['total_count', 'offers.1'] },
      },
    ])
    expect(JSON.parse((await call()).bytes.toString())).toEqual({
      title: 'Açaí',
      offers: [{ id: 9 }],
    })
  })

  it('given places that a list does not have, expect the list as it is', async () => {
    const beyond = { 'offers.length': 50, 'offers.40': 1, 'offers.x': 1 }
    const { call } = await setup([{ when: {}, then: { set: beyond, remove: ['offers.length'] } }])
    const plain = await setup([])
    expect((await call()).bytes).toEqual((await plain.call()).bytes)
  })

  it('given another query, expect the call to be worked on with it', async () => {
    const { call, done } = await setup([{ when: {}, then: { query: { offset: '0' } } }])
    await call('/api/offers?offset=100&max=100')
    expect(done).toEqual(['GET /api/offers?offset=0&max=100'])
  })

  it('given a delay, expect the answer after it', async () => {
    const { call } = await setup([{ when: {}, then: { delayMs: 60 } }])
    const began = performance.now()
    expect((await call()).status).toBe(200)
    expect(performance.now() - began).toBeGreaterThanOrEqual(58)
  })

  it('expect the list to say how often each rule hit', async () => {
    const { statuses, faults } = await setup([{ when: { nth: [1, 2] }, then: FAIL }])
    await statuses(3)
    expect(faults.list()).toMatchObject([{ id: 'test', hits: [2] }])
    expect(faults.clear()).toBe(1)
    expect(await statuses(1)).toEqual([200])
  })
})

describe('a file of faults', () => {
  const file = (rule: object) => readFaultFile({ title: 'x', rules: [rule] })
  it.each([
    [[], 'the file: must be object'],
    [{ rules: [] }, 'needs "title"'],
    [{ title: 'x', rules: [], rule: 1 }, 'does not know "rule"'],
    [{ title: 'x', rules: [{ when: {} }] }, 'rules[0]: needs "then"'],
  ])('given %j, expect what is wrong', (raw, said) => {
    const read = readFaultFile(raw)
    expect(read.kind === 'refused' && read.problems.join()).toContain(said)
  })

  it.each([
    [{ when: { operation: 'STO9' }, then: FAIL }, 'rules[0].when.operation: must be one of'],
    [{ when: { probability: 2 }, then: FAIL }, 'rules[0].when.probability: must be <= 1, not 2'],
    [{ when: { from: 'soon' }, then: FAIL }, 'rules[0].when.from: must be a moment such as'],
    [{ when: { from: '+2h', to: '+1h' }, then: FAIL }, '"from" is not before "to"'],
    [{ when: {}, then: {} }, 'rules[0].then'],
    [{ when: {}, then: { status: 99 } }, 'must be >= 200'],
    [{ when: {}, then: { drop: 'after', status: 500 } }, '"drop" leaves no answer'],
    [{ when: {}, then: { done: true } }, '"done" needs'],
    [{ when: {}, then: { headers: { 'x\r\n': 'y' } } }, 'headers'],
    [{ when: {}, then: { headers: { x: 'a\r\nb' } } }, 'headers'],
    [{ when: {}, then: { set: { '__proto__.x': 1 } } }, 'set'],
    [{ when: {}, then: { certificate: 'expired', delayMs: 5 } }, 'stands alone'],
  ])('given the rule %j, expect its place and what is wrong', (rule, said) => {
    const read = file(rule)
    expect(read.kind).toBe('refused')
    expect(read.kind === 'refused' && read.problems.join('\n')).toContain(said)
  })
})

const nested = (levels: number): unknown =>
  JSON.parse('{"a":'.repeat(levels) + '1' + '}'.repeat(levels))

it.each<[string, (levels: number) => unknown]>([
  ['the file', nested],
  ['its title', levels => ({ title: nested(levels), rules: [] })],
  [
    'what an answer is changed to',
    levels => ({
      title: 'x',
      rules: [{ when: { part: 'store' }, then: { set: { a: nested(levels) } } }],
    }),
  ],
])('given %s nested without end, expect it refused with the reason', (_, make) => {
  for (const levels of [150, 20_000])
    expect(readFaultFile(make(levels))).toEqual({
      kind: 'refused',
      problems: ['the file: is nested more than 100 levels deep'],
    })
  const few = readFaultFile(make(20))
  expect(few.kind === 'refused' ? few.problems.join() : '').not.toContain('nested')
})

describe('the cases that come with the workspace', () => {
  it('expect a file for each of the public faults C1 to C11', () => {
    const cases = new Set(
      caseNames().map(name => {
        const read = readCase(name)
        return read.kind === 'read' ? read.file.case : undefined
      })
    )
    for (let n = 1; n <= 11; n += 1) expect(cases).toContain(`C${n}`)
  })

  it.each(caseNames())('%s is read, and says what to do and what the app must show', name => {
    const read = readCase(name)
    expect(read).toMatchObject({ kind: 'read' })
    if (read.kind !== 'read') return
    expect(read.file.try?.length).toBeGreaterThan(0)
    expect(read.file.shows?.length).toBeGreaterThan(0)
    if (read.file.rules.length === 0) expect(read.file.note).toMatch(/^No rule: /)
  })
})

it.each([
  ['carrefour', 'POST', '/api/offers/stock/imports?shop_id=2001', 'STO01'],
  ['carrefour', 'GET', '/api/offers/stock/imports/abc/status', 'STO02'],
  ['store', 'GET', '/api/logistics/pvt/inventory/skus/7', 'inventory'],
  ['vbase', 'PUT', '/vbase/v2/a/master/buckets/x/y/files/a.json', 'save file'],
  ['masterdata', 'PATCH', '/api/dataentities/E/documents/5?an=a', 'save document'],
  ['router', 'POST', '/_v/carrefour-inventory/tick', 'tick'],
  ['store', 'GET', '/api/unknown', null],
])('%s %s %s is %s', (part, method, path, name) => {
  expect(operationOf(part, method, path)).toBe(name)
  if (name !== null) expect(OPERATION_NAMES).toContain(name)
})

it.each(['2026-13-45T10:00:00Z', '2026-11-27T25:00:00Z'])(
  'given the moment %s, which no calendar has, expect the file refused',
  moment => {
    const rules = [{ when: { from: moment }, then: { status: 500 } }]
    expect(readFaultFile({ title: 'x', rules })).toMatchObject({
      kind: 'refused',
      problems: [expect.stringContaining(moment)],
    })
  }
)

describe('rules that no call can fit', () => {
  const file = (when: Rule['when']) => ({ title: 'Test', rules: [{ when, then: { status: 500 } }] })
  const here: Surroundings = { plugins: PLUGINS, realHosts: [] }

  it.each<[Rule['when'], string]>([
    [{ part: 'carrefour' }, 'carrefour is not here'],
    [{ host: 'carrefour-sandbox.mirakl.net' }, 'nothing is called at'],
    [{ operation: 'STO01' }, '"STO01" is no operation of what is here'],
  ])('given %j in a workspace without Carrefour, expect it said', (when, words) => {
    const without: Surroundings = { plugins: ['store'], realHosts: [] }
    expect(neverHit(file(when), without).join()).toContain(words)
    expect(neverHit(file(when), here)).toEqual([])
  })

  it('given a snapshot of another workspace, expect those left out by name and the others in force', () => {
    const rules = createFaultRules(manualClock())
    const state = faultState(createFaults(), rules, here)
    const saved = state.read({
      files: [
        { id: 'theirs', file: file({ host: 'real.example' }) },
        { id: 'odd', file: { rules: 1 } },
        { id: 'ours', file: file({ part: 'store' }) },
      ],
    })
    expect(saved.leftOut).toEqual([
      expect.stringMatching(/^theirs: .*nothing is called at real\.example/),
      expect.stringMatching(/^odd: /),
    ])
    expect(rules.list()).toEqual([])
    saved.restore()
    expect(rules.list().map(({ id }) => id)).toEqual(['ours'])
  })

  it.each([
    [{ host: 'api.banana.example' }, 'nothing is called at'],
    [{ host: '*.mirakl.com' }, 'nothing is called at'],
    [{ host: 'api.vtex.com', part: 'carrefour' }, 'carrefour is not at'],
    [{ part: 'store', operation: 'save file' }, 'no operation of store'],
    [{ host: 'vtexid.vtex.com.br', operation: 'mail' }, 'no operation of vtexid'],
    [{ operation: 'save file', method: 'GET' }, 'never a GET'],
  ])('given %j, expect it said', (when, words) => {
    expect(neverHit(file(when), here).join()).toContain(words)
  })

  it.each<[Rule['when']]>([
    [{}],
    [{ host: '*' }],
    [{ host: '**a*p*i**.VTEX.com' }],
    [{ host: '*demo.my*' }],
    [{ host: '*.mirakl.net', part: 'carrefour' }],
    [{ host: 'master--lojademo.myvtex.com', operation: 'tick', method: 'POST' }],
    [{ host: 'localhost', part: 'loopback' }],
    [{ host: 'real.example', part: 'store' }],
  ])('given %j, expect nothing', when => {
    expect(neverHit(file(when), { ...here, realHosts: ['real.example'] })).toEqual([])
  })

  it.each(caseNames())('given the case %s, expect nothing', name => {
    const read = readCase(name)
    expect(read.kind === 'read' && neverHit(read.file, here)).toEqual([])
  })

  it('given a part that there is not, expect those that there are', () => {
    const read = readFaultFile(file({ part: 'banana' }))
    expect(read.kind === 'refused' && read.problems.join()).toMatch(/must be one of .*carrefour/)
  })

  it('given a host of many stars, expect an answer at once', () => {
    expect(neverHit(file({ host: '*a'.repeat(900) }), here)).toHaveLength(1)
  })
})
