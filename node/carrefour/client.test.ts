import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'zlib'
import { inspect } from 'util'
import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  it,
  jest,
} from '@jest/globals'
import type { Access, Answer } from '../ports'
import { anAccess, shopKey, skuId } from '../testing/factories'
import { type Reply, HttpServer } from '../testing/httpServer'
import { anIoContext } from '../testing/vtex'
import { CarrefourClient } from './client'
import { addressOf } from './transport'
import { decodeBody } from './report/rows.logic'
import { retryAfter } from '../shared/callError'

const KEY = 'shop-key-of-the-demo-2001'
const json = (status: number, body: unknown, headers: Record<string, string> = {}): Reply => ({
  status,
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
})
const PAGE: Reply = {
  status: 200,
  headers: { 'content-type': 'text/html' },
  body: '<!DOCTYPE html><html>Sign in</html>',
}

let server: HttpServer
let access: Access
let carrefour: CarrefourClient
const printed: string[] = []

beforeAll(async () => {
  server = await HttpServer.start()
})
afterAll(() => server.stop())
beforeEach(() => {
  access = anAccess({ url: `${server.url}/mirakl` })
  carrefour = new CarrefourClient(
    anIoContext({ sessionToken: 'session-1', segmentToken: 'segment-1' })
  )
  for (const name of ['log', 'warn', 'error'] as const) {
    jest
      .spyOn(console, name)
      .mockImplementation(
        (...args: unknown[]) =>
          void printed.push(args.map(arg => inspect(arg, { depth: 9 })).join(' '))
      )
  }
})
afterEach(() => {
  jest.restoreAllMocks()
  expect(printed.join('\n')).not.toContain(KEY)
})

