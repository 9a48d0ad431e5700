import { createHash } from 'crypto'

import type { MasterData } from '@vtex/api'

import { statusOf, wordsOf } from '../clients/callError'
import { asList, asNumber, asObject, asText } from '../clients/json'
import type { HistoryEntry, Note } from '../domain/history'
import { isHistoryKind } from '../domain/history'
import type { Millis } from '../domain/time'
import { fromIso, toIso } from '../domain/time'
import type { History, HistoryQuery } from '../ports/history'
import type { Clock, Ids, Log } from '../ports/platform'
import type { Page } from '../ports/stores'
import { REACHABLE } from '../ports/stores'
import type { Entity } from './entity'
import { withoutNulls } from './entity'

/** Who is behind a request and where it came from. */
export interface Whence {
  /** E-mail of the Admin user; null for nobody. */
  person(): Promise<string | null>
  readonly from: string | null
}

/** Most documents that one call of `forget` removes. */
const FORGOTTEN = 100

/** The history in Master Data: a document per entry, never written twice with other content. */
export class MasterDataHistory implements History {
  constructor(
    private readonly masterdata: MasterData,
    private readonly entity: Entity,
    private readonly whence: Whence,
    private readonly tools: { readonly clock: Clock; readonly ids: Ids; readonly log: Log }
  ) {}

  async note(note: Note, once?: string): Promise<void> {
    const { clock, ids, log } = this.tools
    try {
      const person = await this.whence.person()
      const id = once === undefined ? ids.next() : nameOf(`${person ?? ''} ${once}`)
      await this.masterdata.updateEntireDocument({
        dataEntity: this.entity.name,
        id,
        fields: withoutNulls({
          ...toDocument(note),
          at: toIso(clock.now()),
          person,
          from: this.whence.from,
        }),
        schema: this.entity.schema,
      })
    } catch (error) {
      // "Not modified": the document is there already.
      if (statusOf(error) !== 304)
        log.warn('history.failed', { kind: note.kind, reason: wordsOf(error) })
    }
  }

  async search({ kind, person, since, page, pageSize }: HistoryQuery): Promise<Page<HistoryEntry>> {
    const conditions = [
      `at>${toIso(since - 1)}`,
      ...(kind ? [`kind=${kind}`] : []),
      ...(person === null ? [] : [`person=${plainEmail(person)}`]),
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
    const old = await this.#search(`at<${toIso(before)}`, 'at ASC', {
      page: 1,
      pageSize: FORGOTTEN,
    })
    for (const { id } of old.items)
      await this.masterdata.deleteDocument({ dataEntity: this.entity.name, id })
    return old.items.length
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

const nameOf = (text: string): string =>
  createHash('sha256').update(text).digest('hex').slice(0, 32)

/** Whatever it holds, nothing of it can end the condition. */
const plainEmail = (text: string): string => text.trim().replace(/[^\w.@+-]/g, '') || '-'

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
    fields: (asList(document.fields) ?? []).flatMap(field => asText(field) ?? []),
    count: asNumber(document.count),
    subject: asText(document.subject),
    outcome: asText(document.outcome),
  }
}
