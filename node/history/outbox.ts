import { asNumber, asObject, asText } from '../shared/json'
import { entriesOf, partOf } from '../shared/stored'
import type { Millis } from '../shared/time'
import type { Clock, Ids } from '../ports/platform'
import { type Files, CasFile, BUCKETS, HISTORY_OUTBOX_FILE } from '../storage/vbase'

/** An entry not yet in the history. */
export interface Waiting {
  readonly id: string
  readonly at: Millis
  /** The document to be written to Master Data. */
  readonly document: Readonly<Record<string, unknown>>
  /** Its action may still be in progress: written when nobody has ended it after a while. */
  readonly isOpen: boolean
}

/**
 * Maximum number of waiting entries. Beyond it the oldest is dropped: a file that keeps growing could not be written at
 * all.
 */
export const MAX_WAITING = 200

interface Content {
  readonly waiting: readonly Waiting[]
}

/**
 * Entries that could not be written to the history, in one small VBase file: another service than the history's, so
 * that both must fail before anything goes unrecorded.
 */
export class HistoryOutbox {
  readonly #file: CasFile<Content>

  constructor(vbase: Files, exactVbase: Files, clock: Clock, ids: Ids) {
    const shape = {
      bucket: BUCKETS.pages,
      path: HISTORY_OUTBOX_FILE,
      empty: { waiting: [] },
      read: (raw: unknown): Content => ({
        waiting: entriesOf(asObject(raw)?.waiting, readOne),
      }),
    }
    this.#file = new CasFile<Content>(shape, vbase, exactVbase, clock, ids)
  }

  async read(): Promise<readonly Waiting[]> {
    return (await this.#file.read()).waiting
  }

  /** Adds an entry; returns how many had to be dropped for it. */
  async add(entry: Waiting): Promise<number> {
    let given = 0
    await this.#file.update(({ waiting }) => {
      const all = [...waiting, entry]
      given = Math.max(all.length - MAX_WAITING, 0)
      return { waiting: all.slice(given) }
    })
    return given
  }

  async remove(ids: readonly string[]): Promise<void> {
    await this.#file.update(({ waiting }) => {
      const left = waiting.filter(({ id }) => !ids.includes(id))
      return left.length === waiting.length ? null : { waiting: left }
    })
  }
}

const readOne = (raw: unknown): Waiting | null =>
  partOf(
    raw,
    ({ id, at, document }) => ({ id: asText(id), at: asNumber(at), document: asObject(document) }),
    (needed, { isOpen }) => ({ ...needed, isOpen: isOpen === true })
  )
