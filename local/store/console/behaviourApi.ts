import type Router from '@koa/router'

import { bodyOf, ConsoleError, queryNumber } from '../../console/api'
import type { Via } from '../changes'
import type { Shop } from '../shop'
import type { Switches } from '../switches'

import { ACTIVE, DOCK, NOTIFY, SWITCHES } from './schemas'

interface NotifyBody {
  skuIds?: number[]
  policyId?: number
  change: 'stock' | 'sku'
  via: Via
}

const ALL = 1_000_000
const readNotify = bodyOf<NotifyBody>(NOTIFY)
const readSwitches = bodyOf<Partial<Switches>>(SWITCHES)
const readActive = bodyOf<{ active: boolean }>(ACTIVE)
const readDock = bodyOf<{ active: boolean; policies: number[] }>(DOCK)

/** Notifications, switches, warehouses and docks. */
export function behaviourApi(router: Router, shop: Shop): void {
  router.get('/api/notifications', ctx => {
    const limit = queryNumber(ctx, 'limit', { fallback: 50, min: 1, max: 1000 })
    ctx.body = { notifications: shop.notifications.latest(limit) }
  })
  router.post('/api/notify', async ctx => {
    const { skuIds, policyId, change, via } = readNotify(ctx)
    const ids = skuIds ?? shop.skus.ids({ policyId, limit: ALL, offset: 0 })
    ctx.body = await shop.changes.notify(ids, change, via)
  })
  router.get('/api/burst', ctx => {
    ctx.body = { burst: shop.burst.state() }
  })
  router.post('/api/burst', ctx => {
    shop.burst.start()
    ctx.status = 204
  })
  router.delete('/api/burst', async ctx => {
    await shop.burst.undo()
    ctx.status = 204
  })
  router.get('/api/switches', ctx => {
    ctx.body = shop.switches.read()
  })
  router.put('/api/switches', ctx => {
    ctx.body = shop.switches.change(readSwitches(ctx))
  })
  router.get('/api/places', ctx => {
    ctx.body = {
      policies: shop.places.policies(),
      warehouses: shop.places.warehouses(),
      docks: shop.places.docks(),
    }
  })
  router.put('/api/warehouses/:id', ctx => {
    if (!shop.places.setWarehouseActive(ctx.params['id'] ?? '', readActive(ctx).active)) {
      throw new ConsoleError(404, 'There is no such warehouse.')
    }
    ctx.status = 204
  })
  router.put('/api/docks/:id', ctx => {
    if (!shop.places.setDock(ctx.params['id'] ?? '', readDock(ctx))) {
      throw new ConsoleError(404, 'There is no such dock.')
    }
    ctx.status = 204
  })
}
