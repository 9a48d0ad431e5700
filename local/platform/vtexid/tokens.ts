import { createHmac, randomBytes, randomUUID } from 'node:crypto'

import type { Clock } from '../../clock'
import { REGION } from '../../config'
import { command, type Database, query } from '../../database'
import { holderOfKey } from '../license-manager/roles'

/** The identity behind a token. */
export interface Identity {
  /** A user is somebody of the Admin; a shopper has signed in to a store, and opens nothing of the Admin's. */
  kind: 'user' | 'app' | 'shopper'
  account: string
  /** A user's e-mail, or the app's id `vendor.name@version`. */
  user: string
}

/**
 * VTEX ID's tokens are JWTs, and apps read them: `sub` is the user's e-mail or the app's resource name,
 * `account`, `aud`, `iat` and `exp` as on VTEX. A token counts only while it is kept here, whatever it says:
 * nobody else can check its signature. A user's lasts 24 hours, an app's as long as the
 * workspace's data.
 */
export interface Tokens {
  /** A new token for a user who signed in. */
  issue(account: string, user: string): string
  /** A new token for a shopper who signed in. */
  issueToShopper(account: string, email: string): string
  /** The token with which the app itself calls VTEX for an account; the same at every start. */
  appToken(account: string, appId: string): string
  /** Whose token this is; undefined when unknown, ended or expired. */
  identify(token: string): Identity | undefined
  revoke(token: string): void
  /** Its table was replaced. */
  forget(): void
  /** Whether a user has signed in since a moment, and the session has not ended. */
  signedInSince(user: string, at: number): boolean
}

const USER_TOKEN_MS = 24 * 60 * 60 * 1000
/** Tokens remembered at once. */
const MOST_KNOWN = 1_000

const FOREVER = Number.MAX_SAFE_INTEGER
const LAST_DATE = Date.parse('2100-01-01T00:00:00Z')

/**
 * The tokens kept in the workspace's database.
 *
 * @param keys whether the pairs of applications' keys count too, all of which have the same token; not when left out
 */
export function createTokens(db: Database, clock: Clock, { keys = false } = {}): Tokens {
  db.exec(`CREATE TABLE IF NOT EXISTS vtexid_tokens (
    token TEXT PRIMARY KEY, kind TEXT NOT NULL, account TEXT NOT NULL, user TEXT NOT NULL,
    expires_at INTEGER NOT NULL)`)
  const byToken = query<Identity & { until: number }>(
    db,
    'SELECT kind, account, user, expires_at AS until FROM vtexid_tokens WHERE token = ?'
  )
  const ofApp = query<{ token: string }>(
    db,
    `SELECT token FROM vtexid_tokens WHERE kind = 'app' AND account = ? AND user = ?`
  )
  const insert = command(db, 'INSERT INTO vtexid_tokens VALUES (?, ?, ?, ?, ?)')
  const remove = command(db, 'DELETE FROM vtexid_tokens WHERE token = ?')
  const removeExpired = command(db, 'DELETE FROM vtexid_tokens WHERE expires_at <= ?')

  const signingKey = randomBytes(32)
  const create = (kind: Identity['kind'], account: string, user: string, until: number): string => {
    const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
    const text = [
      { alg: 'HS256', typ: 'JWT' },
      claimsOf({ kind, account, user }, clock.now(), until),
    ]
      .map(part)
      .join('.')
    const signature = createHmac('sha256', signingKey).update(text).digest('base64url')
    const token = `${text}.${signature}`
    insert(token, kind, account, user, until)
    return token
  }
  const keptAppToken = (account: string, appId: string): string | undefined => {
    const kept = ofApp.one(account, appId)?.token
    if (kept === undefined || kept.split('.').length === 3) return kept
    // Of a workspace from before tokens were JWTs.
    remove(kept)
    return undefined
  }

  /** Those that were lately asked about: every call of the app brings one or two, and each is looked up several times. */
  const known = new Map<string, Identity & { until: number }>()
  const identityOf = (token: string): Identity | undefined => {
    const found = known.get(token) ?? byToken.one(token)
    if (found === undefined || found.until <= clock.now()) return undefined
    if (known.size >= MOST_KNOWN) known.clear()
    known.set(token, found)
    const { kind, account, user } = found
    return { kind, account, user }
  }

  const session = query<{ token: string }>(
    db,
    `SELECT token FROM vtexid_tokens WHERE kind = 'user' AND user = ? AND expires_at >= ? LIMIT 1`
  )

  return {
    signedInSince: (user, at) => session.one(user, at + USER_TOKEN_MS) !== undefined,
    issue(account, user) {
      removeExpired(clock.now())
      return create('user', account, user, clock.now() + USER_TOKEN_MS)
    },
    issueToShopper(account, email) {
      removeExpired(clock.now())
      return create('shopper', account, email, clock.now() + USER_TOKEN_MS)
    },
    appToken: (account, appId) =>
      keptAppToken(account, appId) ?? create('app', account, appId, FOREVER),
    identify: token =>
      token === '' ? undefined : ((keys ? identityOfKey(token) : undefined) ?? identityOf(token)),
    revoke(token) {
      known.delete(token)
      remove(token)
    },
    forget: () => known.clear(),
  }
}

/** The token of every key of the workspace: whoever uses this machine may act as any user. */
export const KEY_TOKEN = 'local'

/** An application's key pair, in the form of a token; '' without a key. */
export const tokenOfKey = (key: string, token: string): string =>
  key === '' ? '' : `${key}:${token}`

/** Whose the pair is: the user of VTEX ID that a key is, in the account that its name says. */
function identityOfKey(pair: string): Identity | undefined {
  const [key = '', token] = pair.split(':')
  const holder = token === KEY_TOKEN ? holderOfKey(key) : undefined
  return holder && { kind: 'user', account: holder.account, user: key }
}

const seconds = (ms: number): number => Math.floor(ms / 1000)

function claimsOf({ kind, account, user }: Identity, now: number, until: number): object {
  return {
    sub: kind === 'app' ? `vrn:apps:${REGION}:${account}:*:app/${user}` : user,
    account,
    aud: audienceOf(kind),
    iss: 'token-emitter',
    iat: seconds(now),
    exp: seconds(Math.min(until, LAST_DATE)),
    jti: randomUUID(),
    ...(kind !== 'app' && { userId: userIdOf(user) }),
  }
}

/** What a token is good for: VTEX's names. */
export const audienceOf = (kind: Identity['kind']): string =>
  kind === 'shopper' ? 'webstore' : 'admin'

/** The id of a user, the same at every start: VTEX's are UUIDs. */
export function userIdOf(user: string): string {
  const hex = createHmac('sha256', 'user').update(user.toLowerCase()).digest('hex')
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20, 32),
  ].join('-')
}
