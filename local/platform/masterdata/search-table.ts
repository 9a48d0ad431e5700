import { command, type Database, query } from '../../database'

import { ALWAYS_INDEXED, type FieldType } from './schema'
import { type IndexValue, indexValue, valueAt } from './values'
import { createTextIndex } from './text-index'
import { column, seeksPart, type SqlCondition } from './where/sql'

/** What is searched: a narrow row of indexed values for each document, its body aside. */
export interface SearchTable {
  /** Sorted and filtered rows. The condition is SQL over `column()`s, '' for all. */
  page(
    condition: SqlCondition,
    orderBy: string,
    window: { limit: number; offset: number }
  ): string[]
  count(condition: SqlCondition): number
  /** The row numbers of everything that fits, for a scroll. */
  rows(condition: SqlCondition, orderBy: string): number[]
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
  /** Lets go of what was read: its tables are replaced, or the database is closed. */
  forget(): void
}

const MAX_PAIRS = 24

const AMONG = 'row IN (SELECT value FROM json_each(?))'

/** The values of a row by field. */
type Texts = (field: string) => IndexValue

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
  const texts = createTextIndex(db, table)
  const prepared = new Map<string, ReturnType<typeof query<{ row: number; n: number }>>>()

  const rowOf = query<{ row: number }>(db, `SELECT row FROM ${table} WHERE ${column('id')} = ?`)
  const bodiesIn = query<{ body: string }>(
    db,
    `SELECT body FROM json_each(?) AS asked JOIN ${bodies} ON row = asked.value ORDER BY asked.key`
  )
  const everyBody = db.prepare(`SELECT row, body FROM ${bodies}`)
  const putBody = command(db, `INSERT OR REPLACE INTO ${bodies} VALUES (?, ?)`)
  const removeRow = command(db, `DELETE FROM ${table} WHERE row = ?`)
  const removeBody = command(db, `DELETE FROM ${bodies} WHERE row = ?`)
  const last = query<{ row: number }>(db, `SELECT row FROM ${table} ORDER BY row DESC LIMIT 1`)
  let upsert = prepareUpsert()

  /** Writes a document's values, and answers them. */
  function prepareUpsert(): (body: string) => Texts {
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
      const values = [...types].map(([field, type]) => indexValue(valueAt(document, field), type))
      run(...values)
      return field => values[fields.indexOf(field)] ?? null
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
  /** The rows that a condition is compared with: those that an index of texts leads to, where one does. */
  const from = ({ sql, params, needs = [] }: SqlCondition) => {
    const narrowed = texts.narrow(needs)
    return narrowed === null
      ? { sql: `FROM ${table} ${filter(sql)}`, params }
      : {
          sql: `FROM ${narrowed.sql} CROSS JOIN ${table} ON row = p.rowid ${filter(sql)}`,
          params: [...narrowed.params, ...params],
        }
  }
  /** Totals since the last change: each page of a list, and each poll of it, asks for the same ones again. */
  const counts = new Map<string, number>()
  const countOf = (condition: SqlCondition): number => {
    const asked = nameOf(condition)
    const known = counts.get(asked)
    if (known !== undefined) return known
    if (counts.size > 200) counts.clear()
    const { sql, params } = from(condition)
    const n = select(`SELECT count(*) AS n ${sql}`).one(...params)?.n ?? 0
    counts.set(asked, n)
    return n
  }
  /**
   * The rows of a search for part of a text, when they are few: null when they are not. One look at what the index of texts
   * leads to, or at the whole table, answers the page and its total; the index of the order would be followed from row to row.
   */
  const few = new Map<string, readonly number[] | null>()
  const fewOf = (condition: SqlCondition): readonly number[] | null => {
    if (!seeksPart(condition.sql)) return null
    const asked = nameOf(condition)
    const known = few.get(asked)
    if (known !== undefined) return known
    if (few.size > 200) few.clear()
    const { sql, params } = from(condition)
    const all = select(`SELECT row ${sql} LIMIT ${FEW + 1}`).all(...params)
    const found = all.length > FEW ? null : all.map(({ row }) => row)
    few.set(asked, found)
    return found
  }
  const nameOf = ({ sql, params }: SqlCondition): string => JSON.stringify([sql, params])
  const forget = () => {
    counts.clear()
    few.clear()
  }
  /** A row's number, and its texts by field. */
  const textsOf = (id: string, fields: readonly string[]) => {
    const columns = ['row', ...fields.map(column)].join(', ')
    const found = select(`SELECT ${columns} FROM ${table} WHERE ${column('id')} = ?`).one(id)
    const values = found as Record<string, IndexValue> | undefined
    return found && { row: found.row, texts: (field: string) => values?.[`f:${field}`] ?? null }
  }
  const tell = (row: number, before: Texts | undefined, after: Texts | undefined): void => {
    for (const field of texts.fields())
      texts.changed(row, field, before?.(field) ?? null, after?.(field) ?? null)
  }
  const filter = (where: string): string => (where === '' ? '' : `WHERE ${where}`)
  const bodiesOf = (rows: readonly number[]): string[] =>
    bodiesIn.all(JSON.stringify(rows)).map(({ body }) => body)

  return {
    page(condition, orderBy, { limit, offset }) {
      const rows = fewOf(condition)
      const { sql, params } = rows ? { sql: AMONG, params: [JSON.stringify(rows)] } : condition
      return bodiesOf(
        select(`SELECT row FROM ${table} ${filter(sql)} ORDER BY ${orderBy} LIMIT ? OFFSET ?`)
          .all(...params, limit, offset)
          .map(({ row }) => row)
      )
    },
    count: condition => fewOf(condition)?.length ?? countOf(condition),
    rows({ sql, params }, orderBy) {
      return select(`SELECT row FROM ${table} ${filter(sql)} ORDER BY ${orderBy}`)
        .all(...params)
        .map(({ row }) => row)
    },
    bodies: bodiesOf,
    lastRow: () => last.one()?.row ?? 0,
    put(id, body) {
      forget()
      const fields = texts.fields()
      const before = fields.length > 0 ? textsOf(id, fields) : undefined
      const after = upsert(body)
      const row = before?.row ?? rowOf.one(id)?.row
      if (row === undefined) return
      putBody(row, body)
      tell(row, before?.texts, after)
    },
    remove(id) {
      forget()
      const fields = texts.fields()
      const found = textsOf(id, fields)
      if (found === undefined) return
      tell(found.row, found.texts, undefined)
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
      texts.forget()
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
    forget: () => texts.forget(),
  }
}
