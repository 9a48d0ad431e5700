import fc from 'fast-check'
import { describe, expect, it } from '@jest/globals'

import {
  type CallBudget,
  type LimitedOperation,
  earliestCall,
  earliestCheck,
  endCall,
  FRESH_BUDGET,
  holdCalls,
  LONGEST_CALL,
  MARGIN,
  releaseHolds,
  reserveCall,
  reserveCheck,
  SHORTEST_INTERVAL,
} from './limits.logic'

const operations = Object.keys(SHORTEST_INTERVAL) as LimitedOperation[]

/** A call after a pause; where during the call Carrefour counts it (0 to 1); its duration; whether its end is saved. */
const call = fc.record({
  operation: fc.constantFrom(...operations),
  pause: fc.nat({ max: 90_000 }),
  seen: fc.double({ min: 0, max: 1, noNaN: true }),
  takes: fc.double({ min: 0, max: 1, noNaN: true }),
  dies: fc.boolean(),
})

it('Carrefour never sees two calls closer than allowed, of any length, whether they die or not', () => {
  fc.assert(
    fc.property(fc.array(call, { maxLength: 60 }), calls => {
      let budget = FRESH_BUDGET
      let now = 0
      const last = new Map<LimitedOperation, number>()
      for (const { operation, pause, seen, takes, dies } of calls) {
        now = Math.max(now + pause, earliestCall(budget, operation))
        const length = takes * LONGEST_CALL[operation]
        const arrives = now + seen * length
        const before = last.get(operation)
        if (before !== undefined)
          expect(arrives - before).toBeGreaterThanOrEqual(SHORTEST_INTERVAL[operation])
        last.set(operation, arrives)
        budget = reserveCall(budget, operation, now)
        now += length
        if (!dies) budget = endCall(budget, operation, budget, now)
      }
    })
  )
})

it('a late end of a call does not undo a later reservation', () => {
  const mine = reserveCall(FRESH_BUDGET, 'STO02', 0)
  const others = reserveCall(mine, 'STO02', 100_000)
  expect(endCall(others, 'STO02', mine, 101_000)).toBe(others)
})

describe('Retry-After', () => {
  it('delays only its own operation', () => {
    const budget = holdCalls(FRESH_BUDGET, 'STO01', 500_000)
    expect(earliestCall(budget, 'STO01')).toBe(500_000)
    expect(earliestCall(budget, 'STO02')).toBe(0)
  })

  it('keeps the longer of two', () => {
    const budget = holdCalls(holdCalls(FRESH_BUDGET, 'STO01', 500_000), 'STO01', 400_000)
    expect(earliestCall(budget, 'STO01')).toBe(500_000)
    expect(earliestCall(releaseHolds(budget), 'STO01')).toBe(0)
  })
})

describe('checks of a ShopKey', () => {
  const afterCheck = (): CallBudget => {
    const reserved = reserveCheck(FRESH_BUDGET, 0)
    return endCall(reserved, 'STO02', reserved, 1_000)
  }

  it('leave every second turn to an import that is followed', () => {
    const turn = SHORTEST_INTERVAL.STO02 + MARGIN
    const budget = afterCheck()
    expect(earliestCall(budget, 'STO02')).toBe(1_000 + turn)
    expect(earliestCheck(budget, true)).toBe(1_000 + 2 * turn)
    const polled = reserveCall(budget, 'STO02', 1_000 + turn)
    const after = endCall(polled, 'STO02', polled, 2_000 + turn)
    expect(earliestCheck(after, true)).toBe(2_000 + 2 * turn)
  })

  it('may use every turn when none is followed', () => {
    expect(earliestCheck(afterCheck(), false)).toBe(earliestCall(afterCheck(), 'STO02'))
  })
})
