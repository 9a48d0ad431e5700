import type { VBase } from '@vtex/api'

/** What the stores use of VBase. */
export type Files = Pick<VBase, 'getJSON' | 'getRawJSON' | 'saveJSON' | 'deleteFile' | 'listFiles'>

/**
 * Where everything lies in VBase. A bucket belongs to account, workspace and app; the names here are the
 * only ones in use.
 */
export const BUCKETS = {
  /** One file per mark. */
  requests: 'requests',
  /** The connection's state. */
  control: 'control',
  /** One file per saved stage of a batch. */
  batches: 'batches',
  /** What the pages keep besides the ledger. */
  pages: 'pages',
  /** One file for each day: how many sendings ended how. */
  activity: 'activity',
  /** Reprocess jobs: the book, and a folder per job. */
  jobs: 'jobs',
  /** Codes of the list of offers that a comparison walks through. */
  offers: 'offers',
} as const

/** The connection's state, in `control`. */
export const CONNECTION_FILE = 'connection.json'

/** Configuration and own secrets, in `control`. */
export const CONFIGURATION_FILE = 'configuration.json'

/** Which problems were put aside, in `pages`. */
export const DISMISSALS_FILE = 'dismissals.json'

/** Entries that the history has not got yet, in `pages`. */
export const HISTORY_OUTBOX_FILE = 'history-outbox.json'

/** A name that may stand in a path. */
function named(key: string, what: string): string {
  if (!/^[\w-]{1,100}$/.test(key)) throw new Error(`A ${what} is made of letters, digits, - and _`)
  return key
}

/** A saved batch, in `batches`. */
export const batchFile = (key: string): string => `${named(key, 'batch key')}.json`

/** Codes that came, in `offers`. */
export const codesFile = (name: string): string => `${named(name, 'name of codes')}.json`

/** The book of all jobs, in `jobs`. */
export const JOBS_FILE = 'book.json'

/** All files of one job, in `jobs`. */
export const jobFolder = (jobId: string): string => `job-${named(jobId, 'job id')}/`

/** One chunk of a job's snapshot. */
export const chunkFile = (jobId: string, take: string, chunk: number): string =>
  `${jobFolder(jobId)}snapshot-${named(take, 'take')}-${chunk}.json`

/** The receipt of the slice that begins at a position of the snapshot. */
export const receiptFile = (jobId: string, from: number): string =>
  `${jobFolder(jobId)}receipt-${from}.json`

/** A day's counters, in `activity`. */
export function dayFile(day: string): string {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) throw new Error('A day is written as 2026-11-24')
  return `${day}.json`
}
