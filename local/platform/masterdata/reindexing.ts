import type { Clock } from '../../clock'
import { command, type Database, query } from '../../database'

import { column } from './where/sql'
import type { SqlCondition } from './where/sql'

/**
 * After a new or changed schema the documents that are there already are indexed anew in the background.
 * Until that is done, a search by that schema sees only the part that was reached, and what was written
 * meanwhile. Searches by other schemas of the entity go on as before.
 */
export interface Reindexing {
  /** Notes that a schema was saved over so many rows; `lastRow` is the highest of them. */
  begin(entity: number, schema: string, lastRow: number): void
  /** The rows that a search by this schema can see; undefined when it sees all. */
  visibleTo(entity: number, schema: string): SqlCondition | undefined
}

interface Row {
  began: number
  last: number
}

/** `msPerDocument`: VTEX speaks of about an hour for a million documents, so 3.6 ms each. */
export function createReindexing(db: Database, clock: Clock, msPerDocument: number): Reindexing {
  db.exec(`CREATE TABLE IF NOT EXISTS masterdata_reindexing (
    entity INTEGER NOT NULL, schema TEXT NOT NULL, began INTEGER NOT NULL, last INTEGER NOT NULL,
    PRIMARY KEY (entity, schema))`)
  const upsert = command(
    db,
    `INSERT INTO masterdata_reindexing VALUES (?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET began = excluded.began, last = excluded.last`
  )
  const select = query<Row>(
    db,
    'SELECT began, last FROM masterdata_reindexing WHERE entity = ? AND schema = ?'
  )
  const remove = command(db, 'DELETE FROM masterdata_reindexing WHERE entity = ? AND schema = ?')

  return {
    begin(entity, schema, lastRow) {
      if (lastRow > 0) upsert(entity, schema, clock.now(), lastRow)
    },
    visibleTo(entity, schema) {
      const found = select.one(entity, schema)
      if (found === undefined) return undefined
      const reached = Math.floor((clock.now() - found.began) / msPerDocument)
      if (reached >= found.last) {
        remove(entity, schema)
        return undefined
      }
      return {
        sql: `(row <= ? OR row > ? OR ${column('updatedIn')} >= ?)`,
        params: [reached, found.last, new Date(found.began).toISOString()],
      }
    },
  }
}
