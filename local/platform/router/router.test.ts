import type { IncomingMessage, ServerResponse } from 'node:http'

import { describe, expect, it } from '@jest/globals'

import { readBody } from '../../http/body'
import { sendJson } from '../../http/handler'
import { ask, createBench, serve } from '../testing'

import { createGraphqlGateway } from './graphql-gateway'
import { isGraphql } from './graphql-request'
import { createPublicRoutes } from './public-routes'
import { createServiceCaller } from './service-call'

/** What a stand-in for the service was asked. */
interface Seen {
  url: string
  headers: IncomingMessage['headers']
  body: string
}

/** What the pages were built with. */
const OPERATIONS = {
  abc: '{ rows { id __typename } }',
  change: 'mutation Change { change { id __typename } }',
}

const persisted = (sha256Hash: unknown, sender = 'acme.app@1.0.0') => ({
  operationName: null,
  variables: { a: 1 },
  extensions: { persistedQuery: { version: 1, sha256Hash, sender } },
})

const portOf = (origin: string): number => Number(new URL(origin).port)

/** A replica that answers what it was asked; a path with "slow" is never answered. */
async function replica(): Promise<{ port: number; seen: Seen[] }> {
  const seen: Seen[] = []
  const echo = async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
    const body = (await readBody(req)).toString()
    const entry = { url: req.url ?? '', headers: req.headers, body }
    seen.push(entry)
    if (req.url?.includes('slow')) return
    res.writeHead(200, { 'Content-Type': 'application/json' })
    res.end(JSON.stringify(entry))
  }
  const origin = await serve((req, res) => void echo(req, res))
  return { port: portOf(origin), seen }
}

/** A port without a listener. */
async function deadPort(): Promise<number> {
  const { createServer } = await import('node:http')
  const { close, listen } = await import('../../http/listen')
  const server = createServer()
  const port = await listen(server, 0)
  await close(server)
  return port
}

async function setup(ports: () => number[], timeoutMs = 2_000) {
  const bench = createBench()
  const notes: string[] = []
  const deps = {
    ...bench,
    service: createServiceCaller({ ports, timeoutMs }),
    appId: 'acme.app@1.0.0',
    accounts: ['lojademo'],
    note: (text: string) => void notes.push(text),
  }
  const routes = createPublicRoutes(
    {
      notify: { path: '/_v/notify/:secret', public: true },
      inner: { path: '/_v/inner', public: true, access: 'authenticated' },
      shelf: { path: '/_v/segment/shelf', public: true },
    },
    deps
  )
  const graphql = createGraphqlGateway(
    [{ key: 'acme.app', operations: OPERATIONS, hasGraphql: true, router: deps }],
    call =>
      call.path.endsWith('/stubbed') ? (_req, res) => sendJson(res, 200, { ...call }) : undefined
  )
  const origin = await serve((req, res) => {
    const account = 'lojademo'
    if (isGraphql(req.url ?? '')) void graphql(account, req, res)
    else void routes.handle(account, req, res)
  })
  return { ...bench, origin, notes }
}

describe('an operation for an app that is not here', () => {
  const asking = (field: string) => ({
    query: `query Some($a: Int) { ${field}(a: $a) @context(provider: "vtex.other@1.x") { id } other }`,
  })

  it('is answered by whoever plays it, by its first field', async () => {
    const { origin } = await setup(() => [])
    const answer = await ask(`${origin}/_v/private/graphql/v1`, 'POST', { body: asking('stubbed') })
    expect(answer).toMatchObject({
      status: 200,
      body: {
        method: 'POST',
        host: 'app.io.vtex.com',
        path: '/vtex.other/_v/graphql/stubbed',
      },
    })
  })

  it('is refused by name where nobody does', async () => {
    const { origin } = await setup(() => [])
    const answer = await ask(`${origin}/_v/private/graphql/v1`, 'POST', { body: asking('rows') })
    expect(answer.status).toBe(404)
    expect(JSON.stringify(answer.body)).toContain('vtex.other')
  })
})

