import { expect, test } from '@jest/globals'
import ts from 'typescript-eslint'

import { readJson } from './repository'

const { rules } = readJson('scripts/typeRules.json') as { rules: Record<string, unknown> }

test('what ESLint recommends and needs types for is judged by oxlint (ADR 94)', () => {
  const recommended = ts.configs.recommendedTypeCheckedOnly.flatMap(config =>
    Object.entries(config.rules ?? {})
  )
  const needed = recommended
    .filter(([name, level]) => name.startsWith('@typescript-eslint/') && level !== 'off')
    .map(([name]) => name.replace('@typescript-eslint/', 'typescript/'))
  expect(needed.length).toBeGreaterThan(20)
  expect(Object.keys(rules)).toEqual(expect.arrayContaining(needed))
})
