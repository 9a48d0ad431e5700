import { randomUUID } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'

import type { Clock } from '../../clock'
import { command, type Database, query } from '../../database'
import { Problem } from '../../http/problem'

import type { Entity } from './entities'
import { type EntitySchema, fieldType, SYSTEM_FIELDS } from './schema'
import type { Validate } from './validation'
import type { Where } from './where/ast'
import { matches } from './where/matches'

/** A document with its system fields. */
export type Document = Record<string, unknown>

/** One write. */
export interface Write {
  entity: Entity
  /** A new id is made when it is left out. */
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
  /**
   * Saves in VTEX's order: id, schema, changed fields, `where`, write. A write that changes nothing ends
   * before `where` is looked at, and leaves the document's dates as they are.
   *
   * @throws Problem 400 when the schema refuses it, or when `create` meets a document of that id; the
   * configured status when `where` does not hold.
   */
  save(write: Write): Saved
  delete(entity: Entity, id: string): boolean
}

export interface DocumentsDeps {
  db: Database
  clock: Clock
  validate: Validate
  /** Told after each change. */
  changed: (entity: number, id: string, body: string | null) => void
  /** The status of a write whose `_where` does not hold; VTEX documents none. */
  whereStatus: number
}

/** The documents in the workspace's database. */
export function createDocuments(deps: DocumentsDeps): Documents {
  const { db, clock, validate, changed } = deps
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
  /** A document and its way to the index are written together or not at all. */
  const write = db.transaction((entity: number, id: string, body: string | null) => {
    if (body === null) remove(entity, id)
    else upsert(entity, id, body)
    changed(entity, id, body)
  })

  return {
    get,
    save({ entity, id = randomUUID(), fields, mode, schema, where }) {
      const before = get(entity, id)
      if (mode === 'create' && before !== undefined) {
        throw new Problem(400, {
          Message: 'The document already exist with id or alternate key.',
        })
      }
      const own = withoutSystemFields(fields)
      const data = mode === 'merge' ? { ...withoutSystemFields(before ?? {}), ...own } : own
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

function withoutSystemFields(fields: Document): Document {
  return Object.fromEntries(
    Object.entries(fields).filter(([name]) => !SYSTEM_FIELDS.includes(name))
  )
}
