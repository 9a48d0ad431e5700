export const LANGUAGES = ['pt', 'en', 'es'] as const
export type Language = (typeof LANGUAGES)[number]

/** The cultures that the Admin of VTEX uses for its languages. */
export const LOCALES: Readonly<Record<Language, string>> = { pt: 'pt-BR', en: 'en-US', es: 'es-AR' }

const COOKIE = 'admin_language'
const YEAR_SECONDS = 365 * 24 * 60 * 60

/** The language chosen before; Portuguese, the working language, until one is. */
export function readLanguage(cookies = document.cookie): Language {
  const chosen = new RegExp(`(?:^|;\\s*)${COOKIE}=(\\w+)`).exec(cookies)?.[1]
  return LANGUAGES.find(language => language === chosen) ?? 'pt'
}

export function keepLanguage(language: Language): void {
  document.cookie = `${COOKIE}=${language}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`
}
