import type { AppIdentity } from '../app'

/** Where documents of one kind lie in Master Data. */
export interface Entity {
  readonly name: string
  readonly schema: string
}

/**
 * The names that the masterdata builder gives a folder of `masterdata/`: the entity carries vendor and app with
 * `.` and `-` turned to `_`; the schema carries the version and, outside production, the workspace.
 */
export function entityOf(
  folder: 'process' | 'history',
  app: AppIdentity,
  context: { workspace: string; production: boolean }
): Entity {
  return {
    name: `${app.locator.replace(/[.-]/g, '_')}_${folder}`,
    schema: context.production ? app.version : `${app.version}-${context.workspace}`,
  }
}
