import { describe, expect, it } from '@jest/globals'

import { ask, atEnd, createBench, serveApp } from '../testing'

import { createMasterData } from './index'
import type { MasterDataSettings } from './parts'

const LAG_MS = 500

const schema = {
  title: 'process',
  type: 'object',
  properties: {
    skuId: { type: 'string' },
    status: { type: 'string' },
    quantity: { type: ['integer', 'null'] },
    active: { type: 'boolean' },
    processedAt: { type: 'string', format: 'date-time' },
    note: { type: 'string' },
  },
  required: ['skuId', 'status'],
  'v-indexed': ['skuId', 'status', 'quantity', 'active', 'processedAt'],
  'v-default-fields': ['skuId', 'status'],
  'v-cache': false,
}

async function setup(settings: MasterDataSettings = {}) {
  const bench = createBench()
  const part = createMasterData({ ...bench, settings: { lagMs: LAG_MS, ...settings } })
  atEnd(() => part.close())
  const origin = await serveApp(part.app)
  const call = (
    method: string,
    path: string,
    options: { body?: unknown; headers?: Record<string, string>; account?: string } = {}
  ) => {
    const { account = 'lojademo', headers, ...rest } = options
    const query = `${path.includes('?') ? '&' : '?'}an=${account}`
    return ask(`${origin}/api/dataentities/process${path}${query}`, method, {
      headers: { vtexidclientautcookie: bench.tokenOf(account), ...headers },
      ...rest,
    })
  }
  const put = (id: string, fields: object) =>
    call('PUT', `/documents/${id}?_schema=v1`, {
      body: { skuId: id, status: 'success', ...fields },
    })
  const search = (query: Record<string, string>, range = 'resources=0-100', account = 'lojademo') =>
    call('GET', `/search?${new URLSearchParams({ _schema: 'v1', ...query }).toString()}`, {
      headers: { 'REST-Range': range },
      account,
    })
  const found = async (where: string) => {
    const answer = await search({ _where: where, _fields: 'id', _sort: 'skuId ASC' })
    return (answer.body as { id: string }[]).map(({ id }) => id)
  }
  part.installSchema('lojademo', 'process', 'v1', schema)
  bench.clock.advance(LAG_MS)
  const settle = () => bench.clock.advance(LAG_MS)
  return { ...bench, call, put, search, found, settle }
}

