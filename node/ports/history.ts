import type { HistoryEntry, HistoryKind, Note } from '../history/history.logic'
import type { Millis } from '../shared/time'
import type { Page } from './stores'

export interface HistoryQuery {
  readonly kind: HistoryKind | null
  /** Exact e-mail. */
  readonly person: string | null
  /** Inclusive. */
  readonly since: Millis
  readonly page: number
  /** At most 100. */
  readonly pageSize: number
}

/** The audit history: who did what. Entries are only added, and removed when they are old. */
export interface History {
  /**
   * Adds an entry for the person behind this request. Never fails, because the action has already happened: an entry
   * that cannot be written now is kept until it can.
   *
   * @param once id of the entry; a second entry with the same id does not replace the first
   */
  note(note: Note, once?: string): Promise<void>
  /**
   * Records that the person behind this request is about to change something. Returns the entry's id, or null when it
   * could not be written anywhere; the change must then not be made.
   *
   * An action that never ends, because its process died or its outcome is unknown, appears in the history as this
   * entry.
   */
  begin(note: Note): Promise<string | null>
  /** The action was carried out or refused and has an entry of its own, so the one from `begin` is dropped. */
  end(id: string): Promise<void>
  /** Writes the entries that are waiting. Does nothing while the history still cannot be written. */
  flush(): Promise<void>
  /** Newest first, within the first 10,000 rows. May lag by some seconds. */
  search(query: HistoryQuery): Promise<Page<HistoryEntry>>
  /** Removes entries older than `before`, at most 1,000 a call; returns how many. */
  forget(before: Millis): Promise<number>
  /**
   * Removes a person's e-mail and addresses from all entries, at most 1,000 a call; returns how many entries were
   * changed.
   */
  forgetPerson(person: string): Promise<number>
}
