import Router from '@koa/router'
import type Koa from 'koa'

import type { Clock } from '../../clock'
import { command, type Database, query } from '../../database'
import { isRecord, readRecord } from '../../http/body'
import { createPartApp } from '../../http/part'
import { Problem } from '../../http/problem'

import { authenticate } from '../vtexid/credentials'
import type { Tokens } from '../vtexid/tokens'

import { type Rendered, rendered } from './render'

const MAX_MAILS = 500

/** A mail as the app handed it over, and as its template makes it; nothing is ever sent. */
export interface Mail {
  id: number
  at: string
  account: string
  message: unknown
  rendered: Rendered | null
}

export interface MailDeps {
  db: Database
  clock: Clock
  tokens: Tokens
}

export interface MailBox {
  app: Koa
  /** The newest mails, newest first. */
  list(): Mail[]
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

/**
 * The Message Center: templates under `/api/template-render/pvt/templates`, mails under
 * `/api/mail-service/pvt/sendmail`, account in the query `an`. Keeps the newest 500 mails, sends none; a mail
 * without a template that was made before is refused, and so is a body without a name. A template that is not
 * there answers 204, as published apps take for granted, not 404.
 */
export function createMail({ db, clock, tokens }: MailDeps): MailBox {
  db.exec(`CREATE TABLE IF NOT EXISTS mail_messages (id INTEGER PRIMARY KEY, at INTEGER, message TEXT);
    CREATE TABLE IF NOT EXISTS mail_account_templates (
      account TEXT NOT NULL, name TEXT NOT NULL, template TEXT NOT NULL, PRIMARY KEY (account, name))`)
  const insert = command(db, 'INSERT INTO mail_messages (at, message) VALUES (?, ?)')
  const trim = command(
    db,
    'DELETE FROM mail_messages WHERE id <= (SELECT max(id) FROM mail_messages) - ?'
  )
  const select = query<{ id: number; at: number; message: string }>(
    db,
    'SELECT id, at, message FROM mail_messages ORDER BY id DESC'
  )
  const saveTemplate = command(db, 'INSERT OR REPLACE INTO mail_account_templates VALUES (?, ?, ?)')
  const template = query<{ template: string }>(
    db,
    'SELECT template FROM mail_account_templates WHERE account = ? AND name = ?'
  )
  const templateOf = (account: string, name: string): unknown => {
    const found = template.one(account, name)
    return found === undefined ? undefined : JSON.parse(found.template)
  }

  const router = new Router()
  router.use((ctx, next) => {
    const account = typeof ctx.query.an === 'string' ? ctx.query.an : ''
    authenticate(tokens, ctx.req.headers, account)
    ctx.state.account = account
    return next()
  })
  router.get('/api/template-render/pvt/templates/:name', ctx => {
    const found = templateOf(String(ctx.state.account), ctx.params.name ?? '')
    if (found === undefined) ctx.status = 204
    else ctx.body = found
  })
  router.post('/api/template-render/pvt/templates', async ctx => {
    const body = await readRecord(ctx.req)
    if (text(body.Name) === '' || !isRecord(body.Templates)) {
      throw new Problem(400, { Message: 'A template has Name and Templates' })
    }
    saveTemplate(String(ctx.state.account), text(body.Name), JSON.stringify(body))
    ctx.status = 204
  })
  router.post('/api/mail-service/pvt/sendmail', async ctx => {
    const account = String(ctx.state.account)
    const message = await readRecord(ctx.req)
    const name = text(message.TemplateName) || text(message.templateName)
    if (!isRecord(message.jsonData) || templateOf(account, name) === undefined) {
      throw new Problem(400, { Message: `No template '${name}', or no jsonData` })
    }
    insert(clock.now(), JSON.stringify({ account, ...message }))
    trim(MAX_MAILS)
    ctx.status = 204
  })
  const app = createPartApp()
  app.use(router.routes())
  return {
    app,
    list: () =>
      select.all().map(({ id, at, message }) => {
        const { account, ...parsed } = JSON.parse(message) as Record<string, unknown>
        const name = text(parsed.TemplateName) || text(parsed.templateName)
        return {
          id,
          account: text(account),
          at: new Date(at).toISOString(),
          message: parsed,
          rendered: rendered(templateOf(text(account), name), parsed.jsonData),
        }
      }),
  }
}
