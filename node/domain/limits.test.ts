import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { LimitedOperation } from './limits'
import { earliestCall, FRESH_BUDGET, holdCalls, SHORTEST_INTERVAL, spendCall } from './limits'

const operations = Object.keys(SHORTEST_INTERVAL) as LimitedOperation[]

it('given any wishes to call at any times, expect two calls of an operation never nearer than allowed', () => {
  const wishes = fc.array(fc.tuple(fc.constantFrom(...operations), fc.nat({ max: 90_000 })), {
    maxLength: 60,
  })
  fc.assert(
    fc.property(wishes, steps => {
      let budget = FRESH_BUDGET
      let now = 0
      const last = new Map<LimitedOperation, number>()
      for (const [operation, pause] of steps) {
        now += pause
        if (earliestCall(budget, operation) > now) continue
        const before = last.get(operation)
        if (before !== undefined)
          expect(now - before).toBeGreaterThanOrEqual(SHORTEST_INTERVAL[operation])
        budget = spendCall(budget, operation, now)
        last.set(operation, now)
      }
    })
  )
})

it('given a Retry-After, expect no call before it, and only for that operation', () => {
  const budget = holdCalls(FRESH_BUDGET, 'STO01', 500_000)
  expect(earliestCall(budget, 'STO01')).toBe(500_000)
  expect(earliestCall(budget, 'STO02')).toBe(0)
})
