/* One HTTP call to Carrefour, with the ShopKey masked in everything that comes back. */

import type { Readable } from 'stream'
import { promisify } from 'util'
import { brotliDecompress, gunzip, inflate, inflateRaw } from 'zlib'
import type { Access } from '../ports'
import { CallError, TOO_LONG } from '../shared/callError'
import { asObject, asText } from '../shared/json'
import { SECOND } from '../shared/time'
import { plainErrors, untraced } from '../vtex/middleware'
import { type InstanceOptions, type IOContext, ExternalClient } from '@vtex/api'
import { formsOf, headersWithoutKey, textWithoutKey, withoutKey } from './withoutKey'

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
