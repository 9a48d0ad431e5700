import type { HistoryEntry, Note } from '../history/history.logic'
import type { Millis } from '../shared/time'
import type { History, HistoryQuery } from '../ports/history'
import type { Clock } from '../ports/platform'
import type { Page } from '../ports/stores'

/** The history in memory. */
export class FakeHistory implements History {
  #entries: readonly HistoryEntry[] = []
  person: string | null = 'owner@lojademo.example'
  from: string | null = null

  constructor(private readonly clock: Clock) {}

  async note(note: Note, once?: string): Promise<void> {
    const id = once ?? String(this.#entries.length + 1)
    if (this.#entries.some(entry => entry.id === id)) return
    const entry = {
      ...{ fields: [], count: null, subject: null, outcome: null },
      ...note,
      id,
      at: this.clock.now(),
      person: this.person,
      from: this.from,
    }
    this.#entries = [entry, ...this.#entries]
  }

  /** Actions begun and not ended. */
  readonly open = new Map<string, Note>()
  /** While true nothing can be recorded. */
  down = false

  async begin(note: Note): Promise<string | null> {
    if (this.down) return null
    const id = `begun-${this.#entries.length}-${this.open.size}`
    this.open.set(id, note)
    return id
  }

  async end(id: string): Promise<void> {
    this.open.delete(id)
  }

  async flush(): Promise<void> {
    for (const [id, note] of this.open) await this.note(note, id)
    this.open.clear()
  }

  async forgetPerson(person: string): Promise<number> {
    const theirs = this.#entries.filter(entry => entry.person === person)
    this.#entries = this.#entries.map(entry =>
      entry.person === person ? { ...entry, person: null, from: null } : entry
    )
    return theirs.length
  }

  async search({ kind, person, since, page, pageSize }: HistoryQuery): Promise<Page<HistoryEntry>> {
    const found = this.#entries.filter(
      entry =>
        entry.at >= since &&
        (kind === null || entry.kind === kind) &&
        (person === null || entry.person === person)
    )
    return { items: found.slice((page - 1) * pageSize, page * pageSize), total: found.length }
  }

  async forget(before: Millis): Promise<number> {
    const kept = this.#entries.filter(({ at }) => at >= before)
    const gone = this.#entries.length - kept.length
    this.#entries = kept
    return gone
  }

  /** Recorded notes, oldest first, for assertions. */
  get notes(): readonly Note[] {
    return [...this.#entries].reverse().map(({ kind, fields, count, subject, outcome }) => ({
      kind,
      ...(fields.length > 0 ? { fields: fields as NonNullable<Note['fields']> } : {}),
      ...(count === null ? {} : { count }),
      ...(subject === null ? {} : { subject }),
      ...(outcome === null ? {} : { outcome }),
    }))
  }
}
