import { describe, expect, it } from '@jest/globals'

import { breakdownOf, unitsKey } from './comparison.logic'

const keysOf = (available: number, quantity: number, minimum: number | null = null) =>
  breakdownOf({ available, quantity, cause: null }, minimum).map(
    ({ key, units }) => `${key} ${units}`
  )

describe('the way of a quantity', () => {
  it.each([
    ['some units', 7, 7, ['available 7', 'sent 7']],
    ['unlimited stock', 1000000, 999999, ['unlimited 1000000', 'capped 999999']],
    ['more than is sent', 1000003, 999999, ['available 1000003', 'capped 999999']],
    ['more than is counted', 2147483647, 999999, ['atLeast 2147483647', 'capped 999999']],
    ['as many as are sent at most', 999999, 999999, ['available 999999', 'sent 999999']],
    ['fewer than none', -3, 0, ['available -3', 'sent 0']],
    ['units that are kept back', 5, 0, ['available 5', 'sent 0']],
  ])('C11: given %s, expect each step as what it is', (_, available, quantity, expected) => {
    expect(keysOf(available, quantity)).toEqual(expected)
  })

  it('C11: given the figure for unlimited stock, expect it named wherever units stand', () => {
    expect([7, 1000000, 2147483647].map(unitsKey)).toEqual([
      'detail.units',
      'detail.unlimited',
      'detail.at-least',
    ])
  })
})
