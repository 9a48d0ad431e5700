import type { AppIdentity } from '../app'

/** Where the ledger lies in Master Data. */
export interface Entity {
  readonly name: string
  readonly schema: string
}

/**
 * The names that the masterdata builder gives `masterdata/process`: the entity carries vendor and app with
 * `.` and `-` turned to `_`; the schema carries the version and, outside production, the workspace.
 */
export function processEntity(
  app: AppIdentity,
  context: { workspace: string; production: boolean }
): Entity {
  return {
    name: `${app.locator.replace(/[.-]/g, '_')}_process`,
    schema: context.production ? app.version : `${app.version}-${context.workspace}`,
  }
}
