import type { Choices } from '../domain/configuration'
import texts from './mailTexts.json'

export type MailLanguage = Choices['alertLanguage']

type Texts = Readonly<Record<string, string | undefined>>

const TEXTS: Readonly<Record<MailLanguage, Texts>> = {
  PT: texts.pt,
  EN: texts.en,
  ES: texts.es,
}

/**
 * A text of a mail. `mailTexts.json` is made from messages/ by `node scripts/mail-texts.mjs`, since the
 * service cannot read that folder; a check keeps both equal. Values are put in as they are.
 */
export const mailText = (
  language: MailLanguage,
  key: string,
  values: Readonly<Record<string, string>> = {}
): string =>
  (TEXTS[language][key] ?? '').replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '')
