import { type Language, LANGUAGES } from '../admin/shell/language'

/** The language of a terminal, by its locale as POSIX orders it, an empty one being none; English when it is not ours. */
export function terminalLanguage(env: Readonly<Record<string, string | undefined>>): Language {
  const locale = (env.LC_ALL || env.LC_MESSAGES || env.LANG || '').toLowerCase()
  return LANGUAGES.find(language => locale.startsWith(language)) ?? 'en'
}
