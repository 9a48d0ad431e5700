import { expect, it } from '@jest/globals'

import { readHistoryView, writeHistoryView } from './History'

it('reads from the address what it wrote there', () => {
  const view = { kind: 'REFUSED', person: 'ana+1@loja.example', page: 3 } as const
  const query = writeHistoryView(view)
  const decoded = Object.entries(query).map(([key, value]) => [key, decodeURIComponent(value)])
  expect(readHistoryView(Object.fromEntries(decoded) as Record<string, string>)).toEqual(view)
})

it('leaves defaults out, and takes nonsense for left out', () => {
  const start = { kind: null, person: '', page: 1 }
  expect(writeHistoryView(start)).toEqual({})
  expect(readHistoryView({ kind: 'x', page: '-1' })).toEqual(start)
})
