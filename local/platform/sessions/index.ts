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
  type Namespaces,
  namespacesOf,
  picked,
  type PublicItems,
  segmentIn,
  segmentOf,
  segmentToken,
} from './namespaces'
import { SESSION_COOKIE, type Session, type Sessions, type SignedIn } from './sessions'
import {
  type CallTransform,
  differences,
  flat,
  nested,
  runTransforms,
  type Transform,
} from './transforms'

const SEGMENT_COOKIE = 'vtex_segment'

export interface SessionsDeps {
  sessions: Sessions
  tokens: Tokens
  account: string
  /** What the apps work out of sessions, and how they are asked; nothing when left out. */
  transforms?: readonly Transform[]
  call?: CallTransform
}

/** Queries that are not items of the session. */
const OF_THE_CALL = ['items', 'an', 'sc_path', 'session_path', 'workspace']

/** How large the items of a session may be, in bytes; VTEX does not say. */
const MAX_BYTES = 64 * 1024

/**
 * VTEX's Session Manager for one account: `/api/sessions` and `/api/segments`. It asks for no credential: the cookie is
 * the key. `POST` and `PATCH` make a session or change the one that the cookie names; all that a caller can write is the
 * public namespace. Transforms that apps register (`vtex.session`) run when something that they read has changed: at a
 * write, or, after a sign-in, when the session is next asked for.
 */
export function createSessionManager({
  sessions,
  tokens,
  account,
  transforms = [],
  call = () => Promise.resolve(null),
}: SessionsDeps): Koa {
  const emailOf = (token: string, kind: 'user' | 'shopper'): string | undefined => {
    const found = tokens.identify(token)
    return found?.kind === kind && found.account === account ? found.user : undefined
  }
  const namespacesIn = ({ items, admin, shopper, computed }: Session): Namespaces =>
    withOthers(
      namespacesOf({
        account,
        items,
        admin: emailOf(admin, 'user'),
        shopper: emailOf(shopper, 'shopper'),
      }),
      nested(computed, Object.keys(computed))
    )
  const answer = (session: Session, items: string) => ({
    id: session.id,
    namespaces: picked(namespacesIn(session), items),
  })
  const inputs = [...new Set(transforms.flatMap(({ input }) => input))]
  /** The session after its transforms have run, where there is something new for them. */
  const settled = async (token: string): Promise<Session | undefined> => {
    const session = sessions.find(account, token)
    if (session === undefined) return undefined
    const values = flat(namespacesIn(session))
    const changed = differences(session.seen, values, inputs)
    if (changed.length === 0) return session
    const after = await runTransforms(transforms, values, changed, call)
    const written = differences(values, after, Object.keys(after))
    const isPublic = (item: string): boolean => item.startsWith(PUBLIC)
    const items = written
      .filter(isPublic)
      .map(item => [item.slice(PUBLIC.length), after[item]] as const)
    const own = written.filter(item => !isPublic(item)).map(item => [item, after[item]] as const)
    sessions.change(token, {
      ...session,
      items: withoutNulls({ ...session.items, ...Object.fromEntries(items) }),
      computed: { ...session.computed, ...Object.fromEntries(own) },
      seen: Object.fromEntries(inputs.map(item => [item, after[item]])),
    })
    return sessions.find(account, token)
  }
  const write = async (ctx: RouterContext): Promise<void> => {
    const known = cookie(ctx.req, SESSION_COOKIE)
    const before = sessions.find(account, known)
    const given = publicIn(await readJson(ctx.req, MAX_BYTES))
    const session = {
      ...before,
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
    const saved = await settled(token)
    const segment = segmentToken(segmentOf(saved?.items ?? session.items))
    ctx.append('Set-Cookie', `${SESSION_COOKIE}=${token}; path=/; httponly; samesite=lax`)
    ctx.append('Set-Cookie', `${SEGMENT_COOKIE}=${segment}; path=/; httponly; samesite=lax`)
    ctx.status = before === undefined ? 201 : 200
    const items = asked(ctx)
    ctx.body =
      items === '' || saved === undefined
        ? { sessionToken: token, segmentToken: segment }
        : answer(saved, items)
  }

  const router = new Router({ prefix: '/api' })
  router.post('/sessions', write)
  router.patch('/sessions', write)
  router.get('/sessions', async ctx => {
    const items = asked(ctx)
    if (items === '')
      throw refuse(400, 'BadRequest', 'The query has no items, such as items=public.country or *')
    const session = await settled(cookie(ctx.req, SESSION_COOKIE))
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

const PUBLIC = 'public.'

const withOthers = (own: Namespaces, others: Namespaces): Namespaces => ({
  ...own,
  ...Object.fromEntries(
    Object.entries(others).map(([name, items]) => [name, { ...own[name], ...items }])
  ),
})

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
