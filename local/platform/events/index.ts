import Router from '@koa/router'
import type Koa from 'koa'

import { readJson } from '../../http/body'
import { createPartApp } from '../../http/part'
import { type PoliciesOf, requirePolicy } from '../policies/policies'
import { authenticateApp } from '../vtexid/credentials'
import type { Tokens } from '../vtexid/tokens'

import type { Courier } from './courier'

export interface EventsDeps {
  courier: Courier
  tokens: Tokens
  policiesOf: PoliciesOf
}

/** The courier's address for `events.sendEvent` (lib/clients/infra/Events.js). */
export function createEvents({ courier, tokens, policiesOf }: EventsDeps): { app: Koa } {
  const router = new Router()
  router.put('/courier/v0/:account/:workspace/events/:key', async ctx => {
    const { account = '', workspace = '', key = '' } = ctx.params
    const { user } = authenticateApp(tokens, ctx.req.headers, account)
    requirePolicy(policiesOf(user), 'colossus-fire-event')
    const subject = String(ctx.query.resource ?? '')
    const body = JSON.stringify((await readJson(ctx.req)) ?? {})
    ctx.status = 204
    courier.send({ account, workspace, key, sender: user, subject, body })
  })
  const part = createPartApp()
  part.use(router.routes())
  return { app: part }
}
