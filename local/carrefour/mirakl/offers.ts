import type { RouterContext } from '@koa/router'
import { MiraklError, notFound } from '../errors'
import type { Offer, OfferQuery } from '../offers'
import type { Sandbox } from '../sandbox'
import { baseAddress } from './address'
import { has } from './misbehave'
import { offerShape } from './offerShape'
import type { SellerCall } from './operation'

const SORTS: Record<string, 'price' | 'title'> = {
  totalPrice: 'price',
  price: 'price',
  productTitle: 'title',
}

/** OF21: the shop's offers, a page at a time (`max` 10 by default, 100 at most), filtered by `sku`. */
export function listOffers(sandbox: Sandbox, call: SellerCall): void {
  const { ctx } = call
  const limit = Math.min(100, Math.max(1, wholeNumber(ctx, 'max', 10)))
  const offset = wholeNumber(ctx, 'offset', 0)
  const { offers, total } = sandbox.offers.find({
    ...filters(ctx),
    ...order(ctx),
    shopId: call.shop.shopId,
    listedOnly: true,
    limit,
    offset,
  })
  const link = pageLinks(ctx, limit, offset, total)
  if (link !== '') ctx.set('Link', link)
  const lags = has(call.faults, 'offers-lag')
  const shown = has(call.faults, 'offers-cut') ? offers.slice(0, -1) : offers
  ctx.body = {
    offers: shown.map(offer => offerShape(lags ? asBefore(sandbox, offer) : offer, isOpen(call))),
    total_count: total,
  }
}

const isOpen = ({ shop }: SellerCall): boolean => shop.state === 'OPEN'

/** The offer as an index shows it that has not seen the last import yet. */
const asBefore = (sandbox: Sandbox, offer: Offer): Offer => ({
  ...offer,
  quantity: sandbox.offers.quantityBefore(offer.offerId) ?? offer.quantity,
})

/** OF22: one offer of the shop by its offer id. */
export function oneOffer(sandbox: Sandbox, call: SellerCall): void {
  const id = call.ctx.params['offer'] ?? ''
  if (!/^\d{1,15}$/.test(id)) throw new MiraklError(400, 'The offer id must be a number')
  const offer = sandbox.offers.byId(Number(id))
  if (offer === undefined || !offer.listed || offer.shopId !== call.shop.shopId) throw notFound()
  call.ctx.body = offerShape(offer, isOpen(call))
}

// Operators report that a product filter overrides the sku filter.
function filters(ctx: RouterContext): Pick<OfferQuery, 'sku' | 'ean'> {
  const product = single(ctx, 'product_id')
  return product === undefined ? { sku: single(ctx, 'sku') } : { ean: product.replace(/^MP/, '') }
}

function order(ctx: RouterContext): Pick<OfferQuery, 'sort' | 'descending'> {
  const sort = SORTS[single(ctx, 'sort') ?? 'totalPrice']
  const direction = single(ctx, 'order') ?? 'asc'
  if (sort === undefined)
    throw new MiraklError(400, 'sort is not one of totalPrice, price, productTitle')
  if (!['asc', 'desc'].includes(direction)) throw new MiraklError(400, 'order is not asc or desc')
  return { sort, descending: direction === 'desc' }
}

function single(ctx: RouterContext, name: string): string | undefined {
  const value = ctx.query[name]
  return Array.isArray(value) ? value[0] : value
}

function wholeNumber(ctx: RouterContext, name: string, fallback: number): number {
  const text = single(ctx, name)
  if (text === undefined) return fallback
  if (!/^\d{1,9}$/.test(text)) throw new MiraklError(400, `${name} must be a whole number`)
  return Number(text)
}

function pageLinks(ctx: RouterContext, max: number, offset: number, total: number): string {
  const to = (target: number, rel: string) => {
    const query = new URLSearchParams(ctx.querystring)
    query.set('max', String(max))
    query.set('offset', String(target))
    return `<${baseAddress(ctx)}${ctx.path}?${query}>; rel="${rel}"`
  }
  const links: string[] = []
  if (offset > 0) links.push(to(Math.max(0, offset - max), 'previous'))
  if (offset + max < total) links.push(to(offset + max, 'next'))
  return links.join(', ')
}