describe('documents', () => {
  it('are read at once, with system fields', async () => {
    const { call, put } = await setup()
    expect((await put('1', { quantity: 4 })).status).toBe(204)
    const read = await call('GET', '/documents/1?_fields=id,skuId,quantity,createdIn')
    expect(read.body).toEqual({
      id: '1',
      skuId: '1',
      quantity: 4,
      createdIn: '2026-11-24T12:00:00.500Z',
    })
    expect((await call('GET', '/documents/2?_fields=id')).status).toBe(404)
  })

  it.each([201, 202] as const)('are made by POST with a new id: %s', async postStatus => {
    const { call } = await setup({ postStatus })
    const made = await call('POST', '/documents', { body: { skuId: '7' } })
    expect(made.status).toBe(postStatus)
    const { DocumentId, Id } = made.body as { DocumentId: string; Id: string }
    expect(Id).toBe(`process-${DocumentId}`)
    expect((await call('GET', `/documents/${DocumentId}?_fields=skuId`)).body).toEqual({
      skuId: '7',
    })
  })

  it('are replaced by PUT and merged by PATCH, also with the id in the body', async () => {
    const { call } = await setup()
    await call('PUT', '/documents', { body: { id: '1', skuId: '1', note: 'a' } })
    await call('PATCH', '/documents', { body: { id: '1', status: 'error' } })
    const all = () => call('GET', '/documents/1?_fields=skuId,note,status')
    expect((await all()).body).toEqual({ skuId: '1', note: 'a', status: 'error' })
    await call('PUT', '/documents/1', { body: { skuId: '2' } })
    expect((await all()).body).toEqual({ skuId: '2', note: null, status: null })
  })

  it('must comply with the schema that is named; PATCH with what it leads to', async () => {
    const { call, put } = await setup()
    const wrong = await put('1', { quantity: 'many' })
    expect(wrong.status).toBe(400)
    expect(JSON.stringify(wrong.body)).toContain('/quantity')
    expect((await call('GET', '/documents/1?_fields=id')).status).toBe(404)
    await put('1', {})
    const patch = (body: object) => call('PATCH', '/documents/1?_schema=v1', { body })
    expect((await patch({ quantity: 3 })).status).toBe(204)
    expect((await patch({ processedAt: 'yesterday' })).status).toBe(400)
    expect((await call('PUT', '/documents/1?_schema=v9', { body: {} })).status).toBe(404)
  })

  it('are written only when _where holds', async () => {
    const { call, put } = await setup()
    await put('1', { quantity: 3 })
    const write = (where: string, quantity: number) =>
      call('PATCH', `/documents/1?_schema=v1&_where=${encodeURIComponent(where)}`, {
        body: { quantity },
      })
    expect((await write('quantity=2', 4)).status).toBe(412)
    expect((await write('quantity=3 AND status<>error', 4)).status).toBe(204)
    expect((await write('quantity=3', 5)).status).toBe(412)
  })

  it('answer 304 to a write that changes nothing, before _where is looked at', async () => {
    const { call, put, clock } = await setup()
    await put('1', { quantity: 3 })
    const dates = async () => (await call('GET', '/documents/1?_fields=updatedIn,createdIn')).body
    const before = await dates()
    clock.advance(1_000)
    const again = await put('1', { quantity: 3 })
    expect([again.status, again.body]).toEqual([304, null])
    const merged = await call('PATCH', '/documents/1?_schema=v1&_where=quantity=99', {
      body: { quantity: 3 },
    })
    expect(merged.status).toBe(304)
    expect((await call('PATCH', '/documents', { body: { id: '1', quantity: 3 } })).status).toBe(304)
    expect(await dates()).toEqual(before)
    expect((await put('1', { quantity: 4 })).status).toBe(204)
  })

  it('are made by POST only when the id is free', async () => {
    const { call } = await setup()
    const post = (body: object) => call('POST', '/documents', { body })
    expect((await post({ id: '1', skuId: '1' })).status).toBe(201)
    expect(await post({ id: '1', skuId: '2' })).toMatchObject({
      status: 400,
      body: { Message: 'The document already exist with id or alternate key.' },
    })
    expect((await call('GET', '/documents/1?_fields=skuId')).body).toEqual({ skuId: '1' })
  })

  it("are not another account's", async () => {
    const { call, put, tokenOf } = await setup()
    await put('1', {})
    expect((await call('GET', '/documents/1?_fields=id', { account: 'outraloja' })).status).toBe(
      404
    )
    const headers = { vtexidclientautcookie: tokenOf('outraloja') }
    expect((await call('GET', '/documents/1?_fields=id', { headers })).status).toBe(403)
    expect(
      (await call('GET', '/documents/1', { headers: { vtexidclientautcookie: '' } })).status
    ).toBe(401)
  })
})

describe('an entity that was never made', () => {
  it('is empty for whoever searches or scrolls it, whichever schema is named', async () => {
    const { call } = await setup()
    const ask = (path: string) =>
      call('GET', `/../roles/${path}?_schema=v9&_fields=id,name&_where=name=admin`)
    const found = await ask('search')
    expect(found).toMatchObject({ status: 200, body: [] })
    expect(found.headers.get('rest-content-range')).toBe('resources 0-0/0')
    expect(await ask('scroll')).toMatchObject({ status: 200, body: [] })
  })

  it('is made by its first schema: another one is not found in it from then on', async () => {
    const { call } = await setup()
    await call('PUT', '/../roles/schemas/v1', { body: { properties: {} } })
    expect((await call('GET', '/../roles/search?_schema=v9')).status).toBe(404)
  })
})

