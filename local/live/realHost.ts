import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http'
import type { Readable } from 'node:stream'

import { readBody } from '../http/body'
import { sendJson } from '../http/handler'
import { Problem } from '../http/problem'

import { type Forward, handOn, hasNetwork, leavingHeaders, masked } from './forward'
import type { Notice, Notices } from './notices'
import { type Called, problemOfError, problemOfStatus } from './problems'
import type { LiveHost, LiveRoute } from './routes'
import type { WithheldCalls } from './withheld'

/** What both real hosts stand on. */
export interface RealHostDeps {
  readonly account: string
  readonly address: URL
  readonly forward: Forward
  readonly notices: Notices
  readonly withheld: WithheldCalls
  /** Never handed to anybody in an answer. */
  readonly secrets: readonly string[]
  /** Told how long the host asked to be left alone, in seconds. */
  readonly onRetryAfter?: (seconds: number) => void
}

/** A call that may leave. */
export interface Leaving {
  readonly route: LiveRoute
  readonly url: URL
  /** Credentials of the real host. */
  readonly credentials: OutgoingHttpHeaders
  readonly body: Buffer | null
  /** Looks at an answer with a good status before it is handed on, at most 8 MB of it. */
  readonly observe?: (body: Buffer) => void
  /** Changes the text of an answer before it is handed on. */
  readonly change?: (text: string) => string
}

/** Largest body of a call, and largest answer that is looked at. */
export const MAX_CALL_BYTES = 32 * 1024 * 1024
const MAX_OBSERVED_BYTES = 8 * 1024 * 1024

/** The words of an answer that are kept for people, in bytes. */
const MAX_DETAIL_BYTES = 2_000

/** A caller that disconnects earlier does so for other reasons than the host's silence. */
const PATIENCE_MS = 3_000

/** Ends when the caller has gone before its answer was complete. */
export function goneSignal(res: ServerResponse): AbortSignal {
  const gone = new AbortController()
  res.once('close', () => {
    if (!res.writableFinished) gone.abort()
  })
  return gone.signal
}

/** Makes a call at the real host and hands its answer to the app. Whatever goes wrong becomes a notice. */
export async function leave(
  deps: RealHostDeps & { readonly host: LiveHost },
  { route, url, credentials, body, observe, change }: Leaving,
  req: IncomingMessage,
  res: ServerResponse
): Promise<void> {
  const called: Called = { host: deps.host, address: deps.address, account: deps.account, route }
  const gone = goneSignal(res)
  const left = performance.now()
  try {
    const answer = await deps.forward({
      url,
      method: req.method ?? 'GET',
      headers: { ...leavingHeaders(req), ...credentials },
      body,
      gone,
    })
    const { status } = answer
    const isPage = status < 300 && /\bhtml\b/i.test(answer.headers['content-type'] ?? '')
    const problem = isPage ? 'NOT_THE_API' : problemOfStatus(called, status)
    const pause = Number(answer.headers['retry-after'])
    if (status === 429 && pause > 0) deps.onRetryAfter?.(pause)
    if (problem === undefined) deps.notices.over(called)
    else
      firstBytes(answer.body, MAX_DETAIL_BYTES, bytes => {
        const text = masked(bytes.toString('utf8'), deps.secrets)
        deps.notices.met(called, problem, `HTTP ${status} ${text}`)
      })
    if (observe !== undefined && status < 300) whole(answer.body, MAX_OBSERVED_BYTES, observe)
    answer.body.once('error', error => {
      if (!gone.aborted) noteFailure(deps, called, error)
    })
    handOn(answer, res, { secrets: deps.secrets, ...(change && { change }) })
  } catch (error) {
    const waited = Math.round(performance.now() - left)
    if (gone.aborted) {
      // The app itself waits less long than this workspace does.
      if (waited >= PATIENCE_MS)
        deps.notices.met(called, 'NO_ANSWER', `no answer in ${waited} ms, then the app hung up`)
      return
    }
    const { code, sentence } = noteFailure(deps, called, error)
    // Whether a write was carried out is unknown: the connection ends without an answer, as it did there.
    const maybeDone = route.does === 'write' && (code === 'CUT_OFF' || code === 'NO_ANSWER')
    if (maybeDone || res.headersSent) return void res.destroy()
    sendJson(res, code === 'NO_ANSWER' ? 504 : 502, { code, message: sentence.en })
  }
}

/** The notice of a connection that failed, before the answer or in the middle of it. */
function noteFailure({ notices, secrets }: RealHostDeps, called: Called, error: unknown): Notice {
  const said = error instanceof Error ? error.message : String(error)
  return notices.met(called, problemOfError(error, hasNetwork()), masked(said, secrets))
}

/** Calls back once with the beginning of an answer, also of one that is cut off or has no end. */
function firstBytes(body: Readable, most: number, use: (bytes: Buffer) => void): void {
  const chunks: Buffer[] = []
  let size = 0
  const done = (): void => {
    body.off('data', take)
    body.off('close', done)
    use(Buffer.concat(chunks).subarray(0, most))
  }
  const take = (chunk: Buffer): void => {
    chunks.push(chunk)
    size += chunk.length
    if (size >= most) done()
  }
  body.on('data', take)
  body.once('close', done)
}

/** Calls back at the end of an answer that is no longer than `most` bytes. */
function whole(body: Readable, most: number, use: (bytes: Buffer) => void): void {
  const chunks: Buffer[] = []
  let size = 0
  body.on('data', (chunk: Buffer) => {
    if (size < most) chunks.push(chunk)
    size += chunk.length
  })
  body.once('end', () => size <= most && use(Buffer.concat(chunks)))
}

/** A body that may leave or be kept; null after the caller was told why it may not. */
export async function bodyIn(req: IncomingMessage, res: ServerResponse): Promise<Buffer | null> {
  try {
    return await readBody(req, MAX_CALL_BYTES)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    if (!res.headersSent) sendJson(res, error.status, error.body)
    return null
  }
}

/** Answers a call that is not known to be reading: it stays here, and is listed. */
export async function refuseUnknown(
  { host, withheld }: RealHostDeps & { readonly host: LiveHost },
  path: string,
  req: IncomingMessage,
  res: ServerResponse
): Promise<void> {
  const body = await bodyIn(req, res)
  if (body === null) return
  const method = req.method ?? 'GET'
  withheld.add({ host, operation: 'unknown', method, path, bytes: body.length })
  sendJson(res, 403, {
    code: 'NotSent',
    message: `Not sent: ${method} ${path} is not known to be reading only, and the workspace lets nothing else out`,
  })
}
