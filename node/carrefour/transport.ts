/* One HTTP call to Carrefour, with the ShopKey masked in everything that comes back. */

import type { Readable } from 'stream'
import { promisify } from 'util'
import { brotliDecompress, gunzip, inflate, inflateRaw } from 'zlib'
import type { Access } from '../ports/carrefour'
import type { ShopKey } from '../connection/shop.logic'
import { CallError, TOO_LONG } from '../shared/callError'
import { asObject, asText } from '../shared/json'
import { SECOND } from '../shared/time'
import { plainErrors, untraced } from '../vtex/middleware'
import { type InstanceOptions, type IOContext, ExternalClient } from '@vtex/api'

export interface Address {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
}

/**
 * The full address of an operation. VTEX IO calls external hosts through a proxy that accepts plain http, with a header
 * that switches to https.
 *
 * @param base saved address: https, or http on loopback; its own path is kept
 * @param path below `/api`, with a leading slash
 */
export function addressOf(base: string, path: string): Address {
  const isHttps = base.startsWith('https://')
  return {
    url: `${isHttps ? base.replace(/^https:/, 'http:') : base}/api${path}`,
    headers: isHttps ? { 'X-Vtex-Use-Https': 'true' } : {},
  }
}

/** An answer of any status. The ShopKey is masked in body and headers; the rest is as received. */
export interface RawAnswer {
  readonly status: number
  readonly statusText: string
  readonly headers: Readonly<Record<string, unknown>>
  readonly body: Buffer
}

/** One call of the Mirakl API. */
export interface Operation {
  /** Name in metrics. */
  readonly name: string
  /** Below `/api`. */
  readonly path: string
  readonly params?: Readonly<Record<string, string>>
  /** Accepted content type. */
  readonly accept: string
  /** Makes it a POST. */
  readonly upload?: { readonly contentType: string; readonly body: Buffer }
  /** Milliseconds for the whole call. */
  readonly timeout: number
  /** Maximum bytes of an answer. */
  readonly largest: number
}

/**
 * HTTP client for Carrefour. Calls are never retried, redirected, cached or traced, and any status is an answer. The
 * Admin user's session and the store's tenant are not forwarded.
 */
export class CarrefourTransport extends ExternalClient {
  constructor(
    { host, tenant, binding, locale, sessionToken, segmentToken, ...context }: IOContext,
    options?: InstanceOptions
  ) {
    super(
      '',
      { ...context, operationId: '', product: '' },
      { ...options, retries: 0, memoizable: false, middlewares: [untraced, plainErrors] }
    )
  }

  /**
   * The only place where answers come in: the ShopKey is masked here, before anything reads, cuts or logs them.
   *
   * @throws CallError when no answer came in time, or it is too long
   */
  async call(access: Access, operation: Operation): Promise<RawAnswer> {
    const address = addressOf(access.url, operation.path)
    // The library's time-out only counts idle time: an answer that trickles would never end.
    const deadline = new AbortController()
    const timer = setTimeout(() => deadline.abort(), operation.timeout)
    try {
      // Read and unpacked here: the library keeps every piece of an answer, and knows but one form of each packing.
      const config = {
        decompress: false,
        params: {
          ...operation.params,
          ...(access.shopId === '' ? {} : { shop_id: access.shopId }),
        },
        headers: {
          Accept: operation.accept,
          Authorization: access.shopKey.reveal(),
          ...(operation.upload ? { 'Content-Type': operation.upload.contentType } : {}),
          ...address.headers,
        },
        maxRedirects: 0,
        metric: operation.name,
        responseType: 'stream' as const,
        signal: deadline.signal,
        timeout: operation.timeout,
        validateStatus: () => true,
      }
      const answer = operation.upload
        ? await this.http.postRaw<Readable>(address.url, operation.upload.body, config)
        : await this.http.getRaw<Readable>(address.url, config)
      const body = await bytesOf(answer.data, operation, deadline.signal)
      return maskedAnswer(await unpacked({ ...headOf(answer), body }, operation), access)
    } catch (error) {
      if (deadline.signal.aborted)
        throw new CallError(operation.name, null, `no answer in ${operation.timeout / SECOND} s`)
      throw error
    } finally {
      clearTimeout(timer)
    }
  }
}

