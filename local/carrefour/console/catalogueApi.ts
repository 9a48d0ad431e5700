import type Router from '@koa/router'
import { bodyOf, ConsoleError, queryNumber, queryText } from '../../console/api'
import { PRODUCT_STATES, type Listing, type ProductState } from '../catalogue'
import type { Sandbox } from '../sandbox'
import { BLOCK, PRODUCT_CHANGE, PRODUCTS } from './schemas'

type ListingBody = Omit<Listing, 'catalogueAt'> & { catalogueInSeconds?: number }

const readProducts = bodyOf<{ products: ListingBody[] }>(PRODUCTS)
const readChange = bodyOf<{ state: ProductState; catalogueInSeconds?: number }>(PRODUCT_CHANGE)
const readBlock = bodyOf<{ reason: string | null }>(BLOCK)

/** What Carrefour holds per SKU, and the products that its catalogue knows or not. */
export function catalogueApi(router: Router, sandbox: Sandbox): void {
  router.get('/api/offers', ctx => {
    const limit = queryNumber(ctx, 'pageSize', { fallback: 50, min: 1, max: 1000 })
    const page = queryNumber(ctx, 'page', { fallback: 1, min: 1, max: 1_000_000 })
    const shopId = queryNumber(ctx, 'shopId', { fallback: 0, min: 0, max: 999_999_999 })
    const found = sandbox.offers.find({
      search: queryText(ctx, 'search'),
      shopId: shopId === 0 ? undefined : shopId,
      limit,
      offset: (page - 1) * limit,
    })
    ctx.body = { ...found, page, pageSize: limit }
  })
  router.get('/api/offers/:shopId/:sku', ctx => {
    const { offers } = sandbox.offers.find({
      shopId: Number(ctx.params['shopId']),
      sku: ctx.params['sku'],
      limit: 1,
      offset: 0,
    })
    if (offers[0] === undefined) throw new ConsoleError(404, 'There is no such offer.')
    ctx.body = offers[0]
  })
  router.put('/api/offers/:shopId/:sku/blocked', ctx => {
    const { shopId, sku = '' } = ctx.params
    if (!sandbox.offers.setBlocked(Number(shopId), sku, readBlock(ctx).reason)) {
      throw new ConsoleError(404, 'There is no such offer.')
    }
    ctx.status = 204
  })
  router.get('/api/products', ctx => {
    const state = PRODUCT_STATES.find(known => known === queryText(ctx, 'state')) ?? 'pending'
    ctx.body = { products: sandbox.catalogue.inState(state, 1000) }
  })
  router.post('/api/products', ctx => {
    const now = sandbox.clock.now()
    const { products } = readProducts(ctx)
    sandbox.catalogue.load(
      products.map(product => toListing(product, now)),
      now
    )
    ctx.status = 201
    ctx.body = { added: products.length }
  })
  router.put('/api/products/:ean', ctx => {
    const now = sandbox.clock.now()
    const { state, catalogueInSeconds } = readChange(ctx)
    const at = dueAt(catalogueInSeconds, now)
    if (
      !sandbox.catalogue.setState(
        ctx.params['ean'] ?? '',
        state,
        now,
        state === 'pending' ? at : null
      )
    ) {
      throw new ConsoleError(404, 'There is no such product.')
    }
    ctx.status = 204
  })
}

function toListing({ catalogueInSeconds, ...listing }: ListingBody, now: number): Listing {
  return { ...listing, catalogueAt: dueAt(catalogueInSeconds, now) }
}

function dueAt(seconds: number | undefined, now: number): number | null {
  return seconds === undefined ? null : now + seconds * 1000
}
