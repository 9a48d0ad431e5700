import { bodyParser } from '@koa/bodyparser'
import Router from '@koa/router'
import Koa from 'koa'

import { isRecord } from '../../http/body'
import { NOT_PLAYED } from '../../http/handler'
import type { Shop } from '../shop'

import { affiliateRoutes } from './affiliates'
import { authentication, type IsAuthorized } from './auth'
import { catalogRoutes } from './catalog'
import { checkoutRoutes } from './checkout'
import { VtexError } from './errors'
import { logisticsRoutes } from './logistics'

/** The VTEX APIs of one store. */
export function storeApp(shop: Shop, isAuthorized: IsAuthorized): Koa {
  const router = new Router()
  catalogRoutes(router, shop)
  logisticsRoutes(router, shop)
  checkoutRoutes(router, shop)
  affiliateRoutes(router, shop)

  const app = new Koa()
  app.use(errorBodies)
  app.use(authentication(isAuthorized))
  app.use(bodyParser({ enableTypes: ['json'], jsonLimit: '5mb' }))
  app.use(poisoned(shop))
  app.use(router.routes())
  app.use(router.allowedMethods())
  app.use(notPlayed)
  return app
}

/** An API of VTEX that this store does not have. */
const notPlayed: Koa.Middleware = ctx => {
  ctx.status = 404
  ctx.set(NOT_PLAYED, '1')
  ctx.body = {
    code: 'NotFound',
    message: `The store of the workspace does not play ${ctx.method} ${ctx.path}`,
  }
}

/** Fails every call that names a SKU the store cannot answer for. */
function poisoned(shop: Shop): Koa.Middleware {
  return async (ctx, next) => {
    const { unanswered } = shop.switches.read()
    if (unanswered.length > 0 && unanswered.some(skuId => names(ctx, String(skuId))))
      throw new VtexError(500, 'Internal Server Error')
    await next()
  }
}

/** Whether a call names the SKU: as a part of its path, or as a line of a simulated cart. */
function names(ctx: Koa.Context, skuId: string): boolean {
  if (ctx.path.split('/').includes(skuId)) return true
  const { body } = ctx.request
  const items: unknown = isRecord(body) ? body['items'] : undefined
  return Array.isArray(items) && items.some(item => isRecord(item) && String(item['id']) === skuId)
}

async function errorBodies(ctx: Koa.Context, next: Koa.Next): Promise<void> {
  try {
    await next()
  } catch (error) {
    const known = error instanceof VtexError ? error : fromParser(error)
    if (known === undefined) throw error
    ctx.status = known.status
    ctx.body = known.plain ? known.message : { message: known.message }
  }
}

/** The body parser's own errors carry a status below 500. */
function fromParser(error: unknown): VtexError | undefined {
  if (!(error instanceof Error) || !('status' in error)) return undefined
  const { status } = error
  return typeof status === 'number' && status < 500
    ? new VtexError(status, error.message)
    : undefined
}
