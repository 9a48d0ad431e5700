import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { type Language, LANGUAGES } from '../admin/shell/language'
import { ROOT } from '../root'

/** Texts of the app's own pages, in the language of the person at the terminal. */
export interface Words {
  readonly language: Language
  readonly status: (code: string) => string
  readonly cause: (code: string | null) => string
}

/** The language that the environment names, as POSIX orders it; English for any other. */
export function languageIn(env: Readonly<Record<string, string | undefined>>): Language {
  const named = env.LC_ALL ?? env.LC_MESSAGES ?? env.LANG ?? ''
  return LANGUAGES.find(language => named.toLowerCase().startsWith(language)) ?? 'en'
}

export function wordsIn(language: Language): Words {
  const messages = JSON.parse(
    readFileSync(join(ROOT, `messages/${language}.json`), 'utf8')
  ) as Record<string, string>
  const text = (key: string, code: string): string =>
    Object.entries(messages).find(([name]) => name.endsWith(key))?.[1] ?? code
  return {
    language,
    status: code => text(`status.${kebab(code)}`, code),
    cause: code => (code === null ? '' : text(`cause.${kebab(code)}.title`, code)),
  }
}

const kebab = (code: string): string => code.toLowerCase().replaceAll('_', '-')
