import type { Millis } from '../domain/time'
import { DAY, HOUR, MINUTE } from '../domain/time'
import type { MailLanguage } from './mailText'

const LOCALES: Readonly<Record<MailLanguage, string>> = { PT: 'pt-BR', EN: 'en-GB', ES: 'es' }

/**
 * A moment as a mail says it, day first: 24/11/2026, 07:30 BRT. A mail does not know the reader's clock, so
 * it is Brasília's, and named.
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

/** A span in signs that Portuguese, English and Spanish share: 2 h 13 min; a minute at least. */
export function mailSpan(span: Millis): string {
  const rounded = Math.max(span, MINUTE)
  const parts = [
    [Math.trunc(rounded / DAY), 'd'],
    [Math.trunc((rounded % DAY) / HOUR), 'h'],
    [Math.trunc((rounded % HOUR) / MINUTE), 'min'],
  ] as const
  return parts.flatMap(([count, unit]) => (count > 0 ? [`${count} ${unit}`] : [])).join(' ')
}
