import type { IncomingMessage } from 'node:http'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'

import { Problem, refuse } from './problem'

const inflate = promisify(gunzip)

/** The largest request body that a local part reads, in bytes. */
const MAX_BODY_BYTES = 32 * 1024 * 1024

/**
 * Reads a request's whole body; a gzip body is inflated.
 *
 * @throws Problem 413 when it is longer than `limit` bytes, before or after inflating; 400 when it is not
 * the gzip it says it is.
 */
export async function readBody(req: IncomingMessage, limit = MAX_BODY_BYTES): Promise<Buffer> {
  const raw = await bytesOf(req, limit)
  if (req.headers['content-encoding'] !== 'gzip') return raw
  return inflate(raw, { maxOutputLength: limit }).catch(() => {
    throw refuse(400, 'BadGzip', 'Body is not valid gzip, or too long once inflated')
  })
}

/** The excess is drained unread, because the connection's next request is behind it. */
function bytesOf(req: IncomingMessage, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  return new Promise((resolve, reject) => {
    const endedTooEarly = () => reject(refuse(400, 'BodyCutOff', 'The body ended too early'))
    if (req.readableEnded) return resolve(Buffer.alloc(0))
    if (req.destroyed) return endedTooEarly()
    req.on('data', (bytes: Buffer) => {
      size += bytes.length
      if (size <= limit) return void chunks.push(bytes)
      chunks.length = 0
      reject(refuse(413, 'BodyTooLong', `Body is longer than ${limit} bytes`))
    })
    req.on('end', () => resolve(Buffer.concat(chunks)))
    req.on('error', reject)
    // Comes after `end` as well, and then says nothing new.
    req.on('close', endedTooEarly)
  })
}

/**
 * Reads a JSON body; an empty body is null.
 *
 * @throws Problem 400 when it is not JSON.
 */
export async function readJson(req: IncomingMessage, limit?: number): Promise<unknown> {
  const text = (await readBody(req, limit)).toString('utf8')
  if (text.trim() === '') return null
  try {
    return JSON.parse(text)
  } catch {
    throw badBody('BadJson', 'Body is not valid JSON')
  }
}

/** True for a JSON object (not null, not an array). */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/**
 * Reads a JSON body that must be an object.
 *
 * @throws Problem 400 otherwise.
 */
export async function readRecord(req: IncomingMessage): Promise<Record<string, unknown>> {
  const body = await readJson(req)
  if (!isRecord(body)) throw badBody('BadJson', 'Body must be a JSON object')
  return body
}

/** Read by every part: Master Data's clients look for `Message`, all others for `code` and `message`. */
const badBody = (code: string, message: string): Problem =>
  new Problem(400, { code, message, Message: message })
