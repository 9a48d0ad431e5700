import type { MasterData } from '@vtex/api'
import { CallError, statusOf, throttledBy, wordsOf } from '../shared/callError'
import { type Json, asObject, asText, asNumber, textsOf } from '../shared/json'
import { mapLimit } from '../shared/concurrency'
import { type Process, isStocked } from './process.logic'
import { type SkuId, parseSkuId } from '../shared/sku.logic'
import { type Millis, DAY, dayOf } from '../shared/time'
import {
  type Ledger,
  type LedgerFilter,
  type LedgerSort,
  type Page,
  type ProcessQuery,
  type Walk,
  type Activity,
  isBySku,
  LedgerUnavailable,
  REACHABLE,
} from '../ports/stores'
import type { Entity } from '../vtex/schemas'
import {
  type Where,
  fromDocument,
  toDocument,
  isDue,
  isSku,
  isStockedWhere,
  saysUnits,
  whereOf,
} from './document'
import {
  type DayFile,
  type HourTally,
  type Tally,
  EMPTY_DAY,
  hoursOf,
  KEPT_DAYS,
  withBatch,
} from './activity.logic'
import type { Clock, Ids } from '../ports'
import { type Files, CasFile, BUCKETS, dayFile } from '../vtex/vbase'

/** Maximum documents per search (documented). */
const LARGEST_PAGE = 100

/** The schema allows no null for a date. */
const NEVER = '9999-12-31T00:00:00.000Z'

/** Concurrent writes. */
const WRITES = 8

/**
 * Documents per scroll step. 1,000 is the documented maximum, but VTEX knows of time-outs and 429s with it, and advises
 * small steps.
 */
const SCROLL = 250

const WHOLE = ['_all']

const SORTS: Readonly<Record<LedgerSort, string>> = {
  newest: 'processedAt DESC',
  oldest: 'processedAt ASC',
  skuUp: 'skuNumber ASC',
  skuDown: 'skuNumber DESC',
  longest: 'causeSince ASC',
  nextCheck: 'nextCheckAt ASC',
  impact: 'impact DESC',
}

/** Pages of rows of older versions read to count those with units. */
const COUNTED_PAGES = 50

interface Search {
  readonly where: Where | undefined
  readonly sort: string
  readonly page: number
  readonly pageSize: number
  readonly fields?: string[]
}

/** The ledger in Master Data: one document per SKU, with the SKU's id. */
export class MasterDataLedger implements Ledger {
  constructor(
    private readonly masterdata: MasterData,
    /** For walks: never retries a step. */
    private readonly exactMasterdata: MasterData,
    private readonly entity: Entity
  ) {}

  async get(skuId: SkuId): Promise<Process | null> {
    try {
      const document: unknown = await this.masterdata.getDocument({
        dataEntity: this.entity.name,
        id: skuId,
        fields: WHOLE,
      })
      const process = fromDocument(document)
      if (process && process.skuId !== skuId) throw new LedgerUnavailable('another document')
      return process
    } catch (error) {
      if (statusOf(error) === 404) return null
      throw unavailable(error)
    }
  }

  async put(process: Process): Promise<void> {
    try {
      await this.masterdata.updateEntireDocument({
        dataEntity: this.entity.name,
        id: process.skuId,
        fields: toDocument(process),
        schema: this.entity.schema,
      })
    } catch (error) {
      // "Not modified": the document already exists.
      if (statusOf(error) !== 304) throw unavailable(error)
    }
  }

