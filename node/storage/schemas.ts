import type { AppIdentity } from '../app'
import type { OwnMasterData } from '../vtex/masterData'
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

/** Kinds of documents that the app keeps. */
export type EntityKind = 'process' | 'history'

/**
 * The names of both schemas in production, the one in use first, then those that it replaced. The name stays when the
 * app's version changes: a new name has Master Data index every document again, and searches by it see only a part
 * meanwhile. Whoever changes an indexed field puts a new name before the others (ADR 44): `OwnMasterData` searches by an
 * older one until the newest sees as much.
 */
export const SCHEMA_NAMES: readonly [string, ...string[]] = ['v1']

/**
 * All workspaces that are not production share one more schema, whatever they are called: an entity takes 60, and
 * developers make a workspace for each change.
 */
const IN_DEVELOPMENT = '-development'

/** The schemas that the one of this name replaced, the latest first. */
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

/**
 * What is not known is left out of a document: every field has one plain type, as the indexer takes a field's type
 * from here.
 */
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

/** Where documents of one kind lie in Master Data. */
export interface Entity {
  readonly name: string
  /** Name of the schema that they are searched by. */
  readonly schema: string
}

/**
 * The entity carries vendor and app with `.` and `-` turned to `_`, as the masterdata builder names it. Entities
 * belong to the account: workspaces that are not production share the documents, and search them by a schema of
 * their own, so that what is tried there leaves the one of production alone.
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

/** Field values without those that are not known: an indexed field has one type, and null is none. */
export const withoutNulls = (
  fields: Readonly<Record<string, unknown>>
): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null))

/** The app's schemas in Master Data. */
export class MasterDataSchemas implements Schemas {
  constructor(
    private readonly masterdata: OwnMasterData,
    private readonly entities: readonly Entity[]
  ) {}

  async ensure(): Promise<void> {
    await Promise.all(
      this.entities.map(({ name, schema }) => this.masterdata.ensureSchema(name, schema))
    )
  }
}
