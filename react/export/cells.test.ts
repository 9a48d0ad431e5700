import { describe, expect, it } from '@jest/globals'

import { toDateText, toExcelDate, wallClock } from './cells'

const shown = (iso: string, zone: string) => toDateText(wallClock(zone)(iso) ?? Number.NaN)

describe('a clock on the wall', () => {
  it.each([
    ['America/Sao_Paulo', '2026-11-24T02:30:00Z', '2026-11-23 23:30:00'],
    ['Asia/Kathmandu', '2026-11-24T00:00:00Z', '2026-11-24 05:45:00'],
    // The hour that the clock skips, and the one that it shows twice.
    ['Europe/Madrid', '2026-03-29T00:59:59Z', '2026-03-29 01:59:59'],
    ['Europe/Madrid', '2026-03-29T01:00:00Z', '2026-03-29 03:00:00'],
    ['Europe/Madrid', '2026-10-25T00:30:00Z', '2026-10-25 02:30:00'],
    ['Europe/Madrid', '2026-10-25T01:30:00Z', '2026-10-25 02:30:00'],
  ])('given %s at %s, expect %s', (zone, iso, wall) => expect(shown(iso, zone)).toBe(wall))

  it('given a text that is no moment, expect nothing', () => {
    expect(wallClock()('soon')).toBeNull()
  })

  it("expect the browser's own zone when none is named", () => {
    const at = new Date('2026-11-24T10:30:00Z')
    const wall = new Date(wallClock()(at.toISOString()) ?? 0)
    expect([wall.getUTCDate(), wall.getUTCHours()]).toEqual([at.getDate(), at.getHours()])
  })
})

describe('a date as Excel counts', () => {
  it.each([
    ['1970-01-01T00:00:00Z', 25_569],
    ['2026-11-24T12:00:00Z', 46_350.5],
  ])('given %s, expect %d', (iso, days) => expect(toExcelDate(Date.parse(iso))).toBe(days))
})
