import { describe, expect, it } from '@jest/globals'

import { createPolicies } from './policies'

const policies = createPolicies({
  vendor: 'acme',
  name: 'app',
  version: '1.0.0',
  policies: [
    { name: 'vbase-read-write' },
    {
      name: 'outbound-access',
      attrs: { host: '{{account}}.vtexcommercestable.com.br', path: '/api/catalog/*' },
    },
    { name: 'outbound-access', attrs: { host: '*.mirakl.net', path: '/api/*' } },
    { name: 'outbound-access', attrs: { host: 'ERP.Example.com', path: '/Orders' } },
  ],
})

describe('outbound-access', () => {
  it.each([
    ['lojademo', 'lojademo.vtexcommercestable.com.br', '/api/catalog/sku/1', true],
    ['lojademo', 'outraloja.vtexcommercestable.com.br', '/api/catalog/sku/1', false],
    ['lojademo', 'lojademo.vtexcommercestable.com.br', '/api/oms/orders', false],
    ['lojademo', 'carrefour.mirakl.net', '/api/offers', true],
    ['lojademo', 'carrefour-mirakl.net', '/api/offers', false],
    ['lojademo', 'evil.com', '/api/offers', false],
    ['lojademo', 'erp.example.com', '/Orders', true],
    ['lojademo', 'erp.example.com', '/orders', false],
    ['lojademo', 'erp.example.com', '/Orders/7', false],
    ['lojademo', 'x.mirakl.net.evil.com', '/api/offers', false],
  ])('%s calls %s%s: %s', (account, host, path, allowed) => {
    expect(policies.allowsOutbound(account, host, path)).toBe(allowed)
  })

  it('knows the platform policies by name', () => {
    expect(policies.has('vbase-read-write')).toBe(true)
    expect(policies.has('colossus-fire-event')).toBe(false)
  })
})
