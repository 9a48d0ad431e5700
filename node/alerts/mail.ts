/* The text of each mail, in the three languages. */

import { type Millis, DAY, HOUR, MINUTE } from '../shared/time'
import type { Choices, NamedShop } from '../connection/configuration.logic'
import type { ShopMismatch } from '../connection/shop.logic'
import texts from './mailTexts.json'
import type { Gap, Standstill, HeldZeros } from './alerts.logic'
import type { Cause } from '../shared/causes'
import { type Problem, type ProblemUnits, NO_UNITS } from '../ledger/problems.logic'
import type { Mail } from '../ports'

const LOCALES: Readonly<Record<MailLanguage, string>> = { PT: 'pt-BR', EN: 'en-GB', ES: 'es' }

/**
 * A moment in a mail, day first: 24/11/2026, 07:30 BRT. A mail cannot know the reader's time zone, so it uses
 * Brasília's and names it.
 */
export const mailMoment = (language: MailLanguage, at: Millis): string =>
  new Intl.DateTimeFormat(LOCALES[language], {
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: 'America/Sao_Paulo',
    timeZoneName: 'short',
  }).format(at)

/** A duration in units that Portuguese, English and Spanish share: 2 h 13 min; at least a minute. */
export function mailSpan(span: Millis): string {
  const rounded = Math.max(span, MINUTE)
  const parts = [
    [Math.trunc(rounded / DAY), 'd'],
    [Math.trunc((rounded % DAY) / HOUR), 'h'],
    [Math.trunc((rounded % HOUR) / MINUTE), 'min'],
  ] as const
  return parts.flatMap(([count, unit]) => (count > 0 ? [`${count} ${unit}`] : [])).join(' ')
}

export type MailLanguage = Choices['alertLanguage']

type Texts = Readonly<Record<string, string | undefined>>

const TEXTS: Readonly<Record<MailLanguage, Texts>> = {
  PT: texts.pt,
  EN: texts.en,
  ES: texts.es,
}

/**
 * A text of a mail. `mailTexts.json` is generated from messages/ by `npm run generate`, because the service cannot read
 * that folder; a check keeps them equal. Values are inserted without escaping.
 */
const mailText = (
  language: MailLanguage,
  key: string,
  values: Readonly<Record<string, string>> = {}
): string =>
  (TEXTS[language][key] ?? '').replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '')

/** Recipient, language and account. */
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

/** How many SKUs wait, as a line of its own; none where that is not known. */
const waitingLines = (language: MailLanguage, waiting: string | null): readonly string[] =>
  waiting === null ? [] : [mailText(language, 'mail.incident.waiting', { count: waiting })]

/** Units that may be oversold, then units that are not offered, a line each; none where there are none. */
const unitLines = (
  language: MailLanguage,
  { oversold, unoffered, isAtLeast }: ProblemUnits
): readonly string[] =>
  [
    ['mail.units.oversold', oversold] as const,
    ['mail.units.unoffered', unoffered] as const,
  ].flatMap(([key, count]) =>
    count === 0 ? [] : mailText(language, key, { count: isAtLeast ? `${count}+` : String(count) })
  )

/** What is known of an incident besides its cause. */
interface IncidentFacts {
  /** Both shops, of a key of another shop. */
  readonly shops?: ShopMismatch | null
  /** How many SKUs wait, in figures; null when nobody knows. */
  readonly waiting?: string | null
  /** What the SKUs that met it cost, in units. */
  readonly units?: ProblemUnits
}

/** A new incident: what it is, since when, how much waits, what it costs in units, what to do. */
export function incidentMail(
  reader: Reader,
  { cause, since }: { readonly cause: Cause; readonly since: Millis },
  { shops = null, waiting = null, units = NO_UNITS }: IncidentFacts = {}
): Mail {
  const { alertLanguage } = reader.choices
  const title = mailText(alertLanguage, causeKey(cause, 'title'))
  return mailTo(reader, 'incident', title, [
    mailText(
      alertLanguage,
      cause === 'LEDGER_UNAVAILABLE' ? 'mail.outage.ledger' : 'mail.incident.since',
      { when: mailMoment(alertLanguage, since) }
    ),
    ...(cause === 'LEDGER_UNAVAILABLE' ? [] : waitingLines(alertLanguage, waiting)),
    ...unitLines(alertLanguage, units),
    ...(shops
      ? [
          mailText(alertLanguage, 'mail.incident.shops', {
            opens: shopWords(shops.opens),
            bound: shopWords(shops.bound),
          }),
        ]
      : []),
    mailText(alertLanguage, causeKey(cause, 'todo')),
  ])
}

const shopWords = ({ shopId, name }: NamedShop): string =>
  name === '' ? shopId : `${name} (${shopId})`

