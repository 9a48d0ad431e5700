import { expect, it } from '@jest/globals'

import type { HistoryEntry } from '../api/generated'
import type { TextValues } from '../ui/useText'
import { subjectWords } from './History'

const entry = (change: Partial<HistoryEntry>): HistoryEntry => ({
  id: '1',
  at: '2026-10-12T14:30:00.000Z',
  kind: 'REPROCESSED',
  person: null,
  from: null,
  fields: [],
  count: null,
  subject: null,
  outcome: null,
  ...change,
})

/** Shows keys and values, so that what is put together can be seen. */
const text = (key: string, values: TextValues = {}) => [key, ...Object.values(values)].join(' ')

it.each<[Partial<HistoryEntry>, string | null]>([
  [{ subject: null }, null],
  [{ subject: '1001' }, 'history.subject 1001'],
  [{ kind: 'PROBLEM_DISMISSED', subject: 'NO_PRICE' }, 'history.subject cause.no-price.title'],
  [{ kind: 'PROBLEM_RESTORED', subject: 'UNKNOWN.ab12' }, 'history.subject cause.unknown.title'],
  [
    { kind: 'REFUSED', subject: 'saveCarrefourConfiguration' },
    'history.refused-field history.operation.save-carrefour-configuration',
  ],
  [
    { kind: 'REFUSED', subject: 'carrefourConnection' },
    'history.refused-field history.operation.view',
  ],
])('given %o, expect %s', (change, expected) => {
  expect(subjectWords(entry(change), text)).toBe(expected)
})
