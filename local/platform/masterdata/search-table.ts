import { command, type Database, query, type SqlValue } from '../../database'

import { ALWAYS_INDEXED, type FieldType } from './schema'
import { indexValue, valueAt } from './values'
import { column, seeksPart } from './where/sql'

/** What is searched: a narrow row of indexed values for each document, its body aside. */
export interface SearchTable {
  /** Sorted and filtered rows. `where` is SQL over `column()`s, '' for all. */
  page(where: string, params: SqlValue[], orderBy: string, limit: number, offset: number): string[]
  count(where: string, params: SqlValue[]): number
  /** The row numbers of everything that fits, for a scroll. */
  rows(where: string, params: SqlValue[], orderBy: string): number[]
  /** The bodies of rows, in that order; rows that are gone are left out. */
  bodies(rows: readonly number[]): string[]
  /** The highest row number; 0 when there is none. */
  lastRow(): number
  put(id: string, body: string): void
  remove(id: string): void
  /** Adds columns and indexes for fields it does not have yet, and fills them; inside a transaction. */
  addFields(fields: ReadonlyMap<string, FieldType>): void
  has(field: string): boolean
  /** Those of `fields` that already have a column. */
  knownOf(fields: ReadonlyMap<string, FieldType>): Map<string, FieldType>
  /** Lets rows of one `filter` value be read in the order of `sort`; builds the index once. */
  indexPair(filter: string, sort: string): void
}

const MAX_PAIRS = 24

const AMONG = 'row IN (SELECT value FROM json_each(?))'

/** Rows of a search that are remembered until the next change. */
const FEW = 1_000

