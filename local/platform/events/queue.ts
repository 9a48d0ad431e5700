import { WORKSPACE } from '../../config'
import { command, type Database, query } from '../../database'

import type { HandlerOf } from './handlers'

/** One event on its way to one handler. */
export interface Delivery {
  id: number
  account: string
  workspace: string
  /** Key of the app that the handler belongs to. */
  app: string
  handler: string
  key: string
  sender: string
  subject: string
  body: string
  /** How many times it was tried already. */
  attempts: number
}

/** Deliveries that are not done yet, kept on disk so that a restart loses none. */
export interface DeliveryQueue {
  add(delivery: Omit<Delivery, 'id' | 'attempts'>, dueAt: number): void
  /** Those due, oldest first, of one handler in one account, without the given ones. */
  due(
    account: string,
    to: HandlerOf,
    when: { now: number; limit: number },
    busy: Set<number>
  ): Delivery[]
  /** Puts it back after a failed attempt. */
  retry(id: number, dueAt: number): void
  /** Puts it back without counting an attempt. */
  postpone(id: number, dueAt: number): void
  done(id: number): void
  /** When the next one is due, or undefined when nothing waits. */
  nextDue(): number | undefined
  size(): number
}

/** The deliveries in the workspace's database. */
export function createDeliveryQueue(db: Database): DeliveryQueue {
  db.exec(`CREATE TABLE IF NOT EXISTS events_deliveries (
    id INTEGER PRIMARY KEY, account TEXT NOT NULL, handler TEXT NOT NULL, key TEXT NOT NULL,
    sender TEXT NOT NULL, subject TEXT NOT NULL, body TEXT NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0, due_at INTEGER NOT NULL);
    CREATE INDEX IF NOT EXISTS events_by_due ON events_deliveries (account, handler, due_at, id);
    CREATE INDEX IF NOT EXISTS events_next_due ON events_deliveries (due_at);`)
  // Data of older versions had the production workspace only, and one app: an empty name stands for it.
  const columns = query<{ name: string }>(
    db,
    "SELECT name FROM pragma_table_info('events_deliveries')"
  )
  const known = columns.all().map(({ name }) => name)
  for (const [name, value] of Object.entries({ workspace: WORKSPACE, app: '' })) {
    if (!known.includes(name))
      db.exec(`ALTER TABLE events_deliveries ADD COLUMN ${name} TEXT NOT NULL DEFAULT '${value}'`)
  }
  const insert = command(
    db,
    `INSERT INTO events_deliveries (account, workspace, app, handler, key, sender, subject, body, due_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`
  )
  const select = query<Delivery>(
    db,
    `SELECT id, account, workspace, app, handler, key, sender, subject, body, attempts FROM events_deliveries
     WHERE account = ? AND app IN (?, '') AND handler = ? AND due_at <= ? ORDER BY due_at, id LIMIT ?`
  )
  const reschedule = command(
    db,
    'UPDATE events_deliveries SET attempts = attempts + ?, due_at = ? WHERE id = ?'
  )
  const remove = command(db, 'DELETE FROM events_deliveries WHERE id = ?')
  const first = query<{ due: number | null }>(
    db,
    'SELECT min(due_at) AS due FROM events_deliveries'
  )
  const count = query<{ n: number }>(db, 'SELECT count(*) AS n FROM events_deliveries')

  return {
    add: (d, dueAt) =>
      void insert(
        d.account,
        d.workspace,
        d.app,
        d.handler,
        d.key,
        d.sender,
        d.subject,
        d.body,
        dueAt
      ),
    due: (account, { app, handler }, { now, limit }, busy) =>
      select
        .all(account, app, handler, now, limit + busy.size)
        .filter(delivery => !busy.has(delivery.id))
        .slice(0, limit),
    retry: (id, dueAt) => void reschedule(1, dueAt, id),
    postpone: (id, dueAt) => void reschedule(0, dueAt, id),
    done: id => void remove(id),
    nextDue: () => first.one()?.due ?? undefined,
    size: () => count.one()?.n ?? 0,
  }
}
