import { command, type Database, query } from '../../database'

/** A data entity of an account; `id` names its tables. */
export interface Entity {
  id: number
  account: string
  name: string
}

/** Finds entities by account and name; one that is new is made. */
export interface Entities {
  of(account: string, name: string): Entity
  /** Those of an account, by name. */
  list(account: string): Entity[]
  byId(id: number): Entity | undefined
}

/** The entities in the workspace's database. */
export function createEntities(db: Database): Entities {
  db.exec(`CREATE TABLE IF NOT EXISTS masterdata_entities (
    id INTEGER PRIMARY KEY, account TEXT NOT NULL, name TEXT NOT NULL, UNIQUE (account, name))`)
  const insert = command(
    db,
    'INSERT OR IGNORE INTO masterdata_entities (account, name) VALUES (?, ?)'
  )
  const byName = query<Entity>(
    db,
    'SELECT id, account, name FROM masterdata_entities WHERE account = ? AND name = ?'
  )
  const ofAccount = query<Entity>(
    db,
    'SELECT id, account, name FROM masterdata_entities WHERE account = ? ORDER BY name'
  )
  const byId = query<Entity>(db, 'SELECT id, account, name FROM masterdata_entities WHERE id = ?')

  return {
    of(account, name) {
      const known = byName.one(account, name)
      if (known !== undefined) return known
      insert(account, name)
      return byName.one(account, name) ?? { id: 0, account, name }
    },
    list: account => ofAccount.all(account),
    byId: id => byId.one(id),
  }
}
