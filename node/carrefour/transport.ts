/* One HTTP call to Carrefour, with the ShopKey masked in everything that comes back. */

import { gunzip } from 'zlib'
import { promisify } from 'util'
import type { Access } from '../ports/carrefour'
import type { ShopKey } from '../connection/shop.logic'
import { CallError } from '../shared/callError'
import { SECOND } from '../shared/time'
import { plainErrors, untraced } from '../vtex/middleware'
import { type InstanceOptions, type IOContext, ExternalClient } from '@vtex/api'

const unzip = promisify<Buffer, { maxOutputLength: number }, Buffer>(gunzip)

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
      const config = {
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
        maxContentLength: operation.largest,
        maxRedirects: 0,
        metric: operation.name,
        responseType: 'arraybuffer' as const,
        signal: deadline.signal,
        timeout: operation.timeout,
        validateStatus: () => true,
      }
      const answer: unknown = operation.upload
        ? await this.http.postRaw(address.url, operation.upload.body, config)
        : await this.http.getRaw(address.url, config)
      return maskedAnswer(await unpacked(toRaw(answer), operation.largest), access)
    } catch (error) {
      if (deadline.signal.aborted)
        throw new CallError(operation.name, null, `no answer in ${operation.timeout / SECOND} s`)
      throw error
    } finally {
      clearTimeout(timer)
    }
  }
}

function toRaw(answer: unknown): RawAnswer {
  const { status, statusText, headers, data } = answer as {
    status: number
    statusText?: string
    headers?: Record<string, unknown>
    data?: unknown
  }
  return {
    status,
    statusText: statusText ?? '',
    headers: headers ?? {},
    body: Buffer.isBuffer(data) ? data : Buffer.alloc(0),
  }
}

const GZIP = Buffer.from([0x1f, 0x8b, 0x08])

/**
 * The answer unpacked if it is gzip that no header announced, as some servers and proxies send files. What cannot be
 * unpacked, or would be too long, stays as it is and is no readable answer.
 */
async function unpacked(answer: RawAnswer, largest: number): Promise<RawAnswer> {
  if (!answer.body.subarray(0, GZIP.length).equals(GZIP)) return answer
  try {
    return { ...answer, body: await unzip(answer.body, { maxOutputLength: largest }) }
  } catch {
    return answer
  }
}

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
