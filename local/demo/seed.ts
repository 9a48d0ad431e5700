import type { Carrefour, Listing } from '../carrefour'
import { ROLES } from '../carrefour/operations'
import type { Clock } from '../clock'
import type { Database } from '../database'
import { sqlOf } from '../sql'
import type { Store, StoreData } from '../store'

import { listings, SHOP_ID, storeData } from './data'
import { CARREFOUR_POLICY } from './policies'
import { demoSkus } from './skus'
import { demoState } from './state'

/** Where the seeded ShopKey waits for the first start; it is removed once it has been saved. */
export const SHOP_KEY = 'shop-key'

/** The trade policy that feeds Carrefour, and what the data was made of. */
export const POLICY = 'policy'
const SOURCE = 'source'

/** What a store is filled with. */
export interface DemoData {
  /** Tells this data from other data that a workspace may hold. */
  readonly source: string
  /** The trade policy that feeds Carrefour. */
  readonly policy: number
  readonly store: StoreData
  /** Carrefour's side of the store at a moment. */
  readonly listings: (now: number) => Listing[]
}

/** The demo store. */
export const DEMO_SOURCE = 'demo'

/** @param size how many SKUs; the demo's own when left out */
export function demoData(size?: number): DemoData {
  const skus = demoSkus(size)
  return {
    source: size === undefined ? DEMO_SOURCE : `${DEMO_SOURCE} ${size}`,
    policy: CARREFOUR_POLICY,
    store: storeData(skus),
    listings: now => listings(skus, now),
  }
}

/** What a store's data is written into. */
export interface SeedDeps {
  db: Database
  clock: Clock
  store: Store
  carrefour: Carrefour
}

/** Fills an empty store and Carrefour with data, the demo's if left out, all or nothing; does nothing a second time. */
export function seedDemo({ db, clock, store, carrefour }: SeedDeps, data?: DemoData): void {
  const state = demoState(db)
  if (!store.isEmpty()) return
  const { source, policy, store: goods, listings: listed } = data ?? demoData()
  sqlOf(db).transaction(() => {
    store.load(goods)
    carrefour.addShop({ shopId: SHOP_ID, name: 'Loja Demo', state: 'OPEN' })
    carrefour.load(listed(clock.now()))
    const key = { name: 'Integração de estoque', shops: [SHOP_ID], roles: [...ROLES] }
    state.set(SHOP_KEY, carrefour.addKey(key))
    state.set(POLICY, String(policy))
    state.set(SOURCE, source)
  })
}

/** What the data of a workspace was made of; undefined for one that is new. One from before this was kept is the demo's. */
export function sourceOf(db: Database, isEmpty: boolean): string | undefined {
  return isEmpty ? undefined : (demoState(db).get(SOURCE) ?? DEMO_SOURCE)
}

/** Fills an empty store alone, for an app that has nothing to do with Carrefour. */
export function seedStoreAlone({ db, store }: Pick<SeedDeps, 'db' | 'store'>): void {
  if (!store.isEmpty()) return
  sqlOf(db).transaction(() => store.load(demoData().store))
}