describe('sending stock (STO01)', () => {
  it('makes one multipart request with the raw key and the shop', async () => {
    server.reply = json(201, { import_id: '7d98c3c0-81fe-407d-9721-d4b01951c8d8' })
    const file = '"offer-sku";"quantity"\n"1";"7"\n'
    expect(await carrefour.sendStock(access, file)).toEqual({
      kind: 'done',
      value: '7d98c3c0-81fe-407d-9721-d4b01951c8d8',
    })
    const { method, url, headers, body } = server.last
    expect([method, url]).toEqual(['POST', '/mirakl/api/offers/stock/imports?shop_id=2001'])
    expect(headers.authorization).toBe(KEY)
    const boundary =
      /^multipart\/form-data; boundary=(.+)$/.exec(headers['content-type'] ?? '')?.[1] ?? '-'
    expect(body.split(`--${boundary}`)).toHaveLength(3)
    expect(body).toContain('Content-Disposition: form-data; name="file"; filename="stock.csv"')
    expect(body).toContain(`\r\n\r\n${file}\r\n`)
    expect(headers['content-length']).toBe(String(Buffer.byteLength(body)))
  })

  it('sends nothing of the Admin session', async () => {
    server.reply = json(201, { import_id: '1' })
    await carrefour.sendStock(access, '')
    expect(JSON.stringify(server.last.headers)).not.toMatch(/session-1|segment-1|cookie|x-vtex-/i)
  })

  it.each([
    [
      '202 without a body',
      {
        status: 202,
        headers: { Location: 'https://x.example/api/offers/stock/imports/abc-1/status' },
      },
      'abc-1',
    ],
    ['a number for an id', json(200, { import_id: 2035 }), '2035'],
    [
      'an empty id and a Location',
      json(201, { import_id: ' ' }, { Location: '/api/offers/stock/imports/z9/status' }),
      'z9',
    ],
    [
      'an id that is no id and the former name of the field',
      json(201, { import_id: '..', importId: 'z9' }),
      'z9',
    ],
    [
      'a number that JSON rounds and a Location',
      {
        status: 201,
        headers: { Location: '/api/offers/stock/imports/9007199254740993/status' },
        body: '{"import_id":9007199254740993}',
      },
      '9007199254740993',
    ],
    [
      'a null id and a Location',
      json(201, { import_id: null }, { Location: '/api/offers/stock/imports/z9' }),
      'z9',
    ],
  ])('returns the import id of %s', async (_, reply, id) => {
    server.reply = reply
    expect(await carrefour.sendStock(access, '')).toEqual({ kind: 'done', value: id })
  })

  it.each([
    ['7d98c3c0%2D81fe', '7d98c3c0-81fe'],
    ['z9', 'z9'],
  ])('returns the import id that a 303 leads to (%s)', async (inPath, id) => {
    server.reply = {
      status: 303,
      headers: { Location: `/api/offers/stock/imports/${inPath}/status` },
    }
    expect(await carrefour.sendStock(access, '')).toEqual({ kind: 'done', value: id })
  })

  it.each([
    0,
    -1,
    '0',
    'null',
    'undefined',
    'NaN',
    'None',
    '-',
    '00000000-0000-0000-0000-000000000000',
  ])('takes the id %j for none, and the one in the Location if there is one', async import_id => {
    server.reply = json(201, { import_id })
    expect(await carrefour.sendStock(access, '')).toMatchObject({ carriedOut: 'maybe' })
    const Location = '/api/offers/stock/imports/z9/status'
    server.reply = json(201, { import_id }, { Location })
    expect(await carrefour.sendStock(access, '')).toEqual({ kind: 'done', value: 'z9' })
  })

  it('is rejected when the id is not one', async () => {
    server.reply = json(201, { import_id: '../../account' })
    expect(await carrefour.sendStock(access, '')).toMatchObject({
      kind: 'unavailable',
      carriedOut: 'maybe',
    })
  })

  it.each<[string, Reply]>([
    ['204', { status: 204 }],
    ['201 empty', { status: 201 }],
    ['a sign-in page', PAGE],
    ['a maintenance notice in JSON', json(200, { maintenance: true })],
    [
      'a maintenance notice in words',
      { status: 200, headers: { 'content-type': 'text/plain' }, body: 'Back at 14:00' },
    ],
    ['a cut connection', { status: 200, fault: 'cut' }],
  ])('does not know whether the file was taken after %s', async (_, reply) => {
    server.reply = reply
    expect(await carrefour.sendStock(access, '')).toMatchObject({
      kind: 'unavailable',
      carriedOut: 'maybe',
    })
  })

  it.each<[string, Reply, string]>([
    ['a redirect', { status: 307, headers: { Location: 'http://elsewhere.example' } }, 'no'],
    ['a firewall’s 403', { ...PAGE, status: 403 }, 'no'],
    ['a firewall’s 202', { status: 202, headers: { 'x-amzn-waf-action': 'challenge' } }, 'no'],
    ['a firewall’s 503', json(503, {}, { 'x-sucuri-block': '1' }), 'no'],
    ['a gateway’s 502', { ...PAGE, status: 502 }, 'unlikely'],
    ['a proxy’s sign-in', json(407, { message: 'Proxy Authentication Required' }), 'no'],
    ['a connection to another server', json(421, {}), 'no'],
    ['a call that came too early', json(425, {}), 'no'],
    ['a call that meets another', json(409, { message: 'An import is running' }), 'no'],
    ['a locked shop', json(423, {}), 'no'],
    ['a method that is not let through', json(405, {}), 'no'],
    ['a country that is not let through', json(451, {}), 'no'],
    ['a sign-in that a 303 leads to', { status: 303, headers: { Location: '/login' } }, 'no'],
  ])('says how likely the file was taken after %s', async (_, reply, carriedOut) => {
    server.reply = reply
    expect(await carrefour.sendStock(access, '')).toMatchObject({ kind: 'unavailable', carriedOut })
  })

  it('knows the file was not taken when nobody is at the address', async () => {
    const nowhere = { ...access, url: 'http://127.0.0.1:9' }
    expect(await carrefour.sendStock(nowhere, '')).toMatchObject({ carriedOut: 'no' })
  })

  it('uses the key’s default shop without a shop id', async () => {
    server.reply = json(201, { import_id: '1' })
    await carrefour.sendStock({ ...access, shopId: '' }, '')
    expect(server.last.url).toBe('/mirakl/api/offers/stock/imports')
  })
})

