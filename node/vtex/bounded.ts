/* What an answer of any host may take: memory by its bytes, however many pieces they come in, and time by a deadline. */

import http, { type ClientRequest, type IncomingMessage, type RequestOptions } from 'http'
import https from 'https'
import { type Readable, type TransformCallback, finished, pipeline, Transform } from 'stream'
import { createUnzip } from 'zlib'
import { type Millis, SECOND } from '../shared/time'
import type { ClientMiddleware } from './middleware'

const MEGABYTE = 1024 * 1024

/** Bytes of an unpacked answer. The longest that are known are a page of the ledger and a kept attachment, below 2 MB. */
export const LONGEST_BODY = 8 * MEGABYTE

/** An answer may take this many times the time-out of its call, which alone counts only the time without any byte. */
const PATIENCE = 2

/** The time-out of a call that names none. */
const USUAL_TIMEOUT: Millis = 5 * SECOND

/** Client middleware: no answer of the call takes more memory or time than is meant for it. */
export const bounded: ClientMiddleware = async (ctx, next) => {
  const config: object = ctx.config
  Object.assign(config, {
    maxContentLength: LONGEST_BODY,
    // Unpacked below: the library does not notice that a packed answer breaks off, and would wait for ever.
    decompress: false,
    // The settings are read when the call starts: the library adds the client's time-out after this.
    transport: new BoundedTransport(() => PATIENCE * (ctx.config.timeout ?? USUAL_TIMEOUT)),
  })
  await next()
}

/** What the library calls in place of Node's `http`. */
class BoundedTransport {
  constructor(private readonly patience: () => Millis) {}

  readonly request = (
    options: RequestOptions,
    answered: (response: IncomingMessage) => void
  ): ClientRequest => {
    let body: Readable | null = null
    const { request } = options.protocol === 'https:' ? https : http
    const call = request(options, response => {
      const answer = isSmall(response) ? response : asResponse(bodyOf(response), response)
      body = answer
      answered(answer)
    })
    const deadline = setTimeout(() => {
      if (body) breakOff(body)
      else call.destroy(new TooLate())
    }, this.patience())
    call.once('close', () => clearTimeout(deadline))
    return call
  }
}

/** Known to the library as a time-out. */
class TooLate extends Error {
  readonly code = 'ECONNABORTED'
}

/** An answer that fits in one block, however many pieces it comes in: HTTP's parser takes no more than the length says. */
const isSmall = (response: IncomingMessage): boolean =>
  !isPacked(response) && Number(response.headers['content-length'] ?? NaN) <= BLOCK

/** The body of an answer, unpacked, in pieces of a size worth keeping; it fails when the answer breaks off. */
function bodyOf(response: IncomingMessage): Gathered {
  const body = new Gathered()
  const done = (error?: NodeJS.ErrnoException | null) => {
    if (error) breakOff(body)
  }
  if (isPacked(response)) pipeline(response, createUnzip(), body, done)
  else {
    // As `pipeline` does, without what it makes for each call: an abort that ends with an exception and its stack.
    finished(response, done)
    body.once('close', () => response.readableEnded || response.destroy())
    response.pipe(body)
  }
  return body
}

/** The library looks at errors of a body only while the call itself still lives; this event it always takes as one. */
function breakOff(body: Readable): void {
  body.emit('aborted')
  body.destroy()
}

/** An answer without a body may still name the packing of the one that it leaves out. */
const isPacked = ({ headers, statusCode = 0 }: IncomingMessage): boolean =>
  ['gzip', 'x-gzip', 'deflate'].includes(headers['content-encoding']?.toLowerCase() ?? '') &&
  headers['content-length'] !== '0' &&
  ![204, 304].includes(statusCode)

/** What the library reads of an answer, its body aside. */
const asResponse = (body: Gathered, response: IncomingMessage): IncomingMessage => {
  const { statusCode, statusMessage, headers } = response
  return Object.assign(body, { statusCode, statusMessage, headers }) as unknown as IncomingMessage
}

const BLOCK = 16 * 1024

/**
 * Copies small pieces into blocks. The library keeps each piece until the end, and one of a single byte costs a hundred
 * times as much.
 */
class Gathered extends Transform {
  #block = Buffer.alloc(0)
  #filled = 0

  override _transform(piece: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    if (this.#filled + piece.length > BLOCK) this.#push()
    if (piece.length >= BLOCK) return done(null, piece)
    if (this.#block.length === 0) this.#block = Buffer.allocUnsafeSlow(BLOCK)
    this.#filled += piece.copy(this.#block, this.#filled)
    done()
  }

  override _flush(done: TransformCallback): void {
    this.#push()
    done()
  }

  #push(): void {
    if (this.#filled > 0) this.push(this.#block.subarray(0, this.#filled))
    this.#block = Buffer.alloc(0)
    this.#filled = 0
  }
}
