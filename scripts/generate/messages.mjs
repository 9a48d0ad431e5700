import { readFileSync } from 'node:fs'
import path from 'node:path'

import { mailTexts } from './mailTexts.mjs'

const ROOT = path.resolve(import.meta.dirname, '../..')
const LANGUAGES = ['pt', 'en', 'es']

/** What translators are told of texts that every cause, field or column has. */
const CONTEXTS = [
  [/\.cause\.([a-z-]+)\.title$/, cause => `Help of the cause ${cause}: short name, in the list`],
  [/\.cause\.([a-z-]+)\.meaning$/, cause => `Help of the cause ${cause}: what it means`],
  [/\.cause\.([a-z-]+)\.todo$/, cause => `Help of the cause ${cause}: what to do`],
  [/\.field\.[a-z-]+$/, () => 'Label of a field'],
  [/\.field\.[a-z-]+\.help$/, () => 'Help beneath a field'],
  [/\.field\.[a-z-]+\.limits$/, () => 'Default of a field, after its help'],
  [/\.column\.[a-z-]+$/, () => 'Column of the list'],
]

function contextOf(key) {
  for (const [pattern, tell] of CONTEXTS) {
    const match = pattern.exec(key)
    if (match) return tell(match[1])
  }
  return null
}

const read = name => JSON.parse(readFileSync(path.join(ROOT, `messages/${name}.json`), 'utf8'))

const inOrder = texts =>
  JSON.stringify(
    Object.fromEntries(Object.entries(texts).sort(([a], [b]) => (a < b ? -1 : 1))),
    null,
    2
  ) + '\n'

/** Files made of messages/, with their text: keys in order, the usual contexts, and the copy for mails. */
export function messageFiles() {
  const texts = Object.fromEntries(LANGUAGES.map(name => [name, read(name)]))
  const context = read('context')
  const missing = Object.keys(texts.pt)
    .filter(key => !(key in context) && contextOf(key))
    .map(key => [key, contextOf(key)])
  return [
    ...LANGUAGES.map(name => [`messages/${name}.json`, inOrder(texts[name])]),
    ['messages/context.json', inOrder({ ...context, ...Object.fromEntries(missing) })],
    ['node/alerts/mailTexts.json', mailTexts()],
  ]
}
