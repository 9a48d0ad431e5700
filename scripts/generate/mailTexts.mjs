import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '../..')
const PREFIX = 'admin/carrefour-inventory.'
const WANTED = /^(mail\.|cause\.[a-z-]+\.(title|todo)$)/

/** The texts of mails, out of messages/: the service cannot read that folder on VTEX IO. */
export function mailTexts() {
  const texts = Object.fromEntries(
    ['pt', 'en', 'es'].map(language => {
      const messages = JSON.parse(readFileSync(join(ROOT, `messages/${language}.json`), 'utf8'))
      const kept = Object.entries(messages)
        .map(([key, text]) => [key.slice(PREFIX.length), text])
        .filter(([key]) => WANTED.test(key))
        .sort(([a], [b]) => (a < b ? -1 : 1))
      return [language, Object.fromEntries(kept)]
    })
  )
  return JSON.stringify(texts, null, 2) + '\n'
}
