import { describe, expect, it } from '@jest/globals'

import type { RecordedCall } from '../harness/recorder'
import { OWN_SPECS, VENDORS_SPECS, loadSpecs } from './load'
import { operationsOf } from './operations'
import { PROSE, compareWithSpecs } from './validate'

const own = operationsOf(loadSpecs(OWN_SPECS) ?? [])
const files = loadSpecs(VENDORS_SPECS)
const vendors = operationsOf(files ?? [])

const problems = (part: string, method: string, path: string, body = '') => [
  ...compareWithSpecs(
    [{ part, method, path, body, contentType: 'application/json' } as RecordedCall],
    loadSpecs(OWN_SPECS) ?? []
  ).problems.keys(),
]

const simulation = (item: object) => JSON.stringify({ items: [item] })
const ITEM = { id: '7', quantity: 1, seller: '1' }
const SIMULATE = '/api/checkout/pub/orderForms/simulation'

describe('our own descriptions', () => {
  it.each([
    ['carrefour', 'GET', '/api/offers?max=100&offset=200&shop_id=2001&sort=productTitle', ''],
    ['carrefour', 'GET', '/api/products?product_references=EAN%7C1%2CEAN%7C2', ''],
    ['store', 'POST', `${SIMULATE}?sc=1&affiliateId=CRF`, simulation(ITEM)],
    ['store', 'GET', '/api/logistics/pvt/inventory/skus/7', ''],
    ['masterdata', 'GET', '/api/dataentities/x/search?_where=a%3D1&_schema=v1', ''],
  ])('accept %s %s %s', (part, method, path, body) => {
    expect(problems(part, method, path, body)).toEqual([])
  })

  it.each([
    ['carrefour', 'GET', '/api/offers?max=101', '', 'the parameter "max" must be <= 100'],
    ['carrefour', 'GET', '/api/account?max=1', '', 'the query parameter "max" is not documented'],
    ['carrefour', 'GET', '/api/account?shop_id=x', '', 'the parameter "shop_id" must be integer'],
    [
      'carrefour',
      'GET',
      `/api/products?product_references=${Array(101).fill('EAN|1').join()}`,
      '',
      'the parameter "product_references" must match pattern',
    ],
    ['store', 'GET', '/api/logistics/pvt/inventory/skus/007', '', '"skuId" must match pattern'],
    ['store', 'POST', SIMULATE, simulation({ ...ITEM, quantity: 1.5 }), 'must be integer'],
    ['store', 'POST', SIMULATE, simulation({ ...ITEM, price: 1 }), 'additional properties'],
    ['masterdata', 'GET', '/api/dataentities/x/scroll?_size=1001', '', 'must be <= 1000'],
  ])('refuse a call that is wrong, case %#', (part, method, path, body, problem) => {
    expect(problems(part, method, path, body).join()).toContain(problem)
  })

  const agree = files ? it : it.skip
  agree(
    "ask for nothing that the vendors' files do not have (left out where these are not present)",
    () => {
      const surplus = own.flatMap(({ spec, method, template, query, bodies }) => {
        const same = vendors.filter(
          one => one.method === method && bare(one.template) === bare(template)
        )
        if (same.length === 0) return [`${method} ${template}`]
        const part = spec.replace('.json', '')
        const names = [
          ...same.flatMap(one => one.query.map(({ name }) => name)),
          ...(PROSE[part] ?? []),
        ]
        const types = same.flatMap(one => Object.keys(one.bodies))
        return [
          ...query.filter(({ name }) => !names.includes(name)).map(({ name }) => name),
          ...Object.keys(bodies).filter(type => !types.includes(type)),
        ].map(what => `${method} ${template}: ${what}`)
      })
      expect(surplus).toEqual([])
    }
  )
})

/** A template without the names of its variables. */
const bare = (template: string): string => template.replace(/\{[^}]+\}/g, '{}')
