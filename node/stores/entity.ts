import type { AppIdentity } from '../app'
import type { EntityKind } from './schemas'
import { SCHEMA_NAME } from './schemas'

/** Where documents of one kind lie in Master Data. */
export interface Entity {
  readonly name: string
  /** Name of the schema that they are searched by. */
  readonly schema: string
}

/**
 * The entity carries vendor and app with `.` and `-` turned to `_`, as the masterdata builder names it. Entities
 * belong to the account: a workspace that is not production shares the documents, and searches them by a schema of
 * its own, so that what is tried there leaves the one of production alone.
 */
export function entityOf(
  kind: EntityKind,
  app: AppIdentity,
  context: { workspace: string; production: boolean }
): Entity {
  return {
    name: `${app.locator.replace(/[.-]/g, '_')}_${kind}`,
    schema: context.production ? SCHEMA_NAME : `${SCHEMA_NAME}-${context.workspace}`,
  }
}

/** Field values without those that are not known: an indexed field has one type, and null is none. */
export const withoutNulls = (
  fields: Readonly<Record<string, unknown>>
): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null))
