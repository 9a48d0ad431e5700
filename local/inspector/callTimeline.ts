import type { IncomingMessage, ServerResponse } from 'node:http'

import type { Clock } from '../clock'
import { operationOf } from '../faults'
import type { SentEvent } from '../platform/events/courier'

import { hasSecretBody, maskHeaders, maskPath, maskText, secretsIn } from './masking'

/** A message of a call: headers and body, without secrets, cut where it is long. */
export interface Message {
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  /** How many bytes the body had; more than are shown where it was cut. */
  readonly bytes: number
}

/** One call of the timeline. */
export interface TimelineCall {
  readonly id: number
  /** `out`: a call of the app; `in`: a call to the app from the internet; `event`: an event that was sent. */
  readonly kind: 'out' | 'in' | 'event'
  /** When it began, in the workspace's time, ISO 8601 UTC. */
  readonly at: string
  readonly ms: number
  readonly part: string
  /** As rules of faults name it; null when it has no name there. */
  readonly operation: string | null
  readonly method: string
  readonly host: string
  readonly path: string
  /** 0 when the connection ended without an answer. */
  readonly status: number
  /** The rule of a file of faults that hit it. */
  readonly fault: string | null
  /** The call to the service in whose course it was made; the calls of one run of the engine share it. */
  readonly run: string | null
  readonly request: Message
  readonly response: Message
}

/** Which calls are shown. Everything that is given must fit. */
export interface TimelineFilter {
  readonly sku?: string | undefined
  /** Id of a batch or an import. */
  readonly batch?: string | undefined
  readonly host?: string | undefined
  readonly part?: string | undefined
  readonly operation?: string | undefined
  /** 429, 5xx, or `failed` for everything that is no success. */
  readonly status?: string | undefined
  readonly run?: string | undefined
}

/** All calls, oldest forgotten first, in memory. */
export interface CallTimeline {
  /** Follows a call until it ends; what is answered takes the rule that hit it. */
  follow(call: Followed): (rule: string) => void
  event(event: SentEvent): void
  /** Newest first. */
  list(filter: TimelineFilter, limit: number): { calls: TimelineCall[]; total: number }
  get(id: number): TimelineCall | undefined
  /** The event as it was sent, to send it again. */
  eventOf(id: number): SentEvent | undefined
  clear(): void
}

export interface Followed {
  readonly kind: 'out' | 'in'
  readonly part: string
  readonly host: string
  readonly path: string
  readonly req: IncomingMessage
  readonly res: ServerResponse
}

/** So many calls are kept, and so much of each body. */
const MAX_CALLS = 2_000
const MAX_BODY = 16_384

const RUN = 'x-vtex-operation-id'

/** A call that is kept. It is made readable, without secrets, when somebody first looks: few calls are ever looked at. */
interface KeptCall {
  readonly id: number
  read(): TimelineCall
}

export function createCallTimeline(clock: Clock): CallTimeline {
  let calls: KeptCall[] = []
  const events = new Map<number, SentEvent>()
  let last = 0
  const add = (make: () => Omit<TimelineCall, 'id'>): number => {
    const id = (last += 1)
    calls.push({ id, read: readOnce(() => ({ ...make(), id })) })
    if (calls.length > MAX_CALLS + 200) {
      for (const { id } of calls.slice(0, -MAX_CALLS)) events.delete(id)
      calls = calls.slice(-MAX_CALLS)
    }
    return last
  }

  return {
    follow({ kind, part, host, path, req, res }) {
      const began = clock.now()
      const since = performance.now()
      const asked = listenTo(req, 'push')
      const answered = listenToAnswer(res)
      const headers = req.headers
      let fault: string | null = null
      res.once('close', () => {
        const ms = Math.round(performance.now() - since)
        const status = res.writableFinished ? res.statusCode : 0
        const method = req.method ?? 'GET'
        const answer = res.getHeaders()
        add(() => {
          const hidden = hasSecretBody(part)
          const known = secretsIn(headers)
          return {
            kind,
            at: new Date(began).toISOString(),
            ms,
            part,
            operation: operationOf(part, method, path),
            method,
            host,
            path: maskPath(path, known),
            status,
            fault,
            run: [headers[RUN]].flat()[0] ?? null,
            request: messageOf(headers, asked, { hidden, known }),
            response: messageOf(answer, answered, { hidden, known }),
          }
        })
      })
      return rule => (fault = rule)
    },
    event(event) {
      const at = new Date(clock.now()).toISOString()
      const none: Message = { headers: {}, body: '', bytes: 0 }
      const id = add(() => ({
        kind: 'event',
        at,
        ms: 0,
        part: 'events',
        operation: 'event',
        method: 'EVENT',
        host: event.account,
        path: event.key,
        status: 202,
        fault: null,
        run: null,
        request: {
          headers: { sender: event.sender, subject: event.subject },
          body: maskText(event.body).slice(0, MAX_BODY),
          bytes: event.body.length,
        },
        response: none,
      }))
      events.set(id, event)
    },
    list(filter, limit) {
      const found = calls.map(call => call.read()).filter(call => fits(call, filter))
      return { calls: found.slice(-limit).reverse(), total: found.length }
    },
    get: id => calls.find(call => call.id === id)?.read(),
    eventOf: id => events.get(id),
    clear() {
      calls = []
      events.clear()
    },
  }
}

