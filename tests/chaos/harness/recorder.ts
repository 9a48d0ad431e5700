import { createHash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

import type { Observe } from '../../../local/http/server'
import { operationAt } from './operation'

/** One outbound call of the app, as it arrived at the workspace. */
export interface RecordedCall {
  /** When it arrived, in the workspace's (scaled) time. */
  readonly at: number
  /** When it left the app, by the app's clock; `at` where that is not known. */
  readonly sentAt: number
  readonly endedAt: number
  readonly account: string
  /** Which part of the workspace stood in: `vbase`, `masterdata`, `store`, `carrefour`, ... */
  readonly part: string
  readonly method: string
  readonly host: string
  /** With the query. */
  readonly path: string
  readonly contentType: string
  /** A fingerprint of the Authorization header; '' without one. Never the key itself. */
  readonly key: string
  /** Empty unless bodies are kept. */
  readonly body: string
  /** 0 when the connection ended without an answer. */
  readonly status: number
  /** Seconds, when the answer named them. */
  readonly retryAfter: number | null
  /** Whether the answer was a web page: nobody's verdict. */
  readonly isPage: boolean
}

/** Longest body that is kept, in characters. */
const LONGEST_BODY = 2_000_000

/** Parts whose failures are kept, without bodies: they say what the app may not have been able to write down. */
const WRITTEN_TO = ['vbase', 'masterdata', 'apps']

/** Records outbound calls in memory. */
export interface Recorder {
  readonly observe: Observe
  readonly calls: readonly RecordedCall[]
  /** Calls so far by part and method; Carrefour's by Mirakl's operation. */
  readonly counts: ReadonlyMap<string, number>
}

/** @param keeps which parts' calls are kept whole; the others are only counted */
export function createRecorder(keeps: (part: string) => boolean): Recorder {
  const calls: RecordedCall[] = []
  const counts = new Map<string, number>()
  const observe: Observe = ({ account, part, target, req, res }) => {
    const name = nameOf(part, req.method ?? '', target.pathname)
    counts.set(name, (counts.get(name) ?? 0) + 1)
    const isKept = keeps(part)
    if (!isKept && !WRITTEN_TO.includes(part)) return
    const at = Date.now()
    const sentAt = Number(req.headers['x-chaos-sent']) || at
    const chunks = isKept ? bodyOf(req) : []
    res.once('close', () => {
      const status = res.writableFinished ? res.statusCode : 0
      if (!isKept && !isTrouble(status)) return
      calls.push({
        at,
        sentAt,
        endedAt: Date.now(),
        account,
        part,
        method: req.method ?? '',
        host: target.hostname,
        path: target.pathname + target.search,
        contentType: req.headers['content-type'] ?? '',
        key: fingerprint(req.headers.authorization),
        body: Buffer.concat(chunks).toString('utf8').slice(0, LONGEST_BODY),
        status,
        retryAfter: secondsIn(res.getHeader('retry-after')),
        isPage: String(res.getHeader('content-type')).includes('text/html'),
      })
    })
  }
  return { observe, calls, counts }
}

/** Whole seconds; any other value asks for no pause. */
const secondsIn = (header: unknown): number | null =>
  /^\d+$/.test(String(header)) ? Number(header) || null : null

/** Whether a call ended without an answer, or with one that does not answer the request. */
export const isTrouble = (status: number): boolean =>
  status === 0 || status === 429 || status >= 500

function nameOf(part: string, method: string, path: string): string {
  return part === 'carrefour' ? `carrefour ${operationAt(path)}` : `${part} ${method}`
}

/** Tells two keys apart without revealing them. */
export const fingerprint = (key: string | undefined): string =>
  key ? createHash('sha256').update(key).digest('hex').slice(0, 12) : ''

/** Fills while the body arrives; reading it is left to the part. */
function bodyOf(req: IncomingMessage): Buffer[] {
  const chunks: Buffer[] = []
  const push = req.push.bind(req)
  req.push = (chunk: unknown, encoding?: BufferEncoding) => {
    if (Buffer.isBuffer(chunk)) chunks.push(chunk)
    return push(chunk, encoding)
  }
  return chunks
}
