import Router from '@koa/router'
import type { Context } from 'koa'
import type Koa from 'koa'

import { readRecord } from '../../http/body'
import { createPartApp } from '../../http/part'
import { Problem } from '../../http/problem'
import { emailOf, ROLES, roleOf } from '../license-manager/roles'
import { SESSION_COOKIE, type Sessions, type SignedIn, signIn } from '../sessions/sessions'

import { ADMIN_COOKIE, shopperCookie, tokenOf } from './credentials'
import type { Tokens } from './tokens'

const DAY_MS = 24 * 60 * 60 * 1000
const COOKIE = { httpOnly: true, sameSite: 'lax', maxAge: DAY_MS } as const

/** The session endpoints' needs; the first account's users may sign in without naming the account. */
export interface SessionDeps {
  tokens: Tokens
  accounts: readonly string[]
  /** The sessions that a sign-in is written into; left out where nothing reads them. */
  sessions?: Sessions | undefined
}

/**
 * Signing in on the workspace's own address, `/_local/vtexid/{login,logout,session}`.
 *
 * There are no passwords: whoever sits at this machine picks a user, or says which shopper of a store to be. Bodies must
 * be JSON, so a page of another site cannot sign anybody in.
 */
export function createSession({ tokens, accounts, sessions }: SessionDeps): { app: Koa } {
  const router = new Router({ prefix: '/_local/vtexid' })
  const visit = (ctx: Context, account: string, who: Partial<SignedIn>): void => {
    if (sessions === undefined) return
    const known = ctx.cookies.get(SESSION_COOKIE) ?? ''
    ctx.cookies.set(SESSION_COOKIE, signIn(sessions, account, known, who), COOKIE)
  }

  router.post('/login', async ctx => {
    if (!ctx.is('application/json')) throw new Problem(415, { message: 'Send JSON' })
    const { user, shopper, account: store } = await readRecord(ctx.req)
    if (shopper !== undefined) {
      const signedIn = shopperIn({ shopper, store }, accounts)
      const token = tokens.issueToShopper(signedIn.account, signedIn.shopper)
      ctx.cookies.set(shopperCookie(signedIn.account), token, COOKIE)
      visit(ctx, signedIn.account, { shopper: token })
      ctx.body = signedIn
      return
    }
    const email = typeof user === 'string' ? user.trim().toLowerCase() : ''
    const account = accounts.find(name => roleOf(email, name) !== undefined)
    if (account === undefined) throw new Problem(400, { message: 'No such user in this workspace' })
    const token = tokens.issue(account, email)
    ctx.cookies.set(ADMIN_COOKIE, token, COOKIE)
    visit(ctx, account, { admin: token })
    ctx.body = { account, user: email }
  })

  router.post('/logout', ctx => {
    tokens.revoke(tokenOf(ctx.req.headers))
    ctx.cookies.set(ADMIN_COOKIE, null)
    ctx.status = 204
  })

  router.get('/session', ctx => {
    const identity = tokens.identify(tokenOf(ctx.req.headers))
    const session = identity?.kind === 'user' ? identity : undefined
    const account = session?.account ?? accounts[0] ?? ''
    const users = ROLES.map(role => emailOf(role, account))
    ctx.set('Cache-Control', 'no-store')
    ctx.type = 'application/json'
    ctx.body = JSON.stringify(session === undefined ? null : { account, user: session.user, users })
  })

  const app = createPartApp()
  app.use(router.routes())
  return { app }
}

/**
 * Any e-mail may be a shopper's, as in a store.
 *
 * @throws Problem 400 that says what is wrong.
 */
function shopperIn(
  { shopper, store }: { shopper: unknown; store: unknown },
  accounts: readonly string[]
): { account: string; shopper: string } {
  const account = store ?? accounts[0]
  if (typeof shopper !== 'string' || !/^[^\s@;]+@[^\s@;]+$/.test(shopper.trim()))
    throw new Problem(400, { message: 'shopper must be an e-mail' })
  if (typeof account !== 'string' || !accounts.includes(account))
    throw new Problem(400, { message: `account must be one of ${accounts.join(', ')}` })
  return { account, shopper: shopper.trim().toLowerCase() }
}
