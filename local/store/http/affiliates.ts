import type Router from '@koa/router'
import type { RouterContext } from '@koa/router'

import type { Affiliate } from '../affiliates'
import type { Shop } from '../shop'

import { badRequest, notFound } from './errors'

const VERSION = '1.x.x'
const CONSONANTS = /^[BCDFGHJKLMNPQRSTVWXYZ]{3}$/

/** VTEX's affiliates API: read, create or replace, delete. */
export function affiliateRoutes(router: Router, shop: Shop): void {
  const path = '/api/fulfillment/pvt/affiliates'
  router.get(path, ctx => {
    ctx.body = shop.affiliates.all()
  })
  router.get(`${path}/:id`, ctx => {
    const affiliate = shop.affiliates.get(idOf(ctx))
    if (affiliate === undefined) throw notFound('Affiliate not found')
    ctx.body = affiliate
  })
  router.put(`${path}/:id`, ctx => {
    const affiliate = affiliateOf(idOf(ctx), ctx.request.body)
    const known = shop.places
      .policies()
      .some(one => String(one.policyId) === affiliate.salesChannel)
    if (!known) throw badRequest(`salesChannel ${affiliate.salesChannel} does not exist`)
    shop.affiliates.put(affiliate)
    ctx.status = 204
  })
  router.delete(`${path}/:id`, ctx => {
    if (!shop.affiliates.remove(idOf(ctx))) throw notFound('Affiliate not found')
    ctx.status = 204
  })
}

function idOf(ctx: RouterContext): string {
  const id = (ctx.params['id'] ?? '').toUpperCase()
  if (!CONSONANTS.test(id)) throw badRequest('The affiliate id must be three consonants')
  return id
}

function affiliateOf(id: string, body: unknown): Affiliate {
  if (typeof body !== 'object' || body === null) throw badRequest('The body must be JSON')
  // VTEX's own connectors write some of these names with a capital letter.
  const fields = new Map<string, unknown>(
    Object.entries(body).map(([name, value]: [string, unknown]) => [name.toLowerCase(), value])
  )
  const text = (name: string) => textOf(fields.get(name.toLowerCase()), name)
  const version = fields.get('searchuriendpointversion') ?? VERSION
  if (version !== VERSION) throw badRequest(`searchURIEndpointVersion must be ${VERSION}`)
  const minimum = fields.get('minimumvalueaccumulated')
  return {
    id,
    name: text('name'),
    followUpEmail: text('followUpEmail'),
    salesChannel: text('salesChannel'),
    searchURIEndpoint: endpointOf(fields.get('searchuriendpoint')),
    searchURIEndpointVersion: VERSION,
    searchURIEndpointAvailableVersions: [VERSION],
    useSellerPaymentMethod: fields.get('usesellerpaymentmethod') === true,
    minimumValueAccumulated: typeof minimum === 'number' ? minimum : null,
  }
}

function textOf(value: unknown, name: string): string {
  const text = typeof value === 'number' ? String(value) : value
  if (typeof text !== 'string' || text.trim() === '') throw badRequest(`${name} is required`)
  return text.trim()
}

function endpointOf(value: unknown): string | null {
  if (value === undefined || value === null || value === '') return null
  if (typeof value !== 'string' || !/^https?:\/\//.test(value) || !URL.canParse(value)) {
    throw badRequest('searchURIEndpoint must be an http or https address')
  }
  return value
}
