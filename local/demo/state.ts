import type { Database } from '../database'
import { createTables, sqlOf } from '../sql'

/** What the demo remembers between starts. */
export interface DemoState {
  get(name: string): string | undefined
  set(name: string, value: string): void
  remove(name: string): void
}

/** Opens the demo's memory in the workspace's database. */
export function demoState(db: Database): DemoState {
  createTables(
    db,
    'CREATE TABLE IF NOT EXISTS demo_state (name TEXT PRIMARY KEY, value TEXT NOT NULL)'
  )
  const sql = sqlOf(db)
  return {
    get: name =>
      sql.get<{ value: string }>('SELECT value FROM demo_state WHERE name = ?', name)?.value,
    set: (name, value) =>
      void sql.run('INSERT OR REPLACE INTO demo_state VALUES (?, ?)', name, value),
    remove: name => void sql.run('DELETE FROM demo_state WHERE name = ?', name),
  }
}