describe('failures', () => {
  const ask = (): Promise<Answer<unknown>> => carrefour.importStatus(access, 'a')

  it.each<[string, Reply, Record<string, unknown>]>([
    [
      '401 as documented',
      json(401, { status: 401, message: 'Unauthorized' }),
      { kind: 'refused', httpStatus: 401, message: '"status":401,"message":"Unauthorized"' },
    ],
    [
      '401 told by the body of an answer of 200',
      json(200, { status: 401, message: 'Unauthorized' }),
      { kind: 'refused', httpStatus: 401, message: '"status":401,"message":"Unauthorized"' },
    ],
    [
      '200 with the word alone',
      json(200, { message: 'Unauthorized 401' }),
      { kind: 'unavailable' },
    ],
    [
      '401 without words',
      { status: 401 },
      { kind: 'refused', message: '"status":401,"message":"Unauthorized"' },
    ],
    ['A10: 401 as a web page', { ...PAGE, status: 401 }, { kind: 'unavailable' }],
    ['A10: 403 as a web page', { ...PAGE, status: 403 }, { kind: 'unavailable' }],
    [
      'A10: 403 as a page without a type',
      { status: 403, body: '  <!-- x --><HTML>Attention Required' },
      { kind: 'unavailable' },
    ],
    [
      'A10: 403 in the words of a proxy',
      { status: 403, headers: { 'content-type': 'text/plain' }, body: 'RBAC: access denied' },
      { kind: 'unavailable', carriedOut: 'no' },
    ],
    [
      '401 in plain words',
      { status: 401, headers: { 'content-type': 'text/plain' }, body: 'Unauthorized' },
      { kind: 'refused', httpStatus: 401 },
    ],
    [
      '401 as a piece of a page',
      { status: 401, body: '<div>Please sign in</div>' },
      { kind: 'unavailable' },
    ],
    [
      '401 as a page in UTF-16',
      { status: 401, body: Buffer.from('\uFEFF<!DOCTYPE html><html>', 'utf16le') },
      { kind: 'unavailable', carriedOut: 'no' },
    ],
    [
      '401 in UTF-16',
      { status: 401, body: Buffer.from('{"message":"não"}', 'utf16le') },
      { kind: 'refused', message: '"status":401,"message":"não"' },
    ],
    [
      '403 of a firewall that answers in JSON',
      json(403, { message: 'Forbidden' }, { 'cf-mitigated': 'challenge' }),
      { kind: 'unavailable' },
    ],
    ['404 as a web page', { ...PAGE, status: 404 }, { kind: 'unavailable' }],
    ['410 for an import that is gone', json(410, {}), { kind: 'notFound' }],
    [
      '400 in words with marks that are not seen',
      json(400, { message: 'a\u202Eb\u0000c\u001B[1m\uD83D' }),
      { kind: 'rejected', message: 'HTTP 400: ab c [1m' },
    ],
    [
      '403',
      json(403, { message: 'Access "denied"' }),
      { kind: 'refused', httpStatus: 403, message: '"status":403,"message":"Access \\"denied\\""' },
    ],
    [
      '403 of VTEX’s own proxy',
      json(403, { message: 'No outbound-access policy in manifest.json covers x' }),
      { kind: 'rejected', httpStatus: 403 },
    ],
    [
      '404',
      json(404, { message: 'Import not found' }),
      { kind: 'notFound', message: 'HTTP 404: Import not found' },
    ],
    [
      '429 with seconds',
      json(429, {}, { 'Retry-After': '30' }),
      { kind: 'limited', retryAfter: 30_000 },
    ],
    [
      '429 with a date long gone',
      json(429, {}, { 'Retry-After': 'Wed, 21 Oct 2015 07:28:00 GMT' }),
      { kind: 'limited', retryAfter: null },
    ],
    [
      '429 with a date, from a server whose clock is 3 hours ahead',
      json(
        429,
        {},
        {
          Date: new Date(Date.now() + 3 * 3_600_000).toUTCString(),
          'Retry-After': new Date(Date.now() + 3 * 3_600_000 + 40_000).toUTCString(),
        }
      ),
      { kind: 'limited', retryAfter: 40_000 },
    ],
    [
      '429 with a date, from a server whose clock is 3 hours late',
      json(
        429,
        {},
        {
          Date: new Date(Date.now() - 3 * 3_600_000).toUTCString(),
          'Retry-After': new Date(Date.now() - 3 * 3_600_000 + 40_000).toUTCString(),
        }
      ),
      { kind: 'limited', retryAfter: 40_000 },
    ],
    [
      '429 without a time',
      json(429, {}),
      { kind: 'limited', retryAfter: null, message: 'HTTP 429: Too Many Requests' },
    ],
    [
      '500',
      json(500, { message: 'Internal\n error' }),
      { kind: 'unavailable', message: 'HTTP 500: Internal error' },
    ],
    [
      '503 with Retry-After',
      json(503, {}, { 'Retry-After': '120' }),
      { kind: 'unavailable', retryAfter: 120_000 },
    ],
    [
      'an error page',
      { ...PAGE, status: 503 },
      { kind: 'unavailable', message: 'HTTP 503: a web page instead of data' },
    ],
    ['a page instead of data', PAGE, { kind: 'unavailable' }],
    [
      'a redirect',
      { status: 302, headers: { Location: 'http://elsewhere.example' } },
      { kind: 'unavailable', message: 'HTTP 302: a redirect, which is not followed' },
    ],
    [
      '400 with a list',
      json(400, { errors: [{ field: 'file', message: 'The file is empty' }] }),
      { kind: 'rejected', message: 'HTTP 400: The file is empty' },
    ],
    [
      '200 without data',
      { status: 200, body: '' },
      { kind: 'unavailable', message: 'HTTP 200: the answer is not as documented' },
    ],
    [
      'a cut connection',
      { status: 200, fault: 'cut' },
      { kind: 'unavailable', message: 'carrefour-sto02: ECONNRESET' },
    ],
  ])('distinguishes %s', async (_, reply, expected) => {
    server.reply = reply
    expect(await ask()).toMatchObject(expected)
  })

  it('removes the key from an error message that repeats it', async () => {
    server.reply = json(401, { message: `Key ${KEY} is unknown` })
    expect(await ask()).toMatchObject({
      message: '"status":401,"message":"Key [ShopKey] is unknown"',
    })
  })

  it.each(['hang', 'drip'] as const)(
    'waits at most 8 s for an answer that does not end (%s)',
    async fault => {
      jest.useFakeTimers({
        doNotFake: [
          'Date',
          'hrtime',
          'nextTick',
          'performance',
          'queueMicrotask',
          'requestAnimationFrame',
          'cancelAnimationFrame',
          'requestIdleCallback',
          'cancelIdleCallback',
          'setImmediate',
          'clearImmediate',
          'setInterval',
          'clearInterval',
        ],
      })
      server.reply = { status: 200, fault }
      const before = server.seen.length
      const asked = ask()
      while (server.seen.length === before) await new Promise(setImmediate)
      await jest.advanceTimersByTimeAsync(8_000)
      jest.useRealTimers()
      expect(await asked).toEqual({
        kind: 'unavailable',
        message: 'carrefour-sto02: no answer in 8 s',
        carriedOut: 'maybe',
      })
    }
  )

  it('does not read an answer that is too long', async () => {
    server.reply = { status: 200, body: Buffer.alloc(3 * 1024 * 1024, 32) }
    expect(await ask()).toEqual({
      kind: 'unavailable',
      message: 'carrefour-sto02: TOO_LONG',
      carriedOut: 'maybe',
    })
  })

  it('makes one call for any failure', async () => {
    const before = server.seen.length
    for (const reply of [json(500, {}), { status: 200, fault: 'cut' as const }, json(429, {})]) {
      server.reply = reply
      await ask()
    }
    expect(server.seen.length - before).toBe(3)
  })

  it('makes two calls for two equal queries', async () => {
    const before = server.seen.length
    server.reply = json(200, { status: 'RUNNING' })
    await Promise.all([ask(), ask()])
    expect(server.seen.length - before).toBe(2)
  })
})

