import { readFileSync } from 'node:fs'
import path from 'node:path'

import { mailTexts } from './mailTexts.mjs'

const ROOT = path.resolve(import.meta.dirname, '../..')
const LANGUAGES = ['pt', 'en', 'es']

/** What translators are told of the three texts that every cause has. */
const CAUSE = {
  title: 'short name, in the list',
  meaning: 'what it means',
  todo: 'what to do',
}

function contextOf(key) {
  const [, cause, part] = /\.cause\.([a-z-]+)\.(title|meaning|todo)$/.exec(key) ?? []
  return cause && `Help of the cause ${cause}: ${CAUSE[part]}`
}

const read = name => JSON.parse(readFileSync(path.join(ROOT, `messages/${name}.json`), 'utf8'))

const inOrder = texts =>
  JSON.stringify(
    Object.fromEntries(Object.entries(texts).sort(([a], [b]) => (a < b ? -1 : 1))),
    null,
    2
  ) + '\n'

/** Files made of messages/, with their text: keys in order, the context of causes, and the copy for mails. */
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
