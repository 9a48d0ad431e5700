import Router from '@koa/router'
import type Koa from 'koa'

import type { CallLog } from '../../http/calls'
import { isRecord, readJson } from '../../http/body'
import { createPartApp } from '../../http/part'
import { Problem } from '../../http/problem'
import { WORKSPACE } from '../../config'
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
}

/**
 * What tests and curious people ask of the workspace itself, below `/_local`:
 *
 * - `GET|PUT /faults`: the faults in force, a JSON list.
 * - `GET|DELETE /calls?host=`: the app's newest outbound calls.
 * - `GET /events`: how many deliveries wait. `POST /events`: an event, as another app or VTEX would send it. `GET /mail`: the mails handed over.
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
  router.post('/scheduler/run', ctx => {
    if (!ctx.is('application/json')) throw new Problem(415, { message: 'Send JSON' })
    ctx.body = { ran: deps.scheduler.runAll() }
  })

  const app = createPartApp()
  app.use(router.routes())
  return { app }
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
