import { describe, expect, it } from '@jest/globals'

import { ask, atEnd, createBench, serveApp } from '../testing'

import { createMasterData } from './index'

/** Calls of one account to a Master Data without schemas. */
async function setup() {
  const bench = createBench()
  const part = createMasterData(bench)
  atEnd(() => part.close())
  const origin = await serveApp(part.app)
  const call = (method: string, path: string, body?: unknown, account = 'lojademo') =>
    ask(`${origin}/api/dataentities${path}${path.includes('?') ? '&' : '?'}an=${account}`, method, {
      headers: { vtexidclientautcookie: bench.tokenOf(account), 'REST-Range': 'resources=0-10' },
      ...(body !== undefined && { body }),
    })
  const idsOf = async (path: string, account?: string): Promise<string[]> => {
    const { body } = await call('GET', path, undefined, account)
    return (body as { id: string }[]).map(({ id }) => id)
  }
  return { call, idsOf, forget: () => part.forget() }
}

const TAKEN = { Message: 'The document already exist with id or alternate key.' }
const byEmail = { name: 'byEmail', multiple: false, fields: 'email' }

describe('indices', () => {
  it('are saved, listed, read and deleted', async () => {
    const { call, forget } = await setup()
    expect((await call('PUT', '/members/indices', byEmail)).status).toBe(204)
    expect((await call('GET', '/members/indices')).body).toEqual([byEmail])
    forget()
    expect((await call('GET', '/members/indices/byEmail')).body).toEqual(byEmail)
    expect((await call('GET', '/others/indices')).body).toEqual([])
    expect((await call('DELETE', '/members/indices/byEmail')).status).toBe(204)
    expect((await call('GET', '/members/indices/byEmail')).status).toBe(404)
    expect((await call('GET', '')).body).toEqual(
      expect.arrayContaining([{ acronym: 'members', name: 'members' }])
    )
  })

  it.each([
    ['no name', { fields: 'email' }],
    ['no fields', { name: 'x' }],
    ['a field that cannot be', { name: 'x', fields: "email') --" }],
  ])('with %s are refused', async (_, body) => {
    const { call } = await setup()
    expect((await call('PUT', '/members/indices', body)).status).toBe(400)
  })

  it('find documents by all their fields, at once and without a schema', async () => {
    const { call, idsOf } = await setup()
    await call('PUT', '/members/indices', { name: 'place', multiple: true, fields: 'city, age' })
    await call('PUT', '/members/documents/1', { city: 'Recife', age: 30 })
    await call('PUT', '/members/documents/2', { city: 'Recife', age: 31 })
    await call('PUT', '/members/documents/3', { city: 'Recife', age: 31 }, 'outraloja')
    expect(await idsOf('/members/search?city=Recife&age=31')).toEqual(['2'])
    expect(await idsOf('/members/search?city=Recife&age=31&_fields=id,age')).toEqual(['2'])
    expect(await idsOf('/members/search?city=recife&age=31')).toEqual([])
  })
})

describe('an alternate key', () => {
  it('keeps a second document with its values from being made or changed into one', async () => {
    const { call } = await setup()
    await call('PUT', '/members/indices', byEmail)
    await call('PUT', '/members/documents/1', { email: 'ana@example.com', age: 1 })
    await call('PUT', '/members/documents/2', { email: 'bea@example.com' })
    const refused = [
      await call('POST', '/members/documents', { email: 'ana@example.com' }),
      await call('PUT', '/members/documents/3', { email: 'ana@example.com' }),
      await call('PATCH', '/members/documents/2', { email: 'ana@example.com' }),
    ]
    for (const { status, body } of refused)
      expect({ status, body }).toEqual({ status: 400, body: TAKEN })
    expect((await call('PATCH', '/members/documents/1', { age: 2 })).status).toBe(204)
    expect((await call('POST', '/members/documents', { age: 3 })).status).toBe(201)
    expect((await call('POST', '/members/documents', { age: 4 })).status).toBe(201)
  })

  it('names the document of a write without an id', async () => {
    const { call } = await setup()
    await call('PUT', '/members/indices', byEmail)
    await call('PUT', '/members/documents/1', { email: 'ana@example.com', age: 1 })
    await call('PATCH', '/members/documents', { email: 'ana@example.com', city: 'Natal' })
    expect((await call('GET', '/members/documents/1?_fields=age,city')).body).toEqual({
      age: 1,
      city: 'Natal',
    })
  })
})

describe('an entity of Master Data v1', () => {
  it('is searched by any field, condition and order, without a schema', async () => {
    const { call, idsOf } = await setup()
    await call('PUT', '/CL/documents/1', { email: 'ana@example.com', isCorporate: false, age: 9 })
    await call('PUT', '/CL/documents/2', { email: 'bea@example.com', isCorporate: true, age: 10 })
    await call('PUT', '/CL/documents/3', { email: 'cris@example.com', isCorporate: true })
    expect(await idsOf('/CL/search?email=ana@example.com')).toEqual(['1'])
    expect(await idsOf('/CL/search?_where=isCorporate=true&_fields=id&_sort=email DESC')).toEqual([
      '3',
      '2',
    ])
    expect(await idsOf('/CL/search?_where=email=*@ex*&_sort=age')).toEqual(['3', '1', '2'])
    expect(await idsOf('/CL/search?_where=age>9')).toEqual(['2'])
    expect(await idsOf('/CL/search?_fields=id', 'outraloja')).toEqual([])
    expect((await call('GET', '/CL/search?_where=email=')).status).toBe(400)
    expect((await call('GET', '/CL/search?_sort=email;')).status).toBe(400)
  })
})
