import Router from '@koa/router'
import type Koa from 'koa'

import type { CallLog } from '../../http/calls'
import { isRecord, readJson } from '../../http/body'
import { createPartApp } from '../../http/part'
import { Problem } from '../../http/problem'
import { WORKSPACE } from '../../config'
import type { SettingsPlace, SettingsTable } from '../apps-settings'
import { settingsDefaults } from '../apps-settings/defaults'
import type { Courier, SentEvent } from '../events/courier'
import { parseFaults } from '../faults/fault'
import type { Faults } from '../faults/faults'
import type { MailBox } from '../mail'
import type { Scheduler } from '../scheduler'

export interface ControlDeps {
  faults: Faults
  calls: CallLog
  mail: MailBox
  courier: Courier
  scheduler: Scheduler
  /** Accounts and workspaces that have the app. */
  accounts: readonly string[]
  workspaces: readonly string[]
  settings: SettingsTable
  /** The apps that run; the first is meant where none is named. */
  apps: readonly AppWithSettings[]
}

/** An app, and the form for its settings if it has one. */
export interface AppWithSettings {
  /** `vendor.name` */
  readonly key: string
  readonly settingsSchema?: Readonly<Record<string, unknown>> | undefined
}

/**
 * What tests and curious people ask of the workspace itself, below `/_local`:
 *
 * - `GET|PUT /faults`: the faults in force, a JSON list.
 * - `GET|DELETE /calls?host=`: the app's newest outbound calls.
 * - `GET /events`: how many deliveries wait. `POST /events`: an event, as another app or VTEX would send it. `GET /mail`: the mails handed over.
 * - `GET|PUT /settings`: an app's settings, as the form of its settingsSchema would save them.
 * - `POST /scheduler/run`: runs every scheduled call now.
 *
 * Writes must be JSON, so a page of another site cannot make them.
 */
export function createControl(deps: ControlDeps): { app: Koa } {
  const router = new Router({ prefix: '/_local' })

  router.get('/faults', ctx => {
    ctx.body = deps.faults.list()
  })
  router.put('/faults', async ctx => {
    deps.faults.replace(parseFaults(await readJson(ctx.req)))
    ctx.body = deps.faults.list()
  })
  router.get('/calls', ctx => {
    ctx.body = deps.calls.list(typeof ctx.query.host === 'string' ? ctx.query.host : undefined)
  })
  router.delete('/calls', ctx => {
    deps.calls.clear()
    ctx.status = 204
  })
  router.get('/events', ctx => {
    ctx.body = { waiting: deps.courier.waiting() }
  })
  router.post('/events', async ctx => {
    const sent = eventIn(await readJson(ctx.req), deps)
    deps.courier.send(sent)
    ctx.status = 202
    ctx.body = { waiting: deps.courier.waiting() }
  })
  router.get('/mail', ctx => {
    ctx.body = deps.mail.list()
  })
  router.get('/settings', ctx => {
    ctx.body = settingsAt(placeOf(ctx.query, deps), deps)
  })
  router.put('/settings', async ctx => {
    const given = await readJson(ctx.req)
    const place = placeOf(isRecord(given) ? given : {}, deps)
    if (!isRecord(given) || !isRecord(given.settings))
      throw new Problem(400, {
        message: 'settings is missing: the whole object that the app reads, {"settings": {...}}',
      })
    deps.settings.write(place, given.settings)
    ctx.body = settingsAt(place, deps)
  })
  router.post('/scheduler/run', ctx => {
    if (!ctx.is('application/json')) throw new Problem(415, { message: 'Send JSON' })
    ctx.body = { ran: deps.scheduler.runAll() }
  })

  const app = createPartApp()
  app.use(router.routes())
  return { app }
}

/** The settings of a place, and what the app's form would offer where nothing was saved. */
const settingsAt = (
  place: SettingsPlace,
  { settings, apps }: Pick<ControlDeps, 'settings' | 'apps'>
) => ({
  ...place,
  settings: settings.read(place),
  defaults: settingsDefaults(apps.find(({ key }) => key === place.app)?.settingsSchema),
})

/**
 * Reads `{ app?, account?, workspace? }`: the first of each where it is left out.
 *
 * @throws Problem 404 for an app or a place that is not here.
 */
function placeOf(
  given: Readonly<Record<string, unknown>>,
  { apps, accounts, workspaces }: Pick<ControlDeps, 'apps' | 'accounts' | 'workspaces'>
): SettingsPlace {
  const chosen = (name: string, offered: readonly string[]): string => {
    const value = given[name] ?? offered[0]
    const wanted = typeof value === 'string' ? value.split('@', 1)[0] : undefined
    const found = offered.find(one => one === wanted)
    if (found !== undefined) return found
    throw new Problem(404, { message: `${name} must be one of ${offered.join(', ')}` })
  }
  return {
    app: chosen(
      'app',
      apps.map(({ key }) => key)
    ),
    account: chosen('account', accounts),
    workspace: chosen('workspace', [WORKSPACE, ...workspaces.filter(one => one !== WORKSPACE)]),
  }
}

/**
 * Reads `{ key, sender?, subject?, account?, workspace?, body? }`.
 *
 * @throws Problem 400 that names what is wrong, 404 for a place that does not have the app.
 */
function eventIn(
  raw: unknown,
  { accounts, workspaces }: Pick<ControlDeps, 'accounts' | 'workspaces'>
): SentEvent {
  const given = isRecord(raw) ? raw : {}
  const text = (name: string, otherwise: string): string => {
    const value = given[name] ?? otherwise
    if (typeof value === 'string') return value
    throw new Problem(400, { message: `${name} must be a text` })
  }
  const event = {
    account: text('account', accounts[0] ?? ''),
    workspace: text('workspace', WORKSPACE),
    key: text('key', ''),
    sender: text('sender', ''),
    subject: text('subject', ''),
    body: JSON.stringify(given.body ?? {}),
  }
  if (event.key === '')
    throw new Problem(400, { message: 'key is missing: the topic of the event' })
  if (!accounts.includes(event.account) || !workspaces.includes(event.workspace))
    throw new Problem(404, {
      message: `${event.workspace}--${event.account} does not have the app`,
    })
  return event
}
