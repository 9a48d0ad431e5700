import path from 'node:path'
import { createIntl } from 'react-intl'
import { describe, expect, it } from '@jest/globals'

import { CAUSES } from '../../react/api/causes'
import { FORMATS } from '../../react/export/table'
import { FIELDS, fieldKey } from '../../react/configuration/form.logic'
import { HEALTHS } from '../../react/integrations/card.logic'
import { PERIODS } from '../../react/inventory/period.logic'
import { COLUMNS } from '../../react/inventory/view.logic'
import { GROUPS } from '../../react/jobs/job.logic'
import * as codes from '../../react/ui/keys'
import { KEY_PREFIX } from '../../react/ui/useText'
import { files, read, readJson } from './repository'
import { inCase } from '../../node/testing/cases'

type Messages = Readonly<Record<string, string>>

const LANGUAGES = ['pt', 'en', 'es'] as const
const messagesOf = (name: string) => readJson(`messages/${name}.json`) as Messages
const keys = Object.keys(messagesOf('pt'))

/** The records of react/ui/keys: a text for each code of the service. */
const CODE_KEYS = Object.entries(codes).flatMap(([name, keys]) =>
  name.endsWith('_KEYS')
    ? [{ name, keys: Object.values(keys as Readonly<Record<string, string>>) }]
    : []
)
const keysOf = (...names: readonly string[]) =>
  CODE_KEYS.flatMap(({ name, keys }) => (names.includes(name) ? keys : []))

/** Keys that the code builds from codes; every other key stands in the code as a text. */
const built = [
  ...CODE_KEYS.flatMap(({ name, keys }) => (name === 'FAILURE_KEYS' ? [] : keys)),
  ...keysOf('ACTOR_KEYS').flatMap(key => [
    `problems.${key}`,
    key.replace('actor.', 'problems.who.'),
  ]),
  ...keysOf('STATUS_KEYS').map(key => key.replace('status.', 'status.short.')),
  ...keysOf('HISTORY_KIND_KEYS').map(key => key.replace('.kind.', '.filter.')),
  ...(Object.keys(CAUSES) as (keyof typeof CAUSES)[]).flatMap(cause =>
    codes.CAUSE_PARTS.map(part => codes.causeKey(cause, part))
  ),
  ...keysOf('FAILURE_KEYS').flatMap(key =>
    ['title', 'todo', 'action'].map(part => `${key}.${part}`)
  ),
  ...keysOf('FAILURE_KEYS').map(key => `export.${key}`),
  ...keysOf('OUTCOME_KEYS').map(key => `${key}.count`),
  ...['available', 'unlimited', 'at-least', 'minimum', 'zeroed', 'sent', 'capped'].map(
    step => `way.${step}`
  ),
  ...['success', 'warning', 'error', 'hours', 'days'].map(one => `activity.${one}`),
  ...['hours', 'days'].map(scale => `activity.start.${scale}`),
  ...PERIODS.map(period => `period.${period}`),
  ...COLUMNS.map(column => `column.${column}`),
  ...['carrefour', 'store'].map(side => `column.${side}.meaning`),
  ...['from', 'to'].map(end => `inventory.filter.${end}`),
  ...Object.keys(GROUPS).flatMap(one => [`plan.leave-out.${one}`, `plan.leave-out.${one}.why`]),
  ...['incident', 'solved', 'digest', 'test'].map(kind => `mail.${kind}.subject`),
  ...HEALTHS.flatMap(health => [`health.${health}`, `health.${health}.meaning`]),
  ...FIELDS.flatMap(field => ['', '.help', '.limits'].map(part => fieldKey(field) + part)),
  ...FORMATS.flatMap(format => [`export.format.${format}`, `receipt.download.${format}`]),
  ...['success', 'pending', 'pending-incident'].flatMap(state =>
    ['meaning', 'todo'].map(part => `detail.${state}.${part}`)
  ),
]

const source = files()
  .filter(
    file => /^react\/.*\.tsx?$|^node\/alerts\/mail\.ts$/.test(file) && !/\.test\.tsx?$/.test(file)
  )
  .map(read)
  .join('\n')