/** An incident is over, since about the minute before `now`. */
export function solvedMail(
  reader: Reader,
  { cause, since }: { readonly cause: Cause; readonly since: Millis },
  now: Millis,
  gap: Gap | null = null
): Mail {
  const { alertLanguage } = reader.choices
  const title = mailText(alertLanguage, causeKey(cause, 'title'))
  const when = { when: mailMoment(alertLanguage, since), lasted: mailSpan(now - since) }
  const lines =
    cause === 'LEDGER_UNAVAILABLE'
      ? [mailText(alertLanguage, 'mail.outage.ledger-over', when)]
      : [
          mailText(alertLanguage, 'mail.solved.since', when),
          ...gapLines(alertLanguage, gap),
          mailText(alertLanguage, 'mail.solved.todo'),
        ]
  return mailTo(reader, 'solved', mailText(alertLanguage, 'mail.solved.title', { title }), lines)
}

/** What was compared after a time in which notifications may have been lost. */
const gapLines = (language: MailLanguage, gap: Gap | null): readonly string[] =>
  gap?.report
    ? [
        mailText(language, 'mail.gap', {
          from: mailMoment(language, gap.from),
          to: mailMoment(language, gap.to),
          compared: String(gap.report.compared),
          differed: String(gap.report.differed),
        }),
      ]
    : []

const STANDSTILL_KEYS: Readonly<Record<Standstill['kind'], string>> = {
  RUNS: 'mail.standstill.runs',
  ENGINE: 'mail.standstill.engine',
  QUEUE: 'mail.standstill.queue',
  LATE: 'mail.standstill.late',
  UNCONFIRMED: 'mail.standstill.unconfirmed',
  KEY: 'mail.standstill.key',
}

/** Something that should happen does not, without a known reason: what, since when, how much waits, what to do. */
export function standstillMail(
  reader: Reader,
  { kind, since }: Standstill,
  waiting: string | null = null
): Mail {
  const { alertLanguage } = reader.choices
  const title = mailText(alertLanguage, 'mail.standstill.title')
  return mailTo(reader, 'incident', title, [
    mailText(alertLanguage, STANDSTILL_KEYS[kind], {
      when: mailMoment(alertLanguage, since),
    }),
    ...waitingLines(alertLanguage, waiting),
    mailText(alertLanguage, kind === 'KEY' ? 'mail.standstill.todo-key' : 'mail.standstill.todo'),
  ])
}

/** Stock moves again. */
export function movingMail(
  reader: Reader,
  since: Millis,
  now: Millis,
  gap: Gap | null = null
): Mail {
  const { alertLanguage } = reader.choices
  const title = mailText(alertLanguage, 'mail.standstill.title')
  const when = { when: mailMoment(alertLanguage, since), lasted: mailSpan(now - since) }
  return mailTo(reader, 'solved', mailText(alertLanguage, 'mail.solved.title', { title }), [
    mailText(alertLanguage, 'mail.solved.since', when),
    ...gapLines(alertLanguage, gap),
  ])
}

/** Zeros are held: how many, since when, and what follows. */
export function brakeMail(reader: Reader, { since, held, isExplained }: HeldZeros): Mail {
  const { alertLanguage } = reader.choices
  return mailTo(reader, 'incident', mailText(alertLanguage, 'mail.brake.title'), [
    mailText(alertLanguage, 'mail.brake.since', {
      when: mailMoment(alertLanguage, since),
      count: String(held),
    }),
    mailText(alertLanguage, isExplained ? 'mail.brake.person' : 'mail.brake.readings'),
  ])
}

/** No 0 is held any more. */
export function brakeOverMail(reader: Reader, since: Millis, now: Millis): Mail {
  const { alertLanguage } = reader.choices
  const title = mailText(alertLanguage, 'mail.brake.title')
  const when = { when: mailMoment(alertLanguage, since), lasted: mailSpan(now - since) }
  return mailTo(reader, 'solved', mailText(alertLanguage, 'mail.solved.title', { title }), [
    mailText(alertLanguage, 'mail.solved.since', when),
  ])
}

/** What is open: each problem with its count, what to do, and what it costs in units. */
export function digestMail(
  reader: Reader,
  open: readonly Pick<Problem, 'cause' | 'count' | 'units'>[]
): Mail {
  const { alertLanguage } = reader.choices
  const lines = open.map(({ cause, count, units }) =>
    [
      mailText(alertLanguage, 'mail.digest.line', {
        title: mailText(alertLanguage, causeKey(cause, 'title')),
        count: String(count),
        todo: mailText(alertLanguage, causeKey(cause, 'todo')),
      }),
      ...unitLines(alertLanguage, units),
    ].join(' ')
  )
  return mailTo(reader, 'digest', mailText(alertLanguage, 'mail.digest.title'), lines)
}

/** Tests that mails arrive. */
export function testMail(reader: Reader): Mail {
  const { alertLanguage } = reader.choices
  return mailTo(reader, 'test', mailText(alertLanguage, 'mail.test.title'), [
    mailText(alertLanguage, 'mail.test.todo'),
  ])
}
