import type { Database } from '../database'
import { createTables, sqlOf } from '../sql'

/** Which offers Carrefour has listed, and with how many units, as far as they passed by on their way to the app. */
export interface OfferCodes {
  /** One page of the list, from `offset` on; `total` is Carrefour's own. */
  page(access: string, offset: number, offers: readonly ListedOffer[], total: number): void
  /** Units of an offer; null when there is none, undefined while the list of this shop has not passed by whole. */
  unitsOf(access: string, code: string): number | null | undefined
}

export interface ListedOffer {
  readonly code: string
  readonly units: number
}

/** Beyond it nothing is known of a shop: what is kept is bounded. */
const MOST_CODES = 500_000

/** The codes of one shop's list, in the workspace's database: a list that was interrupted goes on after a restart. */
export function createOfferCodes(db: Database): OfferCodes {
  const sql = sqlOf(db)
  createTables(
    db,
    // The table of an earlier version held no units; it is a copy that the next list makes anew.
    `DROP TABLE IF EXISTS live_offer_codes;
     CREATE TABLE IF NOT EXISTS live_offers (
       access TEXT NOT NULL, code TEXT NOT NULL, units INTEGER NOT NULL, PRIMARY KEY (access, code)) WITHOUT ROWID;
     CREATE TABLE IF NOT EXISTS live_offer_lists (access TEXT PRIMARY KEY, total INTEGER NOT NULL)`
  )
  const count = (access: string): number =>
    sql.get<{ count: number }>('SELECT COUNT(*) AS count FROM live_offers WHERE access = ?', access)
      ?.count ?? 0
  /** Counted once for many questions; any page makes it old. */
  const wholeLists = new Map<string, boolean>()
  const isWhole = (access: string): boolean => {
    const known = wholeLists.get(access)
    if (known !== undefined) return known
    const list = sql.get<{ total: number }>(
      'SELECT total FROM live_offer_lists WHERE access = ?',
      access
    )
    const isSo = list !== undefined && count(access) >= list.total
    wholeLists.set(access, isSo)
    return isSo
  }
  return {
    page(access, offset, offers, total) {
      wholeLists.delete(access)
      sql.transaction(() => {
        if (offset === 0) {
          // Another shop's list is over with it: one is kept.
          sql.run('DELETE FROM live_offers')
          sql.run('DELETE FROM live_offer_lists')
        }
        sql.run('INSERT OR REPLACE INTO live_offer_lists VALUES (?, ?)', access, total)
        if (offset + offers.length > MOST_CODES) return
        for (const { code, units } of offers)
          sql.run('INSERT OR REPLACE INTO live_offers VALUES (?, ?, ?)', access, code, units)
      })
    },
    unitsOf(access, code) {
      const found = sql.get<{ units: number }>(
        'SELECT units FROM live_offers WHERE access = ? AND code = ?',
        access,
        code
      )
      if (found !== undefined) return found.units
      return isWhole(access) ? null : undefined
    },
  }
}
