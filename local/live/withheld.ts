import type { Clock } from '../clock'
import type { Database } from '../database'
import { createTables, sqlOf } from '../sql'

import type { LiveHost } from './routes'

/** Target of the call: a real host, or a VTEX service that the workspace always emulates. */
export type WithheldHost = LiveHost | 'vtex'

/** A call that would have changed something outside and was answered here instead. */
export interface Withheld {
  readonly id: number
  /** When it came last, ISO 8601. */
  readonly at: string
  /** How often the very same call came. */
  readonly times: number
  readonly host: WithheldHost
  /** As in the table of routes, `mail` or `scheduler`; `unknown` for a call that is in no table. */
  readonly operation: string
  readonly method: string
  /** Without query. */
  readonly path: string
  /** Id of the import that was answered; null for other calls. */
  readonly importId: string | null
  /** Lines of the stock file; null for other calls. */
  readonly skus: number | null
  /** Bytes of the body that would have been sent. */
  readonly bytes: number
  /** Whether the file is still kept. */
  readonly hasFile: boolean
}

/** A stock file that was not sent. */
export interface WithheldImport {
  readonly at: number
  readonly access: string
  readonly shopId: number | null
  readonly file: Buffer | null
  readonly skus: number
}

export interface WithheldCalls {
  add(call: {
    readonly host: WithheldHost
    readonly operation: string
    readonly method: string
    readonly path: string
    readonly bytes: number
    readonly stock?: {
      readonly importId: string
      /** Who sent it: the fingerprint of key and shop. */
      readonly access: string
      readonly shopId: number | null
      readonly skus: number
      readonly file: Buffer
    }
  }): void
  /** The newest first. */
  list(): readonly Withheld[]
  /** The stock file of an entry of the list; undefined when there is none, or none any more. */
  file(id: number): Buffer | undefined
  import(importId: string): WithheldImport | undefined
  /** How many stock files and lines were not sent. */
  totals(): { readonly files: number; readonly skus: number; readonly others: number }
}

/** Entries and bytes of files that are kept, the newest. */
const KEPT = 500
const KEPT_BYTES = 64 * 1024 * 1024

const LISTED = 200

interface Row extends Omit<Withheld, 'at' | 'hasFile'> {
  readonly at: number
  readonly hasFile: number
}

/** The calls that were not sent, in the workspace's database: a restart forgets none. */
export function createWithheldCalls(db: Database, clock: Clock): WithheldCalls {
  const sql = sqlOf(db)
  createTables(
    db,
    `CREATE TABLE IF NOT EXISTS live_withheld (
       id INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, times INTEGER NOT NULL,
       host TEXT NOT NULL, operation TEXT NOT NULL, method TEXT NOT NULL, path TEXT NOT NULL,
       import_id TEXT, access TEXT, shop_id INTEGER, skus INTEGER, bytes INTEGER NOT NULL, file BLOB);
     CREATE UNIQUE INDEX IF NOT EXISTS live_withheld_import ON live_withheld (import_id)`
  )
  const forgetOld = (): void => {
    sql.run(
      `DELETE FROM live_withheld WHERE id <=
         (SELECT id FROM live_withheld ORDER BY id DESC LIMIT 1 OFFSET ?)`,
      KEPT
    )
    sql.run(
      `UPDATE live_withheld SET file = NULL WHERE file IS NOT NULL AND id IN (
         SELECT id FROM (SELECT id, SUM(LENGTH(file)) OVER (ORDER BY id DESC) AS total
           FROM live_withheld WHERE file IS NOT NULL) WHERE total > ?)`,
      KEPT_BYTES
    )
  }
  return {
    add({ host, operation, method, path, bytes, stock }) {
      const now = clock.now()
      sql.transaction(() => {
        // The app repeats some calls for as long as they have no effect: they are one entry.
        const again =
          stock === undefined
            ? sql.run(
                `UPDATE live_withheld SET at = ?, times = times + 1, bytes = ?
                 WHERE host = ? AND operation = ? AND method = ? AND path = ?`,
                now,
                bytes,
                host,
                operation,
                method,
                path
              )
            : 0
        if (again > 0) return
        sql.run(
          `INSERT INTO live_withheld (at, times, host, operation, method, path, bytes, import_id,
             access, shop_id, skus, file) VALUES (?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
          now,
          host,
          operation,
          method,
          path,
          bytes,
          stock?.importId ?? null,
          stock?.access ?? null,
          stock?.shopId ?? null,
          stock?.skus ?? null,
          stock?.file ?? null
        )
        forgetOld()
      })
    },
    list: () =>
      sql
        .all<Row>(
          `SELECT id, at, times, host, operation, method, path, import_id AS importId, skus, bytes,
             file IS NOT NULL AS hasFile FROM live_withheld ORDER BY at DESC, id DESC LIMIT ?`,
          LISTED
        )
        .map(row => ({
          ...row,
          at: new Date(row.at).toISOString(),
          hasFile: row.hasFile === 1,
        })),
    file: id =>
      sql.get<{ file: Buffer | null }>('SELECT file FROM live_withheld WHERE id = ?', id)?.file ??
      undefined,
    import: importId =>
      sql.get<WithheldImport>(
        `SELECT at, access, shop_id AS shopId, file, skus FROM live_withheld WHERE import_id = ?`,
        importId
      ),
    totals() {
      const { files, skus, others } = sql.get<ReturnType<WithheldCalls['totals']>>(
        `SELECT COUNT(import_id) AS files, COALESCE(SUM(skus), 0) AS skus,
           COUNT(*) - COUNT(import_id) AS others FROM live_withheld`
      ) ?? { files: 0, skus: 0, others: 0 }
      return { files, skus, others }
    },
  }
}
