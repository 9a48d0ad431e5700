import { openDatabase, type Database } from '../database'
import { sendJson, serve, testClock, type Served } from '../console/testing'
import { ROLES, type Role } from './operations'
import { createCarrefour, type Carrefour } from '.'

/** A sandbox with two shops, served over HTTP, with the calls that its tests make. */
export interface Bench extends Served {
  db: Database
  clock: ReturnType<typeof testClock>
  carrefour: Carrefour
  /** Key of shop 2001 with every right. */
  secret: string
  /** Calls the API with shop 2001's key unless another is given. */
  api(path: string, init?: RequestInit & { key?: string }): Promise<Response>
  /** Uploads a stock file (STO01). */
  upload(csv: string | Buffer, options?: { key?: string; query?: string }): Promise<Response>
  /** Uploads, lets the import end, and answers its id. */
  importNow(csv: string): Promise<string>
  /** Calls the console's JSON API. */
  console(path: string, method?: string, body?: unknown): Promise<Response>
}

export const HEADER = '"offer-sku";"quantity";"warehouse-code";"update-delete"'

/** A valid stock file: pairs of SKU and quantity. */
export function stockFile(...lines: [sku: string, quantity: number | string][]): string {
  return [HEADER, ...lines.map(([sku, quantity]) => `"${sku}";"${quantity}";"";""`)].join('\n')
}

export async function bench(db: Database = openDatabase(':memory:')): Promise<Bench> {
  const clock = testClock()
  const carrefour = createCarrefour({ db, clock })
  carrefour.addShop({ shopId: 2001, name: 'Loja Demo', state: 'OPEN' })
  carrefour.addShop({ shopId: 2002, name: 'Outra Loja', state: 'OPEN' })
  const secret = carrefour.addKey({ name: 'All', shops: [2001], roles: [...ROLES] })
  carrefour.load([
    listing('1', '7890000000017', 'catalogued'),
    listing('2', '7890000000024', 'catalogued'),
    listing('3', '7890000000031', 'pending'),
    { ...listing('4', '7890000000048', 'catalogued'), blocked: 'Esta oferta está bloqueada' },
  ])
  const served = await serve({ '/console/carrefour': carrefour.console, '/': carrefour.app })
  const api: Bench['api'] = (path, { key = secret, ...init } = {}) =>
    fetch(served.url + path, { ...init, headers: { Authorization: key, ...init.headers } })
  const upload: Bench['upload'] = (csv, { key, query = '' } = {}) => {
    const body = new FormData()
    body.set('file', new Blob([csv as BlobPart]), 'stock.csv')
    const path = `/api/offers/stock/imports${query}`
    return api(path, { method: 'POST', body, ...(key !== undefined && { key }) })
  }
  return {
    ...served,
    db,
    clock,
    carrefour,
    secret,
    api,
    upload,
    async importNow(csv) {
      clock.forward(60_000)
      const { import_id } = (await (await upload(csv)).json()) as { import_id: string }
      clock.forward(1400)
      return import_id
    },
    console: (path, method = 'GET', body) => {
      const url = `${served.url}/console/carrefour${path}`
      return method === 'GET' ? fetch(url) : sendJson(url, method, body)
    },
  }
}

/** A key of shop 2001 with only these rights. */
export function keyWith(carrefour: Carrefour, ...roles: Role[]): string {
  return carrefour.addKey({ name: 'Some', shops: [2001], roles })
}

function listing(sku: string, ean: string, state: 'catalogued' | 'pending') {
  return { shopId: 2001, sku, ean, title: `Produto ${sku}`, category: 'Casa', price: 10, state }
}
