import type { Language } from '../admin/shell/language'

/** One sentence, or a few, in the languages of the Admin. */
export type Sentence = Readonly<Record<Language, string>>

export const inOrder = (pt: string, es: string, en: string): Sentence => ({ pt, es, en })

/** The language of a terminal, by its locale; English when it is none of ours. */
export function terminalLanguage(env: NodeJS.ProcessEnv): Language {
  const locale = env.LC_ALL || env.LC_MESSAGES || env.LANG || ''
  return locale.startsWith('pt') ? 'pt' : locale.startsWith('es') ? 'es' : 'en'
}
