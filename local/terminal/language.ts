import { type Language, LANGUAGES } from '../admin/shell/language'

/** The terminal's language, by POSIX's order of locale variables; an empty one counts as unset. English for languages we do not have. */
export function terminalLanguage(env: Readonly<Record<string, string | undefined>>): Language {
  const locale = (env.LC_ALL || env.LC_MESSAGES || env.LANG || '').toLowerCase()
  return LANGUAGES.find(language => locale.startsWith(language)) ?? 'en'
}
