import type { Carrefour } from '../carrefour'
import type { Clock } from '../clock'
import type { Database } from '../database'
import type { Store } from '../store'

import { type DemoData, seedDemo, seedStoreAlone, sourceOf } from './seed'

/**
 * Fills a new store.
 *
 * @throws Error when the store was made of other data: nothing is mixed, and nothing is lost unasked.
 */
export function fillStore(
  data: DemoData | undefined,
  {
    db,
    clock,
    store,
    carrefour,
  }: { db: Database; clock: Clock; store: Store; carrefour: Carrefour | undefined }
): void {
  if (carrefour === undefined) return seedStoreAlone({ db, store })
  const source = sourceOf(db, store.isEmpty())
  if (data !== undefined && source !== undefined && source !== data.source)
    throw new Error(
      'The data in .local/ was made of something else: the demo store, or another file. Add --reset to delete it and start with this file.'
    )
  seedDemo({ db, clock, store, carrefour }, data)
}
