/** A real host that the workspace may lead to. */
export type LiveHost = 'store' | 'carrefour'

/**
 * One documented operation. Anything outside the table counts as an unknown write and never leaves.
 * Sources: vtex/openapi-schemas (Catalog, Logistics, Marketplace, Checkout), Mirakl's seller API.
 */
export interface LiveRoute {
  readonly host: LiveHost
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** `{name}` stands for one part of the path. */
  readonly template: string
  /** Whether it only reads. A write leaves once writing is open; the workspace answers it until then. */
  readonly does: 'read' | 'write'
  /** The vendor's name of the operation, or ours where there is none. */
  readonly operation: string
  /** License Manager resources of which a key needs one, as `product: resource`; empty when none is documented. */
  readonly resources: readonly string[]
}

type Row = Omit<LiveRoute, 'host' | 'resources'>

const carrefour = (row: Row): LiveRoute => ({ ...row, host: 'carrefour', resources: [] })
const store = (resources: readonly string[], row: Row): LiveRoute => ({
  ...row,
  host: 'store',
  resources,
})

const SKU = ['Catalog: SKUs']
const PRODUCT = ['Catalog: View Product']
const PLACES = ['Logistics: Logistics viewer', 'Logistics: Logistics full access']
const STOCK = [
  'Logistics: Logistics inventory read only',
  'Logistics: Logistics viewer',
  'Logistics: Logistics full access',
]
const AFFILIATES = ['Checkout: Save Order Configuration', 'Checkout: Save OrderForm Configuration']
const AFFILIATE = '/api/fulfillment/pvt/affiliates/{affiliateId}'
const IMPORTS = '/api/offers/stock/imports'

const read = (method: Row['method'], template: string, operation: string): Row => ({
  method,
  template,
  operation,
  does: 'read',
})
const write = (method: Row['method'], template: string, operation: string): Row => ({
  method,
  template,
  operation,
  does: 'write',
})

export const LIVE_ROUTES: readonly LiveRoute[] = [
  store(PRODUCT, read('GET', '/api/catalog_system/pvt/saleschannel/list', 'trade policies')),
  store(SKU, read('GET', '/api/catalog_system/pvt/sku/stockkeepingunitbyid/{skuId}', 'SKU')),
  store(
    PRODUCT,
    read('GET', '/api/catalog_system/pvt/sku/stockkeepingunitidsbysaleschannel', 'SKUs of a policy')
  ),
  store(PRODUCT, read('GET', '/api/catalog_system/pvt/sku/stockkeepingunitids', 'SKUs')),
  store(STOCK, read('GET', '/api/logistics/pvt/inventory/skus/{skuId}', 'inventory')),
  store(
    STOCK,
    read(
      'GET',
      '/api/logistics/pvt/inventory/items/{skuId}/warehouses/{warehouseId}',
      'inventory of a warehouse'
    )
  ),
  store(
    STOCK,
    read('GET', '/api/logistics/pvt/inventory/reservations/{warehouseId}/{skuId}', 'reservations')
  ),
  store(PLACES, read('GET', '/api/logistics/pvt/configuration/warehouses', 'warehouses')),
  store(PLACES, read('GET', '/api/logistics/pvt/configuration/docks', 'docks')),
  // A POST that changes nothing: it only computes a cart.
  store([], read('POST', '/api/checkout/pub/orderForms/simulation', 'simulation')),
  store(AFFILIATES, read('GET', '/api/fulfillment/pvt/affiliates', 'affiliates')),
  store(AFFILIATES, read('GET', AFFILIATE, 'affiliate')),
  store(AFFILIATES, write('PUT', AFFILIATE, 'save affiliate')),
  store(AFFILIATES, write('DELETE', AFFILIATE, 'remove affiliate')),

  carrefour(read('GET', '/api/version', 'V01')),
  carrefour(read('GET', '/api/account', 'A01')),
  carrefour(read('GET', '/api/offers', 'OF21')),
  carrefour(read('GET', '/api/offers/{offer}', 'OF22')),
  carrefour(read('GET', '/api/products', 'P31')),
  carrefour(read('GET', `${IMPORTS}/{import_id}/status`, 'STO02')),
  carrefour(read('GET', `${IMPORTS}/{import_id}/error_report`, 'STO03')),
  carrefour(write('POST', IMPORTS, 'STO01')),
]

/** A call as the table knows it. */
export interface KnownCall {
  readonly route: LiveRoute
  /** The parts of the path that the template leaves open, decoded. */
  readonly params: Readonly<Record<string, string>>
}

/**
 * The route of a call; undefined for one that is not known. A path with an escaped slash, a backslash, an empty part or
 * a semicolon is not known either: servers do not agree on what it names. Nor is a query that names another method.
 */
export function routeOf(host: LiveHost, method: string, url: URL): KnownCall | undefined {
  const { pathname } = url
  if (/%2f|%5c|%00|[\\;]|\/\//i.test(pathname)) return undefined
  if ([...url.searchParams.keys()].some(name => /^_?(x-http-)?method(-override)?$/i.test(name)))
    return undefined
  const asked = method === 'HEAD' ? 'GET' : method
  for (const { route, pattern, names } of PATTERNS) {
    if (route.host !== host || route.method !== asked) continue
    const match = pattern.exec(pathname)
    if (match === null) continue
    const params = names.map((name, index) => [name, decoded(match[index + 1] ?? '')])
    return { route, params: Object.fromEntries(params) as Record<string, string> }
  }
  return undefined
}

const PATTERNS = LIVE_ROUTES.map(route => ({
  route,
  names: [...route.template.matchAll(/\{(\w+)\}/g)].map(match => match[1] ?? ''),
  pattern: new RegExp(`^${route.template.replace(/\{\w+\}/g, '([^/]+)')}$`),
}))

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
