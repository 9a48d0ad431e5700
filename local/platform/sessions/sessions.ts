import { randomBytes, randomUUID } from 'node:crypto'

import type { Clock } from '../../clock'
import { command, type Database, query } from '../../database'

import type { PublicItems } from './namespaces'
import type { Values } from './transforms'

/** The cookie that names a session. */
export const SESSION_COOKIE = 'vtex_session'

/** Tokens of VTEX ID with which somebody came; '' where there was none. */
export interface SignedIn {
  readonly admin: string
  readonly shopper: string
}

/** A session as it is kept. Who is signed in is asked of the tokens at each reading: they end. */
export interface Session extends SignedIn {
  readonly id: string
  readonly items: PublicItems
  /** What transforms have written, outside of the public namespace. */
  readonly computed: Values
  /** The inputs of the transforms when they last ran. */
  readonly seen: Values
}

/** A session before it has a name. Transforms have said nothing of it where theirs is left out. */
type NewSession = Omit<Session, 'id' | 'computed' | 'seen'> &
  Partial<Pick<Session, 'computed' | 'seen'>>

/** The sessions of shoppers and users, kept for eight days as the token that VTEX's example shows. */
export interface Sessions {
  /** The session behind a token of this account; undefined when it is unknown or has ended. */
  find(account: string, token: string): Session | undefined
  /** A new session; answers its token. */
  open(account: string, session: NewSession): string
  change(token: string, session: NewSession): void
}

const LASTS_MS = 8 * 24 * 60 * 60 * 1000

export function createSessions(db: Database, clock: Clock): Sessions {
  db.exec(`CREATE TABLE IF NOT EXISTS vtex_sessions (
    token TEXT PRIMARY KEY, account TEXT NOT NULL, id TEXT NOT NULL, items TEXT NOT NULL,
    admin TEXT NOT NULL, shopper TEXT NOT NULL, expires_at INTEGER NOT NULL)`)
  const known = query<{ name: string }>(db, "SELECT name FROM pragma_table_info('vtex_sessions')")
    .all()
    .map(({ name }) => name)
  // Data of older versions had no transforms.
  for (const name of ['computed', 'seen'])
    if (!known.includes(name))
      db.exec(`ALTER TABLE vtex_sessions ADD COLUMN ${name} TEXT NOT NULL DEFAULT '{}'`)
  const select = query<Record<'id' | 'items' | 'admin' | 'shopper' | 'computed' | 'seen', string>>(
    db,
    `SELECT id, items, admin, shopper, computed, seen FROM vtex_sessions
     WHERE token = ? AND account = ? AND expires_at > ?`
  )
  const insert = command(
    db,
    `INSERT INTO vtex_sessions (token, account, id, items, admin, shopper, expires_at)
     VALUES (?, ?, ?, ?, ?, ?, ?)`
  )
  const update = command(
    db,
    `UPDATE vtex_sessions SET items = ?, admin = ?, shopper = ?, computed = ?, seen = ?
     WHERE token = ?`
  )
  const removeExpired = command(db, 'DELETE FROM vtex_sessions WHERE expires_at <= ?')
  return {
    find(account, token) {
      const found = select.one(token, account, clock.now())
      const parsed = (text: string): Values => JSON.parse(text) as Values
      return (
        found && {
          ...found,
          items: parsed(found.items),
          computed: parsed(found.computed),
          seen: parsed(found.seen),
        }
      )
    },
    open(account, { items, admin, shopper }) {
      removeExpired(clock.now())
      const token = randomBytes(48).toString('base64url')
      const until = clock.now() + LASTS_MS
      insert(token, account, randomUUID(), JSON.stringify(items), admin, shopper, until)
      return token
    },
    change(token, { items, admin, shopper, computed = {}, seen = {} }) {
      const [said, read] = [JSON.stringify(computed), JSON.stringify(seen)]
      update(JSON.stringify(items), admin, shopper, said, read, token)
    },
  }
}

/**
 * Writes into the session of somebody who signs in, and makes one where there is none, as a visit of a page of VTEX does.
 *
 * @param known the token that the browser has; '' for none
 * @returns the token of the session
 */
export function signIn(
  sessions: Sessions,
  account: string,
  known: string,
  who: Partial<SignedIn>
): string {
  const before = sessions.find(account, known)
  const session = { items: {}, admin: '', shopper: '', ...before, ...who }
  if (before === undefined) return sessions.open(account, session)
  sessions.change(known, session)
  return known
}
