import type { HistoryEntry, HistoryKind, Note } from '../history/history.logic'
import type { Millis } from '../shared/time'
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
   * Adds an entry for the person behind this request. Never fails: what was done is done. An entry that
   * cannot be written now waits until it can be.
   *
   * @param once names the entry: noted again under the same name, the first one stays as it is
   */
  note(note: Note, once?: string): Promise<void>
  /**
   * Writes down that the person behind this request is about to change something. Answers the name of the
   * entry; null when it cannot be written anywhere, and then nothing may be changed.
   *
   * An action that is never ended, because its process died or its outcome is not known, appears in the
   * history as this note.
   */
  begin(note: Note): Promise<string | null>
  /** The action was carried out or refused, and is noted as such: its beginning need not be told. */
  end(id: string): Promise<void>
  /** Writes what waits. Does nothing while the history still cannot be written. */
  flush(): Promise<void>
  /** Newest first; nothing beyond 10,000 rows. May lag some seconds. */
  search(query: HistoryQuery): Promise<Page<HistoryEntry>>
  /** Removes all entries from before a moment, at most 1,000 a call; answers how many. */
  forget(before: Millis): Promise<number>
  /** Takes a person's e-mail and addresses out of all entries, at most 1,000 a call; answers of how many. */
  forgetPerson(person: string): Promise<number>
}