describe('reading', () => {
  it.each([
    [{ status: 'COMPLETE' }, 'complete'],
    [{ status: 'FAILED', has_error_report: false }, 'failed'],
    [{ status: 'QUEUED' }, 'running'],
  ])('the status %j is %s', async (body, state) => {
    server.reply = json(200, body)
    expect(await carrefour.importStatus(access, 'a b')).toMatchObject({
      kind: 'done',
      value: { state, word: body.status },
    })
    expect(server.last.url).toBe('/mirakl/api/offers/stock/imports/a%20b/status?shop_id=2001')
  })

  it.each<[string, (text: string) => Buffer]>([
    ['UTF-16, little end first, with a mark', text => Buffer.from(`\uFEFF${text}`, 'utf16le')],
    [
      'UTF-16, big end first, with a mark',
      text => Buffer.from(`\uFEFF${text}`, 'utf16le').swap16(),
    ],
    ['UTF-16 without a mark', text => Buffer.from(text, 'utf16le')],
    ['Latin 1', text => Buffer.from(text, 'latin1')],
  ])('reads JSON in %s', async (_, encoded) => {
    server.reply = { status: 200, body: encoded('{"status":"COMPLETE","note":"não"}') }
    expect(await carrefour.importStatus(access, 'a')).toMatchObject({
      value: { state: 'complete' },
    })
  })

  it.each([
    ['{"status":"FAILED","status":"COMPLETE"}'],
    ['{"status":"COMPLETE","lines_in_error":2,"lines_in_error":0,"lines_in_success":3}'],
    ['{"status":"COMPLETE","has_error_report":true,"has\\u005ferror_report":false}'],
    [`{"status":"COMPLETE","a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`],
    ['{"__proto__":{"status":"COMPLETE"}}'],
    ['{"status":"COMPLETE"}{"status":"COMPLETE"}'],
  ])(
    'takes what says a thing twice, or is nested without end, for no answer: %.50s',
    async body => {
      server.reply = { status: 200, body }
      expect(await carrefour.importStatus(access, 'a')).toMatchObject({ kind: 'unavailable' })
    }
  )

  it('reads equal names in different objects, and braces within texts', async () => {
    const body =
      '{"a":{"status":"x"},"b":[{"status":"{\\"status"},{"status":"}"}],"status":"COMPLETE"}'
    server.reply = { status: 200, body }
    expect(await carrefour.importStatus(access, 'a')).toMatchObject({
      value: { state: 'complete' },
    })
  })

  const OWN = '7d98c3c0-81fe-407d-9721-d4b01951c8d8'

  it.each([
    [OWN, '0d98c3c0-81fe-407d-9721-d4b01951c8d9'],
    ['2035', 2036],
    ['2035', '2036'],
  ])('takes the end of another import for no answer about %s', async (asked, import_id) => {
    server.reply = json(200, { import_id, status: 'COMPLETE', has_error_report: false })
    expect(await carrefour.importStatus(access, asked)).toMatchObject({ kind: 'unavailable' })
  })

  it.each([
    [OWN, OWN.toUpperCase()],
    [OWN, OWN.replace(/-/g, '')],
    [OWN, undefined],
    [OWN, 'string of something'],
    [OWN, 2036],
    ['2035', 2035],
    ['2035', OWN],
  ])('reads the status of %s, named %j in the answer', async (asked, import_id) => {
    server.reply = json(200, { import_id, status: 'COMPLETE' })
    expect(await carrefour.importStatus(access, asked)).toMatchObject({
      value: { state: 'complete' },
    })
  })

  it.each([
    ['complete', 'complete'],
    ['Completed', 'complete'],
    [' COMPLETE ', 'complete'],
    ['failed', 'failed'],
    ['CANCELLED', 'failed'],
    ['canceled', 'failed'],
    ['Rejected', 'failed'],
    ['WAITING', 'running'],
    ['queued', 'running'],
    ['ERRORS_EXPECTED', 'running'],
  ])('the state %j is read as %s', async (status, state) => {
    server.reply = json(200, { status })
    expect(await carrefour.importStatus(access, 'a')).toMatchObject({ value: { state } })
  })

  it.each([
    [{}, { hasReport: null, inError: null, inSuccess: null }],
    [
      { has_error_report: null, lines_in_error: null, lines_in_success: null },
      { hasReport: null, inError: null, inSuccess: null },
    ],
    [
      { has_error_report: 'true', lines_in_error: '2', lines_in_success: ' 3 ' },
      { hasReport: true, inError: 2, inSuccess: 3 },
    ],
    [
      { has_error_report: false, lines_in_error: 2, lines_in_success: '2.0' },
      { hasReport: false, inError: 2, inSuccess: 2 },
    ],
    // Values that are no counts become one that no file can have.
    [
      { has_error_report: 1, lines_in_error: 2.5, lines_in_success: -2 },
      { hasReport: null, inError: -1, inSuccess: -1 },
    ],
    [
      { lines_in_error: 1e300, lines_in_success: '0x2' },
      { hasReport: null, inError: -1, inSuccess: -1 },
    ],
    [
      { lines_in_error: [], lines_in_success: 'many' },
      { hasReport: null, inError: -1, inSuccess: -1 },
    ],
  ])('the counts %j are read as %j', async (body, counts) => {
    server.reply = json(200, { status: 'COMPLETE', ...body })
    expect(await carrefour.importStatus(access, 'a')).toMatchObject({ value: { counts } })
  })

  it('hands over an error report byte for byte, in UTF-8 or in Latin 1', async () => {
    for (const encoding of ['utf8', 'latin1'] as const) {
      const body = Buffer.from('"2";"não existe"', encoding)
      server.reply = { status: 200, headers: { 'content-type': 'text/csv' }, body }
      const answer = await carrefour.errorReport(access, 'a', 1)
      expect(answer).toEqual({ kind: 'done', value: body })
      expect(decodeBody(body)).toBe('"2";"não existe"')
    }
  })

  it('unpacks gzip that no header announces, and takes the key out of what was in it', async () => {
    const body = gzipSync(Buffer.from(`"2";"refused for ${KEY}"`))
    server.reply = { status: 200, headers: { 'content-type': 'text/csv' }, body }
    const report = await carrefour.errorReport(access, 'a', 1)
    expect(report.kind === 'done' && String(report.value)).toBe('"2";"refused for [ShopKey]"')
    server.reply = { status: 200, body: gzipSync(JSON.stringify({ status: 'COMPLETE' })) }
    expect(await carrefour.importStatus(access, 'a')).toMatchObject({
      value: { state: 'complete' },
    })
  })

  const STATUS = Buffer.from(JSON.stringify({ status: 'COMPLETE' }))
  it.each<[string, string, Buffer]>([
    ['gzip', 'gzip', gzipSync(STATUS)],
    ['gzip of gzip', 'gzip, gzip', gzipSync(gzipSync(STATUS))],
    ['deflate', 'deflate', deflateSync(STATUS)],
    ['deflate without its two bytes', 'deflate', deflateRawSync(STATUS)],
    ['Brotli, though it was not asked for', 'br', brotliCompressSync(STATUS)],
    ['gzip under another name', 'X-GZIP', gzipSync(STATUS)],
    ['nothing, said to be gzip', 'gzip', STATUS],
    ['nothing, said to be deflate', 'deflate', STATUS],
    ['nothing, said to be of an unknown kind', 'zstd', STATUS],
  ])('reads an answer packed as %s', async (_, packing, body) => {
    server.reply = { status: 200, headers: { 'content-encoding': packing }, body }
    expect(await carrefour.importStatus(access, 'a')).toMatchObject({
      kind: 'done',
      value: { state: 'complete' },
    })
  })

  it.each<[string, string, Buffer]>([
    ['gzip', 'gzip', gzipSync(Buffer.alloc(30 * 1024 * 1024, 32))],
    ['deflate', 'deflate', deflateSync(Buffer.alloc(30 * 1024 * 1024, 32))],
    ['Brotli', 'br', brotliCompressSync(Buffer.alloc(30 * 1024 * 1024, 32))],
  ])('knows a report that is too long behind %s', async (_, packing, body) => {
    server.reply = { status: 200, headers: { 'content-encoding': packing }, body }
    expect(await carrefour.errorReport(access, 'a', 1)).toEqual({ kind: 'done', value: null })
  })

  it.each<[string, Buffer]>([
    ['grows beyond what is read', gzipSync(Buffer.alloc(30 * 1024 * 1024, 32))],
    ['is cut', gzipSync(JSON.stringify({ status: 'COMPLETE' })).subarray(0, 20)],
  ])('takes gzip that %s for no answer', async (_, body) => {
    server.reply = { status: 200, body }
    expect(await carrefour.importStatus(access, 'a')).toMatchObject({ kind: 'unavailable' })
  })

  it('reads the offer of exactly this SKU', async () => {
    server.reply = json(200, {
      offers: [
        { shop_sku: '77', quantity: 9 },
        null,
        { shop_sku: '7', quantity: 3, active: true, price: null },
      ],
      total_count: 2,
    })
    expect(await carrefour.offer(access, skuId(7))).toEqual({
      kind: 'done',
      value: { code: '7', quantity: 3, active: true },
    })
    expect(server.last.url).toBe('/mirakl/api/offers?sku=7&max=10&shop_id=2001')
    server.reply = json(200, { offers: [], total_count: 0 })
    expect(await carrefour.offer(access, skuId(8))).toEqual({ kind: 'done', value: null })
  })

  it.each<[string, readonly unknown[]]>([
    ['only other offers', [{ shop_sku: '77', quantity: 9 }]],
    ['the code with zeros before it', [{ shop_sku: '0007', quantity: 9 }]],
    ['the code with a blank', [{ shop_sku: ' 7', quantity: 9 }]],
    ['the code in full-width digits', [{ shop_sku: '\uFF17', quantity: 9 }]],
    [
      'two quantities',
      [
        { shop_sku: '7', quantity: 9 },
        { shop_sku: '7', quantity: 4 },
      ],
    ],
    ['none although the total says one', []],
  ])('takes %s as no answer about the SKU', async (_, offers) => {
    server.reply = json(200, { offers, total_count: 1 })
    expect(await carrefour.offer(access, skuId(7))).toMatchObject({ kind: 'unavailable' })
  })

  it.each([null, 'many', -3, 2.5, 1e300])('reads no quantity from %j', async quantity => {
    server.reply = json(200, { offers: [{ shop_sku: '7', quantity }], total_count: 1 })
    expect(await carrefour.offer(access, skuId(7))).toMatchObject({ value: { quantity: null } })
  })

  it('counts unreadable offers of a page too', async () => {
    server.reply = json(200, {
      offers: [{ shop_sku: '7', quantity: 3, active: true }, null, { shop_sku: 8, quantity: null }],
      total_count: 250,
    })
    expect(await carrefour.offerPage(access, 200)).toEqual({
      kind: 'done',
      value: {
        offers: [
          { code: '7', quantity: 3, active: true },
          { code: '8', quantity: null, active: false },
        ],
        received: 3,
        total: 250,
      },
    })
    expect(server.last.url).toBe(
      '/mirakl/api/offers?max=100&offset=200&sort=productTitle&order=asc&shop_id=2001'
    )
  })

  it('reads data sent as a web page', async () => {
    const html = { 'content-type': 'text/html; charset=utf-8' }
    server.reply = { status: 201, headers: html, body: '{"import_id":"a-1"}' }
    expect(await carrefour.sendStock(access, '')).toEqual({ kind: 'done', value: 'a-1' })
    server.reply = { status: 200, headers: html, body: '\uFEFF{"status":"RUNNING"}' }
    expect(await carrefour.importStatus(access, 'a')).toMatchObject({ kind: 'done' })
    server.reply = { status: 200, headers: html, body: '"line";"error"\n"2";"<b>no</b>"' }
    expect(await carrefour.errorReport(access, 'a', 1)).toMatchObject({ kind: 'done' })
    server.reply = { ...PAGE, headers: { 'content-type': 'application/json' } }
    expect(await carrefour.importStatus(access, 'a')).toMatchObject({ kind: 'unavailable' })
  })

  it.each([null, undefined, 'all', -1, 2.5, 1e300])(
    'reads a page without a total from %j',
    async total_count => {
      server.reply = json(200, { offers: [], total_count })
      expect(await carrefour.offerPage(access, 0)).toMatchObject({ value: { total: null } })
    }
  )

  it('does not read more offers than requested', async () => {
    const many = (count: number) =>
      json(200, { offers: Array(count).fill({ shop_sku: '7', quantity: 1 }), total_count: count })
    server.reply = many(100)
    expect(await carrefour.offerPage(access, 0)).toMatchObject({ kind: 'done' })
    server.reply = many(101)
    expect(await carrefour.offerPage(access, 0)).toMatchObject({ kind: 'unavailable' })
  })

  it('reads a few values of the shop’s account and nothing of its bank', async () => {
    const payment_info = { account_number: '000111' }
    const shop = {
      shop_id: 2001,
      shop_name: 'Loja Demo',
      shop_state: 'OPEN',
      closedFrom: null,
      closedTo: null,
      suspension: '',
      payment_info,
    }
    server.reply = json(200, shop)
    expect(await carrefour.account(access)).toEqual({
      kind: 'done',
      value: {
        shopId: '2001',
        name: 'Loja Demo',
        state: 'OPEN',
        closedFrom: null,
        closedTo: null,
        suspension: '',
      },
    })
    expect(server.last.url).toBe('/mirakl/api/account?shop_id=2001')
  })

  it.each([
    [{ shop_id: '02001', shop_state: 'open', suspension_type: 'manual' }, '2001', 'OPEN', 'MANUAL'],
    [{ shop_id: ' 2001 ', shop_state: ' Suspended\u200B' }, '2001', 'SUSPENDED', ''],
    [{ shop_id: 'loja-1', shop_state: 5 }, 'loja-1', '5', ''],
  ])('reads the account %j in one spelling', async (body, shopId, state, suspension) => {
    server.reply = json(200, body)
    expect(await carrefour.account(access)).toMatchObject({ value: { shopId, state, suspension } })
  })

  it.each([0, '0', '000', null, [], 2001.5, '2001/..'])(
    'takes the shop %j for none',
    async shop_id => {
      server.reply = json(200, { shop_id, shop_name: 'Loja' })
      expect(await carrefour.account(access)).toMatchObject({ kind: 'unavailable' })
    }
  )

  it('tells which of many EANs are catalogued, in one call, whatever else comes', async () => {
    server.reply = json(200, {
      products: [
        { product_id: '7891000000017', product_id_type: 'EAN', product_title: null },
        { product_id: 'X1', product_id_type: 'SHOP' },
        { product_id: 7891000000024 },
        null,
        {},
      ],
    })
    expect(await carrefour.products(access, ['7891000000017', '7891000000024'])).toEqual({
      kind: 'done',
      value: ['7891000000017', '7891000000024'],
    })
    expect(decodeURIComponent(server.last.url)).toBe(
      '/mirakl/api/products?product_references=EAN|7891000000017,EAN|7891000000024&shop_id=2001'
    )
    server.reply = json(200, { products: null })
    expect(await carrefour.products(access, ['1'])).toMatchObject({ kind: 'unavailable' })
  })

  it('accepts only a list of offers as the answer to a ping', async () => {
    server.reply = json(200, { offers: [] })
    expect(await carrefour.ping(access)).toEqual({ kind: 'done', value: null })
    server.reply = json(200, { hello: 'world' })
    expect(await carrefour.ping(access)).toMatchObject({ kind: 'unavailable' })
  })
})