describe('search', () => {
  it('sees a write, a change and a deletion only after a while', async () => {
    const { call, clock, put, found, settle } = await setup()
    await put('1', {})
    clock.advance(LAG_MS - 1)
    expect(await found('status=success')).toEqual([])
    clock.advance(1)
    expect(await found('status=success')).toEqual(['1'])
    await put('1', { status: 'error' })
    expect(await found('status=success')).toEqual(['1'])
    settle()
    expect(await found('status=error')).toEqual(['1'])
    await call('DELETE', '/documents/1')
    expect(await found('status=error')).toEqual(['1'])
    settle()
    expect(await found('status=error')).toEqual([])
  })

  it('finds what the condition says', async () => {
    const { put, found, settle } = await setup()
    await put('1', { quantity: 1, active: true, processedAt: '2026-01-01T00:00:00Z' })
    await put('2', { quantity: 20, active: false, status: 'error' })
    await put('3', { quantity: null, status: 'say "hi"', processedAt: '2026-03-01T02:00:00+02:00' })
    settle()
    expect(await found('quantity>1')).toEqual(['2'])
    expect(await found('quantity<>1')).toEqual(['2', '3'])
    expect(await found('quantity is null OR active=true')).toEqual(['1', '3'])
    expect(await found('processedAt between 2026-02-01 AND 2026-03-01')).toEqual(['3'])
    expect(await found('status="say \\"hi\\""')).toEqual(['3'])
    expect(await found('status=*rro*')).toEqual(['2'])
    expect(await found('skuId=1 OR skuId=2 AND status=success')).toEqual(['1'])
    const hundred = Array.from({ length: 100 }, (_, index) => `skuId=${index + 1}`).join(' OR ')
    expect(await found(`(${hundred})`)).toContain('1')
  })

  it('pages by REST-Range and tells the total', async () => {
    const { put, search, settle } = await setup()
    for (let i = 10; i < 40; i += 1) await put(String(i), {})
    settle()
    const page = await search({ _fields: 'id', _sort: 'skuId DESC' }, 'resources=5-10')
    expect(page.body).toEqual(['34', '33', '32', '31', '30'].map(id => ({ id })))
    expect(page.headers.get('rest-content-range')).toBe('resources 5-10/30')
    const last = await search({ _fields: 'id', _sort: 'skuId DESC' }, 'resources=25-50')
    expect(last.headers.get('rest-content-range')).toBe('resources 25-30/30')
    const count = await search({ _fields: 'id', _where: 'status=success' }, 'resources=0-0')
    expect(count.headers.get('rest-content-range')).toBe('resources 0-0/30')
  })

  it('promises no order without _sort', async () => {
    const { put, search, settle } = await setup()
    for (const id of ['1', '2', '3']) await put(id, {})
    settle()
    const first = await search({ _fields: 'id' })
    const second = await search({ _fields: 'id' })
    expect(first.body).not.toEqual(second.body)
  })

  it.each([
    [{ _where: 'colour=red' }, 'resources=0-10', "Field 'colour' not found in schema"],
    [{ _where: 'note=x' }, 'resources=0-10', 'v-indexed'],
    [{ _sort: 'note ASC' }, 'resources=0-10', 'v-indexed'],
    [{ _where: 'quantity=x' }, 'resources=0-10', 'Invalid value'],
    [{ _where: 'status=' }, 'resources=0-10', 'Invalid _where'],
    [{ _where: 'status=x', _schema: '' }, 'resources=0-10', '_schema is required'],
    [{}, 'resources=0-101', 'at most 100'],
    [{}, 'resources=9990-10001', '10000'],
    [{}, 'items=0-10', 'REST-Range'],
  ])('refuses %j %s', async (query, range, words) => {
    const { search } = await setup()
    const answer = await search(query, range)
    expect(answer.status).toBe(400)
    expect((answer.body as { Message: string }).Message).toContain(words)
  })

  it('blocks too many wildcards', async () => {
    const { search } = await setup()
    const many = Array.from({ length: 11 }, (_, i) => `status=*${i}*`).join(' OR ')
    expect((await search({ _where: many })).status).toBe(503)
    for (let i = 0; i < 120; i += 1) await search({ _where: 'status=*x*' })
    expect((await search({ _where: 'status=*x*' })).status).toBe(503)
    expect((await search({ _where: 'status=x' })).status).toBe(200)
  })

  it('takes a newly indexed field only after a while, documents of before included', async () => {
    const { call, put, found, search, settle } = await setup()
    await put('1', { note: 'x' })
    settle()
    expect(await found('skuId=1')).toEqual(['1'])
    const more = { ...schema, 'v-indexed': [...schema['v-indexed'], 'note'] }
    expect((await call('PUT', '/schemas/v1', { body: more })).status).toBe(200)
    expect((await search({ _where: 'note=x' })).status).toBe(400)
    settle()
    expect(await found('note=x')).toEqual(['1'])
  })
})

