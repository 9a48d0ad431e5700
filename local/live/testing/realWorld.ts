import { createCarrefour, type Carrefour, type Listing } from '../../carrefour'
import { ROLES } from '../../carrefour/operations'
import { settingsStore } from '../../carrefour/settings'
import { type Clock, systemClock } from '../../clock'
import { openDatabase } from '../../database'
import { sendJson, serve } from '../../console/testing'
import { handlerOf } from '../../http/handler'
import { sqlOf } from '../../sql'
import { createStore, type Store, type StoreData } from '../../store'

import { type Certified, createAuthority } from './certificates'
import { ACCOUNT, APP_KEY, APP_TOKEN, SHOP } from './merchant'
import { type RealHost, serveTls } from './serveTls'
import { startTunnel, type Tunnel } from './tunnel'

export { ACCOUNT, APP_KEY, APP_TOKEN, SHOP } from './merchant'
export type { Arrived } from './serveTls'

/** A second workspace's store and Carrefour, each behind TLS with a certificate of an authority of their own. */
export interface RealWorld {
  readonly ca: string
  readonly store: RealHost & {
    readonly part: Store
    /** Puts units into its stock, as its owner does, and notifies the registered affiliates. */
    setStock(skuId: number, total: number): Promise<void>
  }
  readonly carrefour: RealHost & {
    readonly part: Carrefour
    readonly shopKey: string
    /** Units of a SKU in the shop's offer. */
    held(sku: number): Promise<number>
  }
  /** A public address that leads to a workspace, once its target is set. The store's notifications use it. */
  readonly tunnel: Tunnel
  stop(): Promise<void>
}

export interface RealWorldOptions {
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

export async function startRealWorld(options: RealWorldOptions = {}): Promise<RealWorld> {
  const { clock = systemClock } = options
  const db = openDatabase(':memory:')
  const authority = createAuthority()
  const certificate = options.certificate ?? authority.certify()
  const tunnel = await startTunnel(authority)
  const part = createStore({
    db,
    clock,
    account: options.account ?? ACCOUNT,
    notify: tunnel.notify,
    isAuthorized: headers =>
      headers['x-vtex-api-appkey'] === APP_KEY && headers['x-vtex-api-apptoken'] === APP_TOKEN,
  })
  if (options.storeData) part.load(options.storeData)
  const carrefour = createCarrefour({ db, clock })
  carrefour.addShop({ ...SHOP, state: 'OPEN' })
  const shopKey = carrefour.addKey({ name: 'key', shops: [SHOP.shopId], roles: [...ROLES] })
  if (options.limits === false) settingsStore(sqlOf(db)).change({ throttleBy: 'off' })
  if (options.listings) carrefour.load(options.listings)
  const store = await serveTls(handlerOf(part.app), certificate)
  const mirakl = await serveTls(handlerOf(carrefour.app), certificate)
  return {
    ca: authority.cert,
    tunnel,
    store: Object.assign(store, {
      part,
      setStock: async (skuId: number, total: number) => {
        const owner = await serve({ '/': part.console })
        const to = `${owner.url}/api/skus/${skuId}/stock`
        const { ok, status } = await sendJson(to, 'PUT', { total, reserved: 0 })
        await owner.close()
        if (!ok) throw new Error(`The store answered ${status}`)
      },
    }),
    carrefour: Object.assign(mirakl, {
      part: carrefour,
      shopKey,
      held: async (sku: number) => {
        const operator = await serve({ '/': carrefour.console })
        const answer = await fetch(`${operator.url}/api/offers/${SHOP.shopId}/${sku}`)
        const { quantity } = (await answer.json()) as { quantity: number }
        await operator.close()
        return quantity
      },
    }),
    async stop() {
      await tunnel.stop()
      await store.stop()
      await mirakl.stop()
      db.close()
    },
  }
}
