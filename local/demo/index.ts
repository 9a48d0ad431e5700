import type { Clock } from '../clock'
import type { Database } from '../database'
import type { Carrefour } from '../carrefour'
import type { Store } from '../store'

/** What the demo's data is written into. */
export interface SeedDeps {
  db: Database
  clock: Clock
  store: Store
  carrefour: Carrefour
}

/** Fills an empty store and an empty Carrefour with the demo's data; does nothing a second time. */
export function seedDemo(_deps: SeedDeps): void {}

/** What the first start needs: the workspace's address and the owner's `VtexIdclientAutCookie` value. */
export interface FirstStartDeps {
  db: Database
  baseUrl: string
  ownerCookie: string
}

/** Does once, through the running workspace, what a merchant does after installing the app. */
export async function firstStart(_deps: FirstStartDeps): Promise<void> {}
