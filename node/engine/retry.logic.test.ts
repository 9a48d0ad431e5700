import fc from 'fast-check'
import { describe, expect, it } from '@jest/globals'

import { type Cause, CAUSES } from '../shared/causes'
import { type Failure, decideRetry, LONGEST_OBEYED } from './retry.logic'
import { HOUR, MINUTE } from '../shared/time'

const NOW = Date.parse('2026-11-02T12:00:00Z')

const failure = (with_: Partial<Failure>): Failure => ({
  of: 'file',
  cause: 'UNKNOWN',
  tries: 1,
  retryAfter: null,
  since: NOW,
  now: NOW,
  random: 0,
  ...with_,
})

/** What follows the 1st, 2nd, ... failure in a row: minutes until the next try, or who must act. */
function story(of: Failure['of'], cause: Cause, length: number): readonly (number | string)[] {
  return Array.from({ length }, (_, index) => {
    const decision = decideRetry(failure({ of, cause, tries: index + 1 }))
    if (decision.kind === 'retry') return (decision.at - NOW) / MINUTE
    return decision.kind
  })
}

const OUTAGE = [1, 2, 4, 8, 15, 15, 15, 15, 15, 15, 15, 15, 'end', 'end']

describe('the consequence of a failed file', () => {
  it.each<[Cause, readonly (number | string)[]]>([
    ['MARKETPLACE_UNAVAILABLE', OUTAGE],
    ['VTEX_UNAVAILABLE', [1, 2, 4, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5]],
    ['LEDGER_UNAVAILABLE', [1, 2, 4, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5]],
    ['RATE_LIMITED', [1, 2, 4, 8, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15]],
    ['AUTH_INVALID', ['person']],
    ['AUTH_FORBIDDEN', ['person']],
    ['IMPORT_FAILED', [1, 1, 'end']],
    ['UNCONFIRMED', [1, 1, 1, 'end']],
    ['UNKNOWN', [1, 1, 'end']],
  ])('%s in a row leads to %j', (cause, expected) => {
    expect(story('file', cause, expected.length)).toEqual(expected)
  })
})

describe('what a SKU with a cause waits for', () => {
  const table: Readonly<Record<Cause, readonly (number | string)[]>> = {
    NOT_CATALOGED: ['radar', 'radar'],
    AUTH_INVALID: ['person'],
    AUTH_FORBIDDEN: ['person'],
    OTHER_SHOP: ['person'],
    RATE_LIMITED: [15, 30, 60, 60],
    MARKETPLACE_UNAVAILABLE: [15, 30, 60, 60, 60, 60, 60, 60, 60, 60],
    OFFER_LINE_REJECTED: ['person'],
    INVALID_QUANTITY: ['person'],
    PRODUCT_NOT_FOR_SALE: [60, 240, 720, 720, 720, 'person'],
    BOUND_TO_OTHER_PRODUCT: ['person'],
    IMPORT_FAILED: [15, 60, 240, 'person'],
    SKU_INACTIVE: ['end'],
    NOT_IN_TRADE_POLICY: ['end'],
    KIT_NOT_SENT: ['end'],
    BELOW_MIN_STOCK: ['end'],
    NEGATIVE_STOCK: ['end'],
    NO_PRICE: ['person'],
    NO_WAREHOUSE: ['person'],
    VTEX_UNAVAILABLE: [15, 30, 60, 60],
    STORE_SKU_FAILED: [5, 10, 20, 40, 80, 160, 320, 360, 360],
    LEDGER_UNAVAILABLE: [5, 10, 20, 40, 80, 160, 320, 360, 360],
    ZERO_HELD: [10, 10],
    STALE: [1440, 1440],
    UNCONFIRMED: [5, 15, 45, 135, 405, 720, 720, 720],
    UNKNOWN: [15, 60, 240, 'person'],
  }

  it.each(Object.entries(table) as [Cause, readonly (number | string)[]][])(
    '%s: %j',
    (cause, expected) => {
      expect(story('sku', cause, expected.length)).toEqual(expected)
    }
  )
})

