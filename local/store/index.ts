import type Koa from 'koa'

import type { Clock } from '../clock'
import type { Console } from '../console/page'
import type { Database } from '../database'

import { eventsOfStore, type TimelineSource } from '../timeline/events'

import { storeConsole } from './console/app'
import { storeApp } from './http/app'
import type { IsAuthorized } from './http/auth'
import { loadStore } from './load'
import type { StoreData } from './model'
import type { Notify } from './notification'
import { openShop } from './shop'

export type {
  DeliveryOutcome,
  NotificationBody,
  NotificationTarget,
  Notify,
  StoreNotification,
} from './notification'
export type { StoreData } from './model'

/** Notifications that the timeline is made of. */
const TOLD = 1_000

/** What the store part needs from its workspace. */
export interface StoreDeps {
  db: Database
  clock: Clock
  /** The consoles of the workspace; all when left out. */
  consoles?: readonly Console[] | undefined
  /** VTEX account name: lower-case letters and digits. Each account has its own tables. */
  account: string
  notify: Notify
  /**
   * Whether these headers carry a credential that the platform accepts: a user's or an app's
   * `VtexIdclientAutCookie` (header or cookie), or an appKey pair. Left out: any credential is good.
   */
  isAuthorized?: IsAuthorized
}

/** The store part: its VTEX APIs, its console page, and a way in for seed data. */
export interface Store {
  /** Catalog, logistics, checkout simulation and affiliates of `{account}.vtexcommercestable.com.br`. */
  app: Koa
  /** Mounted at /console/store. */
  console: Koa
  /** Whether it has no SKU yet. */
  isEmpty(): boolean
  /** Adds data without notifying anybody. */
  load(data: StoreData): void
  /** Whom it told of which changes. */
  timeline: TimelineSource['timeline']
}

/** Makes the VTEX store of one account over the workspace's database. */
export function createStore({ isAuthorized = () => true, ...deps }: StoreDeps): Store {
  const shop = openShop(deps)
  return {
    app: storeApp(shop, isAuthorized),
    console: storeConsole(shop),
    isEmpty: () => shop.skus.isEmpty(),
    load: data => loadStore(shop.sql, data, deps.clock.now()),
    timeline: ({ sku }) =>
      eventsOfStore(
        shop.notifications.latest(TOLD).filter(({ skuId }) => sku === '' || String(skuId) === sku)
      ),
  }
}
