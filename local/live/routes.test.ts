import { describe, expect, it } from '@jest/globals'

import { OWN_SPECS, VENDORS_SPECS, loadSpecs } from '../../tests/chaos/specs/load'
import { operationsOf } from '../../tests/chaos/specs/operations'

import { LIVE_ROUTES, routeOf } from './routes'

const namesOf = (folder: string) =>
  operationsOf(loadSpecs(folder) ?? []).map(one => `${one.method} ${one.template}`)
const vendors = namesOf(VENDORS_SPECS)
const at = (path: string): URL => new URL(path, 'https://host.example')

describe('the routes to real hosts', () => {
  const names = LIVE_ROUTES.map(({ method, template }) => `${method} ${template}`)

  it('are known for everything that the app may call', () => {
    const called = namesOf(OWN_SPECS).filter(name => !name.includes('/dataentities/'))
    expect(called.length).toBeGreaterThan(10)
    expect(called.filter(name => !names.includes(name))).toEqual([])
  })

  // The vendors' files are not part of the project.
  const where = vendors.length > 0 ? it : it.skip
  where('are all in the vendors’ descriptions (left out where these are not present)', () => {
    expect(names.filter(name => !vendors.includes(name))).toEqual([])
  })

  it('expect a read to be a GET, but for the one that only computes a cart', () => {
    const posts = LIVE_ROUTES.filter(({ does, method }) => does === 'read' && method !== 'GET')
    expect(posts.map(({ template }) => template)).toEqual([
      '/api/checkout/pub/orderForms/simulation',
    ])
  })

  it.each([
    ['GET', '/api/catalog_system/pvt/sku/stockkeepingunitbyid/1/2'],
    ['GET', '/api/catalog_system/pvt/sku/stockkeepingunitbyid/'],
    ['GET', '/api/catalog_system/pvt/sku/stockkeepingunitbyid/1%2F2'],
    ['GET', '/api/catalog_system/pvt/sku/stockkeepingunitbyid/1;x=2'],
    ['GET', '/api/catalog_system/pvt/saleschannel/list?_method=DELETE'],
    ['GET', '/api/catalog_system/pvt/saleschannel/list?X-HTTP-Method-Override=PUT'],
    ['GET', '/api/checkout/changeToAnonymousUser/1'],
    ['PATCH', '/api/fulfillment/pvt/affiliates/CRF'],
    ['POST', '/api/fulfillment/pvt/affiliates'],
    ['PUT', '/api/logistics/pvt/inventory/skus/1/warehouses/1'],
    ['POST', '/api/checkout/pub/orderForms'],
    ['POST', '/api/dataentities/CL/documents'],
  ])('given %s %s, expect it not to be known', (method, path) => {
    expect(routeOf('store', method, at(path))).toBeUndefined()
  })

  it('given a path with dots, expect what it comes down to', () => {
    const found = routeOf(
      'store',
      'DELETE',
      at('/api/catalog_system/../fulfillment/pvt/affiliates/CRF')
    )
    expect(found).toMatchObject({ route: { does: 'write' }, params: { affiliateId: 'CRF' } })
  })
})