describe('the key', () => {
  it('is in no span and no log of a sampled trace', async () => {
    const spans: unknown[] = []
    const span = {
      addTags: (tags: unknown) => spans.push(tags),
      setTag: (...tag: unknown[]) => spans.push(tag),
      log: (entry: unknown) => spans.push(entry),
      finish: () => undefined,
      context: () => ({ isSampled: () => true, toTraceId: () => 'trace-1' }),
    }
    const tracer = {
      isTraceSampled: true,
      startSpan: () => span,
      inject: () => undefined,
      fallbackSpanContext: () => undefined,
    }
    const traced = new CarrefourClient(anIoContext({ tracer: tracer as never }))
    for (const reply of [
      json(200, { status: 'RUNNING' }),
      { status: 200, fault: 'cut' as const },
    ]) {
      server.reply = reply
      await traced.importStatus(access, 'a')
    }
    expect(spans.length).toBeGreaterThan(0)
    expect(inspect(spans, { depth: 9 })).not.toContain(KEY)
  })

  it('is unchanged by special characters', async () => {
    server.reply = json(200, { offers: [] })
    await carrefour.ping({ ...access, shopKey: shopKey('a+b/c=="d;é'.replace('é', 'e')) })
    expect(server.last.headers.authorization).toBe('a+b/c=="d;e')
  })
})

