import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

import { readJson } from '../readJson'
import { type AppIdentity, readManifest, WORKSPACE } from '../config'
import { command, type Database, query } from '../database'

import { Problem } from '../http/problem'

import type { Courier } from './events/courier'
import type { MasterDataPart } from './masterdata'

const underscored = (text: string): string => text.replace(/[^A-Za-z0-9]/g, '_')

/** Where apps are installed. */
interface Places {
  readonly accounts: readonly string[]
  readonly workspaces: readonly string[]
}

/** Entity in which builder 2.x notes which schema belongs to an app's version, as `@vtex/clients` reads it. */
const SCHEMA_OF_VERSION = 'vtex_builder_hub_appId_to_schema'

/** Parts of a schema that do something on VTEX and nothing here. */
const WITHOUT_EFFECT = ['v-triggers', 'v-canonicalto']

/**
 * Saves masterdata/{entity}/schema.json as the masterdata builder does: entity `{vendor}_{name}_{entity}`, schema name = the
 * app's version, followed by `-{workspace}` in one that is not production. With builder 2.x `@vtex/clients` looks the name up
 * in a document instead. Without that builder in the manifest the folder means nothing.
 *
 * @returns which schemas Master Data would not take, and why; and what of them does nothing here
 */
export function installSchemas(
  root: string,
  app: AppIdentity,
  { accounts, workspaces }: Places,
  masterData: Pick<MasterDataPart, 'installSchema' | 'putDocument'>
): readonly string[] {
  const builder = readManifest(root).builders?.masterdata
  if (builder === undefined) return []
  const folder = join(root, 'masterdata')
  if (!existsSync(folder)) return []
  const told: string[] = []
  for (const entity of readdirSync(folder)) {
    const file = join(folder, entity, 'schema.json')
    if (!existsSync(file)) continue
    const name = [app.vendor, app.name, entity].map(underscored).join('_')
    try {
      const schema = readJson(file, 'it') as Record<string, unknown>
      for (const account of accounts)
        for (const workspace of workspaces) {
          const schemaName = workspace === WORKSPACE ? app.version : `${app.version}-${workspace}`
          masterData.installSchema(account, name, schemaName, schema)
          if (/^2\./.test(builder))
            masterData.putDocument(
              account,
              SCHEMA_OF_VERSION,
              underscored(`${app.id}:${workspace}:${entity}`),
              { associatedSchema: { name: schemaName } }
            )
        }
      const idle = WITHOUT_EFFECT.filter(part => schema[part] !== undefined)
      if (idle.length > 0)
        told.push(`masterdata/${entity}/schema.json: ${idle.join(', ')} has no effect here`)
    } catch (error) {
      told.push(`masterdata/${entity}/schema.json is left out: ${reasonOf(error)}`)
    }
  }
  return told
}

/** A refusal of Master Data carries its words in its body. */
const reasonOf = (error: unknown): string =>
  error instanceof Problem ? JSON.stringify(error.body) : String(error)

/** Sends the event that VTEX sends when an app is installed, updated or linked, once for each place. */
export function announceInstall(
  db: Database,
  app: AppIdentity,
  places: Places,
  courier: Courier
): void {
  db.exec(`CREATE TABLE IF NOT EXISTS installed_apps (
    account TEXT, app TEXT, PRIMARY KEY (account, app))`)
  const known = query<{ app: string }>(
    db,
    'SELECT app FROM installed_apps WHERE account = ? AND app = ?'
  )
  const remember = command(db, 'INSERT INTO installed_apps VALUES (?, ?)')
  const body = JSON.stringify({ id: app.id, vendor: app.vendor, name: app.name })
  for (const account of places.accounts) {
    for (const workspace of places.workspaces) {
      const name = workspace === WORKSPACE ? app.id : `${workspace}/${app.id}`
      if (known.one(account, name) !== undefined) continue
      courier.send({ account, workspace, key: 'setup', sender: 'apps', subject: '', body })
      remember(account, name)
    }
  }
}
