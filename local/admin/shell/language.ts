export const LANGUAGES = ['pt', 'en', 'es'] as const
export type Language = (typeof LANGUAGES)[number]

/** The cultures that the Admin of VTEX uses for its languages. */
export const LOCALES: Readonly<Record<Language, string>> = { pt: 'pt-BR', en: 'en-US', es: 'es-AR' }

const COOKIE = 'admin_language'
const YEAR_SECONDS = 365 * 24 * 60 * 60

/**
 * The language chosen before; until one is, the first of the browser's that there is, else Portuguese, the working language.
 *
 * @param wanted language tags, the best first
 */
export function readLanguage(
  cookies = document.cookie,
  wanted: readonly string[] = navigator.languages
): Language {
  const chosen = new RegExp(`(?:^|;\\s*)${COOKIE}=(\\w+)`).exec(cookies)?.[1]
  return languageIn(chosen === undefined ? [] : [chosen]) ?? languageIn(wanted) ?? 'pt'
}

const languageIn = (tags: readonly string[]): Language | undefined =>
  tags
    .map(tag => LANGUAGES.find(language => language === tag.toLowerCase().split('-')[0]))
    .find(language => language !== undefined)

/** The tags of an Accept-Language header, the best first; a refused one (`q=0`) is none. */
export const tagsIn = (header: string): readonly string[] =>
  header
    .split(',')
    .map(entry => {
      const [tag = '', ...rest] = entry.split(';').map(part => part.trim())
      const weight = /^q=([\d.]+)$/i.exec(rest[0] ?? '')?.[1]
      return { tag, weight: weight === undefined ? 1 : Number(weight) }
    })
    .filter(({ weight }) => weight > 0)
    .sort((one, other) => other.weight - one.weight)
    .map(({ tag }) => tag)

export function keepLanguage(language: Language): void {
  document.cookie = `${COOKIE}=${language}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`
}
