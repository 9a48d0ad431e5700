import type { AppIdentity } from '../app'
import type { Schemas } from '../ports/stores'

/** A Master Data JSON schema. */
export interface SchemaBody {
  readonly title: string
  readonly type: 'object'
  readonly properties: Readonly<Record<string, object>>
  readonly required: readonly string[]
  readonly 'v-indexed': readonly string[]
  readonly 'v-default-fields': readonly string[]
  readonly 'v-cache': false
  readonly 'v-security': object
}

/** Kinds of documents the app stores. */
export type EntityKind = 'process' | 'history'

/**
 * The names of both schemas in production, the current one first, then those it replaced. A name stays when the app's
 * version changes: a new name makes Master Data reindex every document, and searches by it miss some meanwhile. Whoever
 * changes an indexed field adds a new name before the others (ADR 44): `OwnMasterData` searches by an older one until
 * the newest sees as much.
 */
export const SCHEMA_NAMES: readonly [string, ...string[]] = ['v3', 'v2', 'v1']

/**
 * All non-production workspaces share one more schema, whatever their name: an entity allows 60, and developers create
 * a workspace for each change.
 */
const IN_DEVELOPMENT = '-development'

/** The schemas replaced by the one of this name, latest first. */
export function olderSchemas(
  name: string,
  names: readonly string[] = SCHEMA_NAMES
): readonly string[] {
  const suffix = name.endsWith(IN_DEVELOPMENT) ? IN_DEVELOPMENT : ''
  const at = names.indexOf(name.slice(0, name.length - suffix.length))
  return at < 0 ? [] : names.slice(at + 1).map(older => older + suffix)
}

const text = { type: 'string' }
const date = { type: 'string', format: 'date-time' }
const whole = { type: 'integer' }

const common = {
  type: 'object',
  'v-cache': false,
  'v-security': { allowGetAll: false, publicRead: [], publicWrite: [], publicFilter: [] },
} as const

/** Unknown values are omitted from a document: every field has one plain type, which the indexer reads from here. */
export const SCHEMAS: Readonly<Record<EntityKind, SchemaBody>> = {
  process: {
    ...common,
    title: 'process',
    properties: {
      skuId: text,
      skuNumber: whole,
      name: text,
      words: text,
      ean: text,
      eanKey: text,
      reference: text,
      isKit: { type: 'boolean' },
      factsReadAt: date,
      affiliate: text,
      shop: text,
      status: text,
      cause: text,
      causeSince: date,
      message: text,
      fingerprint: text,
      quantity: whole,
      available: whole,
      atCarrefour: whole,
      seenUnits: whole,
      seenAt: date,
      impact: whole,
      processedAt: date,
      lastCheckedAt: date,
      nextCheckAt: date,
      attempts: { type: 'array', items: { type: 'object' } },
    },
    required: ['skuId', 'affiliate', 'status', 'processedAt'],
    'v-indexed': [
      'skuId',
      'skuNumber',
      'name',
      'words',
      'eanKey',
      'status',
      'cause',
      'causeSince',
      'fingerprint',
      'atCarrefour',
      'impact',
      'processedAt',
      'nextCheckAt',
    ],
    'v-default-fields': ['skuId', 'name', 'status', 'cause', 'quantity', 'processedAt'],
  },
  history: {
    ...common,
    title: 'history',
    properties: {
      at: date,
      kind: text,
      person: text,
      from: text,
      fields: { type: 'array', items: text },
      count: whole,
      subject: text,
      outcome: text,
    },
    required: ['at', 'kind'],
    'v-indexed': ['at', 'kind', 'person'],
    'v-default-fields': ['at', 'kind', 'person'],
  },
}

/** Where documents of one kind are stored in Master Data. */
export interface Entity {
  readonly name: string
  /** Name of the schema used in searches. */
  readonly schema: string
}

/**
 * The entity is named after vendor and app with `.` and `-` replaced by `_`, as the masterdata builder does. Entities
 * belong to the account: non-production workspaces share the documents, and search them by a schema of their own, so
 * that experiments there leave production's schema alone.
 */
export function entityOf(
  kind: EntityKind,
  app: AppIdentity,
  context: { production: boolean }
): Entity {
  const [newest] = SCHEMA_NAMES
  return {
    name: `${app.locator.replace(/[.-]/g, '_')}_${kind}`,
    schema: context.production ? newest : newest + IN_DEVELOPMENT,
  }
}

/** Field values without unknown ones: an indexed field has one type, and null has none. */
export const withoutNulls = (
  fields: Readonly<Record<string, unknown>>
): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null))

/** The app's schemas in Master Data. */
export class MasterDataSchemas implements Schemas {
  constructor(
    private readonly masterdata: { ensureSchema(entity: string, schema: string): Promise<void> },
    private readonly entities: readonly Entity[]
  ) {}

  async ensure(): Promise<void> {
    await Promise.all(
      this.entities.map(({ name, schema }) => this.masterdata.ensureSchema(name, schema))
    )
  }
}
