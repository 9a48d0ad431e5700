/* The history: entries in Master Data, and an outbox in VBase for those that Master Data did not take. */

import { createHash } from 'crypto'
import type { MasterData } from '@vtex/api'
import { asNumber, asObject, asText, entriesOf, partOf, textsOf } from '../shared/json'
import { type Millis, fromIso, MINUTE, toIso } from '../shared/time'
import type { Clock, Ids, Log, History, HistoryQuery } from '../ports'
import { type Files, CasFile, BUCKETS, HISTORY_OUTBOX_FILE } from '../vtex/vbase'
import { statusOf, wordsOf } from '../shared/callError'
import { type HistoryEntry, type Note, isHistoryKind } from './history.logic'
import { mapLimit } from '../shared/concurrency'
import { type Page, REACHABLE } from '../ports/stores'
import { type Entity, withoutNulls } from '../vtex/schemas'

/** An entry not yet in the history. */
interface Waiting {
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

/** The person behind a request and the address it came from. */
export interface RequestOrigin {
  /** E-mail of the Admin user; null when nobody is signed in. */
  person(): Promise<string | null>
  readonly from: string | null
}

/** Maximum documents that one call forgets or rewrites; a search returns no more. */
const MAX_FORGOTTEN = 1_000
const SEARCHED = 100

/** How long an action may be in progress before its beginning is shown without an end. */
const LONGEST_ACTION = 5 * MINUTE

/** The history in Master Data: one document per entry, never overwritten with other content. */
export class MasterDataHistory implements History {
  /** An entry of this request is in neither history nor outbox. */
  #isLost = false

  constructor(
    private readonly masterdata: MasterData,
    private readonly entity: Entity,
    private readonly whence: RequestOrigin,
    private readonly tools: {
      readonly clock: Clock
      readonly ids: Ids
      readonly log: Log
      readonly outbox: HistoryOutbox
    }
  ) {}

  async note(note: Note, once?: string): Promise<void> {
    try {
      const document = await this.#documentOf(note)
      const person = document.person ?? ''
      const id = once === undefined ? this.tools.ids.next() : nameOf(`${person} ${once}`)
      await this.#write(note, id, document, once !== undefined)
    } catch (error) {
      this.#lost(note, error)
    }
  }

  async begin(note: Note): Promise<string | null> {
    const { clock, ids, outbox } = this.tools
    try {
      const id = ids.next()
      const document = await this.#documentOf(note)
      await outbox.add({ id, at: clock.now(), document, isOpen: true })
      return id
    } catch (error) {
      this.#lost(note, error)
      return null
    }
  }

  async end(id: string): Promise<void> {
    // The outcome could not be recorded, so its beginning is all the history will have.
    if (this.#isLost) return
    try {
      await this.tools.outbox.remove([id])
    } catch (error) {
      this.tools.log.warn('history.failed', { kind: 'BEGUN', reason: wordsOf(error) })
    }
  }

  async flush(): Promise<void> {
    const { clock, outbox, log } = this.tools
    const done: string[] = []
    for (const { id, at, document, isOpen } of await outbox.read()) {
      if (isOpen && clock.now() - at < LONGEST_ACTION) continue
      try {
        await this.#put(id, document)
      } catch (error) {
        log.warn('history.failed', { kind: asText(document.kind), reason: wordsOf(error) })
        // A document Master Data will never take must not hold up the others.
        if (!isHopeless(statusOf(error))) break
      }
      done.push(id)
    }
    if (done.length > 0) await outbox.remove(done)
  }

  async #documentOf(note: Note) {
    const person = await this.whence.person()
    return {
      ...toDocument(note),
      at: toIso(this.tools.clock.now()),
      person,
      from: this.whence.from,
    }
  }

  /** Writes to the history, or else to the outbox. */
  async #write(
    note: Note,
    id: string,
    document: Readonly<Record<string, unknown>>,
    isNamed: boolean
  ): Promise<void> {
    const { clock, outbox, log } = this.tools
    try {
      // Master Data replaces existing documents; the first entry of a name must stay.
      if (isNamed && (await this.#has(id))) return
      await this.#put(id, document)
    } catch (error) {
      log.warn('history.waits', { kind: note.kind, reason: wordsOf(error) })
      const given = await outbox.add({
        id,
        at: clock.now(),
        document,
        isOpen: false,
      })
      if (given > 0) log.warn('history.lost', { entries: given })
    }
  }

  async #put(id: string, fields: Readonly<Record<string, unknown>>): Promise<void> {
    const { name, schema } = this.entity
    try {
      await this.masterdata.updateEntireDocument({
        dataEntity: name,
        id,
        fields: withoutNulls(fields),
        schema,
      })
    } catch (error) {
      // "Not modified": the document already exists.
      if (statusOf(error) !== 304) throw error
    }
  }

  async #has(id: string): Promise<boolean> {
    try {
      const found: unknown = await this.masterdata.getDocument({
        dataEntity: this.entity.name,
        id,
        fields: ['id'],
      })
      return asText(asObject(found)?.id) !== null
    } catch (error) {
      if (statusOf(error) === 404) return false
      throw error
    }
  }

