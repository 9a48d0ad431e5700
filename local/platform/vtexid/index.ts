import Router from '@koa/router'
import type Koa from 'koa'

import { readRecord } from '../../http/body'
import { createPartApp } from '../../http/part'

import { type Identity, tokenOfKey, type Tokens, userIdOf, audienceOf } from './tokens'

/** How long a token of a user lasts. */
const DAY_S = 24 * 60 * 60

const shape = ({ account, user, kind }: Identity): object => ({
  id: userIdOf(user),
  user,
  account,
  audience: audienceOf(kind),
  tokenType: kind === 'app' ? 'app' : 'user',
})

/** VTEX ID as apps call it: host `vtexid.vtex.com.br`. An unknown token answers null, not an error. */
export function createVtexId(deps: { tokens: Tokens; now: () => number }): { app: Koa } {
  const router = new Router()
  router.get('/api/vtexid/pub/authenticated/user', ctx => {
    const identity = deps.tokens.identify(String(ctx.query.authToken ?? ''))
    ctx.type = 'application/json'
    ctx.body = JSON.stringify(identity === undefined ? null : shape(identity))
  })
  router.post('/api/vtexid/credential/validate', async ctx => {
    const { token } = await readRecord(ctx.req)
    const identity = deps.tokens.identify(typeof token === 'string' ? token : '')
    ctx.status = identity === undefined ? 401 : 200
    ctx.body =
      identity === undefined
        ? { authStatus: 'InvalidToken' }
        : { authStatus: 'Success', ...shape(identity) }
  })
  router.post('/api/vtexid/apptoken/login', async ctx => {
    const { appkey, apptoken } = await readRecord(ctx.req)
    const isText = typeof appkey === 'string' && typeof apptoken === 'string'
    const identity = isText ? deps.tokens.identify(tokenOfKey(appkey, apptoken)) : undefined
    ctx.status = identity === undefined ? 401 : 200
    ctx.body =
      identity === undefined
        ? { authStatus: 'WrongCredentials' }
        : {
            authStatus: 'Success',
            token: deps.tokens.issue(identity.account, identity.user),
            expires: Math.floor(deps.now() / 1000) + DAY_S,
          }
  })
  const app = createPartApp()
  app.use(router.routes())
  return { app }
}