const headOf = (answer: {
  readonly status: number
  readonly statusText?: string
  readonly headers?: unknown
}): Omit<RawAnswer, 'body'> => ({
  status: answer.status,
  statusText: answer.statusText ?? '',
  headers: asObject(answer.headers) ?? {},
})

/** Bytes that are reserved for a body at first. */
const FIRST_ROOM = 16 * 1024

/**
 * The bytes of a body. They are copied as they come, because an answer of 2 MB may arrive in two million pieces, and each
 * that is kept costs a hundred times its byte.
 *
 * @throws CallError when it is too long, breaks off, or does not end before the deadline
 */
function bytesOf(stream: Readable, operation: Operation, deadline: AbortSignal): Promise<Buffer> {
  let room = Buffer.allocUnsafe(Math.min(FIRST_ROOM, operation.largest))
  let length = 0
  return new Promise((resolve, reject) => {
    const fail = (code: string) => {
      reject(new CallError(operation.name, null, code))
      stream.destroy()
    }
    stream.on('data', (piece: Buffer) => {
      const end = length + piece.length
      if (end > operation.largest) return fail(TOO_LONG)
      if (end > room.length) {
        const more = Buffer.allocUnsafe(Math.min(Math.max(2 * room.length, end), operation.largest))
        room.copy(more, 0, 0, length)
        room = more
      }
      piece.copy(room, length)
      length = end
    })
    stream.on('end', () => resolve(room.subarray(0, length)))
    stream.on('error', error => fail(codeOf(error)))
    // After its end this changes nothing.
    stream.on('close', () => fail('ECONNRESET'))
    deadline.addEventListener('abort', () => fail('ECONNABORTED'))
  })
}

const codeOf = (error: unknown): string => asText(asObject(error)?.code) ?? 'no answer'

type Unpack = (body: Buffer, options: { readonly maxOutputLength: number }) => Promise<Buffer>
const asUnpack = (unpack: typeof gunzip): Unpack => promisify<Buffer, object, Buffer>(unpack)

const GUNZIP = asUnpack(gunzip)
const BROTLI = asUnpack(brotliDecompress)
const INFLATE = asUnpack(inflate)
const INFLATE_RAW = asUnpack(inflateRaw)

const GZIP = Buffer.from([0x1f, 0x8b, 0x08])

/** A file that is kept packed may be packed once more on its way. */
const MOST_LAYERS = 2

/**
 * The answer unpacked. Gzip is known by its bytes, whether a header announces it or not, as some servers and proxies send
 * files; the others by the header, whose `deflate` has two forms. What is announced as packed and is not stays as it is.
 *
 * @throws CallError when it would be too long, or is broken gzip
 */
async function unpacked(answer: RawAnswer, { name, largest }: Operation): Promise<RawAnswer> {
  let { body } = answer
  for (let layer = 0; layer < MOST_LAYERS; layer += 1) {
    const isGzip = body.subarray(0, GZIP.length).equals(GZIP)
    const unpack = isGzip ? GUNZIP : layer === 0 ? announced(answer) : null
    if (!unpack) break
    try {
      body = await unpack(body, { maxOutputLength: largest })
    } catch (error) {
      const code = codeOf(error)
      if (code === 'ERR_BUFFER_TOO_LARGE') throw new CallError(name, null, TOO_LONG)
      if (isGzip) throw new CallError(name, null, code)
      break
    }
  }
  return { ...answer, body }
}

