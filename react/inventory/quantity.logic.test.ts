import { describe, expect, it } from '@jest/globals'

import { CAUSES } from '../api/causes'
import type { Attempt, Cause } from '../api/generated'
import { aProcess } from '../testing/samples'
import { heldOf, fateOf, storeOf } from './quantity.logic'

const AT = '2026-10-12T14:30:00.000Z'
const EARLIER = '2026-10-11T14:30:00.000Z'

const attempt = (change: Partial<Attempt>): Attempt => ({
  at: AT,
  reason: 'NOTIFICATION',
  status: 'SUCCESS',
  cause: null,
  quantity: 12,
  message: null,
  importId: '8123',
  sentLine: null,
  ...change,
})
const refused = attempt({ status: 'ERROR', cause: 'OFFER_LINE_REJECTED', quantity: 211 })

describe('what Carrefour holds', () => {
  it('is the newest quantity that it took, never one that it refused', () => {
    const attempts = [refused, attempt({ at: EARLIER, quantity: 5 })]
    const row = aProcess({ status: 'ERROR', cause: 'OFFER_LINE_REJECTED', quantity: 211, attempts })
    expect(heldOf(row)).toEqual({ units: 5, at: EARLIER })
    expect(fateOf(row)).toBe('refused')
    expect(heldOf({ ...row, attempts: [refused] })).toBeNull()
  })

  it('is a 0 that was sent on purpose, but nothing where nothing was sent', () => {
    const zero = attempt({ status: 'WARNING', cause: 'SKU_INACTIVE', quantity: 0 })
    const row = aProcess({
      status: 'WARNING',
      cause: 'SKU_INACTIVE',
      quantity: 0,
      attempts: [zero],
    })
    expect(heldOf(row)).toEqual({ units: 0, at: AT })
    expect(heldOf({ ...row, attempts: [{ ...zero, importId: null }] })).toBeNull()
  })

  it('is nothing of a product that Carrefour has not catalogued, whatever was sent and confirmed before', () => {
    const waiting = attempt({ status: 'WARNING', cause: 'NOT_CATALOGED', quantity: 40 })
    const row = aProcess({ status: 'WARNING', cause: 'NOT_CATALOGED', quantity: 40 })
    expect(heldOf({ ...row, attempts: [waiting] })).toBeNull()
    const before = attempt({ at: EARLIER, quantity: 5 })
    expect(heldOf({ ...row, attempts: [waiting, before] })).toBeNull()
  })

  it.each(Object.keys(CAUSES) as Cause[])('after %s is what it says of the line', cause => {
    const { line, status } = CAUSES[cause]
    const tried = attempt({ status, cause, quantity: 0 })
    const before = attempt({ at: EARLIER, quantity: 5 })
    const known = heldOf(aProcess({ status: 'PENDING', attempts: [tried, before] }))
    const expected = { taken: 0, noOffer: undefined, refused: 5, unknown: 5 }
    expect(known === null ? undefined : known.units).toBe(expected[line])
  })

  it('is unknown while it is in doubt', () => {
    for (const cause of ['STALE', 'UNCONFIRMED'] as const) {
      const row = aProcess({ status: 'WARNING', cause, attempts: [attempt({})] })
      expect(heldOf(row)).toBeNull()
    }
  })

  it('is what a comparison saw since, a 0 too, also where a confirmation is out of date', () => {
    const seen = { units: 0, at: AT }
    const row = aProcess({ status: 'ERROR', cause: 'OFFER_LINE_REJECTED', attempts: [refused] })
    expect(heldOf(row)).toBeNull()
    expect(heldOf({ ...row, seen })).toEqual(seen)
    expect(heldOf({ ...row, cause: 'STALE', seen })).toEqual(seen)
  })

  it('is the quantity of a success whose attempts are no longer kept', () => {
    expect(heldOf(aProcess())).toEqual({ units: 12, at: AT })
    expect(heldOf(aProcess({ status: 'PENDING' }))).toBeNull()
  })
})

it('what the store had is as old as the latest attempt', () => {
  expect(storeOf(aProcess({ available: 9, attempts: [attempt({ at: EARLIER })] }))).toEqual({
    units: 9,
    at: EARLIER,
  })
  expect(storeOf(aProcess({ available: null }))).toBeNull()
})

describe('what became of a quantity', () => {
  const fate = (cause: Cause | null, quantity: number | null = 211) => fateOf({ cause, quantity })

  it('is refused where Carrefour holds no such offer, also while the row waits again', () => {
    expect(fate('NOT_CATALOGED')).toBe('refused')
    expect(fate('OFFER_LINE_REJECTED')).toBe('refused')
    expect(fate('AUTH_INVALID')).toBe('refused')
  })

  it('is tried where no answer tells, and sent where it was taken or may have been', () => {
    expect(fate('MARKETPLACE_UNAVAILABLE')).toBe('tried')
    expect(fate('RATE_LIMITED')).toBe('tried')
    expect(fate('STALE')).toBe('sent')
    expect(fate('UNCONFIRMED')).toBe('sent')
    expect(fate('SKU_INACTIVE', 0)).toBe('sent')
    expect(fate(null)).toBe('sent')
    expect(fate('VTEX_UNAVAILABLE', null)).toBe('sent')
  })
})
