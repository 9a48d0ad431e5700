import type { Cause } from '../domain/causes'
import type { Choices } from '../domain/configuration'
import type { Millis } from '../domain/time'
import type { Mail } from '../ports/mailer'
import { mailMoment, mailSpan } from '../texts/mailMoment'
import { mailText } from '../texts/mailText'

/** For whom, in which language, from which account. */
export interface Reader {
  readonly account: string
  readonly publicUrl: string
  readonly choices: Choices
}

const causeKey = (cause: Cause, part: 'title' | 'todo'): string =>
  `cause.${cause.toLowerCase().replace(/_/g, '-')}.${part}`

function mailTo(reader: Reader, kind: string, title: string, lines: readonly string[]): Mail {
  const { account, publicUrl, choices } = reader
  const words = (key: string) => mailText(choices.alertLanguage, key, { account, title })
  return {
    to: choices.notificationEmail,
    subject: words(`mail.${kind}.subject`),
    title,
    lines: [...lines, words('mail.why')],
    link: { href: `${publicUrl}/admin/carrefour-inventory/integrations`, text: words('mail.link') },
  }
}

/** A new incident: what it is, since when, what to do. */
export function incidentMail(reader: Reader, cause: Cause, since: Millis): Mail {
  const { alertLanguage } = reader.choices
  const title = mailText(alertLanguage, causeKey(cause, 'title'))
  return mailTo(reader, 'incident', title, [
    mailText(
      alertLanguage,
      cause === 'LEDGER_UNAVAILABLE' ? 'mail.outage.ledger' : 'mail.incident.since',
      { when: mailMoment(alertLanguage, since) }
    ),
    mailText(alertLanguage, causeKey(cause, 'todo')),
  ])
}

/** An incident is over, since the minute before `now` or so. */
export function solvedMail(
  reader: Reader,
  { cause, since }: { readonly cause: Cause; readonly since: Millis },
  now: Millis
): Mail {
  const { alertLanguage } = reader.choices
  const title = mailText(alertLanguage, causeKey(cause, 'title'))
  const when = { when: mailMoment(alertLanguage, since), lasted: mailSpan(now - since) }
  const lines =
    cause === 'LEDGER_UNAVAILABLE'
      ? [mailText(alertLanguage, 'mail.outage.ledger-over', when)]
      : [
          mailText(alertLanguage, 'mail.solved.since', when),
          mailText(alertLanguage, 'mail.solved.todo'),
        ]
  return mailTo(reader, 'solved', mailText(alertLanguage, 'mail.solved.title', { title }), lines)
}

/** Stock stands still, and nothing known says why. */
export function standstillMail(reader: Reader, since: Millis): Mail {
  const { alertLanguage } = reader.choices
  const title = mailText(alertLanguage, 'mail.standstill.title')
  return mailTo(reader, 'incident', title, [
    mailText(alertLanguage, 'mail.standstill.since', { when: mailMoment(alertLanguage, since) }),
    mailText(alertLanguage, 'mail.standstill.todo'),
  ])
}

/** Stock moves again. */
export function movingMail(reader: Reader, since: Millis, now: Millis): Mail {
  const { alertLanguage } = reader.choices
  const title = mailText(alertLanguage, 'mail.standstill.title')
  const when = { when: mailMoment(alertLanguage, since), lasted: mailSpan(now - since) }
  return mailTo(reader, 'solved', mailText(alertLanguage, 'mail.solved.title', { title }), [
    mailText(alertLanguage, 'mail.solved.since', when),
  ])
}

/** What is open: each problem with its count and what to do. */
export function digestMail(
  reader: Reader,
  open: readonly { readonly cause: Cause; readonly count: number }[]
): Mail {
  const { alertLanguage } = reader.choices
  const lines = open.map(({ cause, count }) =>
    mailText(alertLanguage, 'mail.digest.line', {
      title: mailText(alertLanguage, causeKey(cause, 'title')),
      count: String(count),
      todo: mailText(alertLanguage, causeKey(cause, 'todo')),
    })
  )
  return mailTo(reader, 'digest', mailText(alertLanguage, 'mail.digest.title'), lines)
}

/** Shows that mails arrive. */
export function testMail(reader: Reader): Mail {
  const { alertLanguage } = reader.choices
  return mailTo(reader, 'test', mailText(alertLanguage, 'mail.test.title'), [
    mailText(alertLanguage, 'mail.test.todo'),
  ])
}
