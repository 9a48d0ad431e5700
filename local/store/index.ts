import type { IncomingHttpHeaders } from 'node:http'
import Koa from 'koa'
import type { Clock } from '../clock'
import type { Database } from '../database'
import type { Notify } from './notification'

export type {
  DeliveryOutcome,
  NotificationBody,
  NotificationTarget,
  Notify,
  StoreNotification,
} from './notification'

/** What the store part needs from its workspace. */
export interface StoreDeps {
  db: Database
  clock: Clock
  /** VTEX account name: lower-case letters and digits. */
  account: string
  notify: Notify
  /**
   * Whether these headers carry a credential that the platform accepts: a user's or an app's
   * `VtexIdclientAutCookie` (header or cookie), or an appKey pair. Left out: any credential is good.
   */
  isAuthorized?: (headers: IncomingHttpHeaders) => boolean
}

/** The store part: its VTEX APIs and its console page. */
export interface Store {
  /** Catalog, logistics, checkout simulation and affiliates of `{account}.vtexcommercestable.com.br`. */
  app: Koa
  /** Mounted at /console/store. */
  console: Koa
}

/** Makes the VTEX store of one account over the workspace's database. */
export function createStore(_deps: StoreDeps): Store {
  return { app: new Koa(), console: new Koa() }
}