/** How a body is packed according to its header, gzip aside. */
function announced({ headers, body }: RawAnswer): Unpack | null {
  switch ((asText(headers['content-encoding']) ?? '').trim().toLowerCase()) {
    case 'br':
      return BROTLI
    case 'deflate':
      return isZlib(body) ? INFLATE : INFLATE_RAW
    default:
      return null
  }
}

/** The two bytes that begin `deflate` as the standard means it; some servers leave them out. */
const isZlib = (body: Buffer): boolean =>
  body.length > 1 && ((body[0] ?? 0) & 0x0f) === 8 && body.readUInt16BE(0) % 31 === 0

function maskedAnswer(answer: RawAnswer, { shopKey }: Access): RawAnswer {
  const forms = formsOf(shopKey)
  return {
    status: answer.status,
    statusText: textWithoutKey(answer.statusText, forms),
    headers: headersWithoutKey(answer.headers, forms),
    body: withoutKey(answer.body, forms),
  }
}

/** Replaces the key. Not a valid import id or shop id. */
const MASK = '[ShopKey]'

/** Fewer letters and digits than this could occur anywhere by chance. */
const SHORTEST_FORM = 8

/** A server may truncate its echo of the key: a beginning or end of this length is hidden too. */
const FRAGMENT = 12

/** Letters and digits searched together; pieces overlap, so that forms across the border are found. */
const PIECE = 256 * 1024

/** The searched forms of a key: lower case, letters and digits only. */
export type KeyForms = readonly string[]

/**
 * Every searched form of the key. Case, separators, white space and escapes are removed from the answer before the
 * search, so one form covers many spellings; Base64 has three, by alignment.
 *
 * @returns none for a key so short that its form would be found everywhere
 */
export function formsOf(key: ShopKey): KeyForms {
  const text = key.reveal()
  const plain = bare(text)
  if (plain.length < SHORTEST_FORM) return []
  const spellings = [...new Set([text, text.toLowerCase(), text.toUpperCase()])]
  const encoded = spellings.flatMap(one => [...base64Of(one), Buffer.from(one).toString('hex')])
  const cut = plain.length > FRAGMENT ? [plain.slice(0, FRAGMENT), plain.slice(-FRAGMENT)] : []
  const forms = [plain, ...encoded.map(bare), ...cut]
  return [...new Set(forms)].filter(form => form.length >= SHORTEST_FORM)
}

const bare = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]/g, '')

/** The part of the key's Base64 that does not depend on its neighbours, for each of the three alignments. */
const base64Of = (text: string): readonly string[] =>
  [0, 1, 2].map(before => {
    const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(text)])
    const whole = Math.floor((bytes.length * 8) / 6)
    return bytes.toString('base64').slice(Math.ceil((before * 8) / 6), whole)
  })

/** The bytes of an answer with every form of the key masked. */
export function withoutKey(bytes: Buffer, forms: KeyForms): Buffer {
  if (forms.length === 0 || bytes.length < SHORTEST_FORM) return bytes
  const found = rangesOf(bytes, forms)
  if (found.length === 0) return bytes
  const parts: Buffer[] = []
  let at = 0
  for (const [from, to] of found) {
    if (to <= at) continue
    if (from > at || parts.length === 0) parts.push(bytes.subarray(at, from), Buffer.from(MASK))
    at = to
  }
  return Buffer.concat([...parts, bytes.subarray(at)])
}

export const textWithoutKey = (text: string, forms: KeyForms): string => {
  const bytes = Buffer.from(text)
  const masked = withoutKey(bytes, forms)
  return masked === bytes ? text : masked.toString('utf8')
}

/** Headers with every form of the key masked; one whose name holds it is dropped. */
export const headersWithoutKey = (
  headers: Readonly<Record<string, unknown>>,
  forms: KeyForms
): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      textWithoutKey(name, forms) === name ? [[name, headerWithoutKey(value, forms)]] : []
    )
  )

