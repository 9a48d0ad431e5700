import { gzipSync } from 'node:zlib'

import { describe, expect, it } from '@jest/globals'

import { type Answer, ask, createBench, serveApp } from '../testing'

import { createVBase } from './index'

const hashOf = (saved: Answer): string => (saved.body as [{ hash: string }])[0].hash

async function setup(conflictStatus: 409 | 412 = 412) {
  const bench = createBench()
  const origin = await serveApp(createVBase({ ...bench, conflictStatus }).app)
  const call = (
    method: string,
    path: string,
    options: { body?: unknown; headers?: Record<string, string>; account?: string } = {}
  ) => {
    const { account = 'lojademo', headers, ...rest } = options
    const authorization = `bearer ${bench.tokenOf(account)}`
    const url = `${origin}/vbase/v2/${account}/master/buckets/acme.app/jobs${path}`
    return ask(url, method, { headers: { authorization, ...headers }, ...rest })
  }
  return { ...bench, origin, call }
}

describe('files', () => {
  it('answers what was written, with its etag', async () => {
    const { call } = await setup()
    const saved = await call('PUT', '/files/a/b.json', { body: { n: 1 } })
    expect(saved.body).toEqual([
      { path: 'a/b.json', hash: expect.stringMatching(/^[0-9a-f]{64}$/) },
    ])
    const read = await call('GET', '/files/a/b.json')
    expect(read.body).toEqual({ n: 1 })
    expect(read.headers.get('etag')).toBe(`"${hashOf(saved)}"`)
    const meta = await call('HEAD', '/files/a/b.json')
    expect(meta.headers.get('etag')).toBe(read.headers.get('etag'))
    const same = { headers: { 'if-none-match': read.headers.get('etag') ?? '' } }
    expect((await call('GET', '/files/a/b.json', same)).status).toBe(304)
  })

  it('answers with the time of the workspace, not of the machine', async () => {
    const { call, clock } = await setup()
    const { headers } = await call('GET', '/files/none.json')
    expect(headers.get('date')).toBe(new Date(clock.now()).toUTCString())
  })

  it('answers 404 for what is not there', async () => {
    const { call } = await setup()
    expect((await call('GET', '/files/none.json')).status).toBe(404)
  })

  it('inflates a gzip body', async () => {
    const { origin, tokenOf, call } = await setup()
    const headers = {
      authorization: `bearer ${tokenOf('lojademo')}`,
      'content-encoding': 'gzip',
      'content-type': 'application/json',
    }
    const url = `${origin}/vbase/v2/lojademo/master/buckets/acme.app/jobs/files/z.json`
    await fetch(url, { method: 'PUT', headers, body: gzipSync('{"zipped":true}') })
    expect((await call('GET', '/files/z.json')).body).toEqual({ zipped: true })
  })

  it('forgets a file after its time to live', async () => {
    const { call, clock } = await setup()
    await call('PUT', '/files/short.json', { body: {}, headers: { 'x-vtex-ttl': '10' } })
    clock.advance(9_000)
    expect((await call('GET', '/files/short.json')).status).toBe(200)
    clock.advance(2_000)
    expect((await call('GET', '/files/short.json')).status).toBe(404)
  })
})

describe('conditional writes', () => {
  it.each([409, 412] as const)('refuse a stale hash with %s', async status => {
    const { call } = await setup(status)
    const saved = await call('PUT', '/files/x.json', { body: { n: 1 } })
    const hash = hashOf(saved)
    await call('PUT', '/files/x.json', { body: { n: 2 } })
    const headers = { 'if-match': hash }
    expect((await call('PUT', '/files/x.json', { body: { n: 3 }, headers })).status).toBe(status)
    expect((await call('DELETE', '/files/x.json', { headers })).status).toBe(status)
    expect((await call('GET', '/files/x.json')).body).toEqual({ n: 2 })
  })

  it('accept the current hash, quoted or not, and refuse any for a missing file', async () => {
    const { call } = await setup()
    const put = (n: number, ifMatch: string) =>
      call('PUT', '/files/x.json', { body: { n }, headers: { 'if-match': ifMatch } })
    expect((await put(1, 'abc')).status).toBe(412)
    const first = await call('PUT', '/files/x.json', { body: { n: 1 } })
    const second = await put(2, hashOf(first))
    expect(second.status).toBe(200)
    expect((await put(3, `"${hashOf(second)}"`)).status).toBe(200)
  })

  it('let exactly one of many simultaneous writers win', async () => {
    const { call } = await setup()
    const first = await call('PUT', '/files/lock.json', { body: { holder: null } })
    const headers = { 'if-match': hashOf(first) }
    const writers = Array.from({ length: 20 }, (_, holder) =>
      call('PUT', '/files/lock.json', { body: { holder }, headers })
    )
    const statuses = (await Promise.all(writers)).map(({ status }) => status)
    expect(statuses.filter(status => status === 200)).toHaveLength(1)
    expect(statuses.filter(status => status === 412)).toHaveLength(19)
  })
})

describe('buckets', () => {
  it('list by prefix, sorted, page by page', async () => {
    const { call } = await setup()
    for (const path of ['b/2', 'a/1', 'b/1', 'b/3', 'c'])
      await call('PUT', `/files/${path}`, { body: {} })
    const paths = (answer: { body: unknown }) =>
      (answer.body as { data: { path: string }[] }).data.map(({ path }) => path)
    const first = await call('GET', '/files?prefix=b/&limit=2')
    expect(paths(first)).toEqual(['b/1', 'b/2'])
    const { next } = first.body as { next: string }
    const second = await call('GET', `/files?prefix=b/&limit=2&next=${next}`)
    expect(paths(second)).toEqual(['b/3'])
    expect(second.body).toMatchObject({ next: '' })
    expect(paths(await call('GET', '/files'))).toEqual(['a/1', 'b/1', 'b/2', 'b/3', 'c'])
  })

  it('answer 100 files unless asked for more', async () => {
    const { call } = await setup()
    for (let i = 0; i < 120; i += 1) await call('PUT', `/files/f${i}`, { body: {} })
    expect((await call('GET', '/files')).body).toMatchObject({ data: { length: 100 } })
    expect((await call('GET', '/files?limit=5000')).body).toMatchObject({ data: { length: 120 } })
    expect((await call('GET', '/files?limit=none')).status).toBe(400)
  })

  it('empty at once', async () => {
    const { call } = await setup()
    await call('PUT', '/files/a', { body: {} })
    expect((await call('DELETE', '/files')).status).toBe(204)
    expect((await call('GET', '/files')).body).toMatchObject({ data: [] })
  })

  it('keep accounts apart', async () => {
    const { call, origin, tokenOf } = await setup()
    await call('PUT', '/files/mine', { body: { of: 'lojademo' } })
    expect((await call('GET', '/files/mine', { account: 'outraloja' })).status).toBe(404)
    const headers = { authorization: `bearer ${tokenOf('outraloja')}` }
    const foreign = `${origin}/vbase/v2/lojademo/master/buckets/acme.app/jobs/files/mine`
    expect((await ask(foreign, 'GET', { headers })).status).toBe(403)
    expect((await ask(foreign, 'GET')).status).toBe(401)
  })
})
