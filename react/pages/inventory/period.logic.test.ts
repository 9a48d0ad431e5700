import { describe, expect, it } from '@jest/globals'

import { isBackwards, isDay } from './period.logic'

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
