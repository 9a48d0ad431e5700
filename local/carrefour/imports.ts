import { randomUUID } from 'node:crypto'
import type { Sql } from '../sql'

/** Mirakl keeps at most 500 files of a seller; so does the sandbox, and at most 256 MB of them. */
const KEPT_IMPORTS = 500
const KEPT_BYTES = 256 * 1024 * 1024

/** A stock import. `outcome` is null until it has been applied. */
export interface StockImport {
  importId: string
  shopId: number
  createdAt: number
  /** When WAITING ends. */
  runningAt: number
  /** When RUNNING ends; null when it never does. */
  doneAt: number | null
  outcome: 'COMPLETE' | 'FAILED' | 'CANCELLED' | null
  /** How a fault makes it end without being applied. */
  forced: 'FAILED' | 'CANCELLED' | null
  /** Why the whole file could not be read. Mirakl does not tell sellers. */
  failure: string | null
  linesInSuccess: number | null
  linesInError: number | null
  hasReport: boolean
  fileName: string
  fileBytes: number
}

/** What STO01 hands over. */
export interface NewImport {
  shopId: number
  createdAt: number
  waitingMs: number
  runningMs: number
  neverEnds: boolean
  forced: StockImport['forced']
  fileName: string
  file: Buffer
}

/** What applying an import came to. */
export interface ImportResult {
  outcome: 'COMPLETE' | 'FAILED' | 'CANCELLED'
  failure: string | null
  linesInSuccess: number | null
  linesInError: number | null
  report: string | null
}

/** Imports, their files and their reports. */
export interface ImportStore {
  create(order: NewImport): string
  finish(importId: string, result: ImportResult): void
  get(importId: string): StockImport | undefined
  /** The newest first. */
  latest(limit: number): StockImport[]
  /** The earliest import whose RUNNING has ended without having been applied. */
  due(now: number): StockImport | undefined
  /** The uploaded file; undefined when it is no longer kept. */
  file(importId: string): Buffer | undefined
  report(importId: string): string | undefined
}

interface Row extends Omit<StockImport, 'forced' | 'hasReport'> {
  forced: number
  hasReport: number
}

const SELECT = `SELECT import_id AS importId, shop_id AS shopId, created_at AS createdAt,
  running_at AS runningAt, done_at AS doneAt, outcome, forced_failure AS forced, failure,
  lines_success AS linesInSuccess, lines_error AS linesInError, report IS NOT NULL AS hasReport,
  file_name AS fileName, file_bytes AS fileBytes FROM carrefour_imports`

/** By its number in the database. */
const FORCED = [null, 'FAILED', 'CANCELLED'] as const

const toImport = (row: Row): StockImport => ({
  ...row,
  forced: FORCED[row.forced] ?? null,
  hasReport: row.hasReport === 1,
})

/** The status that STO02 tells at a moment. */
export function statusAt(stockImport: StockImport, now: number): string {
  return stockImport.outcome ?? (now < stockImport.runningAt ? 'WAITING' : 'RUNNING')
}

export function importStore(sql: Sql): ImportStore {
  const forgetOld = (): void => {
    sql.run(
      `DELETE FROM carrefour_imports WHERE seq <=
         (SELECT seq FROM carrefour_imports ORDER BY seq DESC LIMIT 1 OFFSET ?)`,
      KEPT_IMPORTS
    )
    sql.run(
      `UPDATE carrefour_imports SET file = NULL WHERE outcome IS NOT NULL AND file IS NOT NULL
       AND seq IN (SELECT seq FROM (SELECT seq, SUM(file_bytes) OVER (ORDER BY seq DESC) AS total
         FROM carrefour_imports) WHERE total > ?)`,
      KEPT_BYTES
    )
  }
  const one = (where: string, value: string | number): StockImport | undefined => {
    const row = sql.get<Row>(`${SELECT} WHERE ${where}`, value)
    return row && toImport(row)
  }

  return {
    create(order) {
      const importId = randomUUID()
      const runningAt = order.createdAt + order.waitingMs
      sql.transaction(() => {
        sql.run(
          `INSERT INTO carrefour_imports (import_id, shop_id, created_at, running_at, done_at,
             forced_failure, file_name, file_bytes, file) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
          importId,
          order.shopId,
          order.createdAt,
          runningAt,
          order.neverEnds ? null : runningAt + order.runningMs,
          FORCED.indexOf(order.forced),
          order.fileName,
          order.file.length,
          order.file
        )
        forgetOld()
      })
      return importId
    },
    finish(importId, result) {
      sql.run(
        `UPDATE carrefour_imports SET outcome = ?, failure = ?, lines_success = ?, lines_error = ?,
           report = ? WHERE import_id = ?`,
        result.outcome,
        result.failure,
        result.linesInSuccess,
        result.linesInError,
        result.report,
        importId
      )
    },
    get: importId => one('import_id = ?', importId),
    latest: limit => sql.all<Row>(`${SELECT} ORDER BY seq DESC LIMIT ?`, limit).map(toImport),
    due: now => one('outcome IS NULL AND done_at <= ? ORDER BY done_at, seq LIMIT 1', now),
    file(importId) {
      const row = sql.get<{ file: Buffer | null }>(
        'SELECT file FROM carrefour_imports WHERE import_id = ?',
        importId
      )
      return row?.file ?? undefined
    },
    report(importId) {
      const row = sql.get<{ report: string | null }>(
        'SELECT report FROM carrefour_imports WHERE import_id = ?',
        importId
      )
      return row?.report ?? undefined
    },
  }
}
