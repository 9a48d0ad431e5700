import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals'
import type { Access } from '../ports'
import { processorTime } from '../testing/cases'
import { anAccess, shopKey, skuId } from '../testing/factories'
import { HttpServer } from '../testing/httpServer'
import { anIoContext } from '../testing/vtex'
import { CarrefourClient } from './client'
import { formsOf, withoutKey } from './withoutKey'

const KEY = '8f3a91c7-5bd2-4e60-9a1f-c07d2b64e815'
const piecesOf = (text: string) =>
  Array.from({ length: text.length - 7 }, (_, at) => text.slice(at, at + 8))
const PIECES = [...piecesOf(KEY), ...piecesOf(KEY.replace(/-/g, ''))]

/** The 8-character pieces of the key in a text, in any case. */
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
  ])('nothing of the key is left: %s', (_, form) => {
    const text = Buffer.concat([Buffer.from('before '), Buffer.from(form), Buffer.from(' after')])
    const left = masked(text)
    expect(left).toContain('[ShopKey]')
    expect(left).toMatch(/^before [^]*after$/)
    const bare = left.replace(/[^a-z0-9]/gi, '').toLowerCase()
    expect(leaked(bare)).toEqual([])
    expect(left.length).toBeLessThan('before [ShopKey] after'.length + 8)
  })

  it('too little to decode is left of Base64 at any alignment, standard or for URLs', () => {
    for (const before of ['', 'a', 'ab', 'user:', 'Bearer ']) {
      for (const text of [base64(before), base64(before).replace(/\+/g, '-').replace(/\//g, '_')]) {
        const left = masked(text).split('[ShopKey]')
        const decoded = left.map(part => Buffer.from(part, 'base64').toString('latin1')).join('|')
        expect(left.length).toBeGreaterThan(1)
        expect(leaked(decoded)).toEqual([])
      }
    }
  })

  it('beginning and end of the key are hidden in an echo that the server cut', () => {
    expect(masked(`Key ${KEY.slice(0, 20)}`)).toContain('[ShopKey]')
    expect(masked(`${KEY.slice(-20)} is no key`)).toContain('[ShopKey]')
  })

  it('answers without it are unchanged, byte for byte', () => {
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

  it('data is kept whole for a key too short to be told from chance', () => {
    expect(masked('"1";"12345";"k-1"', 'k-1')).toBe('"1";"12345";"k-1"')
  })

  it('the key is hidden quickly in many megabytes with it across each border', () => {
    const filler = 'x'.repeat(256 * 1024 - 20)
    let left = ''
    const spent = processorTime(() => {
      left = masked(`${filler}${KEY}${filler}${KEY}${'%41'.repeat(1_000_000)}`)
    })
    expect(leaked(left)).toEqual([])
    expect(left.split('[ShopKey]')).toHaveLength(3)
    expect(spent).toBeLessThan(5_000)
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
    async () => {
      const answer = await carrefour.errorReport(access, 'a', 1)
      return answer.kind === 'done' ? String(answer.value) : answer
    },
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

  it('shows 8 characters of it in no answer, log line or URL, from any field or header', async () => {
    const lines: string[] = []
    for (const name of ['log', 'warn', 'error'] as const)
      jest
        .spyOn(console, name)
        .mockImplementation((...args) => void lines.push(JSON.stringify(args)))
    const answers: unknown[] = []
    // The long form tests everything at every offset; here each offset has two of the eight operations.
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
  }, 240_000)

  it('is refused when it sends the key as an import id or shop id', async () => {
    server.reply = { status: 200, body: bodyWith(KEY, 200) }
    expect(await carrefour.sendStock(access, '')).toMatchObject({ kind: 'unavailable' })
    expect(await carrefour.account(access)).toMatchObject({ kind: 'unavailable' })
  })
})
