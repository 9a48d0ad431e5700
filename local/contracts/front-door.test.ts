import { mkdtempSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'

import { send } from '../testing/raw'
import { startWorkspace, type Workspace } from '../workspace'

const dataDir = mkdtempSync(join(tmpdir(), 'door-'))
let workspace: Workspace

beforeAll(async () => {
  workspace = await startWorkspace({ port: 0, dataDir, replicas: 0, demo: false, quiet: true })
}, 180_000)

afterAll(async () => {
  await workspace.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

/** Bytes on a connection of their own; resolves when it has ended or a first answer came. */
const sendBytes = (bytes: string): Promise<string> =>
  new Promise(resolve => {
    let text = ''
    const socket = connect(workspace.port, '127.0.0.1', () => socket.write(bytes))
    socket.setTimeout(2_000, () => socket.destroy())
    socket.on('data', part => {
      text += part.toString()
      socket.destroy()
    })
    socket.on('error', () => undefined)
    socket.on('close', () => resolve(text))
  })

const get = (target: string, host = 'localhost'): string =>
  `GET ${target} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`

const HOSTS = ['portal.vtexcommercestable.com.br', 'lojademo.myvtex.com', 'infra.io.vtex.com']

/** Requests that a careless server falls over: addresses that are none, odd hosts, broken escapes. */
const MALFORMED: readonly string[] = [
  ...[
    'http://[::1',
    'http://a b/',
    'http://%',
    'http://:0/',
    'http://x:99999/',
    'http://',
    'HTTP://[',
  ].map(target => get(target)),
  ...[
    'http://::1:3391/api',
    'http://[::1]:3391/api',
    'https://user:pw@[bad/',
    'http://\u00ff/',
  ].map(target => get(target)),
  ...[
    '//',
    '//[',
    '/%',
    '/%E0%A4%A',
    '/\\',
    '/?%',
    '*',
    'x',
    '/_local/%',
    '/console/store/%ff',
  ].map(target => get(target)),
  ...HOSTS.flatMap(host =>
    ['//[', '/%', '//', '/api/%E0%A4%A?an=%', '/vbase/%/%'].map(target => get(target, host))
  ),
  ...['[', '[::1', ':', 'a:b:c', '\u0001', 'localhost:99999', 'evil.example'].map(host =>
    get('/', host)
  ),
  get('/_v/carrefour-inventory/notify/%E0%A4%A', 'lojademo.myvtex.com'),
  'CONNECT evil.example:443 HTTP/1.1\r\nHost: x\r\n\r\n',
  'GET / HTTP/1.1\r\n\r\n',
  'GET /\r\n\r\n',
  '\u0000\u0001\u0002\r\n\r\n',
  `GET / HTTP/1.1\r\nHost: localhost\r\nX: ${'a'.repeat(100_000)}\r\n\r\n`,
  'POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n',
  'POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n',
  'GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n',
]

describe('requests that cannot be read (F9)', () => {
  it.each(MALFORMED.map(bytes => [bytes.slice(0, 60), bytes]))(
    'given %j, expect no failure, and the next request answered',
    async (_, bytes) => {
      const answer = await sendBytes(bytes)
      expect(answer).not.toMatch(/^HTTP\/1.1 500|\n\s+at /)
      expect((await fetch(`${workspace.url}/_local/vtexid/session`)).status).toBe(200)
    }
  )
})

const WRITES: readonly (readonly [string, string])[] = [
  ['POST', '/_v/private/graphql/v1'],
  ['POST', '/_local/vtexid/login'],
  ['POST', '/_local/vtexid/logout'],
  ['PUT', '/_local/faults'],
  ['POST', '/_local/anything'],
  ['POST', '/console/carrefour/api/keys'],
  ['PUT', '/console/carrefour/api/settings'],
  ['POST', '/console/store/api/notify'],
  ['POST', '/console/stores/lojademo/api/notify'],
  ['POST', '/carrefour/api/offers/stock/imports'],
  ['POST', '/api/mail-service/pvt/sendmail'],
  ['POST', '/api/template-render/pvt/templates'],
  ['PUT', '/api/dataentities/x/documents/1'],
  ['DELETE', '/api/scheduler/master/1'],
  ['POST', '/_v/carrefour-inventory/tick'],
]

const FOREIGN: readonly (readonly [string, Record<string, string>])[] = [
  ['another port', { origin: 'http://localhost:1' }],
  ['another name of this machine', { origin: 'http://127.0.0.1:1' }],
  ['another site', { origin: 'https://evil.example' }],
  ['no origin of its own', { origin: 'null' }],
  ['an origin that is none', { origin: 'http://[' }],
  ['another site, by its own word', { 'sec-fetch-site': 'cross-site' }],
  ['another port, by its own word', { 'sec-fetch-site': 'same-site' }],
]

describe('writes that a page of another origin causes (F14)', () => {
  it.each(WRITES)('given %s %s, expect 403 from every one of them', async (method, path) => {
    for (const [, from] of FOREIGN)
      for (const type of ['text/plain', 'application/json']) {
        const headers = { host: `localhost:${workspace.port}`, 'content-type': type, ...from }
        const answer = await send({ port: workspace.port, path, method, headers, body: '{}' })
        expect([path, from, answer.status]).toEqual([path, from, 403])
      }
  })

  it('given the workspace itself, or a program, expect no such refusal', async () => {
    const own = { origin: workspace.url, 'sec-fetch-site': 'same-origin' }
    for (const headers of [own, {}])
      expect(
        (await fetch(`${workspace.url}/_local/vtexid/logout`, { method: 'POST', headers })).status
      ).toBe(204)
  })
})

describe('the gateway', () => {
  it.each(['text/plain', 'application/x-www-form-urlencoded', 'application/jsonp'])(
    'given %s, expect 415',
    async type => {
      const answer = await fetch(`${workspace.url}/_v/private/graphql/v1`, {
        method: 'POST',
        headers: { 'content-type': type },
        body: '{"query":"{__typename}"}',
      })
      expect(answer.status).toBe(415)
    }
  )

  it('given more than 64 KB, expect 413', async () => {
    const answer = await fetch(`${workspace.url}/_v/private/graphql/v1`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: `{${'a '.repeat(40_000)}}` }),
    })
    expect(answer.status).toBe(413)
  })
})

describe('pages of the workspace', () => {
  it.each(['/console/store', '/console/carrefour', '/_local/vtexid/session', '/_local/mails'])(
    'given %s, expect that no page may frame it, and no guessing of types',
    async path => {
      const { headers } = await fetch(workspace.url + path)
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
      expect(headers.get('x-content-type-options')).toBe('nosniff')
    }
  )

  it('given the Admin, expect that no foreign page may frame it', async () => {
    const { headers } = await fetch(`${workspace.url}/admin`)
    expect(headers.get('content-security-policy')).toMatch(/frame-ancestors '(none|self)'/)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
  })
})
