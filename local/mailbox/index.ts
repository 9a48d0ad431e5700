import Router from '@koa/router'
import Koa from 'koa'

import type { Clock } from '../clock'
import { languageOf, withoutPrefix } from '../console/api'
import { consoleAssets } from '../console/assets'
import { html } from '../console/html'
import { type Console, renderPage } from '../console/page'
import { moment, section, table } from '../console/parts'
import { textsOf } from '../console/texts'
import { sayIn } from '../console/words'
import { hostOf, WORKSPACE } from '../config'
import type { Mail } from '../platform/mail'

/** Where it is mounted. */
export const MAILBOX = '/console/mail'

const SHOWN = 100

/** A mail is foreign HTML: it may look as it likes, and load and run nothing. */
const MAIL_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"

export interface MailboxDeps {
  mails: () => Mail[]
  clock: Clock
  /** The consoles of the workspace; all when left out. */
  consoles?: readonly Console[] | undefined
}

/** The mails that the app handed to VTEX's mail service: a list, and each as its reader would see it. */
export function createMailbox({ mails, clock, consoles }: MailboxDeps): Koa {
  const router = new Router()
  router.get('/', ctx => {
    const language = languageOf(ctx)
    const texts = textsOf(language)
    const say = sayIn(language)
    const rows = mails()
      .slice(0, SHOWN)
      .map(
        ({ id, at, rendered }) =>
          html`<tr>
            <td>${moment(say, Date.parse(at), clock.now())}</td>
            <td>
              ${rendered === null ? texts.unreadable : html`<a href="${MAILBOX}/${id}">${rendered.subject}</a>`}
            </td>
            <td>${rendered?.to ?? '–'}</td>
          </tr>`
      )
    // The link comes first, because a narrow page cuts off the end of the row.
    const headings = [texts.sentAt, texts.subject, texts.to]
    ctx.type = 'html'
    ctx.body = renderPage({
      at: 'mail',
      consoles,
      language,
      title: texts.mailbox,
      lead: texts.mailboxLead,
      body: section(
        'mails',
        texts.mailbox,
        table(say, texts.mailbox, headings, rows, texts.noMail),
        {
          live: true,
        }
      ),
    })
  })
  router.get('/:id', ctx => {
    const mail = mails().find(({ id }) => String(id) === ctx.params.id)
    if (mail === undefined || mail.rendered === null) return
    ctx.set('Content-Security-Policy', MAIL_POLICY)
    ctx.type = 'html'
    ctx.body = `<!doctype html><meta charset="utf-8">${html`<title>${mail.rendered.subject}</title>`.text}${onThisMachine(mail.rendered.html, mail.account)}`
  })

  const app = new Koa()
  app.use(withoutPrefix(MAILBOX))
  app.use(consoleAssets())
  app.use(router.routes())
  return app
}

/** Links to the account's site lead to the workspace, which stands in for it. */
const onThisMachine = (mail: string, account: string): string =>
  mail.replaceAll(`href="https://${hostOf(account, WORKSPACE)}/`, 'href="/')