function headerWithoutKey(value: unknown, forms: KeyForms): unknown {
  if (typeof value === 'string') return textWithoutKey(value, forms)
  return Array.isArray(value) ? value.map(one => headerWithoutKey(one, forms)) : value
}

type Range = readonly [from: number, to: number]

/** Ranges of the forms, in order; they may overlap. */
function rangesOf(bytes: Buffer, forms: KeyForms): readonly Range[] {
  const overlap = Math.max(...forms.map(form => form.length)) - 1
  const letters = Buffer.alloc(PIECE)
  const starts = new Uint32Array(PIECE)
  const ends = new Uint32Array(PIECE)
  const found: Range[] = []
  let length = 0
  const search = () => {
    const piece = letters.subarray(0, length)
    for (const form of forms) {
      let at = piece.indexOf(form, 0, 'latin1')
      while (at >= 0) {
        found.push([starts[at] ?? 0, ends[at + form.length - 1] ?? 0])
        at = piece.indexOf(form, at + 1, 'latin1')
      }
    }
  }
  for (let at = 0; at < bytes.length;) {
    const { code, end } = decoded(bytes, at)
    const letter = lowerAlphanumeric(code)
    if (letter !== 0) {
      if (length === PIECE) {
        search()
        const kept = PIECE - overlap
        letters.copyWithin(0, kept)
        starts.copyWithin(0, kept)
        ends.copyWithin(0, kept)
        length = overlap
      }
      letters[length] = letter
      starts[length] = at
      ends[length] = end
      length += 1
    }
    at = end
  }
  search()
  return found.sort(([a], [b]) => a - b)
}

function lowerAlphanumeric(code: number): number {
  if (code >= 0x41 && code <= 0x5a) return code + 0x20
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39) ? code : 0
}

const PERCENT = 0x25
const AMPERSAND = 0x26
const BACKSLASH = 0x5c

/** Levels of nested escapes that are decoded (`%2573`). */
const DEEPEST = 4

/** The character at a position, unescaped: `%41`, `%2541`, `\u0041`, `&#65;`, `&#x41;`. */
function decoded(bytes: Buffer, at: number): { readonly code: number; readonly end: number } {
  let code = bytes[at] ?? 0
  let end = at + 1
  for (let depth = 0; depth < DEEPEST; depth += 1) {
    const next = escaped(bytes, code, end)
    if (!next) break
    code = next.code
    end = next.end
  }
  return { code, end }
}

function escaped(
  bytes: Buffer,
  code: number,
  rest: number
): { readonly code: number; readonly end: number } | null {
  if (code === PERCENT) {
    const value = numberAt(bytes, rest, 2, 16)
    return value === null ? null : { code: value, end: rest + 2 }
  }
  if (code === BACKSLASH) {
    const sign = bytes[rest]
    const size = sign === 0x75 ? 4 : sign === 0x78 ? 2 : 0
    const value = size === 0 ? null : numberAt(bytes, rest + 1, size, 16)
    return value === null ? null : { code: value, end: rest + 1 + size }
  }
  if (code === AMPERSAND && bytes[rest] === 0x23) {
    const text = bytes.toString('latin1', rest + 1, rest + 10)
    const [whole = '', hex, decimal] = /^(?:x([0-9a-f]{1,6})|([0-9]{1,7}));/i.exec(text) ?? []
    const value = hex ? parseInt(hex, 16) : decimal ? parseInt(decimal, 10) : null
    return value === null ? null : { code: value, end: rest + 1 + whole.length }
  }
  return null
}

function numberAt(bytes: Buffer, at: number, size: number, base: number): number | null {
  let value = 0
  for (let index = at; index < at + size; index += 1) {
    const digit = digitOf(bytes[index] ?? 0)
    if (digit < 0 || digit >= base) return null
    value = value * base + digit
  }
  return value
}

function digitOf(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30
  const letter = lowerAlphanumeric(code)
  return letter >= 0x61 ? letter - 0x61 + 10 : -1
}
