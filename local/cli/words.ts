import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import type { Language } from '../admin/shell/language'
import { ROOT } from '../root'

/** Texts of the app's own pages, in the language of the person at the terminal. */
export interface Words {
  readonly language: Language
  readonly status: (code: string) => string
  readonly cause: (code: string | null) => string
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
