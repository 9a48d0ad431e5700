import { isDeepStrictEqual } from 'util'
import type { VBase } from '@vtex/api'
import { CallError, statusOf } from '../shared/callError'
import { asObject, asText, textsOf } from '../shared/json'
import type { Clock, Ids } from '../ports'
import { Conflict, untilFound } from '../ports/stores'
import { type Millis, SECOND } from '../shared/time'

/** The part of VBase that the stores use. */
export type Files = Pick<VBase, 'getJSON' | 'getRawJSON' | 'saveJSON' | 'deleteFile' | 'listFiles'>

/**
 * Where everything is stored in VBase. A bucket belongs to account, workspace and app; these are the only names in use.
 */
export const BUCKETS = {
  /** One file per request. */
  requests: 'requests',
  /** The connection's state, and the components of kits. */
  control: 'control',
  /** One file per saved stage of a batch. */
  batches: 'batches',
  /** Data of the pages outside the ledger. */
  pages: 'pages',
  /** One file per day: number of sendings per outcome. */
  activity: 'activity',
  /** Reprocess jobs: the list, and a folder per job. */
  jobs: 'jobs',
  /** Codes of the list of offers during a comparison. */
  offers: 'offers',
  /** A folder per day: the stock files that were sent, and what Carrefour said of them. */
  sendings: 'sendings',
} as const

/** The connection's state, in `control`. */
export const CONNECTION_FILE = 'connection.json'

/** Configuration and own secrets, in `control`. */
export const CONFIGURATION_FILE = 'configuration.json'

/** The components of kits, in `control`. */
export const KITS_FILE = 'kits.json'

/** The summary of the ledger, in `pages`. */
export const SUMMARY_FILE = 'summary.json'

/** Dismissed problems, in `pages`. */
export const DISMISSALS_FILE = 'dismissals.json'

/** Entries not yet in the history, in `pages`. */
export const HISTORY_OUTBOX_FILE = 'history-outbox.json'

/** A name that may be part of a path. */
function named(key: string, what: string): string {
  if (!/^[\w-]{1,100}$/.test(key))
    throw new Error(`A ${what} may only contain letters, digits, - and _`)
  return key
}

/** A saved batch, in `batches`. */
export const batchFile = (key: string): string => `${named(key, 'batch key')}.json`

/** Codes already seen, in `offers`. */
export const codesFile = (name: string): string => `${named(name, 'name of codes')}.json`

/** The list of all jobs, in `jobs`. */
export const JOBS_FILE = 'book.json'

/** All files of one job, in `jobs`. */
export const jobFolder = (jobId: string): string => `job-${named(jobId, 'job id')}/`

/** One chunk of a job's snapshot. */
export const chunkFile = (jobId: string, take: string, chunk: number): string =>
  `${jobFolder(jobId)}snapshot-${named(take, 'take')}-${chunk}.json`

/** The receipt of the range that starts at a position of the snapshot. */
export const receiptFile = (jobId: string, from: number): string =>
  `${jobFolder(jobId)}receipt-${from}.json`

function calendarDay(day: string): string {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) throw new Error('Expected a day such as 2026-11-24')
  return day
}

/** A day's counters, in `activity`. */
export const dayFile = (day: string): string => `${calendarDay(day)}.json`

/** The lines of a day's sendings, in `sendings`. */
export const bookFile = (day: string): string => `${calendarDay(day)}/book.json`

/** An attachment of a sending, in the folder of its day; a sending's id begins with the day and a dot. */
export const attachmentFile = (id: string, attachment: string): string =>
  `${calendarDay(id.slice(0, 10))}/${named(id.slice(11).replace('.', '_'), 'sending id')}-${attachment}.json`

/** How often an update is tried before it gives up. */
const TRIES = 8

/** How many writes without an answer are followed up. */
const DOUBTS = 1

/** How many writes the file remembers: as many as may happen between two tries of one replica. */
const KEPT_WRITES = 10

/** Longest pause between two tries, in milliseconds. */
const PAUSE = 150

/** The JSON of a file that another one refers to; null when it is missing. */
export const referredFile = (
  vbase: Files,
  clock: Clock,
  bucket: string,
  path: string
): Promise<unknown> =>
  untilFound<unknown>(
    clock,
    () => vbase.getJSON(bucket, path, true),
    file => file === null
  )

interface Stored<T> {
  readonly content: T
  /** Null while there is no file. */
  readonly etag: string | null
  /** Ids of the last writes, newest first: a writer looks for its own among them. */
  readonly writes: readonly string[]
}

/** Where the file is stored, and how it is read. */
export interface Shape<T> {
  readonly bucket: string
  readonly path: string
  /** Written when there is no file yet. */
  readonly empty: T
  /** Must accept any content. */
  read(raw: unknown): T
}

/** How long the first try of a write may build on what was read before. Older contents are likely to be out of date. */
const SEEN_FOR: Millis = 2 * SECOND

