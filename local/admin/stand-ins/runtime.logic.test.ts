import { describe, expect, it } from '@jest/globals'

import {
  fillRoute,
  matchRoute,
  pathnameOf,
  readQuery,
  routePathOf,
  writeQuery,
} from './runtime.logic'

const ROUTES = {
  list: { component: 'ListPage', path: '/admin/app/shop/list' },
  item: { component: 'ItemPage', path: '/admin/app/shop/list/:id' },
}

describe('routes', () => {
  it('pairs the address with the route path, both ways', () => {
    expect(routePathOf('/admin/shop/list')).toBe('/admin/app/shop/list')
    expect(routePathOf('/admin/app/shop/list')).toBe('/admin/app/shop/list')
    expect(pathnameOf('/admin/app/shop/list')).toBe('/admin/shop/list')
    expect(pathnameOf('/admin/app?a=1')).toBe('/admin?a=1')
    expect(pathnameOf('/admin/apples')).toBe('/admin/apples')
  })

  it('finds a route that is written with a slash at its end', () => {
    const routes = { list: { component: 'ListPage', path: '/admin/app/shop/list/' } }
    expect(matchRoute(routes, '/admin/app/shop/list')?.id).toBe('list')
  })

  it('finds the route of an address and its parameters', () => {
    expect(matchRoute(ROUTES, '/admin/app/shop/list/')?.id).toBe('list')
    expect(matchRoute(ROUTES, '/admin/app/shop/list/a%20b')).toMatchObject({
      id: 'item',
      params: { id: 'a b' },
    })
    expect(matchRoute(ROUTES, '/admin/app/other')).toBeNull()
    // The window's address is no page's address.
    expect(matchRoute(ROUTES, '/admin/shop/list')).toBeNull()
  })

  it('fills a route in, and knows no other', () => {
    expect(fillRoute(ROUTES, 'item', { id: 'a b' })).toBe('/admin/app/shop/list/a%20b')
    expect(fillRoute(ROUTES, 'other', {})).toBeNull()
  })
})

describe('query', () => {
  it('is read decoded and written as it is', () => {
    expect(readQuery('?a=x%26y&b=1&b=2')).toEqual({ a: 'x&y', b: '2' })
    expect(writeQuery({ a: 'x%26y', b: undefined })).toBe('a=x%26y')
  })
})
