import type { Language } from '../admin/shell/language'

/** One sentence, or a few, in the languages of the Admin. */
export type Sentence = Readonly<Record<Language, string>>

export const inOrder = (pt: string, es: string, en: string): Sentence => ({ pt, es, en })
