import type {
  IncomingHttpHeaders,
  IncomingMessage,
  OutgoingHttpHeaders,
  ServerResponse,
} from 'node:http'
import { Agent, request } from 'node:https'
import { readFileSync } from 'node:fs'
import { networkInterfaces } from 'node:os'
import { pipeline, type Readable, Transform } from 'node:stream'
import { rootCertificates } from 'node:tls'
import { createBrotliDecompress, createUnzip } from 'node:zlib'

/** Longer than the app waits for any answer. */
const DEADLINE_MS = 30_000

/** Answer headers that are forwarded to the app; the others concern the connection or browsers. */
const ANSWER_HEADERS = [
  'content-type',
  'content-length',
  'date',
  'etag',
  'last-modified',
  'location',
  'retry-after',
  'resources',
  'rest-content-range',
]

/** Request headers that are forwarded: none of the platform's, no cookie, no token. */
const CALL_HEADERS = ['accept', 'accept-language', 'content-type', 'if-none-match']

/** A call that leaves this machine. */
export interface Outgoing {
  readonly url: URL
  readonly method: string
  readonly headers: OutgoingHttpHeaders
  /** Null for none. */
  readonly body: Buffer | null
  /** Ends the call: the caller has gone. */
  readonly gone: AbortSignal
}

/** What a real host said. */
export interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  /** Unpacked; ends with an error when the connection is cut, or the deadline comes. */
  readonly body: Readable
}

/** Makes such calls, over https with a checked certificate; redirects are not followed. */
export type Forward = (call: Outgoing) => Promise<Answer>

/** Headers of the app's request that may leave. */
export const leavingHeaders = (req: IncomingMessage): OutgoingHttpHeaders => ({
  ...Object.fromEntries(
    CALL_HEADERS.flatMap(name => {
      const value = req.headers[name]
      return value === undefined ? [] : [[name, value]]
    })
  ),
  // Answers are searched for keys, which compression would hide. Some hosts compress regardless.
  'accept-encoding': 'identity',
  'user-agent': 'carrefour-inventory local workspace',
})

/** @param ca certificates, PEM, that are trusted beside the machine's own */
export function createForward(ca: string | null): Forward {
  const trust = {
    // Said here, so that no environment variable can switch it off.
    rejectUnauthorized: true,
    ...(ca !== null && { ca: [...rootCertificates, ...extraCertificates(), ca] }),
  }
  const kept = new Agent({ ...trust, keepAlive: true, maxSockets: 16 })
  // An idle connection that the other side has closed meanwhile would leave a write in doubt for nothing.
  const fresh = new Agent({ ...trust, keepAlive: false })
  return ({ url, method, headers, body, gone }) =>
    new Promise((resolve, reject) => {
      const deadline = AbortSignal.timeout(DEADLINE_MS)
      const outgoing = request(url, {
        agent: isSafe(method) ? kept : fresh,
        method,
        headers: { ...headers, ...(body !== null && { 'content-length': body.length }) },
        signal: AbortSignal.any([gone, deadline]),
      })
      outgoing.on('response', answer => {
        try {
          resolve(unpacked(answer))
        } catch (error) {
          answer.destroy()
          reject(error instanceof Error ? error : new Error(String(error)))
        }
      })
      // Without this nothing at all would be heard of it.
      outgoing.on('upgrade', (_answer, socket) => {
        socket.destroy()
        reject(unreadable('The answer is in another protocol'))
      })
      outgoing.on('error', error => reject(deadline.aborted ? (deadline.reason as Error) : error))
      outgoing.end(body ?? undefined)
    })
}

/** An answer that no API gives. */
const unreadable = (message: string): Error =>
  Object.assign(new Error(message), { code: 'ERR_UNREADABLE' })

/** @throws Error with the code `ERR_UNREADABLE` for an answer that is packed in an unknown way */
function unpacked(answer: IncomingMessage): Answer {
  const { 'content-encoding': encoding = '', ...headers } = answer.headers
  const status = answer.statusCode ?? 502
  const names = encoding
    .toLowerCase()
    .split(',')
    .map(name => name.trim())
    .filter(name => name !== '' && name !== 'identity')
  if (names.length === 0) return { status, headers, body: answer }
  const { 'content-length': _, ...others } = headers
  // The one applied last is taken off first.
  const steps = names.reverse().map(unpackerOf)
  const body = steps.reduce<Readable>((from, step) => pipeline(from, step, () => undefined), answer)
  return { status, headers: others, body }
}

function unpackerOf(encoding: string): Transform {
  if (encoding === 'br') return createBrotliDecompress()
  if (['gzip', 'x-gzip', 'deflate'].includes(encoding)) return createUnzip()
  throw unreadable(`The answer is packed as ${encoding}`)
}

const isSafe = (method: string): boolean => method === 'GET' || method === 'HEAD'

/** Naming any authority replaces Node's list, and with it what NODE_EXTRA_CA_CERTS has added. */
function extraCertificates(): readonly string[] {
  const file = process.env.NODE_EXTRA_CA_CERTS
  if (file === undefined || file === '') return []
  try {
    return [readFileSync(file, 'utf8')]
  } catch {
    return []
  }
}

/** Hands an answer on. `secrets` that it repeats are masked, in headers too; `change` changes its text. */
export function handOn(
  answer: Answer,
  res: ServerResponse,
  { secrets, change }: { readonly secrets: readonly string[]; change?: (text: string) => string }
): void {
  const names = ANSWER_HEADERS.filter(name => change === undefined || name !== 'content-length')
  const headers = Object.fromEntries(
    names.flatMap(name => {
      const value = answer.headers[name]
      return typeof value === 'string' ? [[name, masked(value, secrets)]] : []
    })
  )
  res.writeHead(answer.status, headers)
  answer.body.on('error', () => res.destroy())
  const parts = answer.body.pipe(maskingStream(secrets))
  if (change === undefined) return void parts.pipe(res)
  const chunks: Buffer[] = []
  let size = 0
  parts.on('data', (chunk: Buffer) => {
    size += chunk.length
    if (size > MAX_CHANGED_BYTES) answer.body.destroy(new Error('The answer is too long'))
    else chunks.push(chunk)
  })
  parts.on('end', () => res.end(change(Buffer.concat(chunks).toString('utf8'))))
}

/** Largest answer whose text is changed; a longer one is cut off. */
const MAX_CHANGED_BYTES = 8 * 1024 * 1024

/** The text with every secret replaced by as many asterisks. */
export const masked = (text: string, secrets: readonly string[]): string =>
  secrets.reduce(
    (left, secret) => (secret === '' ? left : left.replaceAll(secret, '*'.repeat(secret.length))),
    text
  )

/** Masks secrets in a stream, also where one is cut in two by the network. The length stays. */
function maskingStream(secrets: readonly string[]): Transform {
  const forms = secrets.filter(secret => secret !== '').map(secret => Buffer.from(secret, 'latin1'))
  const kept = Math.max(0, ...forms.map(form => form.length - 1))
  let held = Buffer.alloc(0)
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      const all = Buffer.concat([held, chunk])
      for (const form of forms)
        for (let at = all.indexOf(form); at >= 0; at = all.indexOf(form, at)) {
          all.fill('*', at, at + form.length)
        }
      const ready = Math.max(0, all.length - kept)
      held = all.subarray(ready)
      done(null, all.subarray(0, ready))
    },
    flush(done) {
      done(null, held)
    },
  })
}

/** Whether this machine has an address that others can reach. */
export const hasNetwork = (): boolean =>
  Object.values(networkInterfaces())
    .flat()
    .some(one => one !== undefined && !one.internal)
