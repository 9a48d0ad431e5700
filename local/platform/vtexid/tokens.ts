import { randomBytes } from 'node:crypto'

import type { Clock } from '../../clock'
import { command, type Database, query } from '../../database'

/** Who a token stands for. */
export interface Identity {
  kind: 'user' | 'app'
  account: string
  /** A user's e-mail, or the app's id `vendor.name@version`. */
  user: string
}

/** VTEX ID's tokens: a user's lasts 24 hours, an app's as long as the workspace's data. */
export interface Tokens {
  /** A new token for a user who signed in. */
  issue(account: string, user: string): string
  /** The token with which the app itself calls VTEX for an account; the same at every start. */
  appToken(account: string, appId: string): string
  /** Whose token this is; undefined when unknown, ended or expired. */
  identify(token: string): Identity | undefined
  revoke(token: string): void
}

const USER_TOKEN_MS = 24 * 60 * 60 * 1000
const FOREVER = Number.MAX_SAFE_INTEGER

/** The tokens kept in the workspace's database. */
export function createTokens(db: Database, clock: Clock): Tokens {
  db.exec(`CREATE TABLE IF NOT EXISTS vtexid_tokens (
    token TEXT PRIMARY KEY, kind TEXT NOT NULL, account TEXT NOT NULL, user TEXT NOT NULL,
    expires_at INTEGER NOT NULL)`)
  const byToken = query<Identity>(
    db,
    'SELECT kind, account, user FROM vtexid_tokens WHERE token = ? AND expires_at > ?'
  )
  const ofApp = query<{ token: string }>(
    db,
    `SELECT token FROM vtexid_tokens WHERE kind = 'app' AND account = ? AND user = ?`
  )
  const insert = command(db, 'INSERT INTO vtexid_tokens VALUES (?, ?, ?, ?, ?)')
  const remove = command(db, 'DELETE FROM vtexid_tokens WHERE token = ?')
  const removeExpired = command(db, 'DELETE FROM vtexid_tokens WHERE expires_at <= ?')

  const create = (kind: string, account: string, user: string, expiresAt: number): string => {
    const token = randomBytes(32).toString('base64url')
    insert(token, kind, account, user, expiresAt)
    return token
  }

  return {
    issue(account, user) {
      removeExpired(clock.now())
      return create('user', account, user, clock.now() + USER_TOKEN_MS)
    },
    appToken: (account, appId) =>
      ofApp.one(account, appId)?.token ?? create('app', account, appId, FOREVER),
    identify: token => (token === '' ? undefined : byToken.one(token, clock.now())),
    revoke: token => void remove(token),
  }
}