const texts = new Set(
  [...source.matchAll(/['"]([a-z0-9-]+(?:\.[a-z0-9-]+)+)['"]/g)].map(match => match[1])
)

const navigation = [
  ...read('admin/navigation.json').matchAll(/"(?:titleId|labelId)":\s*"([^"]+)"/g),
].map(match => String(match[1]))

describe('messages', () => {
  it.each([...LANGUAGES, 'context'])('%s has every key, in the order of the alphabet', name => {
    expect(Object.keys(messagesOf(name))).toEqual(keys)
    expect(keys).toEqual([...keys].sort())
  })

  it('have keys as VTEX asks for them', () => {
    for (const key of keys) expect(key).toMatch(/^admin\/carrefour-inventory(\.[a-z0-9-]+)+$/)
  })

  it.each(LANGUAGES)('%s leaves nothing empty', name => {
    for (const [key, text] of Object.entries(messagesOf(name)))
      inCase(key, () => expect(text.trim()).not.toBe(''))
  })

  it('take the same values in each language', () => {
    const values = (text: string) =>
      [...new Set([...text.matchAll(/\{(\w+)[,}]/g)].map(one => one[1]))].sort()
    for (const key of keys) {
      const [pt, ...others] = LANGUAGES.map(name => values(messagesOf(name)[key] ?? ''))
      for (const other of others) inCase(key, () => expect(other).toEqual(pt))
    }
  })

  it.each(LANGUAGES)('%s reads well for none, one and many', name => {
    const fail = (problem: string | Error) => {
      throw new Error(String(problem))
    }
    const intl = createIntl({ locale: name, messages: messagesOf(name), onError: fail })
    for (const [id, message] of Object.entries(messagesOf(name))) {
      for (const amount of [0, 1, 2]) {
        const names = [...message.matchAll(/\{(\w+)[,}]/g)].map((match): [string, number] => [
          String(match[1]),
          amount,
        ])
        inCase(id, () =>
          expect(intl.formatMessage({ id }, Object.fromEntries(names))).not.toMatch(/[{}]/)
        )
      }
    }
  })

  it('say a zero in Portuguese as people do: 0 unidades', () => {
    // To the plural rules of Portuguese 0 is singular, as 1 is: `one` would show "0 unidade". `=1` means 1 only.
    for (const [key, text] of Object.entries(messagesOf('pt')))
      inCase(key, () => expect(text).not.toMatch(/\bone \{/))
  })

  it('exist for every key that the pages and the menu use', () => {
    for (const key of [...built.map(one => KEY_PREFIX + one), ...navigation])
      expect(keys).toContain(key)
  })

  it('are used, each of them', () => {
    const used = new Set([...built, ...texts].map(key => KEY_PREFIX + key).concat(navigation))
    expect(keys.filter(key => !used.has(key))).toEqual([])
  })

  it('are called with keys that exist', () => {
    const called = [...source.matchAll(/\btext\(\s*'([^']+)'/g)].map(
      match => KEY_PREFIX + String(match[1])
    )
    expect(called.length).toBeGreaterThan(50)
    expect(called.filter(key => !keys.includes(key))).toEqual([])
  })

  it('blame and beg nobody, and show no bare code', () => {
    const unwanted: Readonly<Record<string, RegExp>> = {
      pt: /\b(ops|por favor|desculpe|inválid|proibid|ocorreu um erro)/i,
      en: /\b(oops|please|sorry|invalid|forbidden|an error occurred)/i,
      es: /\b(ups|por favor|disculp|lo sentimos|inválid|prohibid|ocurrió un error)/i,
    }
    for (const name of LANGUAGES) {
      const pattern = unwanted[name] ?? /$^/
      for (const [key, text] of Object.entries(messagesOf(name))) {
        inCase(`${name} ${key}`, () => expect(text).not.toMatch(pattern))
        inCase(`${name} ${key}`, () => expect(text).not.toMatch(/\b[A-Z]{3,}_[A-Z_]+\b/))
      }
    }
  })
})

describe('the entries of the pages', () => {
  it('are there for each route', () => {
    const routes = readJson('admin/routes.json') as Readonly<Record<string, { component: string }>>
    const entries = files().filter(file => path.dirname(file) === 'react' && file.endsWith('.tsx'))
    expect(
      Object.values(routes)
        .map(route => `react/${route.component}.tsx`)
        .sort()
    ).toEqual([...entries].sort())
    for (const entry of entries)
      inCase(entry, () => expect(read(entry).split('\n').length).toBeLessThanOrEqual(11))
  })
})
