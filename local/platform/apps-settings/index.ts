import Router from '@koa/router'
import type Koa from 'koa'

import type { AppIdentity } from '../../config'
import { command, type Database, query } from '../../database'
import { readRecord } from '../../http/body'
import { createPartApp } from '../../http/part'
import { refuse } from '../../http/problem'
import { type Policies, requirePolicy } from '../policies/policies'
import { authenticateApp } from '../vtexid/credentials'
import type { Tokens } from '../vtexid/tokens'

export interface AppsSettingsDeps {
  db: Database
  app: AppIdentity
  tokens: Tokens
  policies: Policies
}

/**
 * App settings as `@vtex/api`'s Apps client reads and writes them: one whole object for each account,
 * workspace and app. PUT replaces it all: a missing key disappears.
 */
export function createAppsSettings(deps: AppsSettingsDeps): { app: Koa } {
  const { db, tokens, policies } = deps
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

  const router = new Router({ prefix: '/apps/v0/:account/:workspace' })
  router.use((ctx, next) => {
    authenticateApp(tokens, ctx.req.headers, ctx.params.account ?? '')
    return next()
  })
  router.get('/apps/:app/settings', ctx => {
    const { account = '', workspace = '' } = ctx.params
    const found = select.one(account, workspace, installed(ctx.params.app, deps.app))
    ctx.type = 'application/json'
    ctx.body = found?.settings ?? '{}'
  })
  router.put('/apps/:app/settings', async ctx => {
    requirePolicy(policies, 'update-app-settings')
    const { account = '', workspace = '' } = ctx.params
    const settings = JSON.stringify(await readRecord(ctx.req))
    upsert(account, workspace, installed(ctx.params.app, deps.app), settings)
    ctx.status = 204
  })
  router.get('/apps/:app', ctx => {
    installed(ctx.params.app, deps.app)
    ctx.body = { ...deps.app, _activationDate: '' }
  })
  router.get('/v2/apps', ctx => {
    ctx.body = { apps: [{ ...deps.app, _resolvedDependencies: {}, _isRoot: true }] }
  })

  const app = createPartApp()
  app.use(router.routes())
  return { app }
}

/** The key `vendor.name` of the one app that is installed. @throws Problem 404 for another app. */
function installed(appId: string | undefined, app: AppIdentity): string {
  const key = (appId ?? '').split('@')[0]
  if (key === app.key) return key
  throw refuse(404, 'AppNotFound', `App ${key} is not installed`)
}
