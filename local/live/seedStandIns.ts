import { ROLES } from '../carrefour/operations'
import { SHOP_ID } from '../demo/data'
import { demoData, type DemoData, type SeedDeps } from '../demo/seed'
import { sqlOf } from '../sql'

import type { LiveSettings } from './settings'

/**
 * Fills the stand-ins that stay beside a real host, once: a store with the demo's SKUs (or those of
 * `data`), or a Carrefour with one shop.
 * Nothing is set up in the app; its key is made on Carrefour's console.
 */
export function seedStandIns(
  { db, clock, store, carrefour }: SeedDeps,
  settings: LiveSettings,
  data: DemoData = demoData()
): void {
  if (settings.store !== null && settings.carrefour !== null) return
  db.exec('CREATE TABLE IF NOT EXISTS live_seeded (part TEXT PRIMARY KEY)')
  const sql = sqlOf(db)
  const once = (part: string, seed: () => void): void =>
    sql.transaction(() => {
      if (sql.run('INSERT OR IGNORE INTO live_seeded VALUES (?)', part) > 0) seed()
    })
  if (settings.store === null) once('store', () => store.load(data.store))
  if (settings.carrefour === null)
    once('carrefour', () => {
      carrefour.addShop({ shopId: SHOP_ID, name: `Loja ${settings.account}`, state: 'OPEN' })
      if (settings.store === null) carrefour.load(data.listings(clock.now()))
      carrefour.addKey({ name: 'Estoque', shops: [SHOP_ID], roles: [...ROLES] })
    })
}
