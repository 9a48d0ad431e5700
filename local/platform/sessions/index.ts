import type { IncomingMessage } from 'node:http'

import Router, { type RouterContext } from '@koa/router'
import type Koa from 'koa'

import { isRecord, readJson } from '../../http/body'
import { cookie } from '../../http/handler'
import { createPartApp } from '../../http/part'
import { refuse } from '../../http/problem'
import { ADMIN_COOKIE, shopperCookie } from '../vtexid/credentials'
import type { Tokens } from '../vtexid/tokens'

import {
  namespacesOf,
  picked,
  type PublicItems,
  segmentIn,
  segmentOf,
  segmentToken,
} from './namespaces'
import { SESSION_COOKIE, type Session, type Sessions, type SignedIn } from './sessions'

const SEGMENT_COOKIE = 'vtex_segment'

export interface SessionsDeps {
  sessions: Sessions
  tokens: Tokens
  account: string
}

/** Queries that are not items of the session. */
const OF_THE_CALL = ['items', 'an', 'sc_path', 'session_path', 'workspace']

/** How large the items of a session may be, in bytes; VTEX does not say. */
const MAX_BYTES = 64 * 1024

/**
 * VTEX's Session Manager for one account: `/api/sessions` and `/api/segments`. It asks for no credential: the cookie is
 * the key. `POST` and `PATCH` make a session or change the one that the cookie names; all that a caller can write is the
 * public namespace. Transforms that apps register (`vtex.session`) are not run.
 */
export function createSessionManager({ sessions, tokens, account }: SessionsDeps): Koa {
  const emailOf = (token: string, kind: 'user' | 'shopper'): string | undefined => {
    const found = tokens.identify(token)
    return found?.kind === kind && found.account === account ? found.user : undefined
  }
  const answer = (session: Session, items: string) => ({
    id: session.id,
    namespaces: picked(
      namespacesOf({
        account,
        items: session.items,
        admin: emailOf(session.admin, 'user'),
        shopper: emailOf(session.shopper, 'shopper'),
      }),
      items
    ),
  })
  const write = async (ctx: RouterContext): Promise<void> => {
    const known = cookie(ctx.req, SESSION_COOKIE)
    const before = sessions.find(account, known)
    const given = publicIn(await readJson(ctx.req, MAX_BYTES))
    const session = {
      items: withoutNulls({ ...before?.items, ...inQuery(ctx), ...given }),
      ...signedIn(ctx.req, account, before),
    }
    if (JSON.stringify(session.items).length > MAX_BYTES)
      throw refuse(
        400,
        'BadRequest',
        `The public items of a session hold at most ${MAX_BYTES} bytes`
      )
    const token = before === undefined ? sessions.open(account, session) : known
    if (before !== undefined) sessions.change(token, session)
    const segment = segmentToken(segmentOf(session.items))
    ctx.append('Set-Cookie', `${SESSION_COOKIE}=${token}; path=/; httponly; samesite=lax`)
    ctx.append('Set-Cookie', `${SEGMENT_COOKIE}=${segment}; path=/; httponly; samesite=lax`)
    ctx.status = before === undefined ? 201 : 200
    const items = asked(ctx)
    const saved = sessions.find(account, token)
    ctx.body =
      items === '' || saved === undefined
        ? { sessionToken: token, segmentToken: segment }
        : answer(saved, items)
  }

  const router = new Router({ prefix: '/api' })
  router.post('/sessions', write)
  router.patch('/sessions', write)
  router.get('/sessions', ctx => {
    const items = asked(ctx)
    if (items === '')
      throw refuse(400, 'BadRequest', 'The query has no items, such as items=public.country or *')
    const session = sessions.find(account, cookie(ctx.req, SESSION_COOKIE))
    if (session === undefined)
      throw refuse(401, 'Unauthorized', `No session: POST /api/sessions makes ${SESSION_COOKIE}`)
    ctx.body = answer(session, items)
  })
  router.get(['/segments', '/segments/:token'], ctx => {
    const token = ctx.params.token ?? cookie(ctx.req, SEGMENT_COOKIE)
    const segment = token === '' ? segmentOf(inQuery(ctx)) : segmentIn(token)
    if (segment === undefined) throw refuse(400, 'BadRequest', 'This is no token of a segment')
    ctx.append(
      'Set-Cookie',
      `${SEGMENT_COOKIE}=${segmentToken(segment)}; path=/; httponly; samesite=lax`
    )
    ctx.body = segment
  })
  const app = createPartApp()
  app.use(async (ctx, next) => {
    ctx.set('Cache-Control', 'no-store')
    await next()
  })
  app.use(router.routes())
  app.use(router.allowedMethods())
  return app
}

const asked = (ctx: RouterContext): string =>
  typeof ctx.query.items === 'string' ? ctx.query.items : ''

const inQuery = (ctx: RouterContext): PublicItems =>
  Object.fromEntries(Object.entries(ctx.query).filter(([name]) => !OF_THE_CALL.includes(name)))

/** The public items of a body, out of their wrapping; other namespaces are ignored. */
function publicIn(body: unknown): PublicItems {
  const items = isRecord(body) && isRecord(body.public) ? body.public : {}
  return Object.fromEntries(
    Object.entries(items).map(([name, item]) => [name, isRecord(item) ? item.value : item])
  )
}

/** An item without a value is no longer there. */
const withoutNulls = (items: PublicItems): PublicItems =>
  Object.fromEntries(
    Object.entries(items).filter(([, value]) => value !== null && value !== undefined)
  )

/** Who came with this request; a call without a cookie of VTEX ID says nothing new. */
const signedIn = (
  req: IncomingMessage,
  account: string,
  before: SignedIn | undefined
): SignedIn => ({
  admin: cookie(req, ADMIN_COOKIE) || (before?.admin ?? ''),
  shopper: cookie(req, shopperCookie(account)) || (before?.shopper ?? ''),
})