describe('public routes', () => {
  it('reach a replica with the context the runtime needs, and nothing forged', async () => {
    const { port, seen } = await replica()
    const { origin, tokenOf } = await setup(() => [port])
    const headers = { 'x-vtex-credential': 'forged', 'x-event-key': 'forged', 'x-mine': 'kept' }
    const answer = await ask(`${origin}/_v/notify/s%20x?a=1`, 'POST', { headers, body: { n: 1 } })
    expect(answer.status).toBe(200)
    expect(seen[0]).toMatchObject({
      url: '/_v/notify/s%20x?a=1',
      body: '{"n":1}',
      headers: {
        'x-colossus-route-id': 'notify',
        'x-colossus-params': 'secret=s%20x',
        'x-vtex-account': 'lojademo',
        'x-vtex-workspace': 'master',
        'x-vtex-workspace-is-production': 'true',
        'x-vtex-product': 'admin',
        'x-vtex-credential': tokenOf('lojademo'),
        'x-mine': 'kept',
      },
    })
    expect(seen[0]?.headers['x-event-key']).toBeUndefined()
  })

  it('are answered where a replica ends each connection just as a second request comes on it', async () => {
    const used = new WeakSet<object>()
    const ending = await serve((req, res) => {
      if (used.has(req.socket)) return void req.socket.destroy()
      used.add(req.socket)
      sendJson(res, 200, {})
    })
    const { origin } = await setup(() => [portOf(ending)])
    const call = () => ask(`${origin}/_v/notify/x`, 'POST', { body: {} })
    expect([(await call()).status, (await call()).status]).toEqual([200, 200])
  })

  it('hand on the key of an application and the tokens of a shopper, and take neither from a forged header', async () => {
    const { port, seen } = await replica()
    const { origin } = await setup(() => [port])
    const call = (headers: Record<string, string>) =>
      ask(`${origin}/_v/notify/x`, 'POST', { headers, body: {} })
    await call({
      'x-vtex-api-appkey': 'vtexappkey-lojademo-ABC',
      'x-vtex-api-apptoken': 'secret',
      cookie: 'a=1; vtex_session=s.e; vtex_segment=g',
    })
    expect(seen[0]?.headers).toMatchObject({
      'x-vtex-api-appkey': 'vtexappkey-lojademo-ABC',
      'x-vtex-api-apptoken': 'secret',
      'x-vtex-session': 's.e',
      'x-vtex-segment': 'g',
      'x-vtex-tenant': 'pt-BR',
    })
    await call({ 'x-vtex-session': 'forged', 'x-vtex-segment': 'forged', 'x-vtex-tenant': 'xx' })
    expect(JSON.stringify(seen[1]?.headers)).not.toMatch(/forged|"xx"/)
  })

  it('below /_v/segment are handed the segment and no other cookie', async () => {
    const { port, seen } = await replica()
    const { origin } = await setup(() => [port])
    const call = (cookie: string) =>
      ask(`${origin}/_v/segment/shelf?a=1`, 'POST', { headers: { cookie }, body: {} })
    await call('VtexIdclientAutCookie=t; vtex_segment=g; vtex_session=s')
    await call('vtex_session=s')
    expect(seen[0]?.headers).toMatchObject({ cookie: 'vtex_segment=g', 'x-vtex-segment': 'g' })
    expect(seen[0]?.headers['x-vtex-session']).toBeUndefined()
    expect(seen[1]?.headers.cookie).toBeUndefined()
  })

  it('hand on the chain of addresses that the caller began, with the one that was seen at its end', async () => {
    const { port, seen } = await replica()
    const { origin } = await setup(() => [port])
    await ask(`${origin}/_v/notify/x`, 'POST', { body: {} })
    await ask(`${origin}/_v/notify/x`, 'POST', {
      headers: { 'x-forwarded-for': '6.6.6.6, 203.0.113.9' },
      body: {},
    })
    const chains = seen.map(({ headers }) => headers['x-forwarded-for'])
    expect(chains[0]).toMatch(/127\.0\.0\.1$/)
    expect(chains[1]).toBe(`6.6.6.6, 203.0.113.9, ${String(chains[0])}`)
  })

  it('that ask for a credential are refused without one, and hand no app the token of another', async () => {
    const { port, seen } = await replica()
    const { origin, tokens } = await setup(() => [port])
    const call = (headers: Record<string, string> = {}) =>
      ask(`${origin}/_v/inner`, 'POST', { headers, body: {} })
    const token = tokens.appToken('lojademo', 'vtex.scheduler@4.0.0')
    expect((await call()).status).toBe(401)
    expect((await call({ vtexidclientautcookie: token })).status).toBe(200)
    expect(JSON.stringify(seen)).not.toContain(token)
  })

  it('go to the replicas in turn and past a dead one', async () => {
    const [one, two] = [await replica(), await replica()]
    const dead = await deadPort()
    const { origin } = await setup(() => [one.port, dead, two.port])
    for (let i = 0; i < 6; i += 1) {
      expect((await ask(`${origin}/_v/notify/x`, 'POST', { body: {} })).status).toBe(200)
    }
    expect(one.seen.length + two.seen.length).toBe(6)
    expect(one.seen.length).toBeGreaterThan(0)
    expect(two.seen.length).toBeGreaterThan(0)
  })

  it('end at the timeout of service.json, and say so', async () => {
    const { port } = await replica()
    const { origin, notes } = await setup(() => [port], 50)
    expect((await ask(`${origin}/_v/notify/slow`, 'POST', { body: {} })).status).toBe(504)
    expect(notes).toEqual(['POST /_v/notify/slow: the service is timeout'])
  })

  it('answer 503 without replicas and 404 for another path', async () => {
    const { origin } = await setup(() => [])
    expect((await ask(`${origin}/_v/notify/x`, 'POST', { body: {} })).status).toBe(503)
    expect((await ask(`${origin}/_v/other`, 'POST', { body: {} })).status).toBe(404)
  })
})

