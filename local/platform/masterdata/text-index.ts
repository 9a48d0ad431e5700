import { command, type Database, query } from '../../database'

import type { IndexValue } from './values'
import { column, type TextNeed } from './where/sql'

/** Where to look first for a search for part of a text. */
export interface Narrowed {
  /** Rows of an index, `p`, that may be meant. */
  sql: string
  params: string[]
}

/** Finds the rows whose text may hold what a search for part of a text asks for, without looking at every row. */
export interface TextIndex {
  /** What it leaves out is not meant; what it finds is still to be compared. Null when every row must be looked at. */
  narrow(needs: readonly TextNeed[]): Narrowed | null
  /** The fields whose texts must be told when a row changes. */
  fields(): readonly string[]
  changed(row: number, field: string, before: IndexValue, after: IndexValue): void
  /** Begins anew: the texts are others. */
  forget(): void
}

/** Smaller tables are looked through as quickly. */
const SMALLEST = 2_000

/** Rows that are indexed at once; the rest follows in the background, in steps of about 10 ms. */
const AT_ONCE = 5_000
const STEP = 500
const PAUSE_MS = 10

/** How many texts show which triples are common, and in how many of them one is rare, or still leaves out enough to help. */
const SAMPLE = 64
const RARE = 4
const HELPFUL = 32

/** Triples of one text that are looked up: more cost more than they leave out. */
const MOST = 8

/** Changes after which another sample is taken. */
const SAMPLED_FOR = 10_000

/**
 * Indexes by triples of characters, SQLite's `trigram`, in temporary tables: they are in no snapshot, and are made when a field is
 * first searched by part of its text. A triple that many texts have leaves little out, so a search goes by its rare ones.
 */
export function createTextIndex(db: Database, table: string): TextIndex {
  const indexes = new Map<string, FieldIndex>()
  const last = query<{ row: number }>(db, `SELECT row FROM ${table} ORDER BY row DESC LIMIT 1`)

  const indexOf = (field: string, lastRow: number): FieldIndex => {
    const known = indexes.get(field)
    if (known !== undefined) return known
    const made = createFieldIndex(db, { table, field, lastRow })
    indexes.set(field, made)
    return made
  }

  return {
    narrow(needs) {
      if (needs.length === 0) return null
      const lastRow = last.one()?.row ?? 0
      if (lastRow < SMALLEST) return null
      for (const field of new Set(needs.map(one => one.field))) {
        const own = needs.filter(one => one.field === field)
        const narrowed = indexOf(field, lastRow).narrow(own)
        if (narrowed !== null) return narrowed
      }
      return null
    },
    fields: () => [...indexes.keys()],
    changed: (row, field, before, after) => indexes.get(field)?.changed(row, before, after),
    forget() {
      for (const index of indexes.values()) index.end()
      indexes.clear()
    },
  }
}

interface FieldIndex {
  narrow(needs: readonly TextNeed[]): Narrowed | null
  changed(row: number, before: IndexValue, after: IndexValue): void
  end(): void
}

interface FieldIndexOf {
  table: string
  field: string
  lastRow: number
}

function createFieldIndex(db: Database, { table, field, lastRow }: FieldIndexOf): FieldIndex {
  const index = `"${table} parts of ${field}"`
  const name = column(field)
  db.exec(`DROP TABLE IF EXISTS temp.${index};
    CREATE VIRTUAL TABLE temp.${index} USING fts5(
      text, content='', columnsize=0, detail=none, tokenize='trigram case_sensitive 1')`)
  const add = command(db, `INSERT INTO temp.${index} (rowid, text) VALUES (?, CAST(? AS TEXT))`)
  const remove = command(
    db,
    `INSERT INTO temp.${index} (${index}, rowid, text) VALUES ('delete', ?, CAST(? AS TEXT))`
  )
  const addRange = command(
    db,
    `INSERT INTO temp.${index} (rowid, text)
     SELECT row, CAST(${name} AS TEXT) FROM main.${table} WHERE row > ? AND row <= ? AND ${name} IS NOT NULL`
  )
  const textAfter = query<{ text: IndexValue }>(
    db,
    `SELECT ${name} AS text FROM main.${table} WHERE row >= ? LIMIT 1`
  )

  /** Rows up to `reached`, and those after `lastRow`, which are new, are in the index. */
  let reached = 0
  let timer: NodeJS.Timeout | undefined
  const advance = (rows: number): void => {
    const to = Math.min(reached + rows, lastRow)
    db.transaction(() => addRange(reached, to))()
    reached = to
  }
  const goOn = (): void => {
    advance(STEP)
    if (reached < lastRow) timer = setTimeout(goOn, PAUSE_MS).unref()
  }
  advance(AT_ONCE)
  if (reached < lastRow) timer = setTimeout(goOn, PAUSE_MS).unref()

  let changes = 0
  let sample: { texts: readonly string[]; at: number } | null = null
  const sampleOf = (): readonly string[] => {
    if (sample !== null && changes - sample.at < SAMPLED_FOR) return sample.texts
    const texts = Array.from({ length: SAMPLE }, (_, place) =>
      textAfter.one(1 + Math.floor((place * (lastRow + changes)) / SAMPLE))
    ).flatMap(found => (typeof found?.text === 'string' ? found.text : []))
    sample = { texts, at: changes }
    return texts
  }
  const isIndexed = (row: number): boolean => row <= reached || row > lastRow

  return {
    narrow(needs) {
      if (reached < lastRow) return null
      const texts = sampleOf()
      const conditions = needs.flatMap(({ anyOf }) => {
        const ways = anyOf.map(pieces => wayOf(pieces, texts))
        return ways.every(way => way !== null) ? `(${ways.join(' OR ')})` : []
      })
      if (conditions.length === 0) return null
      return {
        sql: `(SELECT rowid FROM temp.${index} WHERE ${index} MATCH ?) AS p`,
        params: [conditions.join(' AND ')],
      }
    },
    changed(row, before, after) {
      changes += 1
      if (before === after || !isIndexed(row)) return
      if (before !== null) remove(row, before)
      if (after !== null) add(row, after)
    },
    end: () => clearTimeout(timer),
  }
}

/** The triples by which a text with all these pieces is looked up; null when none of them leaves enough out. */
function wayOf(pieces: readonly string[], texts: readonly string[]): string | null {
  const counted = [...new Set(pieces.flatMap(triplesIn))]
    .map(triple => ({ triple, count: texts.filter(text => text.includes(triple)).length }))
    .sort((one, other) => one.count - other.count)
  const [rarest] = counted
  if (rarest === undefined || rarest.count >= HELPFUL) return null
  const wanted = counted.filter(({ count }) => count <= Math.max(RARE, rarest.count))
  const shown = wanted.slice(0, MOST).map(({ triple }) => `"${triple.replaceAll('"', '""')}"`)
  return `(${shown.join(' AND ')})`
}

/** By characters, as SQLite counts them; half of one is no text that an index could have. */
function triplesIn(text: string): string[] {
  const characters = [...text]
  if (characters.some(one => one === '\0' || /^[\ud800-\udfff]$/.test(one))) return []
  return characters.slice(2).map((third, at) => characters.slice(at, at + 2).join('') + third)
}
