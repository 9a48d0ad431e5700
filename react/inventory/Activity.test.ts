import { describe, expect, it } from '@jest/globals'

import { barsOf, totalOf } from './Activity'

const now = new Date(2026, 10, 24, 13, 40)
const hour = (day: number, at: number) => ({
  at: new Date(2026, 10, day, at).toISOString(),
  success: 2,
  warning: 1,
  error: 0,
})

describe('the bars', () => {
  it('given hours, expect 24 bars that end with this hour, empty ones included', () => {
    const bars = barsOf([hour(24, 13), hour(23, 14), hour(23, 13)], 'hours', now)
    expect(bars.map(totalOf)).toEqual([3, ...Array<number>(22).fill(0), 3])
  })

  it('given the hours of a day, expect one bar of the reader’s day', () => {
    const bars = barsOf([hour(24, 0), hour(24, 13), hour(23, 23), hour(1, 1)], 'days', now)
    expect(bars).toHaveLength(30)
    expect(bars.at(-1)).toMatchObject({ success: 4, warning: 2 })
    expect(bars.map(totalOf).reduce((sum, total) => sum + total, 0)).toBe(12)
  })
})
