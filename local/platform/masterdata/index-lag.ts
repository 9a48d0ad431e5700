import type { Clock } from '../../clock'
import { command, type Database, query } from '../../database'

/** A change on its way from the documents to the search index; a null body is a deletion. */
interface Change {
  seq: number
  entity: number
  id: string
  body: string | null
}

/** Keeps search behind the documents, as in the cloud. */
export interface IndexLag {
  /** Notes a changed document (or, with null, a deleted one). */
  changed: (entity: number, id: string, body: string | null) => void
  /** Notes that an entity's indexed fields changed. */
  fieldsChanged(entity: number): void
  /** Lets the index see every change that is old enough. */
  applyDue(): void
  close(): void
}

/** What the index does with a change. */
export interface IndexSide {
  apply(entity: number, id: string, body: string | null): void
  refreshFields(entity: number): void
}

const BATCH = 1_000
const SWEEP_MS = 100

/**
 * Changes reach the index `lagMs` milliseconds after they were written, in their order. They wait on
 * disk, so a restart loses none. VTEX gives no figure for the lag, only that it is never nothing.
 */
export function createIndexLag(
  db: Database,
  clock: Clock,
  lagMs: number | (() => number),
  index: IndexSide
): IndexLag {
  db.exec(`CREATE TABLE IF NOT EXISTS masterdata_pending (
    seq INTEGER PRIMARY KEY, entity INTEGER NOT NULL, id TEXT NOT NULL, body TEXT,
    visible_at INTEGER NOT NULL)`)
  const insert = command(
    db,
    'INSERT INTO masterdata_pending (entity, id, body, visible_at) VALUES (?, ?, ?, ?)'
  )
  const due = query<Change>(
    db,
    `SELECT seq, entity, id, body FROM masterdata_pending WHERE visible_at <= ? ORDER BY seq LIMIT ${BATCH}`
  )
  const remove = command(db, 'DELETE FROM masterdata_pending WHERE seq <= ?')

  const applyBatch = db.transaction((changes: Change[]) => {
    for (const { entity, id, body } of changes) {
      if (id === '') index.refreshFields(entity)
      else index.apply(entity, id, body)
    }
    const last = changes[changes.length - 1]
    if (last) remove(last.seq)
  })

  const applyDue = (): void => {
    const now = clock.now()
    for (let changes = due.all(now); changes.length > 0; changes = due.all(now)) {
      applyBatch(changes)
      if (changes.length < BATCH) return
    }
  }

  let latest = 0
  /** Never before an earlier change, also when the lag shrinks. */
  const visibleAt = (): number => {
    latest = Math.max(latest, clock.now() + (typeof lagMs === 'number' ? lagMs : lagMs()))
    return latest
  }

  const timer = setInterval(applyDue, SWEEP_MS)
  timer.unref()
  return {
    changed: (entity, id, body) => void insert(entity, id, body, visibleAt()),
    fieldsChanged: entity => void insert(entity, '', null, visibleAt()),
    applyDue,
    close: () => clearInterval(timer),
  }
}
