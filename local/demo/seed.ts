import type { Carrefour } from '../carrefour'
import { ROLES } from '../carrefour/operations'
import type { Clock } from '../clock'
import type { Database } from '../database'
import { sqlOf } from '../sql'
import type { Store } from '../store'

import { listings, SHOP_ID, storeData } from './data'
import { demoSkus } from './skus'
import { demoState } from './state'

/** Where the seeded ShopKey waits for the first start; it is removed once it has been saved. */
export const SHOP_KEY = 'shop-key'

/** What the demo's data is written into. */
export interface SeedDeps {
  db: Database
  clock: Clock
  store: Store
  carrefour: Carrefour
}

/** Fills an empty store and Carrefour with the demo's data, all or nothing; does nothing a second time. */
export function seedDemo({ db, clock, store, carrefour }: SeedDeps): void {
  const state = demoState(db)
  if (!store.isEmpty()) return
  sqlOf(db).transaction(() => {
    const skus = demoSkus()
    store.load(storeData(skus))
    carrefour.addShop({ shopId: SHOP_ID, name: 'Loja Demo', state: 'OPEN' })
    carrefour.load(listings(skus, clock.now()))
    const key = { name: 'Integração de estoque', shops: [SHOP_ID], roles: [...ROLES] }
    state.set(SHOP_KEY, carrefour.addKey(key))
  })
}