/** What `make` answers at the first time; what it was made from is let go then. */
function readOnce<T>(make: () => T): () => T {
  let kept: { readonly make: () => T } | { readonly made: T } = { make }
  return () => {
    if ('make' in kept) kept = { made: kept.make() }
    return kept.made
  }
}

/** What passed so far: the beginning, and how much there was. */
interface Heard {
  readonly chunks: Buffer[]
  bytes: number
}

function hear(heard: Heard, chunk: unknown): void {
  if (typeof chunk !== 'string' && !(chunk instanceof Uint8Array)) return
  const room = MAX_BODY - heard.bytes
  if (typeof chunk === 'string') {
    const bytes = Buffer.from(chunk)
    if (room > 0) heard.chunks.push(bytes.subarray(0, room))
    heard.bytes += bytes.length
    return
  }
  // A copy: who wrote it may use the memory again.
  if (room > 0) heard.chunks.push(Buffer.from(chunk.subarray(0, room)))
  heard.bytes += chunk.length
}

/** Observes a request's body without consuming it: a second reader would take it from the handler. */
function listenTo(req: IncomingMessage, method: 'push'): Heard {
  const heard: Heard = { chunks: [], bytes: 0 }
  const push = req[method].bind(req)
  req[method] = (chunk: unknown, ...rest: []) => {
    hear(heard, chunk)
    return push(chunk, ...rest)
  }
  return heard
}

function listenToAnswer(res: ServerResponse): Heard {
  const heard: Heard = { chunks: [], bytes: 0 }
  const write = res.write.bind(res) as (...args: unknown[]) => boolean
  const end = res.end.bind(res) as (...args: unknown[]) => ServerResponse
  res.write = (...args: unknown[]) => {
    hear(heard, args[0])
    return write(...args)
  }
  res.end = (...args: unknown[]) => {
    // The last chunk may pass through write once more inside end; then it was heard there.
    res.write = write as typeof res.write
    hear(heard, args[0])
    return end(...args)
  }
  return heard
}

function messageOf(
  headers: Parameters<typeof maskHeaders>[0],
  { chunks, bytes }: Heard,
  { hidden, known }: { readonly hidden: boolean; readonly known: readonly string[] }
): Message {
  const text = Buffer.concat(chunks).toString('utf8')
  return {
    headers: maskHeaders(headers),
    body: hidden && bytes > 0 ? '•••' : maskText(text, known),
    bytes,
  }
}

function fits(call: TimelineCall, filter: TimelineFilter): boolean {
  const { sku, batch, host, part, operation, status, run } = filter
  return (
    (host === undefined || call.host.includes(host.toLowerCase())) &&
    (part === undefined || call.part === part) &&
    (operation === undefined || call.operation === operation) &&
    (run === undefined || call.run === run) &&
    (status === undefined || hasStatus(call.status, status)) &&
    (sku === undefined || names(call, sku)) &&
    (batch === undefined || names(call, batch))
  )
}

function hasStatus(status: number, wanted: string): boolean {
  if (wanted === 'failed') return status === 0 || status >= 400
  if (/^[1-5]xx$/.test(wanted)) return Math.floor(status / 100) === Number(wanted[0])
  return String(status) === wanted
}

/** Whether a call names a code as a whole word: 500 is not in 5001. */
function names({ path, request, response }: TimelineCall, code: string): boolean {
  const word = new RegExp(`(?<![\\w-])${code.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\w-])`)
  return [path, request.body, response.body].some(text => word.test(text))
}
