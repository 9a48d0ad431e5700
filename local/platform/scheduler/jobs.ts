import { command, type Database, query } from '../../database'

import type { Job } from './job'

/** A job with the account it belongs to. */
export interface StoredJob {
  account: string
  job: Job
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
}

interface Row {
  rowid: number
  account: string
  job: string
}

const stored = ({ account, job }: Row): StoredJob => ({ account, job: JSON.parse(job) as Job })

/** The scheduler's jobs in the workspace's database. */
export function createJobs(db: Database): Jobs {
  db.exec(`CREATE TABLE IF NOT EXISTS scheduler_jobs (
    account TEXT NOT NULL, app TEXT NOT NULL, id TEXT NOT NULL, job TEXT NOT NULL, next_at INTEGER,
    PRIMARY KEY (account, app, id))`)
  const upsert = command(
    db,
    `INSERT INTO scheduler_jobs VALUES (?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET job = excluded.job, next_at = excluded.next_at`
  )
  const columns = 'SELECT rowid, account, job FROM scheduler_jobs'
  const ofApp = query<Row>(db, `${columns} WHERE account = ? AND app = ? ORDER BY id`)
  const one = query<Row>(db, `${columns} WHERE account = ? AND app = ? AND id = ?`)
  const due = query<Row>(db, `${columns} WHERE next_at <= ?`)
  const every = query<Row>(db, columns)
  const move = command(db, 'UPDATE scheduler_jobs SET next_at = ? WHERE rowid = ?')
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
  }
}