it('reads a held 0 again ten minutes after its first reading, then every hour', () => {
  const next = (minutes: number) =>
    decideRetry(failure({ of: 'sku', cause: 'ZERO_HELD', since: NOW - minutes * MINUTE }))
  expect(next(4)).toEqual({ kind: 'retry', at: NOW + 6 * MINUTE })
  expect(next(10)).toEqual({ kind: 'retry', at: NOW + HOUR })
})

describe('Retry-After', () => {
  const after = (cause: Cause, retryAfter: number, tries = 1) =>
    decideRetry(failure({ cause, retryAfter, tries }))

  it('of a 429: waits for the longer of it and the back-off, also when it is absent', () => {
    expect(after('RATE_LIMITED', 0)).toEqual({ kind: 'retry', at: NOW + MINUTE })
    expect(after('RATE_LIMITED', 7_000)).toEqual({ kind: 'retry', at: NOW + MINUTE })
    expect(after('RATE_LIMITED', 20 * MINUTE, 5)).toEqual({ kind: 'retry', at: NOW + 20 * MINUTE })
  })

  it('of days: tries after an hour', () => {
    expect(after('RATE_LIMITED', 24 * HOUR)).toEqual({ kind: 'retry', at: NOW + LONGEST_OBEYED })
    expect(after('MARKETPLACE_UNAVAILABLE', 24 * HOUR)).toMatchObject({ at: NOW + LONGEST_OBEYED })
  })

  it('never shortens a pause', () => {
    for (const cause of ['RATE_LIMITED', 'MARKETPLACE_UNAVAILABLE'] as const)
      for (const retryAfter of [-1, 0, 1, 999, 61_000, 1e15])
        for (const tries of [1, 2, 9]) {
          const without = decideRetry(failure({ cause, tries }))
          const obeyed = after(cause, retryAfter, tries)
          expect('at' in obeyed && 'at' in without && obeyed.at >= without.at).toBe(true)
        }
  })

  it('of a 503: waits for the longer of it and the back-off', () => {
    expect(after('MARKETPLACE_UNAVAILABLE', 5 * MINUTE)).toMatchObject({ at: NOW + 5 * MINUTE })
    expect(after('MARKETPLACE_UNAVAILABLE', 1_000)).toMatchObject({ at: NOW + MINUTE })
  })
})

describe('any failure', () => {
  const failures = fc.record({
    of: fc.constantFrom('file' as const, 'sku' as const),
    cause: fc.constantFrom(...(Object.keys(CAUSES) as Cause[])),
    tries: fc.integer({ min: 1, max: 10_000 }),
    retryAfter: fc.option(fc.nat({ max: 24 * HOUR })),
    since: fc.integer({ min: NOW - 90 * 24 * HOUR, max: NOW }),
    now: fc.constant(NOW),
    random: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
  })

  it('gives a moment in the future, not before Retry-After, and within 1.2 days', () => {
    fc.assert(
      fc.property(failures, one => {
        const decision = decideRetry(one)
        if (!('at' in decision)) return
        expect(decision.at).toBeGreaterThan(NOW)
        expect(decision.at - NOW).toBeLessThanOrEqual(24 * HOUR * 1.2)
        if (decision.kind === 'retry')
          expect(decision.at - NOW).toBeGreaterThanOrEqual(
            Math.min(one.retryAfter ?? 0, LONGEST_OBEYED)
          )
      })
    )
  })

  it('spreads the retries of many', () => {
    const times = [0, 0.25, 0.5, 0.75].map(random =>
      decideRetry(failure({ cause: 'MARKETPLACE_UNAVAILABLE', random }))
    )
    expect(new Set(times.map(decision => ('at' in decision ? decision.at : 0))).size).toBe(4)
  })
})
