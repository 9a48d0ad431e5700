import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer, type Server } from 'node:https'
import type { AddressInfo } from 'node:net'

import { createCarrefour, type Carrefour, type Listing } from '../../carrefour'
import { ROLES } from '../../carrefour/operations'
import { settingsStore } from '../../carrefour/settings'
import { type Clock, systemClock } from '../../clock'
import { openDatabase } from '../../database'
import { type Handler, handlerOf } from '../../http/handler'
import { sqlOf } from '../../sql'
import { createStore, type Store, type StoreData } from '../../store'

import { type Certified, createAuthority } from './certificates'

/** A call as it arrived at a real host. */
export interface Arrived {
  readonly method: string
  readonly url: string
  readonly headers: IncomingMessage['headers']
}

export interface RealHost {
  readonly url: string
  readonly port: number
  /** Every call, oldest first. */
  readonly arrived: Arrived[]
  /** Answers in place of the host; undefined lets it answer itself. */
  instead: ((req: IncomingMessage, res: ServerResponse) => boolean) | undefined
}

/** A second workspace's store and Carrefour, each behind TLS with a certificate of an authority of their own. */
export interface RealWorld {
  readonly ca: string
  readonly store: RealHost & { readonly part: Store }
  readonly carrefour: RealHost & { readonly part: Carrefour; readonly shopKey: string }
  stop(): Promise<void>
}

export const APP_KEY = 'vtexappkey-minhaloja-ABCDEF'
export const APP_TOKEN = 'TOKENTOKENTOKENTOKENTOKENTOKENTOKEN0123456789'
export const ACCOUNT = 'minhaloja'
export const SHOP = { shopId: 4711, name: 'Minha Loja Ltda.' }

export interface RealWorldWish {
  readonly clock?: Clock
  /** `minhaloja` when left out. */
  readonly account?: string
  readonly storeData?: StoreData
  readonly listings?: Listing[]
  /** The certificate of both hosts; a good one when left out. */
  readonly certificate?: Certified
  /** Whether Carrefour's limits hold; they do when left out. */
  readonly limits?: boolean
}

/** Closes a server with all its connections. */
const closeServer = (server: Server): Promise<void> =>
  new Promise(resolve => {
    server.close(() => resolve())
    server.closeAllConnections()
  })

/** Serves a handler over TLS on a free port of this machine, and notes every call. */
export async function serveTls(
  handle: Handler,
  certificate: Certified
): Promise<RealHost & { stop(): Promise<void> }> {
  const arrived: Arrived[] = []
  const server = createServer({ key: certificate.key, cert: certificate.cert }, (req, res) => {
    arrived.push({ method: req.method ?? '', url: req.url ?? '', headers: { ...req.headers } })
    if (host.instead?.(req, res) === true) return
    void handle(req, res)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const host = {
    url: `https://localhost:${port}`,
    port,
    arrived,
    instead: undefined as RealHost['instead'],
    stop: () => closeServer(server),
  }
  return host
}

export async function startRealWorld(wish: RealWorldWish = {}): Promise<RealWorld> {
  const { clock = systemClock } = wish
  const db = openDatabase(':memory:')
  const authority = createAuthority()
  const certificate = wish.certificate ?? authority.certify()
  const part = createStore({
    db,
    clock,
    account: wish.account ?? ACCOUNT,
    notify: () => Promise.resolve({ ok: true, detail: '200' }),
    isAuthorized: headers =>
      headers['x-vtex-api-appkey'] === APP_KEY && headers['x-vtex-api-apptoken'] === APP_TOKEN,
  })
  if (wish.storeData) part.load(wish.storeData)
  const carrefour = createCarrefour({ db, clock })
  carrefour.addShop({ ...SHOP, state: 'OPEN' })
  const shopKey = carrefour.addKey({ name: 'key', shops: [SHOP.shopId], roles: [...ROLES] })
  if (wish.limits === false) settingsStore(sqlOf(db)).change({ throttleBy: 'off' })
  if (wish.listings) carrefour.load(wish.listings)
  const store = await serveTls(handlerOf(part.app), certificate)
  const mirakl = await serveTls(handlerOf(carrefour.app), certificate)
  return {
    ca: authority.cert,
    store: Object.assign(store, { part }),
    carrefour: Object.assign(mirakl, { part: carrefour, shopKey }),
    async stop() {
      await store.stop()
      await mirakl.stop()
      db.close()
    },
  }
}
