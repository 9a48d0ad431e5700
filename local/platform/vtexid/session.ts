import Router from '@koa/router'
import type Koa from 'koa'

import { readRecord } from '../../http/body'
import { createPartApp } from '../../http/part'
import { Problem } from '../../http/problem'
import { emailOf, ROLES, roleOf } from '../license-manager/roles'

import { tokenOf } from './credentials'
import type { Tokens } from './tokens'

const COOKIE = 'VtexIdclientAutCookie'
const DAY_MS = 24 * 60 * 60 * 1000

/** The session endpoints' needs; the first account's users may sign in without naming the account. */
export interface SessionDeps {
  tokens: Tokens
  accounts: readonly string[]
}

/**
 * Signing in on the workspace's own address, `/_local/vtexid/{login,logout,session}`.
 *
 * There are no passwords: whoever sits at this machine picks a user. Bodies must be JSON, so a page of
 * another site cannot sign anybody in.
 */
export function createSession({ tokens, accounts }: SessionDeps): { app: Koa } {
  const router = new Router({ prefix: '/_local/vtexid' })

  router.post('/login', async ctx => {
    if (!ctx.is('application/json')) throw new Problem(415, { message: 'Send JSON' })
    const { user } = await readRecord(ctx.req)
    const email = typeof user === 'string' ? user.trim().toLowerCase() : ''
    const account = accounts.find(name => roleOf(email, name) !== undefined)
    if (account === undefined) throw new Problem(400, { message: 'No such user in this workspace' })
    const options = { httpOnly: true, sameSite: 'lax', maxAge: DAY_MS } as const
    ctx.cookies.set(COOKIE, tokens.issue(account, email), options)
    ctx.body = { account, user: email }
  })

  router.post('/logout', ctx => {
    tokens.revoke(tokenOf(ctx.req.headers))
    ctx.cookies.set(COOKIE, null)
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
