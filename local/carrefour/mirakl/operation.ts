import type { RouterContext, RouterMiddleware } from '@koa/router'
import { forbidden, MiraklError, notFound, unauthorized } from '../errors'
import type { Fault } from '../faults'
import type { ApiKey } from '../keys'
import { RIGHT_OF, type Operation } from '../operations'
import type { Sandbox } from '../sandbox'
import type { Shop } from '../shops'
import { misbehaveAfter, misbehaveBefore } from './misbehave'

/** A call that is being answered. */
export interface OpenCall {
  ctx: RouterContext
  /** When it is answered. */
  now: number
  faults: Fault[]
  /** What the call log will say about it. */
  log: { shopId: number | null; keyId: number | null; importId: string | null }
}

/** A call of a seller whose key, shop, right and frequency have been checked. */
export interface SellerCall extends OpenCall {
  key: ApiKey
  shop: Shop
}

/** An operation that needs a key. */
export type SellerOperation = Exclude<Operation, 'V01'>

/** What a seller's operation does once the call may be made. */
export type SellerHandler = (sandbox: Sandbox, call: SellerCall) => void | Promise<void>

/** One operation that anybody may call: logged, and subject to faults. */
export function openOperation(
  sandbox: Sandbox,
  operation: Operation,
  handle: (call: OpenCall) => void | Promise<void>
): RouterMiddleware {
  return async ctx => {
    const seq = sandbox.calls.start(operation, sandbox.clock.now())
    sandbox.scenarios.endDue(sandbox.clock.now())
    const faults = sandbox.faults.take(operation)
    const log: OpenCall['log'] = { shopId: null, keyId: null, importId: null }
    try {
      if (await misbehaveBefore(ctx, faults)) return
      const now = sandbox.clock.now()
      sandbox.timeline.advance(now)
      await handle({ ctx, now, faults, log })
      misbehaveAfter(ctx, faults)
    } catch (error) {
      if (!(error instanceof MiraklError)) throw error
      answerError(ctx, error)
    } finally {
      const status = ctx.respond === false ? null : ctx.status
      sandbox.calls.end(seq, { ...log, status, faults: faults.map(({ kind }) => kind) })
    }
  }
}

/**
 * One operation of the seller API. In this order: key (401), shop (400, 403), right of the key (403),
 * call frequency (429 with Retry-After), then the operation itself.
 */
export function sellerOperation(
  sandbox: Sandbox,
  operation: SellerOperation,
  handle: SellerHandler
): RouterMiddleware {
  return openOperation(sandbox, operation, async call => {
    const key = sandbox.keys.authenticate(call.ctx.get('Authorization'), call.now)
    if (key === undefined) throw unauthorized()
    call.log.keyId = key.keyId
    const shop = shopOf(sandbox, key, call.ctx)
    call.log.shopId = shop.shopId
    if (!mayCall(key, operation)) throw forbidden()
    const caller = { ...key, shopId: shop.shopId, importId: call.ctx.params['import_id'] }
    const wait = sandbox.throttle.take(operation, caller, sandbox.settings.read(), call.now)
    if (wait !== undefined) throw new MiraklError(429, 'Too Many Requests', wait)
    await handle(sandbox, { ...call, key, shop })
  })
}

function mayCall(key: ApiKey, operation: SellerOperation): boolean {
  return key.roles.includes('ROLE_SHOP_ADMIN') || key.roles.includes(RIGHT_OF[operation])
}

function shopOf(sandbox: Sandbox, key: ApiKey, ctx: RouterContext): Shop {
  const given = ctx.query['shop_id']
  if (given !== undefined && !/^\d{1,15}$/.test(String(given))) {
    throw new MiraklError(400, 'shop_id must be a number')
  }
  const shopId = given === undefined ? key.shops[0] : Number(given)
  if (shopId === undefined || !key.shops.includes(shopId)) throw forbidden()
  const shop = sandbox.shops.get(shopId)
  if (shop === undefined) throw notFound()
  return shop
}

/** Writes an error as Mirakl does. */
export function answerError(
  ctx: Pick<RouterContext, 'status' | 'body' | 'set'>,
  error: MiraklError
): void {
  ctx.status = error.status
  if (error.retryAfterSeconds !== undefined) ctx.set('Retry-After', String(error.retryAfterSeconds))
  ctx.body = { status: error.status, message: error.message }
}
