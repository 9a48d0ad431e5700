import Router from '@koa/router'
import Koa from 'koa'
import { MiraklError } from '../errors'
import type { Sandbox } from '../sandbox'
import { showAccount } from './account'
import { listOffers, oneOffer } from './offers'
import {
  answerError,
  openOperation,
  sellerOperation,
  type OpenCall,
  type SellerHandler,
  type SellerOperation,
} from './operation'
import { findProducts } from './products'
import { importReport, importStatus, importStock } from './stock'

/** Mirakl's seller API, as far as stock needs it. */
export function miraklApp(sandbox: Sandbox): Koa {
  const router = new Router()
  const seller = (operation: SellerOperation, handle: SellerHandler) =>
    sellerOperation(sandbox, operation, handle)

  router.get('/api/version', openOperation(sandbox, 'V01', showVersion))
  router.get('/api/account', seller('A01', showAccount))
  router.get('/api/offers', seller('OF21', listOffers))
  router.get('/api/offers/:offer', seller('OF22', oneOffer))
  router.get('/api/products', seller('P31', findProducts))
  router.post('/api/offers/stock/imports', seller('STO01', importStock))
  router.get('/api/offers/stock/imports/:import_id/status', seller('STO02', importStatus))
  router.get('/api/offers/stock/imports/:import_id/error_report', seller('STO03', importReport))

  const app = new Koa()
  app.use(errorBodies)
  app.use(router.routes())
  app.use(router.allowedMethods())
  return app
}

/** V01: a sign of life, without a key. Only its status code means something. */
function showVersion({ ctx }: OpenCall): void {
  ctx.body = { version: 'sandbox' }
}

/** Gives errors that no operation answered (unknown path, wrong method, a crash) the usual shape. */
async function errorBodies(ctx: Koa.Context, next: Koa.Next): Promise<void> {
  try {
    await next()
  } catch (error) {
    ctx.app.emit('error', error, ctx)
    answerError(ctx, new MiraklError(500, 'Internal Server Error'))
  }
  const handled = ctx.respond === false || ctx.body !== undefined
  if (!handled && ctx.status >= 400) answerError(ctx, new MiraklError(ctx.status, ctx.message))
}
