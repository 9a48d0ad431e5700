import { describe, expect, it } from '@jest/globals'

import { DAY, fromIso, toIso } from './time'

describe('dates from callers', () => {
  it.each([
    ['the earliest that JavaScript knows', '-271821-04-20T00:00:00Z', '1970-01-01T00:00:00.000Z'],
    ['the latest', '+275760-09-13T00:00:00Z', '2200-01-01T00:00:00.000Z'],
    ['before 1970', '1969-12-31T23:59:59Z', '1970-01-01T00:00:00.000Z'],
    ['another time zone', '2026-11-26T10:00:00-03:00', '2026-11-26T13:00:00.000Z'],
  ])('reads %s as a moment within range', (_, text, wanted) => {
    const at = fromIso(text)
    expect(at === null ? null : toIso(at)).toBe(wanted)
    expect(() => toIso((at ?? 0) - DAY)).not.toThrow()
    expect(() => toIso((at ?? 0) + DAY)).not.toThrow()
  })

  it.each([[null], [''], ['yesterday'], ['2026-13-40'], ['1'.repeat(41)], ['NaN']])(
    'refuses %j',
    text => {
      expect(fromIso(text)).toBeNull()
    }
  )
})
