import fc from 'fast-check'

import { type Input, anyBody, bytes } from './inputs'

/** Addresses of the local workspace itself, its consoles and what stands in for VTEX and Carrefour. */
const LOCAL: readonly (readonly [method: string, path: string])[] = [
  ['PUT', '/_local/faults'],
  ['GET', '/_local/calls'],
  ['GET', '/_local/events'],
  ['GET', '/_local/mail'],
  ['POST', '/_local/vtexid/login'],
  ['GET', '/_local/vtexid/session'],
  ['GET', '/console/carrefour/api/calls'],
  ['GET', '/console/carrefour/api/imports'],
  ['GET', '/console/carrefour/api/offers'],
  ['GET', '/console/carrefour/api/products'],
  ['POST', '/console/carrefour/api/faults'],
  ['PUT', '/console/carrefour/api/settings'],
  ['POST', '/console/carrefour/api/keys'],
  ['POST', '/console/carrefour/api/products'],
  ['PUT', '/console/carrefour/api/products/1'],
  ['POST', '/console/stores/loja0a/api/notify'],
  ['POST', '/console/stores/loja0a/api/skus'],
  ['PUT', '/console/stores/loja0a/api/switches'],
  ['PUT', '/console/stores/loja0a/api/skus/999/stock'],
  ['GET', '/console/stores/loja0a/api/skus'],
  ['GET', '/carrefour/api/offers'],
  ['GET', '/carrefour/api/products'],
  ['POST', '/carrefour/api/offers/stock/imports'],
  ['GET', '/carrefour/api/offers/stock/imports/x/status'],
  ['GET', '/admin'],
]

const queryText: fc.Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: fc.constant('') },
  fc
    .dictionary(
      fc.constantFrom(
        'page',
        'pageSize',
        'limit',
        'shopId',
        'host',
        'operation',
        'state',
        'offset',
        'max',
        'sku',
        'shop_id'
      ),
      fc.oneof(
        fc.string({ maxLength: 20 }),
        fc.integer().map(String),
        fc.constantFrom('1e9', '-1', 'NaN', '0x10', '%')
      )
    )
    .map(query => `?${new URLSearchParams(query).toString()}`),
  fc.constantFrom('?%', '?a[b]=c', `?${'a=b&'.repeat(500)}`)
)

export const localInputs: fc.Arbitrary<Input> = fc
  .record({
    at: fc.constantFrom(...LOCAL),
    more: fc.oneof(
      { weight: 4, arbitrary: fc.constant('') },
      fc.webPath(),
      fc.constantFrom('/%', '/%00', '/..')
    ),
    query: queryText,
    method: fc.option(fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'OPTIONS', 'HEAD'), {
      freq: 5,
    }),
    type: fc.constantFrom(
      'application/json',
      'application/json',
      'text/plain',
      'multipart/form-data; boundary=b'
    ),
    body: fc.oneof(
      { weight: 3, arbitrary: fc.jsonValue().map(one => bytes(JSON.stringify(one))) },
      anyBody
    ),
  })
  .map(({ at: [method, path], more, query, method: other, type, body }) => ({
    method: other ?? method,
    path: path + more + query,
    headers: { 'content-type': type },
    body,
  }))
