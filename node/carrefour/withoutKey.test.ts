import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals'

import type { Access } from '../ports/carrefour'
import { anAccess, shopKey, skuId } from '../testing/factories'
import { HttpServer } from '../testing/httpServer'
import { anIoContext } from '../testing/io'
import { CarrefourClient } from './client'
import { formsOf, withoutKey } from './withoutKey'

const KEY = '8f3a91c7-5bd2-4e60-9a1f-c07d2b64e815'
const piecesOf = (text: string) =>
  Array.from({ length: text.length - 7 }, (_, at) => text.slice(at, at + 8))
const PIECES = [...piecesOf(KEY), ...piecesOf(KEY.replace(/-/g, ''))]

/** The pieces of 8 characters of the key that a text holds, whatever their case. */
const leaked = (text: string) => {
  const folded = text.toLowerCase()
  return PIECES.filter(piece => folded.includes(piece))
}

const masked = (text: string | Buffer, key = KEY) =>
  withoutKey(Buffer.from(text), formsOf(shopKey(key))).toString('latin1')

const base64 = (before: string) => Buffer.from(`${before}${KEY} and more`).toString('base64')
const escaped = (sign: (code: number) => string) =>
  [...KEY].map(char => sign(char.charCodeAt(0))).join('')
const hex = (code: number, length: number) => code.toString(16).padStart(length, '0')

