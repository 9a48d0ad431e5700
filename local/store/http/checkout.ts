import type Router from '@koa/router'
import type { RouterContext } from '@koa/router'

import { isRecord } from '../../http/body'
import type { Shop } from '../shop'
import { simulate, type CartItem, type SimulatedItem } from '../simulation'

import { badRequest } from './errors'

/** Most lines that one simulation takes here; VTEX documents no number. */
const MAX_ITEMS = 300

/** Checkout's simulation, under its current address and the one of older guides. */
export function checkoutRoutes(router: Router, shop: Shop): void {
  const answer = (ctx: RouterContext): void => {
    const { items, country, postalCode } = cartOf(ctx.request.body)
    const policy = policyOf(shop, ctx)
    const { emptySimulations } = shop.switches.read()
    const simulated = emptySimulations ? [] : simulate(shop, items, policy)
    ctx.body = {
      items: simulated.map(itemBody),
      ratesAndBenefitsData: { rateAndBenefitsIdentifiers: [], teaser: [] },
      paymentData: { installmentOptions: [] },
      selectableGifts: [],
      marketingData: null,
      country,
      postalCode,
      geoCoordinates: [],
      logisticsInfo: simulated.map(logisticsBody),
      messages: simulated.filter(one => one.stockBalance === 0).map(messageBody),
      purchaseConditions: null,
      pickupPoints: [],
      subscriptionData: null,
      totals: [{ id: 'Items', name: 'Total dos Itens', value: total(simulated) }],
      itemMetadata: null,
    }
  }
  router.post('/api/checkout/pub/orderForms/simulation', answer)
  router.post('/api/fulfillment/pvt/orderForms/simulation', answer)
}

interface Cart {
  items: CartItem[]
  country: string | null
  postalCode: string | null
}

function cartOf(body: unknown): Cart {
  if (!isRecord(body) || !Array.isArray(body['items'])) throw badRequest('items is required')
  const items: unknown[] = body['items']
  if (items.length === 0) throw badRequest('items must not be empty')
  if (items.length > MAX_ITEMS) throw badRequest(`items takes at most ${MAX_ITEMS} lines`)
  const country = text(body['country'])
  const postalCode = text(body['postalCode'])
  if ((country === null) !== (postalCode === null)) {
    throw badRequest('postalCode and country go together')
  }
  return { items: items.map(cartItem), country, postalCode }
}

function cartItem(item: unknown): CartItem {
  if (!isRecord(item)) throw badRequest('Each of items must be an object')
  const { id, quantity, seller } = item
  if (typeof id !== 'string' && typeof id !== 'number') throw badRequest('Each item needs an id')
  if (typeof quantity !== 'number' || !Number.isInteger(quantity) || quantity < 1) {
    throw badRequest('Each item needs a quantity from 1')
  }
  if (typeof seller !== 'string' && typeof seller !== 'number') {
    throw badRequest('Each item needs a seller')
  }
  return { id: String(id), quantity, seller: String(seller) }
}

/** The policy asked for; without one the affiliate's, without that the store's first. */
function policyOf(shop: Shop, ctx: RouterContext): number {
  const sc = ctx.query['sc']
  if (sc !== undefined) {
    if (!/^\d{1,9}$/.test(String(sc))) throw badRequest('sc must be a number')
    return Number(sc)
  }
  const affiliate = shop.affiliates.get(String(ctx.query['affiliateId'] ?? ''))
  return affiliate === undefined ? 1 : Number(affiliate.salesChannel)
}

function itemBody({ item, price, requestIndex, sku, stockBalance }: SimulatedItem) {
  return {
    id: String(sku.skuId),
    requestIndex,
    quantity: Math.min(item.quantity, stockBalance),
    seller: item.seller,
    sellerChain: [item.seller],
    tax: 0,
    priceValidUntil: null,
    price,
    listPrice: price,
    rewardValue: 0,
    sellingPrice: price,
    offerings: [],
    priceTags: [],
    measurementUnit: 'un',
    unitMultiplier: 1,
    parentItemIndex: null,
    parentAssemblyBinding: null,
    availability: stockBalance > 0 ? 'available' : 'withoutStock',
    priceDefinition: null,
  }
}

function logisticsBody({ item, stockBalance }: SimulatedItem, itemIndex: number) {
  return {
    itemIndex,
    addressId: null,
    selectedSla: null,
    selectedDeliveryChannel: null,
    stockBalance,
    quantity: Math.min(item.quantity, stockBalance),
    shipsTo: ['BRA'],
    slas: [],
    deliveryChannels: [
      { id: 'delivery', stockBalance },
      { id: 'pickup-in-point', stockBalance: 0 },
    ],
  }
}

function messageBody({ sku }: SimulatedItem) {
  return {
    code: 'withoutStock',
    text: `O item ${sku.name} não está mais disponível no estoque`,
    status: 'error',
    fields: { id: String(sku.skuId) },
  }
}

function total(simulated: SimulatedItem[]): number {
  return simulated.reduce(
    (sum, { item, price, stockBalance }) => sum + price * Math.min(item.quantity, stockBalance),
    0
  )
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}