describe('Retry-After', () => {
  const now = Date.parse('2026-11-02T12:00:00Z')

  it.each<[unknown, number | null]>([
    ['30', 30_000],
    [' 7 ', 7_000],
    [90, 90_000],
    ['Mon, 02 Nov 2026 12:01:35 GMT', 95_000],
    ['Monday, 02-Nov-26 12:01:35 GMT', 95_000],
    ['2026-11-02T12:00:40Z', 40_000],
    ['0', null],
    ['-1', null],
    ['2.5', 2_500],
    ['90.0001', 90_001],
    ['0.0', null],
    ['.5', null],
    ['1.', null],
    ['+30', null],
    ['30, 60', null],
    ['1e9', null],
    ['soon', null],
    ['', null],
    [undefined, null],
    ['Wed, 21 Oct 2015 07:28:00 GMT', null],
    ['2001', 2_001_000],
    ['999999999', 24 * 3_600_000],
    ['9'.repeat(400), 24 * 3_600_000],
  ])('%j is %j', (header, expected) => {
    expect(retryAfter(header, now)).toBe(expected)
  })
})

describe('addresses', () => {
  it('use https by header through VTEX’s proxy, loopback unchanged, and the base’s own path', () => {
    expect(addressOf('https://carrefour.mirakl.net', '/offers')).toEqual({
      url: 'http://carrefour.mirakl.net/api/offers',
      headers: { 'X-Vtex-Use-Https': 'true' },
    })
    expect(addressOf('http://localhost:3000/carrefour', '/offers')).toEqual({
      url: 'http://localhost:3000/carrefour/api/offers',
      headers: {},
    })
  })
})
