import { command, type Database, query } from '../../database'

import type { Job } from './job'

/** A job with the account and the app it belongs to. */
export interface StoredJob {
  account: string
  app: string
  job: Job
}

/** A call that failed and is due again. */
export interface DueRetry extends StoredJob {
  /** How many attempts failed. */
  attempts: number
}

/** Scheduled calls, kept by account, app and id. */
export interface Jobs {
  put(account: string, app: string, job: Job, nextAt: number | null): void
  list(account: string, app: string): Job[]
  get(account: string, app: string, id: string): Job | undefined
  delete(account: string, app: string, id: string): boolean
  /** Jobs due by `now`, and moves each to its next time. */
  takeDue(now: number, next: (job: Job) => number | null): StoredJob[]
  all(): StoredJob[]
  /** Notes that a job's call is to be made again at `at` after so many failed attempts. */
  retryAt(job: StoredJob, at: number, attempts: number): void
  /** Forgets a retry: the call succeeded, or its next regular time came. */
  forgetRetry(job: StoredJob): void
  /** Retries due by `now`; each is taken once. */
  takeRetries(now: number): DueRetry[]
}

interface Row {
  rowid: number
  account: string
  app: string
  job: string
}

const stored = ({ account, app, job }: Row): StoredJob => ({
  account,
  app,
  job: JSON.parse(job) as Job,
})

/** The scheduler's jobs in the workspace's database. */
export function createJobs(db: Database): Jobs {
  db.exec(`CREATE TABLE IF NOT EXISTS scheduler_jobs (
    account TEXT NOT NULL, app TEXT NOT NULL, id TEXT NOT NULL, job TEXT NOT NULL, next_at INTEGER,
    PRIMARY KEY (account, app, id));
    CREATE TABLE IF NOT EXISTS scheduler_retries (
    account TEXT NOT NULL, app TEXT NOT NULL, id TEXT NOT NULL, attempts INTEGER NOT NULL,
    at INTEGER NOT NULL, PRIMARY KEY (account, app, id))`)
  const upsert = command(
    db,
    `INSERT INTO scheduler_jobs VALUES (?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET job = excluded.job, next_at = excluded.next_at`
  )
  const columns = 'SELECT rowid, account, app, job FROM scheduler_jobs'
  const ofApp = query<Row>(db, `${columns} WHERE account = ? AND app = ? ORDER BY id`)
  const one = query<Row>(db, `${columns} WHERE account = ? AND app = ? AND id = ?`)
  const due = query<Row>(db, `${columns} WHERE next_at <= ?`)
  const every = query<Row>(db, columns)
  const move = command(db, 'UPDATE scheduler_jobs SET next_at = ? WHERE rowid = ?')
  const keepRetry = command(
    db,
    `INSERT INTO scheduler_retries VALUES (?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET attempts = excluded.attempts, at = excluded.at`
  )
  const retries = query<Row & { attempts: number }>(
    db,
    `SELECT r.account, r.app, j.job, r.attempts FROM scheduler_retries r
     JOIN scheduler_jobs j ON j.account = r.account AND j.app = r.app AND j.id = r.id
     WHERE r.at <= ?`
  )
  const dropRetry = command(
    db,
    'DELETE FROM scheduler_retries WHERE account = ? AND app = ? AND id = ?'
  )
  const forgetRetry = ({ account, app, job }: StoredJob): void =>
    void dropRetry(account, app, job.id)
  const remove = command(db, 'DELETE FROM scheduler_jobs WHERE account = ? AND app = ? AND id = ?')

  return {
    put: (account, app, job, nextAt) =>
      void upsert(account, app, job.id, JSON.stringify(job), nextAt),
    list: (account, app) => ofApp.all(account, app).map(row => stored(row).job),
    get(account, app, id) {
      const row = one.one(account, app, id)
      return row && stored(row).job
    },
    delete: (account, app, id) => remove(account, app, id) > 0,
    takeDue: (now, next) =>
      due.all(now).map(row => {
        const found = stored(row)
        move(next(found.job), row.rowid)
        return found
      }),
    all: () => every.all().map(stored),
    retryAt: ({ account, app, job }, at, attempts) =>
      void keepRetry(account, app, job.id, attempts, at),
    forgetRetry,
    takeRetries: now =>
      retries.all(now).map(row => {
        const found = { ...stored(row), attempts: row.attempts }
        forgetRetry(found)
        return found
      }),
  }
}
