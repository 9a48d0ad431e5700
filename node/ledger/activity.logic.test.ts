import { describe, expect, it } from '@jest/globals'

import { EMPTY_DAY, hoursOf, withBatch } from './activity.logic'

const at = Date.parse('2026-11-24T13:59:59Z')
const tally = { success: 3, warning: 1, error: 0 }

describe('the counters of a day', () => {
  it('adds up two batches of an hour', () => {
    const once = withBatch(EMPTY_DAY, 'a', at, tally) ?? EMPTY_DAY
    const twice = withBatch(once, 'b', at, { success: 0, warning: 0, error: 2 }) ?? EMPTY_DAY
    expect(hoursOf('2026-11-24', twice)).toEqual([
      { at: Date.parse('2026-11-24T13:00:00Z'), success: 3, warning: 1, error: 2 },
    ])
  })

  it('counts the same batch once', () => {
    const once = withBatch(EMPTY_DAY, 'a', at, tally) ?? EMPTY_DAY
    expect(withBatch(once, 'a', at, tally)).toBeNull()
  })

  it('keeps the file small with thousands of batches', () => {
    let day = EMPTY_DAY
    for (let batch = 0; batch < 5_000; batch += 1) {
      day = withBatch(day, `batch-${batch}`, at + batch, tally) ?? day
    }
    expect(JSON.stringify(day).length).toBeLessThan(4_000)
  })
})
