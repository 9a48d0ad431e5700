import Router from '@koa/router'
import type Koa from 'koa'

import type { AppIdentity } from '../../config'
import { readJson } from '../../http/body'
import { createPartApp } from '../../http/part'
import { type Policies, requirePolicy } from '../policies/policies'
import { authenticateApp } from '../vtexid/credentials'
import type { Tokens } from '../vtexid/tokens'

import type { Courier } from './courier'

export interface EventsDeps {
  courier: Courier
  app: AppIdentity
  tokens: Tokens
  policies: Policies
}

/** The courier's address for `events.sendEvent` (lib/clients/infra/Events.js). */
export function createEvents({ courier, app, tokens, policies }: EventsDeps): { app: Koa } {
  const router = new Router()
  router.put('/courier/v0/:account/:workspace/events/:key', async ctx => {
    const { account = '', workspace = '', key = '' } = ctx.params
    const { user } = authenticateApp(tokens, ctx.req.headers, account)
    requirePolicy(policies, 'colossus-fire-event')
    const subject = String(ctx.query.resource ?? '')
    const body = JSON.stringify((await readJson(ctx.req)) ?? {})
    ctx.status = 204
    if (isForAnotherApp(subject, app)) return
    courier.send({ account, workspace, key, sender: user, subject, body })
  })
  const part = createPartApp()
  part.use(router.routes())
  return { app: part }
}

/** A resource `vrn:apps:...:/apps/vendor.name` addresses the event to that app alone. */
function isForAnotherApp(subject: string, app: AppIdentity): boolean {
  const target = /^vrn:apps:.*:\/apps\/([^@]+)/.exec(subject)?.[1]
  return target !== undefined && target !== app.key
}
