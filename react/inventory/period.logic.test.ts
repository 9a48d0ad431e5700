import { describe, expect, it } from '@jest/globals'

import { isBackwards, isDay, momentsOf } from './period.logic'

describe('a day of the calendar (C11)', () => {
  it.each([
    ['2026-02-28', true],
    ['2026-02-31', false],
    ['2028-02-29', true],
    ['2026-13-01', false],
    ['2026-1-1', false],
    ['', false],
  ])('given %j, expect it to be one: %s', (text, expected) => {
    expect(isDay(text)).toBe(expected)
  })

  it('given an end before the start, expect that to be seen', () => {
    expect(isBackwards({ from: '2026-09-07', to: '2026-09-06' })).toBe(true)
    expect(isBackwards({ from: '2026-09-06', to: '2026-09-06' })).toBe(false)
    expect(isBackwards({ from: null, to: '2026-09-06' })).toBe(false)
  })
})

describe('a period', () => {
  const now = new Date(2026, 9, 12, 15, 30, 45)
  const none = { period: null, from: null, to: null } as const

  it.each([
    [{ ...none, period: 'today' } as const, { since: new Date(2026, 9, 12) }],
    [{ ...none, period: '24h' } as const, { since: new Date(2026, 9, 11, 15, 30) }],
    [{ ...none, from: '2026-10-12' }, { since: new Date(2026, 9, 12) }],
    [{ ...none, to: '2026-10-31' }, { before: new Date(2026, 10, 1) }],
    [none, {}],
  ])('given %j, expect its moments by the reader’s clock', (chosen, expected) => {
    const iso = Object.entries(expected).map(([key, at]) => [key, at.toISOString()])
    expect(momentsOf(chosen, now)).toEqual(Object.fromEntries(iso))
  })
})
