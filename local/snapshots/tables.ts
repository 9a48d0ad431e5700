import { type Database, query } from '../database'

/**
 * What belongs to the state of a workspace, by the beginnings of its tables' names. Everything else stays out of
 * snapshots: tokens, app settings with the keys that secrets are sealed with, and whatever a later part adds.
 */
const STATE =
  /^(?:store_|carrefour_|vbase_|masterdata_|events_|scheduler_|mail_|demo_state$|sqlite_sequence$)/

/** Tables created by Master Data for each entity; their columns follow the schemas. */
export const isSearchTable = (table: string): boolean =>
  /^masterdata_(search|bodies)_\d+$/.test(table)

/** A table of a database, main or attached. */
export interface TableInfo {
  readonly name: string
  readonly sql: string
  readonly columns: readonly string[]
  /** The columns of its primary key, or of what else is unique; none for a table without either. */
  readonly key: readonly string[]
}

/** The tables of the state, by name. */
export function tablesOf(db: Database, schema: string): Map<string, TableInfo> {
  const all = query<{ name: string; sql: string }>(
    db,
    `SELECT name, sql FROM ${schema}.sqlite_master WHERE type = 'table' ORDER BY name`
  ).all()
  return new Map(
    all
      .filter(
        ({ name, sql }) => STATE.test(name) && /^\w+$/.test(name) && /^CREATE TABLE /i.test(sql)
      )
      .map(({ name, sql }) => [name, { name, sql, ...columnsOf(db, schema, name) }])
  )
}

function columnsOf(
  db: Database,
  schema: string,
  table: string
): Pick<TableInfo, 'columns' | 'key'> {
  const columns = query<{ name: string; pk: number }>(
    db,
    `SELECT name, pk FROM pragma_table_info('${table}', '${schema}')`
  ).all()
  const primary = columns.filter(({ pk }) => pk > 0).map(({ name }) => name)
  const unique = query<{ name: string }>(
    db,
    `SELECT i.name FROM pragma_index_info((SELECT name FROM pragma_index_list('${table}', '${schema}')
     WHERE "unique" = 1 ORDER BY name LIMIT 1), '${schema}') i`
  ).all()
  return {
    columns: columns.map(({ name }) => name),
    key: primary.length > 0 ? primary : unique.map(({ name }) => name),
  }
}

/** An identifier in SQL. */
export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`