  #lost({ kind }: Note, error: unknown): void {
    this.#isLost = true
    this.tools.log.warn('history.failed', { kind, reason: wordsOf(error) })
  }

  async search({ kind, person, since, page, pageSize }: HistoryQuery): Promise<Page<HistoryEntry>> {
    // Without the characters that no condition can hold it would be another person's address.
    if (person !== null && !isPlainEmail(person)) return { items: [], total: 0 }
    const conditions = [
      `at>${toIso(since - 1)}`,
      ...(kind ? [`kind=${kind}`] : []),
      ...(person === null ? [] : [`person=${person.trim()}`]),
    ]
    const reachable = page * pageSize <= REACHABLE
    const found = await this.#search(
      conditions.join(' AND '),
      'at DESC',
      reachable ? { page, pageSize } : { page: 1, pageSize: 1 }
    )
    return reachable ? found : { items: [], total: found.total }
  }

  async forget(before: Millis): Promise<number> {
    const old = await this.#all(`at<${toIso(before)}`)
    const { name } = this.entity
    await mapLimit(old, 4, async ({ id }) => {
      await this.masterdata.deleteDocument({ dataEntity: name, id })
    })
    return old.length
  }

  async forgetPerson(person: string): Promise<number> {
    const email = person.trim().toLowerCase()
    const found = await this.#all(`person=${conditionOf(email)}`)
    const theirs = found.filter(entry => entry.person?.toLowerCase() === email)
    await mapLimit(theirs, 4, ({ id, at, ...entry }) =>
      this.#put(id, { ...entry, at: toIso(at), person: null, from: null })
    )
    return theirs.length
  }

  /** All matches, oldest first, up to the limit of one call. Read before any of them changes. */
  async #all(where: string): Promise<readonly HistoryEntry[]> {
    const found: HistoryEntry[] = []
    for (let page = 1; found.length < MAX_FORGOTTEN; page += 1) {
      const { items } = await this.#search(where, 'at ASC', { page, pageSize: SEARCHED })
      found.push(...items)
      if (items.length < SEARCHED) break
    }
    return found
  }

  async #search(
    where: string,
    sort: string,
    pagination: { page: number; pageSize: number }
  ): Promise<Page<HistoryEntry>> {
    const answer = await this.masterdata.searchDocumentsWithPaginationInfo<unknown>({
      dataEntity: this.entity.name,
      fields: ['_all'],
      where,
      pagination,
      schema: this.entity.schema,
      sort,
    })
    const items = answer.data.flatMap(document => fromDocument(document) ?? [])
    return { items, total: answer.pagination.total }
  }
}

const isHopeless = (status: number | null): boolean =>
  status !== null && status >= 400 && status < 500 && ![401, 403, 408, 429].includes(status)

const nameOf = (text: string): string =>
  createHash('sha256').update(text).digest('hex').slice(0, 32)

/** Such an address holds nothing that could break out of a condition. */
const isPlainEmail = (text: string): boolean => /^[\w.@+-]+$/.test(text.trim())

/** A condition for an address: wildcards replace everything from the first special character to the last. */
const conditionOf = (email: string): string => email.replace(/[^\w.@+-](.*[^\w.@+-])?/s, '*') || '-'

const toDocument = ({ kind, fields, count, subject, outcome }: Note) => ({
  kind,
  fields: fields ?? [],
  count: count ?? null,
  subject: subject ?? null,
  outcome: outcome ?? null,
})

function fromDocument(raw: unknown): HistoryEntry | null {
  const document = asObject(raw)
  const at = fromIso(asText(document?.at))
  const id = asText(document?.id)
  if (!document || id === null || at === null || !isHistoryKind(document.kind)) return null
  return {
    id,
    at,
    kind: document.kind,
    person: asText(document.person),
    from: asText(document.from),
    fields: textsOf(document.fields),
    count: asNumber(document.count),
    subject: asText(document.subject),
    outcome: asText(document.outcome),
  }
}