describe('GraphQL gateway', () => {
  const path = '/_v/private/graphql/v1'

  it('hands the operation on without @context, with cookie and language', async () => {
    const { port, seen } = await replica()
    const { origin } = await setup(() => [port])
    const query = 'query Q($a: Int) @context(provider: "acme.app") { rows(a: $a) { id } }'
    const headers = { cookie: 'VtexIdclientAutCookie=t', 'x-vtex-locale': 'es-AR' }
    await ask(origin + path, 'POST', { headers, body: { query, variables: { a: 1 } } })
    expect(seen[0]).toMatchObject({
      url: '/lojademo/master/_v/graphql',
      headers: { cookie: 'VtexIdclientAutCookie=t', 'x-vtex-locale': 'es-AR' },
    })
    const sent = JSON.parse(seen[0]?.body ?? '{}') as { query: string; variables: unknown }
    expect(sent.variables).toEqual({ a: 1 })
    expect(sent.query).not.toContain('@context')
    expect(sent.query).toContain('rows(a: $a)')
  })

  it.each([
    ['GET', undefined, 400],
    ['DELETE', undefined, 405],
    ['POST', [], 400],
    ['POST', { query: 7 }, 400],
    ['POST', {}, 400],
    ['POST', persisted(7), 400],
    ['POST', { extensions: null }, 400],
    ['POST', { extensions: { persistedQuery: [] } }, 400],
  ])('refuses %s with %j', async (method, body, status) => {
    const { origin } = await setup(() => [])
    expect((await ask(origin + path, method, { body })).status).toBe(status)
  })

  it('puts the stored text in the place of a hash', async () => {
    const { port, seen } = await replica()
    const { origin } = await setup(() => [port])
    const headers = { origin, 'sec-fetch-site': 'same-origin' }
    const answer = await ask(origin + path, 'POST', { headers, body: persisted('abc') })
    expect(answer.status).toBe(200)
    expect(JSON.parse(seen[0]?.body ?? '')).toEqual({
      operationName: null,
      variables: { a: 1 },
      query: OPERATIONS.abc,
    })
  })

  it.each([
    ['a hash that nothing has', persisted('abd')],
    ['a name that every object has', persisted('constructor')],
    ['an empty hash', persisted('')],
    ['a hash in other letters', persisted('ABC')],
    ['the hash of another app', persisted('abc', 'other.app@1.0.0')],
    ['the hash of another version', persisted('abc', 'acme.app@0.9.0')],
  ])('given %s, expect the answer of Apollo and VTEX, and no call', async (_, body) => {
    const { port, seen } = await replica()
    const { origin } = await setup(() => [port])
    const answer = await ask(origin + path, 'POST', { body })
    expect(answer).toMatchObject({
      status: 200,
      body: {
        errors: [
          {
            message: 'PersistedQueryNotFound',
            extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' },
          },
        ],
      },
    })
    expect(seen).toEqual([])
  })

  it.each([
    ['a text', { query: '{ rows { id } }' }],
    ['a text beside a known hash', { query: '{ rows { id } }', ...persisted('abc') }],
    ['an empty text beside a known hash', { query: '', ...persisted('abc') }],
  ])('given %s from a page, expect it refused; from a program it passes', async (_, body) => {
    const { port, seen } = await replica()
    const { origin } = await setup(() => [port])
    for (const headers of [{ origin }, { 'sec-fetch-site': 'same-origin' }])
      expect((await ask(origin + path, 'POST', { headers, body })).status).toBe(400)
    expect(seen).toEqual([])
    await ask(origin + path, 'POST', { body })
    expect(seen).toHaveLength(1)
  })
})

