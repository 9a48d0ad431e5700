import Router from '@koa/router'
import type Koa from 'koa'

import type { AppIdentity } from '../../config'
import { command, type Database, query } from '../../database'
import { readRecord } from '../../http/body'
import { createPartApp } from '../../http/part'
import { refuse } from '../../http/problem'
import { type PoliciesOf, requirePolicy } from '../policies/policies'
import { authenticateApp } from '../vtexid/credentials'
import type { Tokens } from '../vtexid/tokens'

/** The settings of each app, one whole object for an account and a workspace. */
export interface SettingsTable {
  read(place: SettingsPlace): Record<string, unknown>
  /** Replaces them all: a missing key disappears. */
  write(place: SettingsPlace, settings: Record<string, unknown>): void
}

/** Whose settings they are. */
export interface SettingsPlace {
  readonly account: string
  readonly workspace: string
  /** `vendor.name` */
  readonly app: string
}

export function createSettingsTable(db: Database): SettingsTable {
  db.exec(`CREATE TABLE IF NOT EXISTS apps_settings (
    account TEXT, workspace TEXT, app TEXT, settings TEXT NOT NULL,
    PRIMARY KEY (account, workspace, app))`)
  const select = query<{ settings: string }>(
    db,
    'SELECT settings FROM apps_settings WHERE account = ? AND workspace = ? AND app = ?'
  )
  const upsert = command(
    db,
    `INSERT INTO apps_settings VALUES (?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET settings = excluded.settings`
  )
  return {
    read({ account, workspace, app }) {
      const found = select.one(account, workspace, app)?.settings ?? '{}'
      return JSON.parse(found) as Record<string, unknown>
    },
    write: ({ account, workspace, app }, settings) =>
      void upsert(account, workspace, app, JSON.stringify(settings)),
  }
}

export interface AppsSettingsDeps {
  settings: SettingsTable
  /** The apps that are installed. */
  apps: readonly AppIdentity[]
  tokens: Tokens
  policiesOf: PoliciesOf
}

/**
 * App settings as `@vtex/api`'s Apps client reads and writes them: one whole object for each account,
 * workspace and app. PUT replaces it all: a missing key disappears.
 */
export function createAppsSettings(deps: AppsSettingsDeps): { app: Koa } {
  const { settings, tokens, apps } = deps
  const placeIn = ({
    account = '',
    workspace = '',
    app,
  }: Record<string, string>): SettingsPlace => ({
    account,
    workspace,
    app: installed(app, apps).key,
  })

  const router = new Router({ prefix: '/apps/v0/:account/:workspace' })
  router.use((ctx, next) => {
    ctx.state.caller = authenticateApp(tokens, ctx.req.headers, ctx.params.account ?? '').user
    return next()
  })
  router.get('/apps/:app/settings', ctx => {
    ctx.body = settings.read(placeIn(ctx.params))
  })
  router.put('/apps/:app/settings', async ctx => {
    requirePolicy(deps.policiesOf(String(ctx.state.caller)), 'update-app-settings')
    settings.write(placeIn(ctx.params), await readRecord(ctx.req))
    ctx.status = 204
  })
  router.get('/apps/:app', ctx => {
    ctx.body = { ...installed(ctx.params.app, apps), _activationDate: '' }
  })
  router.get('/v2/apps', ctx => {
    ctx.body = { apps: apps.map(one => ({ ...one, _resolvedDependencies: {}, _isRoot: true })) }
  })

  const app = createPartApp()
  app.use(router.routes())
  return { app }
}

/** The app that is meant, in whichever version. @throws Problem 404 for one that is not installed. */
function installed(appId: string | undefined, apps: readonly AppIdentity[]): AppIdentity {
  const key = (appId ?? '').split('@')[0]
  const found = apps.find(app => app.key === key)
  if (found !== undefined) return found
  throw refuse(404, 'AppNotFound', `App ${key} is not installed`)
}
