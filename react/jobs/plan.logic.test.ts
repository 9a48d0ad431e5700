import { describe, expect, it } from '@jest/globals'

import { aPlan } from '../testing/samples'
import { groupsIn, LEFT_OUT_AT_FIRST, narrowed, withoutMissing } from './plan.logic'

describe('what is left out', () => {
  it('expect what waits for the catalogue left out at first, and the rest by choice', () => {
    expect(narrowed({ status: 'ERROR' }, LEFT_OUT_AT_FIRST)).toEqual({
      status: 'ERROR',
      without: ['NOT_CATALOGED'],
    })
    expect(narrowed({}, { waiting: false, blocked: false })).toEqual({})
    expect(narrowed({ skuIds: ['1'] }, { waiting: true, blocked: true })).toEqual({
      skuIds: ['1'],
      without: ['NOT_CATALOGED', 'AUTH_INVALID', 'AUTH_FORBIDDEN'],
    })
  })

  it('expect only groups with SKUs to be named', () => {
    expect(groupsIn(aPlan({ waiting: 0, blocked: 3 }))).toEqual(['blocked'])
    expect(groupsIn(aPlan())).toEqual([])
  })

  it('given named SKUs without a process yet, expect them not asked for', () => {
    const plan = aPlan({ missing: ['2'] })
    expect(withoutMissing({ skuIds: ['1', '2', '3'] }, plan)).toEqual({ skuIds: ['1', '3'] })
    expect(withoutMissing({ status: 'ERROR' }, plan)).toEqual({ status: 'ERROR' })
  })
})
