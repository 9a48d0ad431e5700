import { createHmac, randomBytes } from 'node:crypto'

import type { Clock } from '../clock'
import type { Database } from '../database'
import { isRecord } from '../http/body'
import { createTables, sqlOf } from '../sql'

/** A shop as Carrefour itself named it (A01). */
export interface NamedShop {
  readonly shopId: string
  readonly name: string
}

/** Which shop is behind a key, as far as Carrefour has said it. */
export interface NamedShops {
  /**
   * Who calls: a name for key and shop together that does not give the key away. With a ShopId it is the shop's, for
   * Carrefour takes no key of another shop there.
   */
  accessOf(key: string, shopId: string | null): string
  /** Remembers what A01 answered. */
  learn(access: string, account: unknown): void
  of(access: string): NamedShop | undefined
  /** The ShopId that calls with this access concern; undefined while the key's owner is unknown. */
  shopIdOf(access: string): string | undefined
  /** The shop that was named last. */
  latest(): (NamedShop & { readonly access: string }) | undefined
}

const BY_ID = 'shop '

/** The names outlive a restart: Carrefour answers A01 once a day. */
export function createNamedShops(db: Database, clock: Clock): NamedShops {
  const sql = sqlOf(db)
  createTables(
    db,
    `CREATE TABLE IF NOT EXISTS live_shops (
       access TEXT PRIMARY KEY, shop_id TEXT NOT NULL, name TEXT NOT NULL, named_at INTEGER NOT NULL);
     CREATE TABLE IF NOT EXISTS live_salt (salt BLOB NOT NULL)`
  )
  const known = sql.get<{ salt: Buffer }>('SELECT salt FROM live_salt')?.salt
  const salt = known ?? randomBytes(32)
  if (known === undefined) sql.run('INSERT INTO live_salt VALUES (?)', salt)

  const of = (access: string): NamedShop | undefined =>
    sql.get<NamedShop>('SELECT shop_id AS shopId, name FROM live_shops WHERE access = ?', access)

  return {
    accessOf: (key, shopId) =>
      shopId !== null && shopId !== ''
        ? `${BY_ID}${shopId.replace(/^0+(?=\d)/, '')}`
        : `key ${createHmac('sha256', salt).update(key).digest('hex')}`,
    learn(access, account) {
      if (!isRecord(account)) return
      const { shop_id: shopId, shop_name: name } = account
      const isId = typeof shopId === 'number' || typeof shopId === 'string'
      if (!isId || typeof name !== 'string' || name.trim() === '') return
      sql.run(
        'INSERT OR REPLACE INTO live_shops VALUES (?, ?, ?, ?)',
        access,
        String(shopId).slice(0, 40),
        name.trim().slice(0, 200),
        clock.now()
      )
    },
    of,
    shopIdOf: access =>
      access.startsWith(BY_ID) ? access.slice(BY_ID.length) : of(access)?.shopId,
    latest: () =>
      sql.get<NamedShop & { access: string }>(
        `SELECT access, shop_id AS shopId, name FROM live_shops
         ORDER BY named_at DESC, rowid DESC LIMIT 1`
      ),
  }
}
