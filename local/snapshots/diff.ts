import { type Database, query } from '../database'

import { imageTables, withImage } from './image'
import { isSearchTable, quoted, tablesOf } from './tables'

/** One field of a row with what it was and is; the path leads into JSON. */
export interface FieldChange {
  readonly field: string
  readonly before: unknown
  readonly after: unknown
}

export interface RowChange {
  readonly key: string
  readonly change: 'added' | 'removed' | 'changed'
  readonly fields: readonly FieldChange[]
}

export interface TableChange {
  readonly table: string
  readonly added: number
  readonly removed: number
  readonly changed: number
  /** The first rows; the counts say how many there are. */
  readonly rows: readonly RowChange[]
}

/** Rows shown for each table, fields for each row, and characters of a value. */
const ROWS = 50
const FIELDS = 30
const LONGEST = 200

/** What changes with every call, or is made of other tables, and says nothing about a fault. */
const NOISE = /^(?:sqlite_sequence|carrefour_(?:calls|counters|throttle)|masterdata_pending)$/

type Row = Record<string, unknown>

/** What differs between two images. */
export function diffImages(db: Database, before: string, after: string): TableChange[] {
  const first = rowsOf(db, before)
  const second = rowsOf(db, after)
  const keys = tablesOf(db, 'main')
  return [...new Set([...first.keys(), ...second.keys()])].sort().flatMap(table => {
    const key = keys.get(table)?.key ?? []
    const change = diffTable(table, keyed(first.get(table), key), keyed(second.get(table), key))
    return change.added + change.removed + change.changed === 0 ? [] : [change]
  })
}

function rowsOf(db: Database, file: string): Map<string, Row[]> {
  return withImage(db, file, () => {
    const tables = [...imageTables(db)].filter(
      ([name]) => !NOISE.test(name) && !isSearchTable(name)
    )
    return new Map(
      tables.map(([name, columns]) => [
        name,
        query<Row>(
          db,
          `SELECT ${columns.map(quoted).join(', ')} FROM snapshot.state_${name}`
        ).all(),
      ])
    )
  })
}

/** Rows by their key; by all they say where the table has none. */
const keyed = (rows: readonly Row[] = [], key: readonly string[]): Map<string, Row> =>
  new Map(
    rows.map(row => [
      key.length === 0 ? JSON.stringify(row) : key.map(column => String(row[column])).join(' '),
      row,
    ])
  )

function diffTable(
  table: string,
  before: ReadonlyMap<string, Row>,
  after: ReadonlyMap<string, Row>
): TableChange {
  const rows: RowChange[] = []
  const counts = { added: 0, removed: 0, changed: 0 }
  for (const key of new Set([...before.keys(), ...after.keys()])) {
    const one = before.get(key)
    const other = after.get(key)
    const fields = changesOf(one, other)
    if (fields.length === 0) continue
    const change = one === undefined ? 'added' : other === undefined ? 'removed' : 'changed'
    counts[change] += 1
    if (rows.length < ROWS) rows.push({ key: cut(key), change, fields: fields.slice(0, FIELDS) })
  }
  return { table, ...counts, rows }
}

function changesOf(before: Row | undefined, after: Row | undefined): FieldChange[] {
  const columns = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])
  return [...columns].flatMap(column => {
    const one = leaves(column, before?.[column])
    const other = leaves(column, after?.[column])
    return [...new Set([...one.keys(), ...other.keys()])]
      .filter(field => one.get(field) !== other.get(field))
      .map(field => ({ field, before: cut(one.get(field)), after: cut(other.get(field)) }))
  })
}

/** The values of a column by path: JSON is opened, everything else is one value. */
function leaves(path: string, value: unknown, depth = 0): Map<string, unknown> {
  const opened = depth === 0 ? openedJson(value) : value
  if (typeof opened !== 'object' || opened === null || depth > 6)
    return new Map([[path, plain(opened)]])
  const found = new Map<string, unknown>()
  for (const [name, inner] of Object.entries(opened))
    for (const [field, leaf] of leaves(`${path}.${name}`, inner, depth + 1)) found.set(field, leaf)
  return found.size === 0 ? new Map([[path, JSON.stringify(opened)]]) : found
}

const plain = (value: unknown): unknown =>
  typeof value === 'object' && value !== null ? JSON.stringify(value) : value

function openedJson(value: unknown): unknown {
  const text = typeof value === 'string' ? value : asText(value)
  if (text === undefined || !/^[[{]/.test(text)) return text ?? value
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** Blobs come as ArrayBuffer from a list, as Buffer from one row. */
const asText = (value: unknown): string | undefined => {
  if (Buffer.isBuffer(value)) return value.toString('utf8')
  return value instanceof ArrayBuffer ? Buffer.from(value).toString('utf8') : undefined
}

const cut = <Value>(value: Value): Value | string =>
  typeof value === 'string' && value.length > LONGEST ? `${value.slice(0, LONGEST)}…` : value