  async search(query: ProcessQuery): Promise<Page<Process>> {
    const { sort = 'newest', page, pageSize } = query
    const where = whereOf(query)
    if (page * pageSize > REACHABLE) return { items: [], total: await this.#total(where) }
    return this.#page({
      where,
      sort: SORTS[sort],
      page,
      pageSize: Math.min(pageSize, LARGEST_PAGE),
    })
  }

  async find(skuIds: readonly SkuId[]): Promise<readonly Process[]> {
    if (skuIds.length === 0) return []
    const { items } = await this.#page({
      where: isSku(skuIds),
      sort: 'skuId ASC',
      page: 1,
      pageSize: LARGEST_PAGE,
    })
    return items
  }

  async count(filter: LedgerFilter): Promise<number> {
    return this.#total(whereOf(filter))
  }

  async stocked(enough: number): Promise<number> {
    const found = await this.#total(isStockedWhere)
    if (found >= enough) return found
    const [all, told] = [await this.#total(undefined), await this.#total(saysUnits)]
    return told < all ? Math.max(found, await this.#stockedInPages(enough)) : found
  }

  /** Reads rows one by one as long as some are of an older version: never more than there are, for a limit errs low. */
  async #stockedInPages(enough: number): Promise<number> {
    let found = 0
    for (let page = 1; page <= COUNTED_PAGES && found < enough; page += 1) {
      const { items } = await this.#page({
        where: undefined,
        sort: SORTS.skuUp,
        page,
        pageSize: LARGEST_PAGE,
      })
      found += items.filter(isStocked).length
      if (items.length < LARGEST_PAGE) break
    }
    return found
  }

  async due(now: Millis, limit: number): Promise<readonly Process[]> {
    const { data } = await this.#search({
      where: isDue(now),
      sort: 'nextCheckAt ASC',
      page: 1,
      pageSize: Math.min(limit, LARGEST_PAGE),
    })
    const read = data.map(document => ({ document, process: fromDocument(document) }))
    const strange = read.filter(({ process }) => process === null)
    await mapLimit(strange, WRITES, ({ document }) => this.#neverDue(document))
    return read.flatMap(({ process }) => process ?? [])
  }

  /**
   * Takes a document that is no valid process out of the due ones (its SKU id has leading zeros, say, which an older
   * version accepted). Otherwise it would always come first, and enough of them would hide the others.
   */
  async #neverDue(document: unknown): Promise<void> {
    const id = asText(asObject(document)?.skuId)
    if (id === null) return
    try {
      await this.masterdata.updatePartialDocument({
        dataEntity: this.entity.name,
        id,
        fields: { nextCheckAt: NEVER },
        schema: this.entity.schema,
      })
    } catch {
      // The next check meets it again; the due ones must not wait for it.
    }
  }

  /** Read to the empty end: an account has ten scrolls, and one left open counts for 20 minutes. */
  async walk(filter: LedgerFilter, cursor: string | null): Promise<Walk | null> {
    if (isBySku(cursor)) return this.#walkBySku(filter, cursor)
    const where = whereOf(filter)
    try {
      const { data, mdToken } = await this.exactMasterdata.scrollDocuments<unknown>({
        dataEntity: this.entity.name,
        fields: ['skuId'],
        ...(where ? { where } : {}),
        schema: this.entity.schema,
        size: SCROLL,
        ...(cursor ? { mdToken: cursor } : {}),
      })
      const documents: readonly unknown[] = Array.isArray(data) ? data : []
      const skuIds = documents.flatMap(document => parseSkuId(asObject(document)?.skuId) ?? [])
      return { skuIds, cursor: documents.length > 0 ? mdToken || cursor : null }
    } catch (error) {
      if (error instanceof CallError) return null
      throw error
    }
  }

  /** The next rows by SKU code. As many as a search returns, so that a step costs one call. */
  async #walkBySku(filter: LedgerFilter, cursor: string): Promise<Walk> {
    const above = Math.max(Number(cursor.slice('sku:'.length)), filter.skuAbove ?? 0)
    const { data } = await this.#search({
      where: whereOf({ ...filter, skuAbove: above }),
      sort: SORTS.skuUp,
      page: 1,
      pageSize: LARGEST_PAGE,
      fields: ['skuId'],
    })
    const skuIds = data.flatMap(document => parseSkuId(asObject(document)?.skuId) ?? [])
    const last = skuIds.at(-1)
    return { skuIds, cursor: data.length < LARGEST_PAGE || !last ? null : `sku:${last}` }
  }

  async #total(where: Where | undefined): Promise<number> {
    const { total } = await this.#page({
      where,
      sort: 'skuId ASC',
      page: 1,
      pageSize: 1,
      fields: ['skuId'],
    })
    return total
  }

  async #page(search: Search): Promise<Page<Process>> {
    const answer = await this.#search(search)
    const items = answer.data.flatMap(document => fromDocument(document) ?? [])
    return { items, total: answer.pagination.total }
  }

  async #search({ where, sort, page, pageSize, fields = WHOLE }: Search) {
    try {
      const answer = await this.masterdata.searchDocumentsWithPaginationInfo<unknown>({
        dataEntity: this.entity.name,
        fields,
        ...(where ? { where } : {}),
        pagination: { page, pageSize },
        schema: this.entity.schema,
        sort,
      })
      if (!Array.isArray(answer.data)) throw new LedgerUnavailable('the answer is no list')
      return answer
    } catch (error) {
      throw unavailable(error)
    }
  }
}

/** A failed call as a `LedgerUnavailable`; anything else is passed on. */
const unavailable = (error: unknown): unknown =>
  error instanceof CallError ? new LedgerUnavailable(wordsOf(error), throttledBy(error)) : error

/** One small VBase file for each day, written with `If-Match`; a day that is no longer shown is removed. */
export class VBaseActivity implements Activity {
  constructor(
    private readonly vbase: Files,
    private readonly exactVbase: Files,
    private readonly clock: Clock,
    private readonly ids: Ids
  ) {}

  async add(batchId: string, at: Millis, tally: Tally): Promise<void> {
    const file = this.#file(dayOf(at))
    const written = await file.update(day => withBatch(day, batchId, at, tally))
    if (written?.batches.length === 1) await this.#remove(dayOf(at - KEPT_DAYS * DAY))
  }

  async read(day: string): Promise<readonly HourTally[]> {
    return hoursOf(day, await this.#file(day).read())
  }

  #file(day: string): CasFile<DayFile> {
    const shape = {
      bucket: BUCKETS.activity,
      path: dayFile(day),
      empty: EMPTY_DAY,
      read: readDay,
    }
    return new CasFile(shape, this.vbase, this.exactVbase, this.clock, this.ids)
  }

  async #remove(day: string): Promise<void> {
    try {
      await this.vbase.deleteFile(BUCKETS.activity, dayFile(day))
    } catch (error) {
      if (statusOf(error) !== 404) throw error
    }
  }
}

function readDay(raw: unknown): DayFile {
  const stored = asObject(raw)
  const hours = Object.entries(asObject(stored?.hours) ?? {}).flatMap(([hour, tally]) => {
    const counts = asObject(tally)
    return /^([01]?\d|2[0-3])$/.test(hour) && counts ? [[hour, readTally(counts)] as const] : []
  })
  return {
    hours: Object.fromEntries(hours),
    batches: textsOf(stored?.batches),
  }
}

const readTally = ({ success, warning, error }: Json): Tally => ({
  success: asNumber(success) ?? 0,
  warning: asNumber(warning) ?? 0,
  error: asNumber(error) ?? 0,
})