describe('a schema', () => {
  it('that was asked for and is not there is told of', async () => {
    const asked: string[] = []
    const { call, put } = await setup({ missing: (...names) => void asked.push(names.join(' ')) })
    await put('1', {})
    const { status } = await call('PUT', '/documents/2?_schema=v9', { body: {} })
    expect([status, asked]).toEqual([404, ['process v9']])
  })

  it('answers 304 when it is saved again as it is', async () => {
    const { call } = await setup()
    expect((await call('PUT', '/schemas/v1', { body: schema })).status).toBe(304)
    expect((await call('PUT', '/schemas/v2', { body: schema })).status).toBe(200)
  })

  it('that is new sees the documents of before bit by bit, and what is written meanwhile at once', async () => {
    const { call, put, clock, search, settle } = await setup({ reindexMsPerDocument: 1_000 })
    for (const id of ['1', '2', '3', '4']) await put(id, {})
    settle()
    await search({})
    const ids = async (name: string) => {
      const { body } = await search({ _schema: name, _fields: 'id', _sort: 'id ASC' })
      return (body as { id: string }[]).map(({ id }) => id)
    }
    await call('PUT', '/schemas/v2', { body: schema })
    settle()
    expect(await ids('v2')).toEqual([])
    expect(await ids('v1')).toEqual(['1', '2', '3', '4'])
    clock.advance(1_500)
    expect(await ids('v2')).toEqual(['1', '2'])
    await put('4', { status: 'error' })
    settle()
    expect(await ids('v2')).toEqual(['1', '2', '4'])
    clock.advance(2_000)
    expect(await ids('v2')).toEqual(['1', '2', '3', '4'])
  })

  it('has at most sixty beside it', async () => {
    const { call } = await setup()
    const statuses: number[] = []
    for (let count = 2; count <= 61; count += 1)
      statuses.push((await call('PUT', `/schemas/v${count}`, { body: schema })).status)
    expect(statuses.slice(0, 59)).toEqual(Array.from({ length: 59 }, () => 200))
    expect(statuses[59]).toBe(400)
  })

  it('may index fields of a property inside it, and ignores unknown names in _fields', async () => {
    const { call, put, search, settle } = await setup()
    const properties = {
      ...schema.properties,
      owner: {
        type: 'object',
        properties: { email: { type: 'string' } },
        'v-indexed': ['email'],
      },
    }
    await call('PUT', '/schemas/v1', { body: { ...schema, properties } })
    await put('1', { owner: { email: 'ana@loja.example' } })
    settle()
    const { body } = await search({
      _where: 'owner.email=ana@loja.example',
      _fields: 'id,nothing',
      _sort: 'id ASC',
    })
    expect(body).toEqual([{ id: '1' }])
  })
})

describe('scroll', () => {
  const scroll = (query: Record<string, string>) =>
    `/scroll?${new URLSearchParams({ _schema: 'v1', _fields: 'id', _sort: 'skuId ASC', ...query }).toString()}`

  it('reads everything that was there when it began', async () => {
    const { call, put, settle } = await setup()
    for (let i = 10; i < 35; i += 1) await put(String(i), {})
    settle()
    let answer = await call('GET', scroll({ _size: '10' }))
    expect(answer.headers.get('rest-content-total')).toBe('25')
    const token = answer.headers.get('x-vtex-md-token') ?? ''
    await put('99', {})
    settle()
    const ids: string[] = []
    while ((answer.body as unknown[]).length > 0) {
      ids.push(...(answer.body as { id: string }[]).map(({ id }) => id))
      answer = await call('GET', scroll({ _size: '10', _token: token }))
    }
    expect(ids).toEqual(Array.from({ length: 25 }, (_, i) => String(i + 10)))
    expect((await call('GET', scroll({ _size: '10', _token: token }))).status).toBe(400)
  })

  it('ends after 20 idle minutes, keeps its query, and allows ten at once', async () => {
    const { call, clock, put, settle } = await setup()
    await put('1', {})
    settle()
    const tokens: string[] = []
    for (let i = 0; i < 10; i += 1) {
      tokens.push((await call('GET', scroll({}))).headers.get('x-vtex-md-token') ?? '')
    }
    expect((await call('GET', scroll({}))).status).toBe(429)
    const changed = await call('GET', scroll({ _token: tokens[0] ?? '', _where: 'status=x' }))
    expect(changed.status).toBe(400)
    clock.advance(20 * 60_000)
    const late = await call('GET', scroll({ _token: tokens[0] ?? '' }))
    expect(late.body).toEqual({ Message: `Operation not found for this token: '${tokens[0]}'` })
    expect((await call('GET', scroll({}))).status).toBe(200)
    expect((await call('GET', scroll({ _size: '1001' }))).status).toBe(400)
  })
})
