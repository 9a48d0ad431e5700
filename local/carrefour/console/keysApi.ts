import type Router from '@koa/router'
import type { RouterContext } from '@koa/router'
import { bodyOf, ConsoleError } from '../../console/api'
import type { ApiKey } from '../keys'
import { ROLES, type Role } from '../operations'
import type { Sandbox } from '../sandbox'
import { KEY, KEY_SHOPS, SHOP } from './schemas'

interface ShopBody {
  shopId: number
  name: string
  state: string
}

interface ShopsBody {
  shops?: number[] | undefined
  shopId?: number | undefined
}

interface KeyBody extends ShopsBody {
  name: string
  roles?: Role[]
  stockRight: boolean
  expiresInSeconds?: number | null
}

const STOCK_ROLES: Role[] = ['ROLE_SHOP_ADMIN', 'ROLE_PARTNER_OFFER_STOCK_WRITE']
const readShop = bodyOf<ShopBody>(SHOP)
const readKey = bodyOf<KeyBody>(KEY)
const readShops = bodyOf<ShopsBody>(KEY_SHOPS)

/** Shops and API keys. A secret is answered only by the call that makes it, as `secret`. */
export function keysApi(router: Router, sandbox: Sandbox): void {
  router.get('/api/keys', ctx => {
    ctx.body = { shops: sandbox.shops.all(), keys: sandbox.keys.all() }
  })
  router.post('/api/shops', ctx => {
    sandbox.shops.add({ ...readShop(ctx), createdAt: sandbox.clock.now() })
    ctx.status = 204
  })
  router.post('/api/keys', ctx => {
    const made = createKey(sandbox, readKey(ctx))
    ctx.status = 201
    ctx.body = made
  })
  router.post('/api/keys/:keyId/rotate', ctx => {
    const { keyId } = keyOf(sandbox, ctx)
    const secret = sandbox.keys.rotate(keyId)
    ctx.body = { key: sandbox.keys.get(keyId), secret }
  })
  router.post('/api/keys/:keyId/revoke', ctx => {
    sandbox.keys.setState(keyOf(sandbox, ctx).keyId, 'revoked')
    ctx.status = 204
  })
  router.post('/api/keys/:keyId/restore', ctx => {
    const { keyId } = keyOf(sandbox, ctx)
    sandbox.keys.setState(keyId, 'active')
    sandbox.keys.setExpiry(keyId, null)
    ctx.status = 204
  })
  router.put('/api/keys/:keyId/shops', ctx => {
    const { keyId } = keyOf(sandbox, ctx)
    const { shops, shopId } = readShops(ctx)
    sandbox.keys.setShops(keyId, knownShops(sandbox, { shops, shopId }))
    ctx.status = 204
  })
  router.post('/api/keys/:keyId/expire', ctx => {
    sandbox.keys.setExpiry(keyOf(sandbox, ctx).keyId, sandbox.clock.now())
    ctx.status = 204
  })
}

function createKey(sandbox: Sandbox, body: KeyBody): { key: ApiKey; secret: string } {
  const shops = knownShops(sandbox, body)
  const roles = body.roles ?? ROLES.filter(role => body.stockRight || !STOCK_ROLES.includes(role))
  const now = sandbox.clock.now()
  const seconds = body.expiresInSeconds ?? null
  const expiresAt = seconds === null ? null : now + seconds * 1000
  return sandbox.keys.create({ name: body.name, shops, roles, expiresAt }, now)
}

/** The shops of a key, in their order. */
function knownShops(sandbox: Sandbox, { shops: named, shopId }: ShopsBody): number[] {
  const shops = named ?? (shopId === undefined ? [] : [shopId])
  const unknown = shops.filter(id => sandbox.shops.get(id) === undefined)
  if (shops.length === 0) throw new ConsoleError(400, 'Name the shop that the key opens.')
  if (unknown.length > 0) throw new ConsoleError(400, `There is no shop ${unknown.join(', ')}.`)
  return shops
}

function keyOf(sandbox: Sandbox, ctx: RouterContext): ApiKey {
  const key = sandbox.keys.get(Number(ctx.params['keyId']))
  if (key === undefined) throw new ConsoleError(404, 'There is no such key.')
  return key
}