/** Opens the search table of an entity and makes it when it is new. */
export function openSearchTable(db: Database, entityId: number): SearchTable {
  const table = `masterdata_search_${entityId}`
  const bodies = `masterdata_bodies_${entityId}`
  const system = ALWAYS_INDEXED.map(field => `${column(field)} TEXT`).join(', ')
  db.exec(`CREATE TABLE IF NOT EXISTS ${table} (row INTEGER PRIMARY KEY, ${system});
    CREATE UNIQUE INDEX IF NOT EXISTS ${table}_id ON ${table} (${column('id')});
    CREATE INDEX IF NOT EXISTS ${table}_created ON ${table} (${column('createdIn')});
    CREATE INDEX IF NOT EXISTS ${table}_updated ON ${table} (${column('updatedIn')});
    CREATE TABLE IF NOT EXISTS ${bodies} (row INTEGER PRIMARY KEY, body TEXT NOT NULL)`)

  const types = new Map<string, FieldType>(ALWAYS_INDEXED.map(field => [field, { type: 'text' }]))
  const inTable = query<{ name: string }>(db, `SELECT name FROM pragma_table_info('${table}')`)
  const pairs = new Set<string>()
  const prepared = new Map<string, ReturnType<typeof query<{ row: number; n: number }>>>()

  const rowOf = query<{ row: number }>(db, `SELECT row FROM ${table} WHERE ${column('id')} = ?`)
  const bodyOf = query<{ body: string }>(db, `SELECT body FROM ${bodies} WHERE row = ?`)
  const everyBody = db.prepare(`SELECT row, body FROM ${bodies}`)
  const putBody = command(db, `INSERT OR REPLACE INTO ${bodies} VALUES (?, ?)`)
  const removeRow = command(db, `DELETE FROM ${table} WHERE row = ?`)
  const removeBody = command(db, `DELETE FROM ${bodies} WHERE row = ?`)
  const last = query<{ row: number }>(db, `SELECT row FROM ${table} ORDER BY row DESC LIMIT 1`)
  let upsert = prepareUpsert()

  function prepareUpsert(): (body: string) => void {
    const fields = [...types.keys()]
    const columns = fields.map(column)
    const run = command(
      db,
      `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${fields.map(() => '?').join(', ')})
       ON CONFLICT (${column('id')}) DO UPDATE SET
       ${columns.map(name => `${name} = excluded.${name}`).join(', ')}`
    )
    return body => {
      const document = JSON.parse(body) as Record<string, unknown>
      run(...[...types].map(([field, type]) => indexValue(valueAt(document, field), type)))
    }
  }

  /** Statements are kept: the same few lists are asked for over and over. */
  const select = (sql: string) => {
    const known = prepared.get(sql)
    if (known !== undefined) return known
    if (prepared.size > 200) prepared.clear()
    const made = query<{ row: number; n: number }>(db, sql)
    prepared.set(sql, made)
    return made
  }
  /** Totals since the last change: each page of a list, and each poll of it, asks for the same ones again. */
  const counts = new Map<string, number>()
  const countOf = (where: string, params: SqlValue[]): number => {
    const asked = JSON.stringify([where, params])
    const known = counts.get(asked)
    if (known !== undefined) return known
    if (counts.size > 200) counts.clear()
    const n = select(`SELECT count(*) AS n FROM ${table} ${filter(where)}`).one(...params)?.n ?? 0
    counts.set(asked, n)
    return n
  }
  /**
   * The rows of a search for part of a text, when they are few: null when they are not. No index helps there, so one
   * look at the whole table answers the page and its total; the index of the order would be followed from row to row.
   */
  const few = new Map<string, readonly number[] | null>()
  const fewOf = (where: string, params: SqlValue[]): readonly number[] | null => {
    if (!seeksPart(where)) return null
    const asked = JSON.stringify([where, params])
    const known = few.get(asked)
    if (known !== undefined) return known
    if (few.size > 200) few.clear()
    const all = select(`SELECT row FROM ${table} ${filter(where)} LIMIT ${FEW + 1}`).all(...params)
    const found = all.length > FEW ? null : all.map(({ row }) => row)
    few.set(asked, found)
    return found
  }
  const forget = () => {
    counts.clear()
    few.clear()
  }
  const filter = (where: string): string => (where === '' ? '' : `WHERE ${where}`)
  const bodiesOf = (rows: readonly number[]): string[] =>
    rows.flatMap(row => bodyOf.one(row)?.body ?? [])

  return {
    page(where, params, orderBy, limit, offset) {
      const rows = fewOf(where, params)
      const [condition, values] = rows ? [AMONG, [JSON.stringify(rows)]] : [where, params]
      return bodiesOf(
        select(`SELECT row FROM ${table} ${filter(condition)} ORDER BY ${orderBy} LIMIT ? OFFSET ?`)
          .all(...values, limit, offset)
          .map(({ row }) => row)
      )
    },
    count: (where, params) => fewOf(where, params)?.length ?? countOf(where, params),
    rows: (where, params, orderBy) =>
      select(`SELECT row FROM ${table} ${filter(where)} ORDER BY ${orderBy}`)
        .all(...params)
        .map(({ row }) => row),
    bodies: bodiesOf,
    lastRow: () => last.one()?.row ?? 0,
    put(id, body) {
      forget()
      upsert(body)
      const found = rowOf.one(id)
      if (found) putBody(found.row, body)
    },
    remove(id) {
      forget()
      const found = rowOf.one(id)
      if (found === undefined) return
      removeRow(found.row)
      removeBody(found.row)
    },
    has: field => types.has(field),
    knownOf(fields) {
      const existing = new Set(inTable.all().map(({ name }) => name))
      return new Map([...fields].filter(([field]) => existing.has(`f:${field}`)))
    },
    addFields(fields) {
      const existing = new Set(inTable.all().map(({ name }) => name))
      const fresh: string[] = []
      for (const [field, type] of fields) {
        if (ALWAYS_INDEXED.includes(field)) continue
        types.set(field, type)
        if (!existing.has(`f:${field}`)) fresh.push(field)
      }
      for (const field of fresh) {
        db.exec(`ALTER TABLE ${table} ADD COLUMN ${column(field)};
          CREATE INDEX "${table} ${field}" ON ${table} (${column(field)})`)
      }
      upsert = prepareUpsert()
      prepared.clear()
      forget()
      if (fresh.length === 0) return
      const rows = everyBody.all() as { body: string }[]
      rows.forEach(({ body }) => upsert(body))
    },
    indexPair(filterField, sortField) {
      const name = `${table} ${filterField} ${sortField}`
      if (filterField === sortField || pairs.has(name) || pairs.size >= MAX_PAIRS) return
      pairs.add(name)
      db.exec(`CREATE INDEX IF NOT EXISTS "${name}"
        ON ${table} (${column(filterField)}, ${column(sortField)})`)
    },
  }
}
