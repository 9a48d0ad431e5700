import { createHash, randomUUID } from 'node:crypto'
import type { Sql } from '../sql'
import type { Role } from './operations'

/** An API key without its secret, which is shown once and then kept only as a hash. */
export interface ApiKey {
  keyId: number
  name: string
  last4: string
  /** Shops that it opens; the first is its default shop. */
  shops: number[]
  roles: Role[]
  state: 'active' | 'revoked'
  /** When it expires; null means never. */
  expiresAt: number | null
  createdAt: number
}

/** What a new key is made of. */
export interface NewKey {
  name: string
  shops: number[]
  roles: Role[]
  expiresAt?: number | null
}

/** The API keys of all shops. */
export interface KeyStore {
  /** Makes a key; its secret is answered here and never again. */
  create(key: NewKey, now: number): { key: ApiKey; secret: string }
  /** Replaces the secret: the old one stops working at once, the key is active again. */
  rotate(keyId: number): string
  setState(keyId: number, state: ApiKey['state']): void
  setExpiry(keyId: number, expiresAt: number | null): void
  /** The shops that it opens from now on; the first is its default shop. */
  setShops(keyId: number, shops: readonly number[]): void
  get(keyId: number): ApiKey | undefined
  all(): ApiKey[]
  /** The key that this secret belongs to and that works now. */
  authenticate(secret: string, now: number): ApiKey | undefined
}

interface Row extends Omit<ApiKey, 'shops' | 'roles'> {
  shops: string
  roles: string
}

const SELECT = `SELECT key_id AS keyId, name, last4, shops, roles, state, expires_at AS expiresAt,
  created_at AS createdAt FROM carrefour_keys`

const toKey = (row: Row): ApiKey => ({
  keyId: row.keyId,
  name: row.name,
  last4: row.last4,
  shops: JSON.parse(row.shops) as number[],
  roles: JSON.parse(row.roles) as Role[],
  state: row.state,
  expiresAt: row.expiresAt,
  createdAt: row.createdAt,
})

const hashOf = (secret: string) => createHash('sha256').update(secret).digest('hex')

export function keyStore(sql: Sql): KeyStore {
  const find = (where: string, value: string | number): ApiKey | undefined => {
    const row = sql.get<Row>(`${SELECT} WHERE ${where} = ?`, value)
    return row && toKey(row)
  }
  return {
    create(key, now) {
      const secret = randomUUID()
      sql.run(
        `INSERT INTO carrefour_keys (name, hash, last4, shops, roles, state, expires_at, created_at)
         VALUES (?, ?, ?, ?, ?, 'active', ?, ?)`,
        key.name,
        hashOf(secret),
        secret.slice(-4),
        JSON.stringify(key.shops),
        JSON.stringify(key.roles),
        key.expiresAt ?? null,
        now
      )
      const made = find('hash', hashOf(secret))
      if (made === undefined) throw new Error('The new key was not stored')
      return { key: made, secret }
    },
    rotate(keyId) {
      const secret = randomUUID()
      sql.run(
        `UPDATE carrefour_keys SET hash = ?, last4 = ?, state = 'active', expires_at = NULL
         WHERE key_id = ?`,
        hashOf(secret),
        secret.slice(-4),
        keyId
      )
      return secret
    },
    setState(keyId, state) {
      sql.run('UPDATE carrefour_keys SET state = ? WHERE key_id = ?', state, keyId)
    },
    setExpiry(keyId, expiresAt) {
      sql.run('UPDATE carrefour_keys SET expires_at = ? WHERE key_id = ?', expiresAt, keyId)
    },
    setShops(keyId, shops) {
      sql.run('UPDATE carrefour_keys SET shops = ? WHERE key_id = ?', JSON.stringify(shops), keyId)
    },
    get: keyId => find('key_id', keyId),
    all: () => sql.all<Row>(`${SELECT} ORDER BY key_id`).map(toKey),
    authenticate(secret, now) {
      const key = find('hash', hashOf(secret))
      if (key === undefined || key.state !== 'active') return undefined
      return key.expiresAt !== null && key.expiresAt <= now ? undefined : key
    },
  }
}