describe('the forms of a key in an answer', () => {
  it.each<[string, string | Buffer]>([
    ['as it is', KEY],
    ['in capitals', KEY.toUpperCase()],
    ['URL-encoded', escaped(code => `%${hex(code, 2)}`)],
    ['URL-encoded twice', escaped(code => `%25${hex(code, 2)}`)],
    ['with one character URL-encoded', KEY.replace('-', '%2D')],
    ['in JSON escapes', escaped(code => `\\u${hex(code, 4)}`)],
    ['in hexadecimal escapes', escaped(code => `\\x${hex(code, 2)}`)],
    ['in entities', escaped(code => `&#${code};`)],
    ['in hexadecimal entities', escaped(code => `&#x${hex(code, 2)};`)],
    ['with spaces between', [...KEY].join(' ')],
    ['over several lines', KEY.replace(/(.{9})/g, '$1\r\n')],
    ['without its dashes', KEY.replace(/-/g, '')],
    ['as a list of characters', JSON.stringify([...KEY])],
    ['in UTF-16', Buffer.from(KEY, 'utf16le')],
    ['in hexadecimal', Buffer.from(KEY).toString('hex')],
  ])('F3e: given it %s, expect nothing of it left', (_, form) => {
    const text = Buffer.concat([Buffer.from('before '), Buffer.from(form), Buffer.from(' after')])
    const left = masked(text)
    expect(left).toContain('[ShopKey]')
    expect(left).toMatch(/^before [^]*after$/)
    const bare = left.replace(/[^a-z0-9]/gi, '').toLowerCase()
    expect(leaked(bare)).toEqual([])
    expect(left.length).toBeLessThan('before [ShopKey] after'.length + 8)
  })

  it('F3e: given Base64 at any alignment, standard or for URLs, expect not enough left to decode', () => {
    for (const before of ['', 'a', 'ab', 'user:', 'Bearer ']) {
      for (const text of [base64(before), base64(before).replace(/\+/g, '-').replace(/\//g, '_')]) {
        const left = masked(text).split('[ShopKey]')
        const decoded = left.map(part => Buffer.from(part, 'base64').toString('latin1')).join('|')
        expect(left.length).toBeGreaterThan(1)
        expect(leaked(decoded)).toEqual([])
      }
    }
  })

  it('given a server that cut its own echo, expect the beginning and the end of the key hidden, too', () => {
    expect(masked(`Key ${KEY.slice(0, 20)}`)).toContain('[ShopKey]')
    expect(masked(`${KEY.slice(-20)} is no key`)).toContain('[ShopKey]')
  })

  it('expect answers without it untouched, byte for byte', () => {
    const bytes = Buffer.from([
      0,
      255,
      37,
      52,
      92,
      117,
      38,
      35,
      120,
      ...Buffer.from('8f3a91c7 %zz'),
    ])
    expect(withoutKey(bytes, formsOf(shopKey(KEY)))).toBe(bytes)
  })

  it('given a key too short to be told from chance, expect the data whole', () => {
    expect(masked('"1";"12345";"k-1"', 'k-1')).toBe('"1";"12345";"k-1"')
  })

  it('given an answer of many megabytes with the key across each border, expect it hidden and quickly', () => {
    const filler = 'x'.repeat(256 * 1024 - 20)
    const started = process.hrtime.bigint()
    const left = masked(`${filler}${KEY}${filler}${KEY}${'%41'.repeat(1_000_000)}`)
    expect(leaked(left)).toEqual([])
    expect(left.split('[ShopKey]')).toHaveLength(3)
    expect(Number(process.hrtime.bigint() - started) / 1e6).toBeLessThan(5_000)
  })
})

describe('a server that echoes the key everywhere', () => {
  let server: HttpServer
  let access: Access
  let carrefour: CarrefourClient

  beforeAll(async () => {
    server = await HttpServer.start()
    access = anAccess({ url: server.url, shopKey: shopKey(KEY) })
    carrefour = new CarrefourClient(anIoContext({}))
  })
  afterAll(() => server.stop())

  const everyOperation: readonly (() => Promise<unknown>)[] = [
    () => carrefour.sendStock(access, ''),
    () => carrefour.importStatus(access, 'a'),
    () => carrefour.errorReport(access, 'a', 1),
    () => carrefour.offer(access, skuId(7)),
    () => carrefour.offerPage(access, 0),
    () => carrefour.products(access, ['7891000000017']),
    () => carrefour.ping(access),
    () => carrefour.account(access),
  ]

  const bodyWith = (text: string, status: number) =>
    JSON.stringify({
      import_id: text,
      status: status < 300 ? text : status,
      message: text,
      errors: [{ message: text }],
      offers: [{ shop_sku: '7', quantity: 1, product_title: text }, { shop_sku: text }],
      total_count: 1,
      products: [{ product_id: text }],
      shop_id: text,
      shop_name: text,
      shop_state: text,
    })

  it('F3b, c, d: in every field and header, expect no answer, log line or URL to hold 8 characters of it', async () => {
    const lines: string[] = []
    for (const name of ['log', 'warn', 'error'] as const)
      jest
        .spyOn(console, name)
        .mockImplementation((...args) => void lines.push(JSON.stringify(args)))
    const answers: unknown[] = []
    // The long form asks everything at every offset; here each offset has two of the eight operations.
    const isLong = Boolean(process.env.LONG_TESTS)
    const offsets = isLong ? 1 : 16
    for (const status of [200, 201, 400, 401, 403, 404, 429, 503]) {
      for (let offset = 960; offset <= 1_040; offset += status === 200 ? 1 : offsets) {
        const echo = `${'.'.repeat(offset)}${KEY.toUpperCase()}!`
        const text = offset % 2 ? `${'.'.repeat(offset)}${KEY}` : echo
        const headers = {
          'content-type': 'application/json',
          location: `/api/offers/stock/imports/${KEY}`,
          'retry-after': KEY,
          'x-echo': KEY,
        }
        server.reply = { status, statusText: KEY, headers, body: bodyWith(text, status) }
        const asked = everyOperation.filter((_, at) => isLong || (at + offset) % 4 === 0)
        answers.push(...(await Promise.all(asked.map(ask => ask()))))
      }
    }
    jest.restoreAllMocks()
    expect(leaked(JSON.stringify(answers))).toEqual([])
    expect(leaked(lines.join('\n'))).toEqual([])
    expect(leaked(server.seen.map(({ url }) => url).join('\n'))).toEqual([])
  }, 60_000)

  it('F3c: given the key for an import id or a shop id, expect it refused', async () => {
    server.reply = { status: 200, body: bodyWith(KEY, 200) }
    expect(await carrefour.sendStock(access, '')).toMatchObject({ kind: 'unavailable' })
    expect(await carrefour.account(access)).toMatchObject({ kind: 'unavailable' })
  })
})
