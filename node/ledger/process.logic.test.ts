import fc from 'fast-check'
import { describe, expect, it } from '@jest/globals'

import { anAttempt, anOutcome, aProcess, SHOP } from '../testing/factories'
import { fromDocument } from './document'
import {
  type Attempt,
  type Process,
  applyOutcome,
  heldOf,
  impactOf,
  KEPT_ATTEMPTS,
  mayBeHeld,
  withSeen,
} from './process.logic'
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

describe('what Carrefour holds', () => {
  it.each(Object.keys(CAUSES) as Cause[])('after %s is what it says of the line', cause => {
    const isDoubt = cause === 'STALE' || cause === 'UNCONFIRMED'
    const expected = { taken: 0, noOffer: null, refused: 5, unknown: isDoubt ? null : 5 }
    expect(heldOf(after(cause))).toBe(expected[CAUSES[cause].line])
  })

  it('is what came before where nothing was sent', () => {
    expect(heldOf(after('SKU_INACTIVE', { importId: null }))).toBe(5)
  })

  it('is the quantity of a success whose attempts are no longer kept, and nothing of anything else', () => {
    expect(heldOf(aProcess({ quantity: 12, attempts: [] }))).toBe(12)
    expect(
      heldOf(aProcess({ status: 'ERROR', cause: 'UNKNOWN', quantity: 12, attempts: [] }))
    ).toBeNull()
  })
})

describe('what a comparison saw at Carrefour', () => {
  const refused = aProcess({
    status: 'ERROR',
    cause: 'OFFER_LINE_REJECTED',
    quantity: 211,
    attempts: [anAttempt({ status: 'ERROR', cause: 'OFFER_LINE_REJECTED', quantity: 211 })],
  })
  const SEEN = { units: 0, at: 9 }

  it('tells a 0 from what nobody knows', () => {
    expect(heldOf(refused)).toBeNull()
    expect(heldOf(withSeen(refused, SEEN))).toBe(0)
  })

  it('is not written where the row says the same already', () => {
    const row = withSeen(refused, SEEN)
    expect(withSeen(row, { ...SEEN, at: 10 })).toBe(row)
    const success = aProcess({ quantity: 7 })
    expect(withSeen(success, { units: 7, at: 9 })).toBe(success)
  })

  it('counts in what the problem costs', () => {
    const locked = { ...refused, quantity: 2 }
    expect(impactOf(withSeen(locked, { units: 40, at: 9 }))).toEqual({ oversold: 38, unoffered: 0 })
  })

  it.each<[string, Partial<Attempt>, string, number | null]>([
    ['refused again', { status: 'ERROR', cause: 'OFFER_LINE_REJECTED' }, SHOP, 0],
    ['not sent', { status: 'ERROR', cause: 'NO_PRICE', quantity: null }, SHOP, 0],
    ['taken', { quantity: 5 }, SHOP, 5],
    ['without an offer', { status: 'WARNING', cause: 'NOT_CATALOGED' }, SHOP, null],
    ['in doubt', { status: 'WARNING', cause: 'UNCONFIRMED' }, SHOP, null],
    ['refused by another shop', { status: 'ERROR', cause: 'OFFER_LINE_REJECTED' }, 'other', null],
  ])('after an attempt that was %s holds or gives way', (_, change, shop, expected) => {
    const next = anOutcome({
      shop,
      attempt: anAttempt({ batchId: 'next', at: 2_000_000_000_000, ...change }),
    })
    expect(heldOf(applyOutcome(withSeen(refused, SEEN), next))).toBe(expected)
  })
})
