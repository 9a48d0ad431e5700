import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'

import Libsql from 'libsql'

/** The workspace's one embedded database; each part keeps its own tables in it. */
export type Database = Libsql.Database

/** What a column holds. The driver accepts no booleans: write 0 or 1. */
export type SqlValue = string | number | null | Buffer

/**
 * Opens (or creates) the workspace's database file.
 *
 * Write-ahead log with `synchronous=NORMAL`: a crash of this process loses nothing, only a power cut may
 * lose the last moments, and a write costs tens of microseconds.
 */
export function openDatabase(file: string): Database {
  if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true })
  const db = new Libsql(file)
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = NORMAL')
  db.pragma('cache_size = -32000')
  return db
}

/** A prepared query whose rows have a known shape; `one` answers the first row, if any. */
export interface Query<Row> {
  all(...params: SqlValue[]): Row[]
  one(...params: SqlValue[]): Row | undefined
}

/** Prepares a SELECT once. The row type is the caller's promise about the columns it names. */
export function query<Row>(db: Database, sql: string): Query<Row> {
  const statement = db.prepare<SqlValue[]>(sql)
  const all = (...params: SqlValue[]): Row[] => statement.all(...params) as Row[]
  return { all, one: (...params) => all(...params)[0] }
}

/** Prepares a statement that changes rows; answers how many it changed. */
export function command(db: Database, sql: string): (...params: SqlValue[]) => number {
  const statement = db.prepare<SqlValue[]>(sql)
  return (...params) => statement.run(...params).changes
}
