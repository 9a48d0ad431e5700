import type { Millis } from '../domain/time'
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
