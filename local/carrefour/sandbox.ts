import type { Clock } from '../clock'
import type { Console } from '../console/page'
import type { Database } from '../database'
import { createTables, sqlOf, type Sql } from '../sql'
import { callLog, type CallLog } from './calls'
import { catalogue, type Catalogue } from './catalogue'
import { faultStore, type FaultStore } from './faults'
import { importStore, type ImportStore } from './imports'
import { keyStore, type KeyStore } from './keys'
import { offerStore, type OfferStore } from './offers'
import { type Scenarios, scenarios } from './scenarios'
import { settingsStore, type SettingsStore } from './settings'
import { shopStore, type ShopStore } from './shops'
import { TABLES } from './tables'
import { throttle, type Throttle } from './throttle'
import { timeline, type Timeline } from './timeline'

/** Everything that the API and the console of the sandbox work on. Its whole state is in the database. */
export interface Sandbox {
  clock: Clock
  /** The consoles of the workspace; all when left out. */
  consoles: readonly Console[] | undefined
  sql: Sql
  settings: SettingsStore
  shops: ShopStore
  keys: KeyStore
  catalogue: Catalogue
  offers: OfferStore
  imports: ImportStore
  faults: FaultStore
  calls: CallLog
  throttle: Throttle
  timeline: Timeline
  scenarios: Scenarios
}

/** Opens the sandbox's tables, making the missing ones. */
export function openSandbox(db: Database, clock: Clock, consoles?: readonly Console[]): Sandbox {
  createTables(db, TABLES)
  const sql = sqlOf(db)
  const stores = {
    sql,
    settings: settingsStore(sql),
    catalogue: catalogue(sql),
    offers: offerStore(sql),
    imports: importStore(sql),
    keys: keyStore(sql),
    faults: faultStore(sql),
  }
  return {
    ...stores,
    clock,
    consoles,
    shops: shopStore(sql),
    calls: callLog(sql),
    throttle: throttle(sql),
    timeline: timeline(stores),
    scenarios: scenarios(stores),
  }
}
