import type { HttpContext } from '../compose'
import { wordsOf } from '../clients/callError'
import { logOf } from '../log'
import { refusals } from '../log/refusals'
import type { Ports } from '../ports'

/** What a route says. */
export interface RouteAnswer {
  readonly status: number
  /** Null for none. */
  readonly body: Readonly<Record<string, unknown>> | null
  /** Seconds until it makes sense to ask again. */
  readonly retryAfter?: number
}

const NOT_FOUND: RouteAnswer = {
  status: 404,
  body: { code: 'NOT_FOUND', message: 'Not found.' },
}

/** Why a call of a public route was refused. */
export interface Refused {
  readonly httpStatus: number
  /** Stable; the caller is told it too, except for a wrong secret. */
  readonly code: string
  readonly message: string
}

/**
 * Refuses a call and logs it as `<route>.refused`, bounded per account and reason. Whoever has no secret is told
 * that there is nothing, never why.
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
 * Answers a public route, never to be cached. An unexpected failure ends here: the runtime would log it
 * together with the path's parameters, of which one is a secret.
 *
 * @param route names it in the log
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
