import { command, type Database, query } from '../../database'
import { Problem } from '../../http/problem'

import type { Entity } from './entities'
import { FIELD_NAME } from './schema'

/** Fields by which documents are found with `?field=value`, without a schema. */
export interface Index {
  name: string
  fields: readonly string[]
  /** False where the values must be unique: an alternate key. */
  multiple: boolean
}

/** The indices of each entity; a change holds at once (indices are strongly consistent). */
export interface Indices {
  put(entity: Entity, body: Record<string, unknown>): void
  list(entity: Entity): readonly Index[]
  /** @throws Problem 404 for an unknown name. */
  get(entity: Entity, name: string): Index
  delete(entity: Entity, name: string): void
  /** Reads all anew: the tables were replaced. */
  forget(): void
}

interface Row {
  name: string
  fields: string
  multiple: number
}

/** The indices in the workspace's database, remembered once read. */
export function createIndices(db: Database): Indices {
  db.exec(`CREATE TABLE IF NOT EXISTS masterdata_indices (
    entity INTEGER NOT NULL, name TEXT NOT NULL, fields TEXT NOT NULL, multiple INTEGER NOT NULL, PRIMARY KEY (entity, name))`)
  const upsert = command(
    db,
    `INSERT INTO masterdata_indices VALUES (?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET fields = excluded.fields, multiple = excluded.multiple`
  )
  const select = query<Row>(
    db,
    'SELECT name, fields, multiple FROM masterdata_indices WHERE entity = ? ORDER BY name'
  )
  const remove = command(db, 'DELETE FROM masterdata_indices WHERE entity = ? AND name = ?')
  const remembered = new Map<number, readonly Index[]>()

  const list = (entity: Entity): readonly Index[] => {
    const known = remembered.get(entity.id)
    if (known !== undefined) return known
    const read = select.all(entity.id).map(({ name, fields, multiple }) => ({
      name,
      fields: fields.split(','),
      multiple: multiple === 1,
    }))
    remembered.set(entity.id, read)
    return read
  }

  return {
    list,
    get(entity, name) {
      const found = list(entity).find(index => index.name === name)
      if (found === undefined) throw new Problem(404, { Message: `Index '${name}' not found` })
      return found
    },
    put(entity, body) {
      const { name, fields, multiple } = readIndex(body)
      upsert(entity.id, name, fields.join(','), multiple ? 1 : 0)
      remembered.delete(entity.id)
    },
    delete(entity, name) {
      remove(entity.id, name)
      remembered.delete(entity.id)
    },
    forget: () => remembered.clear(),
  }
}

/** `{"name": "byEmail", "multiple": false, "fields": "email,country"}`; a list of fields is read too. */
function readIndex(body: Record<string, unknown>): Index {
  const { name, multiple } = body
  const given = typeof body.fields === 'string' ? body.fields.split(',') : [body.fields].flat()
  const fields = given.map(field => (typeof field === 'string' ? field.trim() : ''))
  if (typeof name !== 'string' || name === '')
    throw new Problem(400, { Message: 'An index needs a name' })
  const wrong = fields.find(field => !FIELD_NAME.test(field))
  if (wrong !== undefined) throw new Problem(400, { Message: `Invalid field name '${wrong}'` })
  return { name, fields, multiple: multiple === true }
}
