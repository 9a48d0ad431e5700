import { command, type Database, query, type SqlValue } from '../database'
import { isRecord } from '../http/body'

import type { Masking } from './masking'
import { isSearchTable, quoted, type TableInfo, tablesOf } from './tables'

/** What is written at the head of an image. */
export interface ImageHead {
  readonly format: 1
  readonly name: string
  /** ISO 8601, UTC. */
  readonly savedAt: string
  /** The app and its version. */
  readonly app: string
  /** Faults in force, as the workspace lists them. */
  readonly faults: unknown
}

/** Why an image cannot be used, in words for the person who named it. */
export class UnusableImage extends Error {}

const AS = 'snapshot'

/** Does something with a file as a second database; nothing stays attached. */
export function withImage<T>(db: Database, file: string, work: () => T): T {
  db.prepare(`ATTACH ? AS ${AS}`).run(file)
  try {
    return work()
  } finally {
    db.exec(`DETACH ${AS}`)
  }
}

/** Copies the state of the workspace into a new file, without secrets. */
export function writeImage(db: Database, file: string, head: ImageHead, masking: Masking): void {
  withImage(db, file, () => {
    db.exec(`PRAGMA ${AS}.journal_mode = OFF; PRAGMA ${AS}.synchronous = OFF`)
    db.transaction(() => {
      const tables = tablesOf(db, 'main')
      db.exec(`CREATE TABLE ${AS}.image_head (head TEXT NOT NULL);
        CREATE TABLE ${AS}.image_schema (name TEXT NOT NULL, tbl TEXT NOT NULL, sql TEXT NOT NULL)`)
      command(db, `INSERT INTO ${AS}.image_head VALUES (?)`)(JSON.stringify(head))
      // sqlite_sequence cannot be made by hand, so every table gets a name of its own here.
      for (const table of tables.values()) copyTable(db, table, masking)
      db.exec(`INSERT INTO ${AS}.image_schema SELECT name, tbl_name, sql FROM main.sqlite_master
        WHERE sql IS NOT NULL AND type IN ('table', 'index')`)
    })()
  })
}

/** Copies a table. Secrets never reach the file, not even rows that are changed later: those leave traces. */
function copyTable(db: Database, { name, columns }: TableInfo, masking: Masking): void {
  const copy = `${AS}.${inImage(name)}`
  const secret = masking.columnOf(name)
  // The demo's ShopKey waits there until the first start has saved it.
  const which = name === 'demo_state' ? "WHERE name <> 'shop-key'" : ''
  db.exec(
    `CREATE TABLE ${copy} AS SELECT * FROM main.${name} ${secret === undefined ? which : 'WHERE 0'}`
  )
  if (secret === undefined) return
  const insert = command(db, `INSERT INTO ${copy} VALUES (${columns.map(() => '?').join(', ')})`)
  for (const row of query<Record<string, SqlValue>>(db, `SELECT * FROM main.${name}`).all())
    insert(
      ...columns.map(column => {
        const value = row[column] ?? null
        return column === secret ? masking.hide(String(value)) : value
      })
    )
}

const PREFIX = 'state_'

const inImage = (table: string): string => `${PREFIX}${table}`

/** A head names the faults in force; thousands of them are not this long. */
const MAX_HEAD = 8 * 1024 * 1024

