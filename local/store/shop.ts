import type { Clock } from '../clock'
import type { Console } from '../console/page'
import type { Database } from '../database'
import { createTables, sqlOf, type Sql } from '../sql'

import { affiliateStore, type AffiliateStore } from './affiliates'
import { burst, type Burst } from './burst'
import { changes, type Changes } from './changes'
import type { Notify } from './notification'
import { notificationLog, type NotificationLog } from './notificationLog'
import { placeStore, type PlaceStore } from './places'
import { publisher } from './publisher'
import { skuStore, type SkuStore } from './skus'
import { stockStore, type StockStore } from './stock'
import { switchStore, type SwitchStore } from './switches'
import { TABLES } from './tables'

/** Everything that the store's APIs and its console work on. */
export interface Shop {
  account: string
  /** The consoles of the workspace; all when left out. */
  consoles: readonly Console[] | undefined
  clock: Clock
  sql: Sql
  skus: SkuStore
  places: PlaceStore
  stock: StockStore
  affiliates: AffiliateStore
  switches: SwitchStore
  notifications: NotificationLog
  changes: Changes
  burst: Burst
}

/** Opens one account's tables, making the missing ones. */
export function openShop(deps: {
  db: Database
  clock: Clock
  account: string
  notify: Notify
  consoles?: readonly Console[] | undefined
}): Shop {
  const { db, clock, account, notify, consoles } = deps
  if (!/^[a-z0-9][a-z0-9-]*$/.test(account)) throw new Error(`Not a VTEX account name: ${account}`)
  const own = `store_${account.replaceAll('-', '_')}_`
  const ofAccount = (text: string) => text.replaceAll('store_', own)
  createTables(db, TABLES, ofAccount)
  const sql = sqlOf(db, ofAccount)

  const skus = skuStore(sql)
  const places = placeStore(sql)
  const stock = stockStore(sql, places)
  const affiliates = affiliateStore(sql)
  const switches = switchStore(sql)
  const notifications = notificationLog(sql)
  const all = changes({
    skus,
    stock,
    affiliates,
    switches,
    publisher: publisher({
      account,
      clock,
      notify,
      log: notifications,
      switches,
      isOpen: () => db.open,
    }),
    now: () => clock.now(),
  })
  return {
    account,
    consoles,
    clock,
    sql,
    skus,
    places,
    stock,
    affiliates,
    switches,
    notifications,
    changes: all,
    burst: burst({ sql, skus, stock, changes: all, isOpen: () => db.open }),
  }
}
