import { createHash } from 'node:crypto'

import { command, type Database, query } from '../database'

/**
 * Where secrets lie outside the app's sealed files: hashes of API keys, and the tokens in the addresses and bodies
 * that VTEX calls back. All are 64 hexadecimal digits. In the tables beside them such digits are no secrets.
 */
const PLACES: readonly { table: RegExp; column: string }[] = [
  { table: /^carrefour_keys$/, column: 'hash' },
  { table: /^store_[a-z0-9]+_affiliates$/, column: 'value' },
  { table: /^scheduler_jobs$/, column: 'job' },
  { table: /^events_deliveries$/, column: 'body' },
]

const SECRET = /\b[0-9a-f]{64}\b/g
const MASK = /\bmasked-[0-9a-f]{16}\b/g

const maskOf = (secret: string): string =>
  `masked-${createHash('sha256').update(secret).digest('hex').slice(0, 16)}`

/** Takes secrets out of rows that are copied, and puts those that this workspace knows back in. */
export interface Masking {
  /** The column of a table that holds secrets. */
  columnOf(table: string): string | undefined
  /** Replaces each secret by its mask; what it was is kept in this workspace alone. */
  hide(text: string): string
  /** Replaces each mask in a table whose secret this workspace knows; others stay, and open nothing. */
  reveal(table: string): void
}

/** Keeps the secrets of snapshots in the workspace's own database, which no snapshot holds. */
export function createMasking(db: Database): Masking {
  db.exec(
    'CREATE TABLE IF NOT EXISTS snapshot_secrets (mask TEXT PRIMARY KEY, secret TEXT NOT NULL)'
  )
  const keep = command(db, 'INSERT OR IGNORE INTO snapshot_secrets VALUES (?, ?)')
  const find = query<{ secret: string }>(db, 'SELECT secret FROM snapshot_secrets WHERE mask = ?')
  const columnOf = (table: string): string | undefined =>
    PLACES.find(place => place.table.test(table))?.column

  return {
    columnOf,
    hide: text =>
      text.replace(SECRET, secret => {
        const mask = maskOf(secret)
        keep(mask, secret)
        return mask
      }),
    reveal(table) {
      const column = columnOf(table)
      if (column === undefined) return
      const rows = query<{ row: number; text: string }>(
        db,
        `SELECT rowid AS row, ${column} AS text FROM main.${table}`
      ).all()
      const put = command(db, `UPDATE main.${table} SET ${column} = ? WHERE rowid = ?`)
      for (const { row, text } of rows) {
        const known = text.replace(MASK, mask => find.one(mask)?.secret ?? mask)
        if (known !== text) put(known, row)
      }
    },
  }
}
