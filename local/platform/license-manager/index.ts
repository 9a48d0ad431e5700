import Router from '@koa/router'
import type Koa from 'koa'

import { createPartApp } from '../../http/part'
import { Problem } from '../../http/problem'
import { authenticate } from '../vtexid/credentials'
import type { Tokens } from '../vtexid/tokens'

import { isGranted, isKnownResource } from './roles'

/**
 * License Manager: whether a user may use a resource; 404 for a resource that its product does not have. Host
 * `{account}.vtexcommercestable.com.br`.
 */
export function createLicenseManager(deps: { tokens: Tokens }): { app: Koa } {
  const router = new Router()
  router.get(
    '/api/license-manager/pvt/accounts/:account/products/:product/logins/:user/resources/:resource/granted',
    ctx => {
      const { account = '', product = '', user = '', resource = '' } = ctx.params
      authenticate(deps.tokens, ctx.req.headers, account)
      const wanted = { productCode: product, resourceCode: resource }
      if (!isKnownResource(wanted)) {
        throw new Problem(404, { Message: `Product ${product} has no resource ${resource}` })
      }
      ctx.type = 'application/json'
      ctx.body = JSON.stringify(isGranted(user, account, wanted))
    }
  )
  const app = createPartApp()
  app.use(router.routes())
  return { app }
}