describe('GraphQL as pages of a store ask it', () => {
  /** The address of a query: its fields are JSON, the variables in base64. */
  const addressOf = (hash: string, sender = 'acme.app@1.x', packed?: string): string => {
    const variables = packed ?? Buffer.from('{"a":1}').toString('base64')
    const persistedQuery = { version: 1, sha256Hash: hash, sender, provider: 'acme.app@1.x' }
    return `?${new URLSearchParams({
      workspace: 'master',
      maxAge: 'short',
      operationName: 'Rows',
      variables: '{}',
      extensions: JSON.stringify({ persistedQuery, variables }),
    }).toString()}`
  }

  it.each([
    '/_v/public/graphql/v1',
    '/_v/segment/graphql/v1',
    '/_v/private/graphql/v1',
    '/api/io/_v/public/graphql/v1',
  ])('by GET %s, expect the stored text and the variables with the service', async path => {
    const { port, seen } = await replica()
    const { origin } = await setup(() => [port])
    const answer = await ask(origin + path + addressOf('abc'), 'GET', {})
    expect(answer.status).toBe(200)
    expect(seen[0]?.url).toBe('/lojademo/master/_v/graphql')
    expect(JSON.parse(seen[0]?.body ?? '')).toMatchObject({
      operationName: 'Rows',
      variables: { a: 1 },
      query: OPERATIONS.abc,
    })
  })

  it('by POST with packed variables, expect them unpacked', async () => {
    const { port, seen } = await replica()
    const { origin } = await setup(() => [port])
    const body = persisted('abc')
    const variables = Buffer.from('{"a":2}').toString('base64')
    const packed = { ...body, variables: {}, extensions: { ...body.extensions, variables } }
    await ask(`${origin}/_v/segment/graphql/v1`, 'POST', { body: packed })
    expect(JSON.parse(seen[0]?.body ?? '')).toMatchObject({ variables: { a: 2 } })
  })

  it.each([
    ['a mutation by its hash', addressOf('change'), 405],
    ['a mutation by its text', `?query=${encodeURIComponent(OPERATIONS.change)}`, 405],
    ['variables that are no JSON', addressOf('abc', 'acme.app@1.x', 'e30x'), 400],
    ['variables that are a list', `?query=%7Ba%7D&variables=%5B%5D`, 400],
    ['extensions that are no JSON', `?extensions=%7B`, 400],
    ['a hash of the next major', addressOf('abc', 'acme.app@2.x'), 200],
  ])('given %s in an address, expect no call', async (_, address, status) => {
    const { port, seen } = await replica()
    const { origin } = await setup(() => [port])
    const answer = await ask(`${origin}/_v/public/graphql/v1${address}`, 'GET', {})
    expect(answer.status).toBe(status)
    expect(answer.body).toHaveProperty('errors')
    expect(seen).toEqual([])
  })

  it.each(['', '/api/io'])(
    'below %s/_v/segment, expect the segment and no other cookie',
    async at => {
      const { port, seen } = await replica()
      const { origin } = await setup(() => [port])
      const headers = { cookie: 'VtexIdclientAutCookie=t; vtex_segment=s; vtex_session=u' }
      await ask(`${origin}${at}/_v/segment/graphql/v1${addressOf('abc')}`, 'GET', { headers })
      expect(seen[0]?.headers.cookie).toBe('vtex_segment=s')
      expect(seen[0]?.headers).not.toHaveProperty('x-vtex-session')
    }
  )
})
