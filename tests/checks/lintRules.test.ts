import { expect, test } from '@jest/globals'
import js from '@eslint/js'
import ts from 'typescript-eslint'

import { readJson } from './repository'

type Rules = Readonly<Record<string, unknown>>

const { rules, overrides } = readJson('.oxlintrc.json') as {
  rules: Rules
  overrides: { files: readonly string[]; rules: Rules }[]
}
const ofTypeScript = overrides.find(({ files }) => files.includes('**/*.{ts,tsx}'))?.rules ?? {}

/** What the parser refuses already. */
const PARSED = ['no-dupe-args', 'no-octal']

const isOn = ([, level]: [string, unknown]): boolean => level !== 'off' && level !== 0
const onIn = (listed: Rules): readonly string[] =>
  Object.entries(listed)
    .filter(isOn)
    .map(([name]) => name)

test('what ESLint recommends is judged by oxlint (ADR 94)', () => {
  const recommended = onIn(js.configs.recommended.rules).filter(name => !PARSED.includes(name))
  expect(recommended.length).toBeGreaterThan(50)
  expect(onIn(rules)).toEqual(expect.arrayContaining([...recommended]))
})

test.each(['recommended', 'recommendedTypeCheckedOnly'] as const)(
  'what typescript-eslint has as %s is judged by oxlint, and nothing else is given up (ADR 94)',
  kind => {
    // Later parts decide; what one part shuts another of TypeScript's rules or the compiler judges.
    const wanted = Object.assign({}, ...ts.configs[kind].map(config => config.rules ?? {})) as Rules
    const own = (name: string) => name.replace('@typescript-eslint/', 'typescript/')
    const known = onIn({ ...rules, ...ofTypeScript })
    // oxlint has one rule where typescript-eslint has one that takes the place of ESLint's.
    const missing = onIn(wanted)
      .map(own)
      .filter(name => !known.includes(name) && !known.includes(name.replace('typescript/', '')))
    expect(onIn(wanted).length).toBeGreaterThan(20)
    expect(missing).toEqual([])
    const shut = Object.keys(ofTypeScript).filter(name => ofTypeScript[name] === 'off')
    const all = Object.assign(
      {},
      ...ts.configs.recommended.map(config => config.rules ?? {})
    ) as Rules
    expect(shut.filter(name => all[name] !== 'off')).toEqual([])
  }
)