/** The writes of one update so far. */
interface Tries<T> {
  readonly tried: Map<string, T>
  doubts: number
}

/** One small VBase file shared by the replicas: only written with `If-Match`. */
export class CasFile<T extends object> {
  /** What was read last; null once somebody has tried to write it. */
  #seen: { readonly stored: Stored<T>; readonly at: Millis } | null = null

  /**
   * @param vbase for reads and other repeatable calls
   * @param exactVbase for conditional writes: never retries
   */
  constructor(
    private readonly shape: Shape<T>,
    private readonly vbase: Files,
    private readonly exactVbase: Files,
    private readonly clock: Clock,
    private readonly ids: Ids
  ) {}

  async read(): Promise<T> {
    return (await this.#load()).content
  }

  /**
   * Reads, changes, and writes if nobody wrote in between; retries a few times. When `change` returns null nothing is
   * written and null is returned; what changes nothing is not written either.
   *
   * What was read a moment ago is not read again for the first try: the write itself proves that it is still there. That
   * nothing is to be changed is only believed of what is read now.
   *
   * @param change pure: called once for each try
   * @throws Conflict when others always win
   */
  async update(change: (content: T) => T | null): Promise<T | null> {
    const tries: Tries<T> = { tried: new Map(), doubts: 0 }
    const seen = this.#takeSeen()
    const early = seen && change(seen.content)
    if (seen && early && !isDeepStrictEqual(early, seen.content)) {
      const written = await this.#try(early, seen, tries)
      if (written) return written
    }
    for (let attempt = 0; attempt < TRIES; attempt += 1) {
      if (attempt > 0) await this.#pause()
      const stored = await this.#loadOrCreate()
      // A write that seemed to fail may have been carried out.
      const done = stored.writes
        .map(name => tries.tried.get(name))
        .find(content => content !== undefined)
      if (done) return done
      const changed = change(stored.content)
      if (changed === null) return null
      if (isDeepStrictEqual(changed, stored.content)) return changed
      const written = await this.#try(changed, stored, tries)
      if (written) return written
    }
    throw new Conflict(this.shape.path)
  }

  /** @returns what was written; null when it is to be tried again */
  async #try(changed: T, stored: Stored<T>, tries: Tries<T>): Promise<T | null> {
    const name = this.ids.next()
    tries.tried.set(name, changed)
    this.#seen = null
    const outcome = await this.#write(changed, name, stored)
    if (outcome === 'written') return changed
    if (outcome !== 'lost' && (tries.doubts += 1) > DOUBTS) throw outcome
    return null
  }

  #takeSeen(): Stored<T> | null {
    const seen = this.#seen
    this.#seen = null
    const isFresh = seen !== null && this.clock.now() - seen.at <= SEEN_FOR
    return isFresh && seen.stored.etag !== null ? seen.stored : null
  }

  async #load(): Promise<Stored<T>> {
    const { bucket, path } = this.shape
    const at = this.clock.now()
    const { data, headers } = await this.vbase.getRawJSON<unknown>(bucket, path, true)
    const etag = data === null ? null : asText(headers.etag)
    // Read as a missing file it would be begun anew.
    if (data !== null && etag === null) throw new CallError('vbase-get-json', null, 'no ETag')
    const stored = {
      content: this.shape.read(data),
      etag,
      writes: textsOf(asObject(data)?.writes),
    }
    this.#seen = { stored, at }
    return stored
  }

  /**
   * VBase has no "create only if absent". Whoever finds no file writes the same empty one, waits a moment in which
   * others may do so too, and only then continues with `If-Match`.
   */
  async #loadOrCreate(): Promise<Stored<T>> {
    const found = await untilFound(
      this.clock,
      () => this.#load(),
      ({ etag }) => etag === null
    )
    if (found.etag !== null) return found
    await this.vbase.saveJSON(this.shape.bucket, this.shape.path, this.shape.empty)
    await this.#pause()
    return this.#load()
  }

  /** Returns an error when it is unknown whether the write was carried out. */
  async #write(
    content: T,
    name: string,
    { etag, writes }: Stored<T>
  ): Promise<'written' | 'lost' | CallError> {
    if (etag === null) return 'lost'
    const file = { ...content, writes: [name, ...writes].slice(0, KEPT_WRITES) }
    try {
      const { bucket, path } = this.shape
      await this.exactVbase.saveJSON(bucket, path, file, undefined, etag)
      return 'written'
    } catch (error) {
      // The status of a failed If-Match is not documented: 409 and 412 are both accepted.
      const status = statusOf(error)
      if (status === 409 || status === 412) return 'lost'
      if (error instanceof CallError && (status === null || status >= 500)) return error
      throw error
    }
  }

  #pause(): Promise<void> {
    return this.clock.sleep(PAUSE * (0.2 + 0.8 * this.clock.random()))
  }
}
