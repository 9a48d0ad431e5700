/* The public routes: their answers, the bodies they read, and the secrets that callers must know. */

import type { IncomingMessage } from 'http'
import { createHash, timingSafeEqual } from 'crypto'

import type { HttpContext } from '../compose'
import { wordsOf } from '../shared/callError'
import { logOf } from './logger'
import { refusals } from './errors'
import type { Ports } from '../ports'
import { type Result, err, ok } from '../shared/result'
import { type Millis, MINUTE, SECOND } from '../shared/time'
import { KeptFiles } from '../shared/keptFiles'

/** The answer of a route. */
export interface RouteAnswer {
  readonly status: number
  /** Null for no body. */
  readonly body: Readonly<Record<string, unknown>> | null
  /** Seconds until a retry makes sense. */
  readonly retryAfter?: number
}

const NOT_FOUND: RouteAnswer = {
  status: 404,
  body: { code: 'NOT_FOUND', message: 'Not found.' },
}

/** Why a call to a public route was refused. */
export interface Refused {
  readonly httpStatus: number
  /** Stable; also sent to the caller, except for a wrong secret. */
  readonly code: string
  readonly message: string
}

/**
 * Refuses a call and logs it as `<route>.refused`, bounded per account and reason. A caller without the secret gets a
 * 404, never the reason.
 */
export function refuse(
  ports: Pick<Ports, 'log' | 'clock' | 'account'>,
  route: string,
  why: Refused | 'WRONG_SECRET'
): RouteAnswer {
  const reason = why === 'WRONG_SECRET' ? why : why.code
  refusals.note(ports, `${route}.refused`, { reason })
  if (why === 'WRONG_SECRET') return NOT_FOUND
  return { status: why.httpStatus, body: { code: why.code, message: why.message } }
}

/**
 * Answers a public route, never to be cached. Unexpected failures end here: the runtime would log them with the path's
 * parameters, one of which is a secret.
 *
 * @param route its name in the log
 */
export async function answer(
  ctx: HttpContext,
  route: string,
  handle: () => Promise<RouteAnswer>
): Promise<void> {
  ctx.set('Cache-Control', 'no-store')
  let said: RouteAnswer
  try {
    said = await handle()
  } catch (error) {
    logOf(ctx.vtex).warn(`${route}.failed`, { reason: wordsOf(error) })
    said = {
      status: 503,
      body: { code: 'TRY_AGAIN', message: 'Nothing was done. Try again later.' },
    }
  }
  if (said.retryAfter !== undefined) ctx.set('Retry-After', String(said.retryAfter))
  ctx.status = said.status
  ctx.body = said.body
}

/** Maximum bytes of a body that is read. */
export const LARGEST_BODY = 64 * 1024

/** Why a body was refused. */
export interface BodyProblem {
  readonly httpStatus: 400 | 413
  readonly code: 'MALFORMED' | 'TOO_LARGE'
  /** In English, for the developer of the calling system. */
  readonly message: string
}

const TOO_LARGE: BodyProblem = {
  httpStatus: 413,
  code: 'TOO_LARGE',
  message: `The body must not be larger than ${LARGEST_BODY} bytes.`,
}

const malformed = (message: string): BodyProblem => ({
  httpStatus: 400,
  code: 'MALFORMED',
  message,
})

/** The JSON in a request's body. */
export async function readJson(request: IncomingMessage): Promise<Result<unknown, BodyProblem>> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > LARGEST_BODY) return err(TOO_LARGE)
    chunks.push(chunk)
  }
  if (size === 0) return err(malformed('The body is empty; it must be a JSON object.'))
  try {
    return ok(JSON.parse(Buffer.concat(chunks).toString('utf8')) as unknown)
  } catch {
    return err(malformed('The body is not valid JSON.'))
  }
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

/** How long a secret is cached. */
const BELIEVED: Millis = MINUTE

/** Minimum time between two reads because of a call with another secret. */
const READ_AGAIN: Millis = 5 * SECOND

/** Maximum number of accounts cached. */
const MAX_ACCOUNTS = 2_000

interface Seen {
  readonly digests: readonly Buffer[]
  readonly readAt: Millis
}

/** Longer texts are no secret of ours, and are not worth a read. */
const LONGEST_SECRET = 256

type Secrets = NonNullable<Awaited<ReturnType<Ports['secrets']['read']>>>

/** Which of the app's secrets are accepted at a moment. */
type Accepted = (secrets: Secrets, now: Millis) => readonly string[]

/**
 * Digests of a public route's secrets as last read by this process: any number of calls with a wrong secret costs one read
 * every few seconds, and one that cannot be a secret costs none. A secret renewed by another replica is known after at
 * most that time.
 */
export class SeenSecrets {
  readonly #seen = new KeptFiles<Seen>(MAX_ACCOUNTS, () => 1)

  constructor(private readonly accepted: Accepted) {}

  /** @param owner account and workspace */
  async accepts(given: unknown, owner: string, ports: Ports): Promise<boolean> {
    if (typeof given !== 'string' || given === '' || given.length > LONGEST_SECRET) return false
    const [seen, now] = [this.#seen.get(owner), ports.clock.now()]
    const age = seen ? Math.abs(now - seen.readAt) : Infinity
    if (seen && age < BELIEVED && matches(seen, given)) return true
    if (seen && age < READ_AGAIN) return false
    const secrets = await ports.secrets.read()
    const digests = secrets ? this.accepted(secrets, now).map(digest) : []
    const read: Seen = { digests, readAt: now }
    this.#seen.set(owner, read)
    return matches(read, given)
  }
}

/** Compares in constant time. */
function matches({ digests }: Seen, given: string): boolean {
  const wanted = digest(given)
  return digests.filter(one => timingSafeEqual(one, wanted)).length > 0
}
