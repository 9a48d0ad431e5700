import fc from 'fast-check'
import { describe, expect, it } from '@jest/globals'

import { anAttempt, anOutcome, aProcess } from '../testing/factories'
import { fromDocument } from './document'
import { type Process, applyOutcome, KEPT_ATTEMPTS, mayBeHeld, confirmedOf } from './process.logic'
import { type Cause, CAUSES, statusOf } from '../shared/causes'

const outcomeOf = (batch: number) =>
  anOutcome({
    attempt: anAttempt({ batchId: `batch-${batch}`, at: batch * 60_000, quantity: batch }),
  })

describe('the ledger after outcomes', () => {
  it('settling a batch twice has the effect of once', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 30 }), { minLength: 1, maxLength: 30 }), batches => {
        let once: Process | null = null
        let twice: Process | null = null
        for (const batch of batches) {
          once = applyOutcome(once, outcomeOf(batch))
          twice = applyOutcome(applyOutcome(twice, outcomeOf(batch)), outcomeOf(batch))
        }
        expect(twice).toEqual(once)
      })
    )
  })

  it('keeps the last ten of many outcomes, newest first', () => {
    let process: Process | null = null
    for (let batch = 1; batch <= 15; batch += 1) process = applyOutcome(process, outcomeOf(batch))
    expect(process?.attempts).toHaveLength(KEPT_ATTEMPTS)
    expect(process?.attempts[0]?.quantity).toBe(15)
  })

  it('keeps the start time of a repeated cause', () => {
    const parked = (batch: number) =>
      anOutcome({
        attempt: anAttempt({
          batchId: `b${batch}`,
          at: batch,
          status: 'WARNING',
          cause: 'NOT_CATALOGED',
        }),
      })
    const first = applyOutcome(null, parked(1))
    const second = applyOutcome(first, parked(2))
    expect([first.causeSince, second.causeSince, second.processedAt]).toEqual([1, 1, 2])
    expect(applyOutcome(second, outcomeOf(3)).causeSince).toBeNull()
  })
})

describe('whether Carrefour may hold units', () => {
  const held = (...attempts: Parameters<typeof anAttempt>[0][]) =>
    mayBeHeld(fromDocument({ skuId: '1', attempts: attempts.map(stored) }) ?? aProcess())
  const stored = (attempt: Parameters<typeof anAttempt>[0]) => ({
    ...anAttempt(attempt),
    at: '2026-11-02T12:00:00Z',
  })

  it.each<[string, boolean, boolean]>([
    ['confirmed units', held({ quantity: 7 }), true],
    ['units of which nobody knows', held({ quantity: 7, cause: 'UNKNOWN' }), true],
    [
      'nothing sent since confirmed units',
      held({ quantity: null, cause: 'KIT_NOT_SENT' }, {}),
      true,
    ],
    ['a refused line', held({ quantity: 7, cause: 'NOT_CATALOGED' }), false],
    ['a refused 0 after units', held({ quantity: 0, cause: 'OFFER_LINE_REJECTED' }, {}), true],
    ['0 after units', held({ quantity: 0 }, {}), false],
    ['nothing ever sent', held({ quantity: null, cause: 'KIT_NOT_SENT' }), false],
    ['no attempt', held(), false],
  ])('with %s: %3$s', (_, seen, expected) => {
    expect(seen).toBe(expected)
  })
})

const CONFIRMED = anAttempt({ batchId: 'before', at: 1, quantity: 5 })

/** A row whose latest line had this outcome, after one that Carrefour took. */
const after = (cause: Cause, change: { readonly importId?: string | null } = {}) =>
  aProcess({
    status: statusOf(cause),
    cause,
    quantity: 0,
    attempts: [
      anAttempt({ batchId: 'now', at: 2, status: statusOf(cause), cause, quantity: 0, ...change }),
      CONFIRMED,
    ],
  })

describe('what Carrefour last confirmed', () => {
  it.each(Object.keys(CAUSES) as Cause[])('after %s is what it says of the line', cause => {
    const isDoubt = cause === 'STALE' || cause === 'UNCONFIRMED'
    const expected = { taken: 0, noOffer: null, refused: 5, unknown: isDoubt ? null : 5 }
    expect(confirmedOf(after(cause))).toBe(expected[CAUSES[cause].line])
  })

  it('is what came before where nothing was sent', () => {
    expect(confirmedOf(after('SKU_INACTIVE', { importId: null }))).toBe(5)
  })

  it('is the quantity of a success whose attempts are no longer kept, and nothing of anything else', () => {
    expect(confirmedOf(aProcess({ quantity: 12, attempts: [] }))).toBe(12)
    expect(
      confirmedOf(aProcess({ status: 'ERROR', cause: 'UNKNOWN', quantity: 12, attempts: [] }))
    ).toBeNull()
  })
})
