import { MasterData } from '@vtex/api'
import { type Millis, MINUTE } from '../shared/time'
import { type EntityKind, olderSchemas, SCHEMA_NAMES, SCHEMAS } from './schemas'
import { allOf } from '../shared/concurrency'
import { KeptFiles } from '../shared/keptFiles'
import { statusOf } from '../shared/callError'
import { Pace } from './pace'
import { systemClock } from './platform'

/**
 * Master Data with the app's own schemas. The app creates them at install and whenever one is missing: the install
 * event can be lost, and a schema can be deleted by hand.
 */
export class OwnMasterData extends MasterData {
  /** The names of the schemas, the current one first. */
  protected readonly schemaNames: readonly string[] = SCHEMA_NAMES

  /**
   * Saves the schema of one of the app's entities. An unchanged one answers "not modified" and nothing is reindexed.
   */
  async ensureSchema(dataEntity: string, schemaName: string): Promise<void> {
    const kind = kindOf(dataEntity)
    if (kind === null) return
    try {
      await this.paced(() =>
        this.createOrUpdateSchema({
          dataEntity,
          schemaName,
          schemaBody: { ...SCHEMAS[kind] },
        })
      )
    } catch (error) {
      if (statusOf(error) !== 304) throw error
    }
  }

  override getDocument<T>(...args: Parameters<MasterData['getDocument']>) {
    return this.paced(() => super.getDocument<T>(...args))
  }

  override updateEntireDocument(...args: Parameters<MasterData['updateEntireDocument']>) {
    return this.#bySchema(args[0], () => super.updateEntireDocument(...args))
  }

  override updatePartialDocument(...args: Parameters<MasterData['updatePartialDocument']>) {
    return this.#bySchema(args[0], () => super.updatePartialDocument(...args))
  }

  override deleteDocument(...args: Parameters<MasterData['deleteDocument']>) {
    return this.paced(() => super.deleteDocument(...args))
  }

  override searchDocumentsWithPaginationInfo<T>(
    ...args: Parameters<MasterData['searchDocumentsWithPaginationInfo']>
  ) {
    return this.#bySeeing(args[0], by =>
      super.searchDocumentsWithPaginationInfo<T>({ ...args[0], ...by }, args[1])
    )
  }

  /**
   * A scroll must continue with the schema it started with: Master Data refuses another. The returned token names it
   * when it is an older one.
   */
  override async scrollDocuments<T>(
    ...[input, tracing]: Parameters<MasterData['scrollDocuments']>
  ) {
    const step = (change: object) => super.scrollDocuments<T>({ ...input, ...change }, tracing)
    const named = <A extends { mdToken: string }>(answer: A, schema: string | undefined): A =>
      schema && answer.mdToken ? { ...answer, mdToken: `${schema} ${answer.mdToken}` } : answer
    if (input.mdToken) {
      const [mdToken = '', schema] = input.mdToken.split(' ').reverse()
      return named(
        await this.paced(() => step({ mdToken, ...(schema && { schema }) }), false),
        schema
      )
    }
    return this.#bySeeing(input, async by => named(await step(by), by.schema))
  }

  /** Searches by the schema that sees the most documents. */
  async #bySeeing<T>(
    asked: { readonly dataEntity: string; readonly schema?: string },
    search: (by: { readonly schema?: string }) => Promise<T>
  ): Promise<T> {
    const older = await this.#olderThatSeesMore(asked)
    if (older !== null) {
      try {
        return await this.paced(() => search({ schema: older }))
      } catch (error) {
        // It may lack a field of the newer one, or have just been deleted.
        if (!isNoSchema(error)) throw error
      }
    }
    return this.#bySchema(asked, () => search({}))
  }

  /**
   * After an update with a new schema Master Data reindexes the documents, about an hour for a million. While the new
   * schema sees fewer of them than the one it replaced, that one is used; null when the requested schema sees all there
   * is to see.
   */
  async #olderThatSeesMore({
    dataEntity,
    schema,
  }: {
    readonly dataEntity: string
    readonly schema?: string
  }): Promise<string | null> {
    const [older] = schema === undefined ? [] : olderSchemas(schema, this.schemaNames)
    if (schema === undefined || older === undefined) return null
    const key = `${this.context.account} ${dataEntity} ${schema}`
    const until = incomplete.get(key)
    if (until === COMPLETE) return null
    if (until !== undefined && until > Date.now()) return older
    const [before, now] = await allOf([
      this.#countBy(dataEntity, older),
      this.#bySchema({ dataEntity, schema }, () => this.countNow(dataEntity, schema)),
    ])
    const isBehind = now < before
    incomplete.set(key, isBehind ? Date.now() + BETWEEN_COUNTS : COMPLETE)
    return isBehind ? older : null
  }

  /** How many documents a schema sees; none when it does not exist. */
  async #countBy(dataEntity: string, schema: string): Promise<number> {
    try {
      return await this.paced(() => this.countNow(dataEntity, schema))
    } catch (error) {
      if (isNoSchema(error)) return 0
      throw error
    }
  }

  /**
   * One call, not at the account's pace: the caller has its turn already, and would wait for itself. Not a `#` method: TypeScript
   * 5.5 compiles those to functions, in which `super` is a syntax error.
   */
  private async countNow(dataEntity: string, schema: string): Promise<number> {
    const { pagination } = await super.searchDocumentsWithPaginationInfo({
      dataEntity,
      fields: ['id'],
      pagination: { page: 1, pageSize: 1 },
      schema,
    })
    return pagination.total
  }

  async #bySchema<T>(
    { dataEntity, schema }: { readonly dataEntity: string; readonly schema?: string },
    call: () => Promise<T>
  ): Promise<T> {
    try {
      return await this.paced(call)
    } catch (error) {
      if (schema === undefined || !isNoSchema(error)) throw error
      await this.ensureSchema(dataEntity, schema)
      return this.paced(call)
    }
  }

  /** Every call goes at the account's pace. Not a `#` method, as `countNow`. */
  private paced<T>(call: () => Promise<T>, isRepeatable = true): Promise<T> {
    return paceOf(this.context.account).run(call, isRepeatable)
  }
}

/** Until when each entity of an account is searched by an older schema; `COMPLETE` when it no longer is. */
const incomplete = new Map<string, Millis>()
const COMPLETE: Millis = Number.POSITIVE_INFINITY
const BETWEEN_COUNTS = MINUTE

/** Both statuses count as "no such schema": which one it is, is not documented. */
const isNoSchema = (error: unknown): boolean => [400, 404].includes(statusOf(error) ?? 0)

/** The pace of each account in this replica. */
const PACES = new KeptFiles<Pace>(2_000, () => 1)

function paceOf(account: string): Pace {
  const found = PACES.get(account)
  if (found) return found
  const pace = new Pace(systemClock)
  PACES.set(account, pace)
  return pace
}

const kindOf = (dataEntity: string): EntityKind | null => {
  if (dataEntity.endsWith('_process')) return 'process'
  return dataEntity.endsWith('_history') ? 'history' : null
}
