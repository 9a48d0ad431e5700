import Router from '@koa/router'
import type Koa from 'koa'

import type { Clock } from '../../clock'
import { command, type Database, query } from '../../database'
import { readRecord } from '../../http/body'
import { createPartApp } from '../../http/part'

const MAX_MAILS = 500

/** A mail as the app handed it over; nothing is ever sent. */
export interface Mail {
  at: string
  message: unknown
}

export interface MailBox {
  app: Koa
  /** The newest mails, newest first. */
  list(): Mail[]
}

/** The message centre, path `/api/mail-service/pvt/sendmail`: keeps the newest 500 mails, sends none. */
export function createMail({ db, clock }: { db: Database; clock: Clock }): MailBox {
  db.exec(
    'CREATE TABLE IF NOT EXISTS mail_messages (id INTEGER PRIMARY KEY, at INTEGER, message TEXT)'
  )
  const insert = command(db, 'INSERT INTO mail_messages (at, message) VALUES (?, ?)')
  const trim = command(
    db,
    'DELETE FROM mail_messages WHERE id <= (SELECT max(id) FROM mail_messages) - ?'
  )
  const select = query<{ at: number; message: string }>(
    db,
    'SELECT at, message FROM mail_messages ORDER BY id DESC'
  )

  const router = new Router()
  router.post('/api/mail-service/pvt/sendmail', async ctx => {
    insert(clock.now(), JSON.stringify(await readRecord(ctx.req)))
    trim(MAX_MAILS)
    ctx.status = 204
  })
  const app = createPartApp()
  app.use(router.routes())
  return {
    app,
    list: () =>
      select.all().map(({ at, message }) => ({
        at: new Date(at).toISOString(),
        message: JSON.parse(message) as unknown,
      })),
  }
}
