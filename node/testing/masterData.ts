import type { MasterData } from '@vtex/api'

import { CallError } from '../shared/callError'

/** Parts of a path: Node rejects anything else with an error that is no answer of Master Data. */
const IN_A_PATH = /^[\w.-]+$/

/**
 * Master Data in memory, as far as the stores call it. It does not search: every search matches all documents of the
 * entity. Parts of paths and queries must be valid, as over HTTP.
 */
export class FakeMasterData {
  /** By entity, then id. */
  readonly entities = new Map<string, Map<string, object>>()
  /** Number of calls so far. */
  calls = 0

  readonly getDocument = async ({ dataEntity, id }: Parameters<MasterData['getDocument']>[0]) => {
    this.#fit(dataEntity, id)
    const found = this.#of(dataEntity).get(id)
    if (!found) throw new CallError('masterdata-get', 404, null)
    return found
  }

  readonly updateEntireDocument = async ({
    dataEntity,
    id,
    fields,
  }: {
    dataEntity: string
    id: string
    fields: object
  }) => {
    this.#fit(dataEntity, id)
    this.#of(dataEntity).set(id, JSON.parse(JSON.stringify({ ...fields, id })) as object)
  }

  readonly updatePartialDocument = async (
    args: Parameters<FakeMasterData['updateEntireDocument']>[0]
  ) => {
    const before = this.#of(args.dataEntity).get(args.id) ?? {}
    await this.updateEntireDocument({ ...args, fields: { ...before, ...args.fields } })
  }

  readonly deleteDocument = async ({ dataEntity, id }: { dataEntity: string; id: string }) => {
    this.#fit(dataEntity, id)
    this.#of(dataEntity).delete(id)
  }

  readonly searchDocumentsWithPaginationInfo = async ({
    dataEntity,
    where = '',
    sort = '',
    pagination: { page, pageSize },
  }: Parameters<MasterData['searchDocumentsWithPaginationInfo']>[0]) => {
    this.#fit(dataEntity)
    encodeURIComponent(`${where}${sort}`)
    const start = (page - 1) * pageSize
    const isRange = Number.isSafeInteger(start) && start >= 0 && pageSize >= 1 && pageSize <= 100
    if (!isRange) throw new CallError('masterdata-search', 400, null)
    const all = [...this.#of(dataEntity).values()]
    return {
      data: all.slice(start, start + pageSize),
      pagination: { total: all.length, page, pageSize },
    }
  }

  readonly scrollDocuments = async ({
    dataEntity,
    where = '',
    mdToken,
  }: Parameters<MasterData['scrollDocuments']>[0]) => {
    this.#fit(dataEntity)
    encodeURIComponent(where)
    return { data: mdToken ? [] : [...this.#of(dataEntity).values()], mdToken: 'scroll' }
  }

  readonly ensureSchema = async () => undefined

  #of(entity: string): Map<string, object> {
    const found = this.entities.get(entity) ?? new Map<string, object>()
    this.entities.set(entity, found)
    return found
  }

  #fit(...parts: readonly string[]): void {
    this.calls += 1
    const unfit = parts.find(part => !IN_A_PATH.test(part))
    if (unfit !== undefined) throw new TypeError('Request path contains unescaped characters')
  }
}
