import { describe, expect, it } from '@jest/globals'

import { type Cause, CAUSES, statusOf } from '../shared/causes'
import { anAttempt, aProcess } from '../testing/factories'
import { confirmedOf } from './impact.logic'

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
