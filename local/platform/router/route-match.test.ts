import { describe, expect, it } from '@jest/globals'

import { createRouteMatcher } from './route-match'

const match = createRouteMatcher({
  notify: { path: '/_v/notify/:secret', public: true },
  files: { path: '/_v/files/*path', public: true },
  inner: { path: '/_v/inner' },
})

describe('createRouteMatcher', () => {
  it('names the route and its values', () => {
    expect(match('/_v/notify/a%20b')).toEqual({ id: 'notify', params: { secret: 'a b' } })
    expect(match('/_v/files/x/y')).toEqual({ id: 'files', params: { path: 'x/y' } })
  })

  it('takes the more specific route, whatever the order in the file', () => {
    const among = createRouteMatcher({
      any: { path: '/_v/invitation/*rest', public: true },
      one: { path: '/_v/invitation/:id', public: true },
      totals: { path: '/_v/invitation/totals', public: true },
    })
    expect(among('/_v/invitation/totals')?.id).toBe('totals')
    expect(among('/_v/invitation/7')?.id).toBe('one')
    expect(among('/_v/invitation/7/x')?.id).toBe('any')
  })

  it('takes names with any characters, and a name twice', () => {
    const odd = createRouteMatcher({
      odd: { path: '/_v/odd/:sku-id/:b?/:2', public: true },
      twice: { path: '/_v/twice/:a/:a', public: true },
    })
    expect(odd('/_v/odd/7/x/y')?.params).toEqual({ 'sku-id': '7', 'b?': 'x', 2: 'y' })
    expect(odd('/_v/twice/1/2')?.params).toEqual({ a: '2' })
  })

  it.each(['/_v/notify', '/_v/notify/a/b', '/_v/inner', '/'])('finds nothing for %s', path => {
    expect(match(path)).toBeUndefined()
  })
})
