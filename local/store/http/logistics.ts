import type Router from '@koa/router'
import type { RouterContext } from '@koa/router'

import { UNLIMITED, type Dock, type StockRow, type Warehouse } from '../model'
import type { Shop } from '../shop'

import { badRequest, notFound, VtexError } from './errors'

/** Writes to one SKU and warehouse closer together than this find it locked (423). */
const LOCK_MS = 50

/** The parts of VTEX's Logistics API that concern stock. */
export function logisticsRoutes(router: Router, shop: Shop): void {
  const skuOf = (ctx: RouterContext): number => {
    const id = ctx.params['skuId'] ?? ''
    if (!/^\d{1,15}$/.test(id)) throw badRequest('The SKU id must be a number')
    if (shop.skus.get(Number(id)) === undefined) throw notFound(`SKU ${id} not found`)
    return Number(id)
  }
  const warehouseOf = (ctx: RouterContext): Warehouse => {
    const id = ctx.params['warehouseId']
    const warehouse = shop.places.warehouses().find(one => one.warehouseId === id)
    if (warehouse === undefined) throw notFound(`Warehouse ${id} not found`)
    return warehouse
  }

  router.get('/api/logistics/pvt/inventory/skus/:skuId', ctx => {
    const skuId = skuOf(ctx)
    const rows = new Map(shop.stock.ofSku(skuId).map(row => [row.warehouseId, row]))
    const balance = shop.places.warehouses().map(one => balanceBody(one, rows.get(one.warehouseId)))
    ctx.body = { skuId: String(skuId), balance }
  })
  router.get('/api/logistics/pvt/inventory/items/:skuId/warehouses/:warehouseId', ctx => {
    const skuId = skuOf(ctx)
    const warehouse = warehouseOf(ctx)
    const row = shop.stock.ofSku(skuId).find(one => one.warehouseId === warehouse.warehouseId)
    const docks = shop.places.docks().filter(dock => warehouse.docks.includes(dock.dockId))
    ctx.body = row === undefined ? [] : docks.map(dock => itemBody(row, dock))
  })
  router.get('/api/logistics/pvt/configuration/warehouses', ctx => {
    ctx.body = shop.places.warehouses().map(warehouseBody)
  })
  router.get('/api/logistics/pvt/configuration/docks', ctx => {
    ctx.body = shop.places.docks().map(dockBody)
  })
  router.put('/api/logistics/pvt/inventory/skus/:skuId/warehouses/:warehouseId', ctx => {
    const skuId = skuOf(ctx)
    const { warehouseId } = warehouseOf(ctx)
    const change = quantityOf(ctx.request.body)
    const writtenAt = shop.stock.writtenAt(skuId, warehouseId)
    if (writtenAt !== undefined && shop.clock.now() - writtenAt < LOCK_MS) {
      const lock = `${shop.account}_item_logistics_${skuId}_${warehouseId}`
      throw new VtexError(423, `Unable to acquire lock for key: ${lock}.`, true)
    }
    void shop.changes.setStock(skuId, warehouseId, change)
    ctx.body = 'true'
    ctx.type = 'json'
  })
}

/** A missing quantity means 0, and `unlimitedQuantity` overrules it, as documented. */
function quantityOf(body: unknown): { total: number; unlimited: boolean } {
  if (typeof body !== 'object' || body === null) throw badRequest('The body must be JSON')
  const total = ('quantity' in body ? body.quantity : 0) ?? 0
  const unlimited = 'unlimitedQuantity' in body && body.unlimitedQuantity === true
  if (typeof total !== 'number' || !Number.isInteger(total) || total < 0) {
    throw badRequest('quantity must be a whole number from 0')
  }
  return { total, unlimited }
}

function balanceBody(warehouse: Warehouse, row: StockRow | undefined): Record<string, unknown> {
  return {
    warehouseId: warehouse.warehouseId,
    warehouseName: warehouse.name,
    totalQuantity: totalOf(row),
    reservedQuantity: row?.reserved ?? 0,
    hasUnlimitedQuantity: row?.unlimited ?? false,
    timeToRefill: null,
    dateOfSupplyUtc: null,
    leadTime: '00:00:00',
  }
}

function totalOf(row: StockRow | undefined): number {
  if (row === undefined) return 0
  return row.unlimited ? UNLIMITED : row.total
}

function itemBody(row: StockRow, dock: Dock): Record<string, unknown> {
  const total = totalOf(row)
  return {
    skuId: String(row.skuId),
    warehouseId: row.warehouseId,
    dockId: dock.dockId,
    totalQuantity: total,
    reservedQuantity: row.reserved,
    availableQuantity: row.unlimited ? total : total - row.reserved,
    isUnlimited: row.unlimited,
    salesChannel: dock.policies.map(String),
    deliveryChannels: ['delivery'],
    timeToRefill: null,
    dateOfSupplyUtc: null,
    supplyLotId: null,
    keepSellingAfterExpiration: false,
    transfer: null,
  }
}

function warehouseBody(warehouse: Warehouse): Record<string, unknown> {
  return {
    id: warehouse.warehouseId,
    name: warehouse.name,
    warehouseDocks: warehouse.docks.map(dockId => ({ dockId, time: '00:00:00', cost: 0 })),
    pickupPointIds: [],
    priority: 0,
    isActive: warehouse.active,
  }
}

function dockBody(dock: Dock): Record<string, unknown> {
  return {
    pickupStoreInfo: { isPickupStore: false },
    address: null,
    location: null,
    id: dock.dockId,
    name: dock.name,
    priority: 0,
    dockTimeFake: '00:00:00',
    timeFakeOverhead: '00:00:00',
    salesChannels: dock.policies.map(String),
    salesChannel: null,
    freightTableIds: ['1'],
    wmsEndPoint: '',
    isActive: dock.active,
  }
}
