import type { HistoryEntry, HistoryKind, Note } from '../domain/history'
import type { Millis } from '../domain/time'
import type { Page } from './stores'

export interface HistoryQuery {
  readonly kind: HistoryKind | null
  /** Exact e-mail. */
  readonly person: string | null
  /** At this moment or later. */
  readonly since: Millis
  readonly page: number
  /** At most 100. */
  readonly pageSize: number
}

/** Who did what. Entries are only ever added, and forgotten when they are old. */
export interface History {
  /**
   * Adds an entry for the person behind this request. Never fails: what was done is done, and a history
   * that cannot be written is told in the log.
   *
   * @param once names the entry: noted again under the same name, it stays one
   */
  note(note: Note, once?: string): Promise<void>
  /** Newest first; nothing beyond 10,000 rows. May lag some seconds. */
  search(query: HistoryQuery): Promise<Page<HistoryEntry>>
  /** Removes entries from before a moment, at most 100 a call; answers how many. */
  forget(before: Millis): Promise<number>
}
