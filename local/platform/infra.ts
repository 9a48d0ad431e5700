import Router from '@koa/router'
import type Koa from 'koa'

import { WORKSPACE } from '../config'
import { createPartApp } from '../http/part'
import { refuse } from '../http/problem'

import { roleOf } from './license-manager/roles'
import { authenticateApp } from './vtexid/credentials'
import type { Tokens } from './vtexid/tokens'

/** The host of VTEX IO's router, which knows the workspaces. */
export const ROUTER_HOST = 'platform.io.vtex.com'

/** Whether one of the small services below answers a path of their hosts. */
export const isPlayed = (host: string, path: string): boolean =>
  host === ROUTER_HOST
    ? /^\/+[^/?]+(\/[^/?]+)?\/?(\?|$)/.test(path)
    : /^\/sphinx\/v0\/[^/]+\/[^/]+\/user\/[^/]+\/isAdmin(\?|$)/.test(path)

/**
 * Small services of VTEX IO that `@vtex/api` has clients for (`lib/clients/infra`): `sphinx`, whether somebody is an
 * administrator, and `workspaces`, which ones an account has. Reading alone.
 */
export function createInfra(deps: { tokens: Tokens; workspaces: readonly string[] }): {
  app: Koa
} {
  const router = new Router()
  router.get('/sphinx/v0/:account/:workspace/user/:email/isAdmin', ctx => {
    const { account = '', email = '' } = ctx.params
    authenticateApp(deps.tokens, ctx.req.headers, account)
    ctx.type = 'json'
    ctx.body = JSON.stringify(roleOf(email, account) !== undefined)
  })
  router.get('/:account', ctx => {
    authenticateApp(deps.tokens, ctx.req.headers, ctx.params.account ?? '')
    ctx.body = deps.workspaces.map(metadataOf)
  })
  router.get('/:account/:workspace', ctx => {
    const { account = '', workspace = '' } = ctx.params
    authenticateApp(deps.tokens, ctx.req.headers, account)
    if (!deps.workspaces.includes(workspace))
      throw refuse(404, 'WorkspaceNotFound', `${account} has no workspace ${workspace}`)
    ctx.body = metadataOf(workspace)
  })
  const app = createPartApp()
  app.use((ctx, next) => {
    // The client's address ends in a slash, and so begins its path.
    ctx.path = ctx.path.replace(/^\/+/, '/')
    return next()
  })
  app.use(router.routes())
  return { app }
}

/** All visits go to production. */
const metadataOf = (name: string) => ({
  name,
  weight: name === WORKSPACE ? 100 : 0,
  production: name === WORKSPACE,
})
