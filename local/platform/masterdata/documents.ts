import { randomUUID } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'

import type { Clock } from '../../clock'
import { command, type Database, query } from '../../database'
import { Problem } from '../../http/problem'

import type { Entity } from './entities'
import type { Indices } from './indices'
import { type EntitySchema, fieldType, SYSTEM_FIELDS } from './schema'
import type { Validate } from './validation'
import { valueAt } from './values'
import type { Where } from './where/ast'
import { matches } from './where/matches'

/** A document with its system fields. */
export type Document = Record<string, unknown>

/** One write. */
export interface Write {
  entity: Entity
  /** When it is left out, that of the document with the same alternate key, else a new one. */
  id?: string
  fields: Document
  /** `create` only makes; `replace` drops the fields that are not given; `merge` keeps them. */
  mode: 'create' | 'replace' | 'merge'
  schema?: EntitySchema
  /** The document as it was must meet this. */
  where?: Where
}

/** How a write ended. */
export interface Saved {
  id: string
  /** False when the document is as it was: VTEX answers 304. */
  changed: boolean
}

/** Documents by id; every read sees the last write. */
export interface Documents {
  get(entity: Entity, id: string): Document | undefined
  /** Those that have these values, by field; at once, as an index promises. */
  having(entity: Entity, values: ReadonlyMap<string, string>): Document[]
  /**
   * Saves in VTEX's order: id, schema, changed fields, `where`, write. A write that changes nothing ends
   * before `where` is looked at, and leaves the document's dates as they are.
   *
   * @throws Problem 400 when the schema refuses it, when `create` meets a document of that id, or when another
   * document has the same alternate key; the configured status when `where` does not hold.
   */
  save(write: Write): Saved
  delete(entity: Entity, id: string): boolean
}

export interface DocumentsDeps {
  db: Database
  clock: Clock
  validate: Validate
  indices: Indices
  /** Told after each change. */
  changed: (entity: number, id: string, body: string | null) => void
  /** The status of a write whose `_where` does not hold; VTEX documents none. */
  whereStatus: number
}

/** The documents in the workspace's database. */
export function createDocuments(deps: DocumentsDeps): Documents {
  const { db, clock, validate, indices, changed } = deps
  db.exec(`CREATE TABLE IF NOT EXISTS masterdata_documents (
    entity INTEGER NOT NULL, id TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (entity, id))`)
  const select = query<{ body: string }>(
    db,
    'SELECT body FROM masterdata_documents WHERE entity = ? AND id = ?'
  )
  const upsert = command(
    db,
    `INSERT INTO masterdata_documents VALUES (?, ?, ?)
     ON CONFLICT DO UPDATE SET body = excluded.body`
  )
  const remove = command(db, 'DELETE FROM masterdata_documents WHERE entity = ? AND id = ?')

  const get = (entity: Entity, id: string): Document | undefined => {
    const found = select.one(entity.id, id)
    return found && (JSON.parse(found.body) as Document)
  }
  const having = (entity: Entity, values: ReadonlyMap<string, string>): Document[] => {
    const wanted = [...values]
    const same = wanted.map(() => 'AND CAST(json_extract(body, ?) AS TEXT) = ?').join(' ')
    return query<{ body: string }>(
      db,
      `SELECT body FROM masterdata_documents WHERE entity = ? ${same} ORDER BY id`
    )
      .all(entity.id, ...wanted.flatMap(([field, value]) => [`$.${field}`, value]))
      .map(({ body }) => JSON.parse(body) as Document)
  }
  /** Ids of the documents that have an alternate key of these fields. */
  const sameKey = (entity: Entity, fields: Document): string[] =>
    indices
      .list(entity)
      .filter(({ multiple }) => !multiple)
      .flatMap(index => {
        const values = index.fields.map(field => [field, textAt(fields, field)] as const)
        return values.some(([, value]) => value === '')
          ? []
          : having(entity, new Map(values)).map(found => textAt(found, 'id'))
      })
  /** A document and its way to the index are written together or not at all. */
  const write = db.transaction((entity: number, id: string, body: string | null) => {
    if (body === null) remove(entity, id)
    else upsert(entity, id, body)
    changed(entity, id, body)
  })

  return {
    get,
    having,
    save({ entity, id: given, fields, mode, schema, where }) {
      const own = withoutSystemFields(fields)
      const id = given ?? sameKey(entity, own)[0] ?? randomUUID()
      const before = get(entity, id)
      if (mode === 'create' && before !== undefined) throw alreadyThere()
      const data = mode === 'merge' ? { ...withoutSystemFields(before ?? {}), ...own } : own
      if (sameKey(entity, data).some(other => other !== id)) throw alreadyThere()
      if (schema !== undefined) validate(schema, data)
      if (before !== undefined && isDeepStrictEqual(data, withoutSystemFields(before))) {
        return { id, changed: false }
      }
      if (where !== undefined && schema !== undefined) {
        const typeOf = (field: string) => fieldType(schema, field) ?? { type: 'text' as const }
        if (!matches(where, before ?? {}, typeOf)) {
          throw new Problem(deps.whereStatus, { Message: 'The document does not meet _where' })
        }
      }
      const now = new Date(clock.now()).toISOString()
      const system = {
        id,
        accountName: entity.account,
        dataEntityId: entity.name,
        createdIn: before?.createdIn ?? now,
        updatedIn: before === undefined ? null : now,
        lastInteractionIn: now,
      }
      write(entity.id, id, JSON.stringify({ ...data, ...system }))
      return { id, changed: true }
    },
    delete(entity, id) {
      if (select.one(entity.id, id) === undefined) return false
      write(entity.id, id, null)
      return true
    },
  }
}

const alreadyThere = (): Problem =>
  new Problem(400, { Message: 'The document already exist with id or alternate key.' })

/** A value as an index compares it; '' where there is none. */
function textAt(document: Document, field: string): string {
  const value = valueAt(document, field)
  if (typeof value === 'boolean') return value ? '1' : '0'
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

function withoutSystemFields(fields: Document): Document {
  return Object.fromEntries(
    Object.entries(fields).filter(([name]) => !SYSTEM_FIELDS.includes(name))
  )
}
