import { createHash } from 'node:crypto'

import type { Clock } from '../../clock'
import { command, type Database, query } from '../../database'

/** A bucket's place: VBase is partitioned by account, workspace and app (`vendor.name`). */
export interface BucketKey {
  account: string
  workspace: string
  app: string
  bucket: string
}

export interface StoredFile {
  content: Buffer
  type: string
  hash: string
  updatedAt: number
}

/** What a listing says of a file. */
export interface FileItem {
  path: string
  hash: string
}

/** The files of VBase. Every read sees the last write (the store is strongly consistent). */
export interface Files {
  get(key: BucketKey, path: string): StoredFile | undefined
  /** Writes; answers the content's hash. `expiresAt` in ms since 1970, or null to keep it. */
  put(key: BucketKey, path: string, content: Buffer, type: string, expiresAt: number | null): string
  delete(key: BucketKey, path: string): boolean
  reset(key: BucketKey): void
  /** Files whose path begins with `prefix` and sorts after `after`, by path, at most `limit`. */
  list(key: BucketKey, prefix: string, after: string, limit: number): FileItem[]
}

/** Sorts after every other character, so `prefix + LAST` ends the range of paths with that prefix. */
const LAST = '\u{10FFFF}'

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS vbase_buckets (
    id INTEGER PRIMARY KEY, account TEXT, workspace TEXT, app TEXT, name TEXT,
    UNIQUE (account, workspace, app, name));
  CREATE TABLE IF NOT EXISTS vbase_files (
    bucket INTEGER NOT NULL, path TEXT NOT NULL, hash TEXT NOT NULL, content BLOB NOT NULL,
    type TEXT NOT NULL, updated_at INTEGER NOT NULL, expires_at INTEGER, UNIQUE (bucket, path));
  CREATE INDEX IF NOT EXISTS vbase_expiring ON vbase_files (expires_at) WHERE expires_at IS NOT NULL;`

/** VBase's files in the workspace's database. */
export function createFiles(db: Database, clock: Clock): Files {
  db.exec(SCHEMA)
  const bucketId = createBucketIds(db)
  const alive = '(expires_at IS NULL OR expires_at > ?)'
  const select = query<{ content: Buffer; type: string; hash: string; updatedAt: number }>(
    db,
    `SELECT content, type, hash, updated_at AS updatedAt FROM vbase_files
     WHERE bucket = ? AND path = ? AND ${alive}`
  )
  const upsert = command(
    db,
    `INSERT INTO vbase_files (bucket, path, hash, content, type, updated_at, expires_at)
     VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (bucket, path) DO UPDATE SET hash = excluded.hash,
     content = excluded.content, type = excluded.type, updated_at = excluded.updated_at,
     expires_at = excluded.expires_at`
  )
  const remove = command(db, `DELETE FROM vbase_files WHERE bucket = ? AND path = ? AND ${alive}`)
  const removeAll = command(db, 'DELETE FROM vbase_files WHERE bucket = ?')
  const removeExpired = command(
    db,
    'DELETE FROM vbase_files WHERE expires_at IS NOT NULL AND expires_at <= ?'
  )
  const page = query<FileItem>(
    db,
    `SELECT path, hash FROM vbase_files
     WHERE bucket = ? AND path > ? AND path >= ? AND path < ? AND ${alive} ORDER BY path LIMIT ?`
  )

  return {
    get(key, path) {
      const found = select.one(bucketId(key), path, clock.now())
      // The driver answers a list's blobs as ArrayBuffer.
      return found && { ...found, content: Buffer.from(found.content) }
    },
    put(key, path, content, type, expiresAt) {
      const now = clock.now()
      if (expiresAt !== null) removeExpired(now)
      const hash = createHash('sha256').update(content).digest('hex')
      upsert(bucketId(key), path, hash, content, type, now, expiresAt)
      return hash
    },
    delete: (key, path) => remove(bucketId(key), path, clock.now()) > 0,
    reset: key => void removeAll(bucketId(key)),
    list: (key, prefix, after, limit) =>
      page.all(bucketId(key), after, prefix, prefix + LAST, clock.now(), limit),
  }
}

function createBucketIds(db: Database): (key: BucketKey) => number {
  const insert = command(
    db,
    'INSERT OR IGNORE INTO vbase_buckets (account, workspace, app, name) VALUES (?, ?, ?, ?)'
  )
  const select = query<{ id: number }>(
    db,
    'SELECT id FROM vbase_buckets WHERE account = ? AND workspace = ? AND app = ? AND name = ?'
  )
  return ({ account, workspace, app, bucket }) => {
    const known = select.one(account, workspace, app, bucket)
    if (known !== undefined) return known.id
    insert(account, workspace, app, bucket)
    return select.one(account, workspace, app, bucket)?.id ?? 0
  }
}
