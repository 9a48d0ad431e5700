import type Router from '@koa/router'
import type { RouterContext } from '@koa/router'

import type { Policy, SkuDetails } from '../model'
import type { Shop } from '../shop'

import { badRequest, notFound } from './errors'

const MAX_PAGE = 1000
const DEFAULT_PAGE = 50

/** The parts of VTEX's Catalog API that a stock integration reads. */
export function catalogRoutes(router: Router, shop: Shop): void {
  router.get('/api/catalog_system/pvt/sku/stockkeepingunitbyid/:skuId', ctx => {
    const id = ctx.params['skuId'] ?? ''
    const sku = /^\d{1,15}$/.test(id) ? shop.skus.get(Number(id)) : undefined
    if (sku === undefined) throw notFound(`SKU ${id} not found`)
    ctx.body = skuBody(sku)
  })
  router.get('/api/catalog_system/pvt/sku/stockkeepingunitids', ctx => {
    const page = number(ctx, 'page')
    const limit = pageSize(shop, number(ctx, 'pagesize'))
    ctx.body = shop.skus.ids({ limit, offset: (page - 1) * limit })
  })
  router.get('/api/catalog_system/pvt/sku/stockkeepingunitidsbysaleschannel', ctx => {
    const policyId = number(ctx, 'sc')
    const page = number(ctx, 'page', 1)
    const limit = pageSize(shop, number(ctx, 'pageSize', DEFAULT_PAGE))
    const everything = query(ctx, 'onlyAssigned') === 'false'
    ctx.body = shop.skus.ids({
      policyId: everything ? undefined : policyId,
      limit,
      offset: (page - 1) * limit,
    })
  })
  router.get('/api/catalog_system/pvt/saleschannel/list', ctx => {
    ctx.body = shop.places.policies().map(policyBody)
  })
}

function pageSize(shop: Shop, asked: number): number {
  if (asked <= MAX_PAGE) return asked
  if (shop.switches.read().largePages === 'refused') {
    throw badRequest(`The page size is at most ${MAX_PAGE}`)
  }
  return MAX_PAGE
}

function query(ctx: RouterContext, name: string): string | undefined {
  const value = ctx.query[name]
  return Array.isArray(value) ? value[0] : value
}

function number(ctx: RouterContext, name: string, fallback?: number): number {
  const text = query(ctx, name)
  if (text === undefined && fallback !== undefined) return fallback
  if (text === undefined || !/^\d{1,9}$/.test(text) || Number(text) === 0) {
    throw badRequest(`The query parameter ${name} must be a number from 1`)
  }
  return Number(text)
}

function skuBody(sku: SkuDetails): Record<string, unknown> {
  const { product } = sku
  return {
    Id: sku.skuId,
    ProductId: sku.productId,
    NameComplete: sku.name,
    ProductName: product.name,
    ProductDescription: product.name,
    SkuName: sku.name,
    ProductRefId: product.refId,
    IsActive: sku.active,
    IsTransported: true,
    IsInventoried: true,
    ImageUrl: '',
    DetailUrl: `/produto-${sku.productId}/p`,
    BrandName: product.brand,
    IsBrandActive: true,
    ManufacturerCode: '',
    IsKit: sku.kitItems.length > 0,
    KitItems: sku.kitItems.map(item => ({ Id: item.skuId, Amount: item.quantity })),
    Services: [],
    Categories: [],
    Collections: [],
    SkuSellers: [
      {
        SellerId: '1',
        StockKeepingUnitId: sku.skuId,
        SellerStockKeepingUnitId: String(sku.skuId),
        IsActive: true,
        FreightCommissionPercentage: 0,
        ProductCommissionPercentage: 0,
      },
    ],
    SalesChannels: sku.policies,
    Images: [],
    Videos: [],
    SkuSpecifications: [],
    ProductSpecifications: [],
    ProductCategories: { '1': product.category },
    AlternateIds: { Ean: sku.ean, RefId: sku.refId },
    AlternateIdValues: [sku.ean, sku.refId],
    EstimatedDateArrival: null,
    MeasurementUnit: 'un',
    UnitMultiplier: 1,
    ModalType: null,
    KeyWords: '',
    ProductIsVisible: product.active,
    ShowIfNotAvailable: true,
    IsProductActive: product.active,
  }
}

function policyBody(policy: Policy): Record<string, unknown> {
  return {
    Id: policy.policyId,
    Name: policy.name,
    IsActive: policy.active,
    ProductClusterId: null,
    CountryCode: 'BRA',
    CultureInfo: 'pt-BR',
    TimeZone: 'E. South America Standard Time',
    CurrencyCode: 'BRL',
    CurrencySymbol: 'R$',
    CurrencyLocale: 1046,
    Origin: null,
    Position: policy.policyId,
    ConditionRule: null,
    CurrencyDecimalDigits: 2,
  }
}
