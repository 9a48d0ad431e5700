import { command, type Database, query } from '../../database'
import { Problem } from '../../http/problem'

import { type EntitySchema, readSchema } from './schema'

const MAX_SCHEMAS = 60

/** The JSON schemas of each entity; a change holds at once (schemas are strongly consistent). */
export interface Schemas {
  put(account: string, entity: string, name: string, body: Record<string, unknown>): void
  list(account: string, entity: string): EntitySchema[]
  /** @throws Problem 404 for an unknown name. */
  get(account: string, entity: string, name: string): EntitySchema
  delete(account: string, entity: string, name: string): void
  /** Reads all anew: the tables were replaced. */
  forget(): void
}

/**
 * The schemas in the workspace's database, remembered once read.
 *
 * @param missing hears of one that was asked for and is not there
 */
export function createSchemas(
  db: Database,
  missing: (entity: string, name: string) => void = () => undefined
): Schemas {
  db.exec(`CREATE TABLE IF NOT EXISTS masterdata_schemas (
    account TEXT, entity TEXT, name TEXT, body TEXT NOT NULL, PRIMARY KEY (account, entity, name))`)
  const upsert = command(
    db,
    `INSERT INTO masterdata_schemas VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET body = excluded.body`
  )
  const select = query<{ name: string; body: string }>(
    db,
    'SELECT name, body FROM masterdata_schemas WHERE account = ? AND entity = ? ORDER BY name'
  )
  const remove = command(
    db,
    'DELETE FROM masterdata_schemas WHERE account = ? AND entity = ? AND name = ?'
  )
  const remembered = new Map<string, EntitySchema[]>()

  const list = (account: string, entity: string): EntitySchema[] => {
    const key = `${account}/${entity}`
    const known = remembered.get(key)
    if (known !== undefined) return known
    const read = select
      .all(account, entity)
      .map(row => readSchema(row.name, JSON.parse(row.body) as Record<string, unknown>))
    if (read.length > 0) remembered.set(key, read)
    return read
  }

  return {
    list,
    put(account, entity, name, body) {
      readSchema(name, body)
      const others = list(account, entity).filter(schema => schema.name !== name)
      if (others.length >= MAX_SCHEMAS) {
        throw new Problem(400, { Message: `An entity has at most ${MAX_SCHEMAS} schemas` })
      }
      upsert(account, entity, name, JSON.stringify(body))
      remembered.delete(`${account}/${entity}`)
    },
    get(account, entity, name) {
      const found = list(account, entity).find(schema => schema.name === name)
      if (found === undefined) {
        missing(entity, name)
        throw new Problem(404, { Message: `Schema '${name}' not found` })
      }
      return found
    },
    forget: () => remembered.clear(),
    delete(account, entity, name) {
      remove(account, entity, name)
      remembered.delete(`${account}/${entity}`)
    },
  }
}
