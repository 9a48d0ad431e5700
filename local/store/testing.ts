import { sendJson, serve, testClock, type Served } from '../console/testing'
import { openDatabase, type Database } from '../database'

import type { Sku, StoreData } from './model'
import type { NotificationBody, StoreNotification } from './notification'
import { createStore, type Store, type StoreDeps } from '.'

/** A store served over HTTP, with the calls that its tests make. */
export interface Bench extends Served {
  db: Database
  clock: ReturnType<typeof testClock>
  store: Store
  /** What was handed over for delivery. */
  told: StoreNotification[]
  /** Bodies of what was told to one target, without their dates; then forgets them. */
  takeTold(kind: 'webhook' | 'event'): Omit<NotificationBody, 'DateModified'>[]
  /** Calls the store's API as the app does. */
  api(path: string, init?: RequestInit): Promise<Response>
  send(method: string, path: string, body: unknown): Promise<Response>
  /** Calls the console's JSON API. */
  console(path: string, method?: string, body?: unknown): Promise<Response>
}

const AUTH = { VtexIdclientAutCookie: 'app-token' }

export async function bench(deps: Partial<StoreDeps> = {}): Promise<Bench> {
  const clock = testClock()
  const db = openDatabase(':memory:')
  const told: StoreNotification[] = []
  const notify = (notification: StoreNotification) => {
    told.push(notification)
    return Promise.resolve({ ok: true, detail: '200' })
  }
  const store = createStore({ db, clock, account: 'lojademo', notify, ...deps })
  store.load(DATA)
  const served = await serve({ '/console/store': store.console, '/': store.app })
  const api: Bench['api'] = (path, init = {}) =>
    fetch(served.url + path, { ...init, headers: { ...AUTH, ...init.headers } })
  return {
    ...served,
    db,
    clock,
    store,
    told,
    api,
    takeTold(kind) {
      const taken = told.filter(one => one.target.kind === kind)
      told.splice(0, told.length, ...told.filter(one => one.target.kind !== kind))
      return taken.map(({ body: { DateModified: _, ...rest } }) => rest)
    },
    send: (method, path, body) =>
      api(path, {
        method,
        body: JSON.stringify(body),
        headers: { 'Content-Type': 'application/json' },
      }),
    console: (path, method = 'GET', body) => {
      const url = `${served.url}/console/store${path}`
      return method === 'GET' ? fetch(url) : sendJson(url, method, body)
    },
  }
}

function sku(skuId: number, productId: number, more: Partial<Sku> = {}): Sku {
  return {
    skuId,
    productId,
    name: `SKU ${skuId}`,
    ean: `789000000000${skuId}`,
    refId: `R-${skuId}`,
    active: true,
    price: 1990,
    policies: [1, 2],
    kitItems: [],
    ...more,
  }
}

const product = (productId: number, active = true) => ({
  productId,
  name: `Produto ${productId}`,
  refId: `P-${productId}`,
  brand: 'Marca',
  category: 'Casa',
  active,
})

const row = (
  skuId: number,
  warehouseId: string,
  total: number,
  reserved = 0,
  unlimited = false
) => ({
  skuId,
  warehouseId,
  total,
  reserved,
  unlimited,
})

/**
 * Product 10 has SKUs 1 and 2. Policy 2 is served by `main` and `far`, policy 1 by `main` alone, and
 * `closed` serves no request.
 */
const DATA: StoreData = {
  policies: [
    { policyId: 1, name: 'Loja principal', active: true },
    { policyId: 2, name: 'Carrefour', active: true },
  ],
  docks: [
    { dockId: 'd1', name: 'Doca', active: true, policies: [1, 2] },
    { dockId: 'd2', name: 'Doca longe', active: true, policies: [2] },
  ],
  warehouses: [
    { warehouseId: 'main', name: 'Principal', active: true, docks: ['d1'] },
    { warehouseId: 'far', name: 'Longe', active: true, docks: ['d2'] },
    { warehouseId: 'xclosed', name: 'Fechado', active: false, docks: ['d1'] },
  ],
  products: [product(10), product(11), product(12, false)],
  skus: [
    sku(1, 10),
    sku(2, 10, { policies: [1] }),
    sku(3, 11, { active: false }),
    sku(4, 12),
    sku(5, 11, {
      kitItems: [
        { skuId: 1, quantity: 2 },
        { skuId: 6, quantity: 1 },
      ],
    }),
    sku(6, 11),
    sku(7, 11, { price: null }),
    sku(8, 11),
  ],
  stock: [
    row(1, 'main', 10, 3),
    row(1, 'far', 2, 5),
    row(1, 'xclosed', 50),
    row(2, 'main', 4),
    row(3, 'main', 4),
    row(4, 'main', 4),
    row(6, 'main', 9),
    row(7, 'main', 9),
    row(8, 'far', 0, 0, true),
  ],
}