/** A table of columns and types alone, as `writeImage` makes them. */
const PLAIN_TABLE = /^CREATE TABLE "?\w+"?\s*\((?:"[^"]*"|[\w\s,])*\)$/

/** Reads the head of an attached image. @throws UnusableImage */
export function headOf(db: Database): ImageHead {
  let head: unknown
  try {
    // Reading a view or a generated column runs SQL written by the file's author, for as long as that takes.
    const objects = query<{ type: string; sql: string | null }>(
      db,
      `SELECT type, sql FROM ${AS}.sqlite_master`
    ).all()
    if (objects.every(({ type, sql }) => type === 'table' && PLAIN_TABLE.test(sql ?? '')))
      head = JSON.parse(
        query<{ head: string }>(
          db,
          `SELECT head FROM ${AS}.image_head WHERE length(head) <= ${MAX_HEAD}`
        ).one()?.head ?? 'null'
      )
  } catch {
    // What cannot be read is refused below.
  }
  if (!isRecord(head)) throw new UnusableImage('It is no snapshot of a workspace.')
  const { format, name, savedAt, app, faults } = head
  if (format === 1 && isText(name) && isText(savedAt) && isText(app))
    return { format, name, savedAt, app, faults }
  throw new UnusableImage('It was saved by another version of the workspace.')
}

const isText = (value: unknown): value is string => typeof value === 'string' && value.length <= 200

/** The tables of an attached image, by the names that they have in a workspace. */
export function imageTables(db: Database): Map<string, string[]> {
  const names = query<{ name: string }>(
    db,
    `SELECT name FROM ${AS}.sqlite_master WHERE type = 'table' AND name LIKE 'state\\_%' ESCAPE '\\'`
  ).all()
  return new Map(
    names
      .filter(({ name }) => /^\w+$/.test(name))
      .map(({ name }) => [
        name.slice(PREFIX.length),
        query<{ name: string }>(db, `SELECT name FROM pragma_table_info('${name}', '${AS}')`)
          .all()
          .map(column => column.name),
      ])
  )
}

/** Puts an attached image in the place of the workspace's state, all or nothing. @throws UnusableImage */
export function restoreImage(db: Database, masking: Masking): ImageHead {
  const head = headOf(db)
  const own = tablesOf(db, 'main')
  const saved = imageTables(db)
  const strange = [...saved].find(
    ([name, columns]) => !isSearchTable(name) && !fits(own.get(name), columns)
  )
  if (strange !== undefined)
    throw new UnusableImage(
      `Its table ${strange[0]} is not as this version of the workspace has it.`
    )
  db.transaction(() => {
    for (const table of own.values()) {
      const columns = saved.get(table.name)
      if (fits(table, columns) || !isSearchTable(table.name))
        db.exec(`DELETE FROM main.${table.name}`)
      else db.exec(`DROP TABLE main.${table.name}`)
    }
    // The counters of ids last: the rows before them move them.
    for (const [name, columns] of [...saved].sort(([a], [b]) => rank(a) - rank(b))) {
      if (name === 'sqlite_sequence') db.exec('DELETE FROM main.sqlite_sequence')
      if (isSearchTable(name) && !fits(own.get(name), columns)) makeSearchTable(db, name)
      const list = columns.map(quoted).join(', ')
      db.exec(`INSERT INTO main.${name} (${list}) SELECT ${list} FROM ${AS}.${inImage(name)}`)
    }
    for (const name of saved.keys()) masking.reveal(name)
  })()
  return head
}

const rank = (table: string): number => (table === 'sqlite_sequence' ? 1 : 0)

const fits = (table: TableInfo | undefined, columns: readonly string[] | undefined): boolean =>
  table !== undefined &&
  columns !== undefined &&
  [...table.columns].sort().join() === [...columns].sort().join()

/** Makes a search table with its indexes as it was; nothing else of the image's SQL is ever run. */
function makeSearchTable(db: Database, name: string): void {
  const made = query<{ name: string; sql: string }>(
    db,
    `SELECT name, sql FROM ${AS}.image_schema WHERE tbl = ? ORDER BY sql LIKE 'CREATE TABLE%' DESC`
  ).all(name)
  for (const { sql } of made) {
    if (!isPlainDefinition(sql, name))
      throw new UnusableImage(`Its table ${name} is not as a workspace makes one.`)
    db.exec(sql)
  }
}

/** One CREATE TABLE or CREATE INDEX of this table, of names and types alone. */
const isPlainDefinition = (sql: string, table: string): boolean =>
  new RegExp(
    `^CREATE\\s+(?:TABLE\\s+"?${table}"?|(?:UNIQUE\\s+)?INDEX\\s+"?[\\w ]+"?\\s+ON\\s+"?${table}"?)\\s*\\([\\w\\s",:.-]*\\)$`
  ).test(sql)
