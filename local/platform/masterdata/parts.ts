import { isDeepStrictEqual } from 'node:util'

import type { Clock } from '../../clock'
import type { Database } from '../../database'

import { createDocuments, type Documents } from './documents'
import { createEntities, type Entities, type Entity } from './entities'
import { createIndices, type Indices } from './indices'
import { createIndexLag, type IndexLag } from './index-lag'
import { createReindexing, type Reindexing } from './reindexing'
import { type FieldType, fieldType } from './schema'
import { createSchemas, type Schemas } from './schemas'
import { createScrolls, type Scrolls } from './scrolls'
import { openSearchTable, type SearchTable } from './search-table'
import { createValidation } from './validation'
import { createWildcardGuard, type WildcardGuard } from './wildcard-guard'

/** Master Data's switches where VTEX documents nothing. */
export interface MasterDataSettings {
  /** How long search lags behind documents, milliseconds (or what answers it); 500 when left out. */
  lagMs?: number | (() => number)
  /** Hears of a schema that was asked for and is not there. */
  missing?: (entity: string, name: string) => void
  /** What POST answers: 201 (done) or 202 (accepted); 201 when left out. */
  postStatus?: 201 | 202
  /** How long re-indexing takes for each document after a new or changed schema, milliseconds. */
  reindexMsPerDocument?: number
  /** What a write answers whose `_where` does not hold; 412 when left out. */
  whereStatus?: number
}

/** Saves an entity's schema by account, entity and schema name; answers whether it changed anything. */
export type InstallSchema = (
  account: string,
  entity: string,
  name: string,
  body: Record<string, unknown>
) => boolean

/** The parts of Master Data that its routes use. */
export interface MasterData {
  entities: Entities
  schemas: Schemas
  indices: Indices
  documents: Documents
  lag: IndexLag
  scrolls: Scrolls
  reindexing: Reindexing
  wildcardGuard: WildcardGuard
  postStatus: number
  tableOf(entity: Entity): SearchTable
  /** Saves a schema; its `v-indexed` list and the documents that are there reach the index later. */
  installSchema: InstallSchema
  /** Its tables were replaced: nothing that was read before counts. */
  forget(): void
}

const LAG_MS = 500

/** VTEX: re-indexing a million documents "usually takes one hour" (master-data-schema-lifecycle). */
const REINDEX_MS = 3.6

/** Composes Master Data over the workspace's database. */
export function createParts(db: Database, clock: Clock, settings: MasterDataSettings): MasterData {
  const entities = createEntities(db)
  const schemas = createSchemas(db, settings.missing)
  const indices = createIndices(db)
  const scrolls = createScrolls(clock)
  const tables = new Map<number, SearchTable>()

  const fieldsOf = ({ account, name }: Entity): Map<string, FieldType> =>
    new Map(
      schemas
        .list(account, name)
        .flatMap(schema =>
          schema.indexed.map(
            field => [field, fieldType(schema, field) ?? { type: 'text' }] as const
          )
        )
    )
  const open = (entity: Entity): SearchTable => {
    const known = tables.get(entity.id)
    if (known !== undefined) return known
    const opened = openSearchTable(db, entity.id)
    tables.set(entity.id, opened)
    return opened
  }

  const lag = createIndexLag(db, clock, settings.lagMs ?? LAG_MS, {
    apply(entityId, id, body) {
      const entity = entities.byId(entityId)
      if (entity === undefined) return
      if (body === null) tableOf(entity).remove(id)
      else tableOf(entity).put(id, body)
    },
    refreshFields(entityId) {
      const entity = entities.byId(entityId)
      if (entity !== undefined) open(entity).addFields(fieldsOf(entity))
    },
  })
  /** A table of an earlier run already has its columns; it only has to be told their types. */
  const tableOf = (entity: Entity): SearchTable => {
    const isNew = !tables.has(entity.id)
    const table = open(entity)
    if (isNew) table.addFields(table.knownOf(fieldsOf(entity)))
    return table
  }

  const reindexing = createReindexing(db, clock, settings.reindexMsPerDocument ?? REINDEX_MS)
  return {
    entities,
    schemas,
    indices,
    lag,
    reindexing,
    tableOf,
    documents: createDocuments({
      db,
      clock,
      validate: createValidation(),
      indices,
      changed: lag.changed,
      whereStatus: settings.whereStatus ?? 412,
    }),
    scrolls,
    wildcardGuard: createWildcardGuard(clock),
    postStatus: settings.postStatus ?? 201,
    forget() {
      for (const table of tables.values()) table.forget()
      tables.clear()
      schemas.forget()
      indices.forget()
      scrolls.endAll()
    },
    installSchema(account, entity, name, body) {
      const before = schemas.list(account, entity).find(schema => schema.name === name)
      if (before !== undefined && isDeepStrictEqual(before.body, body)) return false
      schemas.put(account, entity, name, body)
      const place = entities.of(account, entity)
      const table = tableOf(place)
      const lastRow = table.lastRow()
      // An empty index has nothing to build.
      if (lastRow === 0) table.addFields(fieldsOf(place))
      else lag.fieldsChanged(place.id)
      reindexing.begin(place.id, name, lastRow)
      return true
    },
  }
}
