import { command, type Database, query } from '../database'

import { type Clock, systemClock } from './clock'

/** Further than anything in the workspace lasts; one move at least stays far from the end of dates. */
export const LONGEST_MOVE_MS = 366 * 24 * 60 * 60 * 1000

/** A listener for changes of the workspace's time, called before the new time can be read. */
export type Follower = (offsetMs: number) => Promise<void> | void

/**
 * The time of a workspace: the machine's, and what people have moved it ahead. It is kept with the data, which holds
 * moments of that time, and never goes back.
 */
export interface MovableClock extends Clock {
  /** How far ahead of the machine's clock it is, in milliseconds. */
  offset(): number
  /** Notifies followers, then moves. Moves are serialised. */
  advance(ms: number): Promise<void>
  follow(follower: Follower): void
}

/** What a page or program may do with the clock. */
export interface ClockMover {
  now(): number
  offset(): number
  /** Why it cannot be moved here; null where it can. */
  fixed: 'live' | null
  /** Moves it, and runs at once what has become due. */
  advance(ms: number): Promise<void>
}

/** Reads the clock of a workspace from its database. */
export function createMovableClock(db: Database, machine: Clock = systemClock): MovableClock {
  db.exec(
    'CREATE TABLE IF NOT EXISTS workspace_clock (id INTEGER PRIMARY KEY CHECK (id = 1), offset_ms INTEGER NOT NULL)'
  )
  const kept = query<{ offset_ms: number }>(db, 'SELECT offset_ms FROM workspace_clock')
  const keep = command(
    db,
    'INSERT INTO workspace_clock VALUES (1, ?) ON CONFLICT DO UPDATE SET offset_ms = excluded.offset_ms'
  )
  const followers: Follower[] = []
  let offset = kept.one()?.offset_ms ?? 0
  let moving: Promise<void> = Promise.resolve()

  const move = async (ms: number): Promise<void> => {
    const next = offset + ms
    for (const follower of followers) await follower(next)
    keep(next)
    offset = next
  }
  return {
    now: () => machine.now() + offset,
    offset: () => offset,
    follow: follower => void followers.push(follower),
    advance(ms) {
      if (!Number.isInteger(ms) || ms <= 0 || ms > LONGEST_MOVE_MS)
        return Promise.reject(new RangeError(`The clock moves by 1 to ${LONGEST_MOVE_MS} ms`))
      moving = moving.catch(() => undefined).then(() => move(ms))
      return moving
    },
  }
}
