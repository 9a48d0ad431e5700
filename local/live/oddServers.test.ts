import { createServer, type TLSSocket } from 'node:tls'
import type { AddressInfo } from 'node:net'
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'

import { describe, expect, it } from '@jest/globals'

import { createAuthority } from './testing/certificates'
import { atEnd, liveOf } from './testing/liveOf'
import { APP_KEY, APP_TOKEN } from './testing/realWorld'
import type { ProblemCode } from './problems'

const authority = createAuthority()
const certificate = authority.certify()

/** What a server does with a connection once a request has come. */
type Behaviour = (socket: TLSSocket) => void

/** A server that knows no HTTP: what it does with a request is up to the test. */
async function rawServer(behave: Behaviour): Promise<string> {
  const open = new Set<TLSSocket>()
  const server = createServer({ key: certificate.key, cert: certificate.cert }, socket => {
    open.add(socket)
    let asked = ''
    socket.on('error', () => undefined)
    socket.on('close', () => open.delete(socket))
    socket.on('data', (part: Buffer) => {
      asked += part.toString('latin1')
      if (!asked.includes('\r\n\r\n')) return
      asked = ''
      behave(socket)
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  atEnd(
    () =>
      new Promise<void>(resolve => {
        for (const socket of open) socket.destroy()
        server.close(() => resolve())
      })
  )
  return `https://localhost:${(server.address() as AddressInfo).port}`
}

const head = (status: string, headers: readonly string[]): string =>
  [`HTTP/1.1 ${status}`, ...headers, '', ''].join('\r\n')

/** A complete answer. */
const answer =
  (status: string, headers: readonly string[], body: string | Buffer = ''): Behaviour =>
  socket => {
    const bytes = Buffer.from(body)
    socket.write(
      Buffer.concat([
        Buffer.from(head(status, [...headers, `Content-Length: ${bytes.length}`])),
        bytes,
      ])
    )
  }

const JSON_TYPE = 'Content-Type: application/json'
const LIST = '[{"Id":1,"Name":"Main"}]'
const json = (body: string | Buffer, ...headers: string[]): Behaviour =>
  answer('200 OK', [JSON_TYPE, ...headers], body)

/** Sends piece after piece for as long as the other side listens. */
const endless =
  (headers: readonly string[], piece: string): Behaviour =>
  socket => {
    socket.write(head('200 OK', headers))
    const more = (): void => {
      while (!socket.destroyed && socket.write(piece));
      if (!socket.destroyed) socket.once('drain', more)
    }
    more()
  }

/** What the check says of a server: nothing where it can be worked with. */
const SERVERS: readonly [string, Behaviour, ProblemCode | null][] = [
  ['JSON', json(LIST), null],
  ['JSON after a byte order mark', json(`\uFEFF${LIST}`), null],
  ['JSON that calls itself text', answer('200 OK', ['Content-Type: text/plain'], LIST), null],
  ['JSON without a type', answer('200 OK', [], LIST), null],
  ['JSON in gzip, unasked', json(gzipSync(LIST), 'Content-Encoding: gzip'), null],
  ['JSON in br, unasked', json(brotliCompressSync(LIST), 'Content-Encoding: BR'), null],
  ['JSON in deflate, unasked', json(deflateSync(LIST), 'Content-Encoding: deflate'), null],
  [
    'JSON in br and then gzip',
    json(gzipSync(brotliCompressSync(LIST)), 'Content-Encoding: br, gzip'),
    null,
  ],
  [
    'JSON by HTTP 1.0 to the end of the connection',
    socket => socket.end(`HTTP/1.0 200 OK\r\n${JSON_TYPE}\r\n\r\n${LIST}`),
    null,
  ],
  [
    'JSON in chunks, a byte each',
    socket => {
      socket.write(head('200 OK', [JSON_TYPE, 'Transfer-Encoding: chunked']))
      for (const byte of LIST) socket.write(`1\r\n${byte}\r\n`)
      socket.write('0\r\n\r\n')
    },
    null,
  ],
  ['JSON without an end', endless([JSON_TYPE], `${LIST},`.repeat(1000)), null],
  ['a login page', answer('200 OK', ['Content-Type: text/html'], '<html>Sign in'), 'NOT_THE_API'],
  ['a page that calls itself JSON', json('<!doctype html><p>Hotel</p>'), 'NOT_THE_API'],
  ['plain text', answer('200 OK', ['Content-Type: text/plain'], 'It works!'), 'NOT_THE_API'],
  ['nothing, 204', socket => socket.write(head('204 No Content', [])), 'NOT_THE_API'],
  ['nothing, 200', json(''), 'NOT_THE_API'],
  ['bytes', json(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 255])), 'NOT_THE_API'],
  ['gzip that is none', json('not packed', 'Content-Encoding: gzip'), 'NOT_THE_API'],
  ['a packing that nobody asked for', json('x', 'Content-Encoding: zstd'), 'NOT_THE_API'],
  ['no HTTP', socket => socket.end('220 mail.example ESMTP\r\n'), 'NOT_THE_API'],
  ['a status that is none', answer('099 Odd', [JSON_TYPE], LIST), 'NOT_THE_API'],
  ['a header that is too long', json(LIST, `X-Long: ${'x'.repeat(90_000)}`), 'NOT_THE_API'],
  ['two lengths', json(LIST, 'Content-Length: 3'), 'NOT_THE_API'],
  [
    'a redirect to a login',
    answer('302 Found', ['Location: https://login.example/?next=/']),
    'WRONG_ACCOUNT',
  ],
  ['a redirect to itself', answer('301 Moved', ['Location: /']), 'WRONG_ACCOUNT'],
  ['401', answer('401 Unauthorized', ['WWW-Authenticate: Basic']), 'KEY_REFUSED'],
  ['403 as a page', answer('403 Forbidden', ['Content-Type: text/html'], '<h1>'), 'RIGHT_MISSING'],
  ['400', answer('400 Bad Request', []), 'NOT_THE_API'],
  ['404', answer('404 Not Found', [], 'Not Found'), 'WRONG_ACCOUNT'],
  ['407 of a proxy', answer('407 Proxy Authentication Required', []), 'NOT_THE_API'],
  ['429', answer('429 Too Many Requests', ['Retry-After: soon']), 'TOO_MANY_CALLS'],
  ['500 as a stack trace', answer('500 Oops', [], 'Error\n  at x.js:1'), 'SERVER_FAILS'],
  [
    '503 that is cut off',
    socket => socket.end(`${head('503 Unavailable', ['Content-Length: 900'])}<html>`),
    'CUT_OFF',
  ],
  ['a reset', socket => socket.destroy(), 'CUT_OFF'],
  ['an end without a word', socket => socket.end(), 'CUT_OFF'],
  ['half a head', socket => socket.end('HTTP/1.1 200 OK\r\nContent-'), 'CUT_OFF'],
  [
    'half a body',
    socket => socket.end(`${head('200 OK', [JSON_TYPE, 'Content-Length: 900'])}${LIST}`),
    'CUT_OFF',
  ],
  [
    'half a gzip',
    socket =>
      socket.end(
        Buffer.concat([
          Buffer.from(head('200 OK', ['Content-Encoding: gzip', 'Connection: close'])),
          gzipSync(LIST).subarray(0, 12),
        ])
      ),
    'NOT_THE_API',
  ],
  [
    'another protocol',
    socket => socket.write(head('101 Switching Protocols', ['Upgrade: x', 'Connection: Upgrade'])),
    'NOT_THE_API',
  ],
]

const POLICIES = '/api/catalog_system/pvt/saleschannel/list'

/** Below the 12 s after which the check gives up, and far above what it takes: a busy machine is no failure. */
const SOON_MS = 10_000

async function aLive(behave: Behaviour) {
  const url = await rawServer(behave)
  return liveOf({
    storeUrl: url,
    carrefourUrl: await rawServer(json('{"version":"1"}')),
    ca: authority.cert,
  })
}

/** Reads an answer like a client that accepts only so many bytes. */
async function readSome(url: string): Promise<{ status: number; text: string }> {
  const answered = await fetch(url, { signal: AbortSignal.timeout(SOON_MS) })
  const reader = answered.body?.getReader()
  let text = ''
  for (;;) {
    const part = await reader?.read().catch(() => undefined)
    if (part === undefined || part.done || text.length > 10_000) break
    text += Buffer.from(part.value).toString('utf8')
  }
  await reader?.cancel().catch(() => undefined)
  return { status: answered.status, text }
}

describe('a store that answers oddly', () => {
  it.each(SERVERS)('given %s, expect what is wrong to be said soon', async (_, behave, code) => {
    const { live } = await aLive(behave)
    const began = performance.now()
    await live.check()
    expect(performance.now() - began).toBeLessThan(SOON_MS)
    expect(live.notices.list().map(notice => notice.code)).toEqual(
      code === null ? [] : live.notices.list().map(() => code)
    )
    expect(live.notices.list().length > 0).toBe(code !== null)
    for (const { sentence } of live.notices.list())
      for (const text of Object.values(sentence))
        expect(text).not.toMatch(/undefined|\n| at .*\.js|Error:/)
  })

  it.each(SERVERS)(
    'given %s, expect the app to get an answer, or an end, and no key',
    async (_, behave, code) => {
      const { store } = await aLive(behave)
      const { status, text } = await readSome(store + POLICIES).catch(() => ({
        status: 0,
        text: '',
      }))
      for (const secret of [APP_KEY, APP_TOKEN]) expect(text).not.toContain(secret)
      if (code === null) expect([status, text]).toEqual([200, expect.stringContaining(LIST)])
      if (status === 502) expect(JSON.parse(text)).toMatchObject({ code })
    }
  )

  it('given one that says nothing at all, expect Carrefour’s answer to be known all the same', async () => {
    const { live } = await liveOf({
      storeUrl: await rawServer(() => undefined),
      carrefourUrl: await rawServer(answer('503 Unavailable', [])),
      ca: authority.cert,
    })
    void live.check()
    for (let looks = 0; looks < 250 && live.notices.list().length === 0; looks += 1)
      await new Promise(resolve => setTimeout(resolve, 20))
    expect(live.notices.list()).toMatchObject([{ host: 'carrefour', code: 'SERVER_FAILS' }])
  })

  it('given a packed answer that repeats the keys, expect them masked', async () => {
    const said = `{"message":"${APP_KEY} and ${APP_TOKEN} may not"}`
    const packed = answer('403 Forbidden', ['Content-Encoding: gzip'], gzipSync(said))
    const { live, store } = await aLive(packed)
    const { text } = await readSome(store + POLICIES)
    const seen = text + JSON.stringify(live.notices.list())
    expect(seen).toContain('may not')
    for (const secret of [APP_KEY, APP_TOKEN]) expect(seen).not.toContain(secret)
  })

  it('given an affiliate without an end, expect the call to end', async () => {
    const { store } = await aLive(endless([JSON_TYPE], `${LIST},`.repeat(4_000)))
    const path = '/api/fulfillment/pvt/affiliates/CRF'
    await expect(
      fetch(store + path, { signal: AbortSignal.timeout(SOON_MS) }).then(one => one.text())
    ).rejects.not.toMatchObject({ name: 'TimeoutError' })
  })
})
