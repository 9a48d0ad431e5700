import { describe, expect, it } from '@jest/globals'

import { type RawFilter, fingerprintOf, MAX_NAMED, readFilter } from './filter.logic'
import { EVERY_PROCESS } from '../ledger/filter.logic'

const codeOf = (raw: RawFilter) => {
  const read = readFilter(raw)
  return read.ok ? null : read.error
}

describe('a filter', () => {
  it('matches everything when empty', () => {
    expect(readFilter({})).toEqual({ ok: true, value: { kind: 'matching', filter: EVERY_PROCESS } })
  })

  it('reads its conditions', () => {
    const raw = {
      status: 'ERROR',
      causes: ['UNKNOWN', 'AUTH_INVALID', 'UNKNOWN'],
      search: ' café ',
    }
    expect(readFilter({ ...raw, since: '2026-11-02T12:00:00Z', fingerprint: 'ab12' })).toEqual({
      ok: true,
      value: {
        kind: 'matching',
        filter: {
          ...EVERY_PROCESS,
          status: 'ERROR',
          causes: ['AUTH_INVALID', 'UNKNOWN'],
          search: 'café',
          since: Date.parse('2026-11-02T12:00:00Z'),
          fingerprint: 'ab12',
        },
      },
    })
  })

  it.each<RawFilter>([
    { status: 'PENDING' },
    { status: 'error' },
    { causes: ['NO_SUCH'] },
    { without: ['NO_SUCH'] },
    { actor: 'NO_SUCH' },
    { search: 'x'.repeat(2_001) },
    { search: '...' },
    { search: 'a b c d e f g h i j k' },
    { fingerprint: 'ab12 OR status=ERROR' },
    { since: 'yesterday' },
    { before: '32/13' },
    { skuIds: ['1'], status: 'ERROR' },
    { skuIds: ['1'], search: 'x' },
  ])('refuses %j', raw => {
    expect(codeOf(raw)?.code).toBe('INVALID_FILTER')
  })

  it('names the ones that are not SKU ids', () => {
    expect(codeOf({ skuIds: ['1', 'x', '2 OR 1'] })).toEqual({
      code: 'SKU_NOT_FOUND',
      skuIds: ['x', '2 OR 1'],
    })
  })

  it('refuses too many SKUs; repeats count once', () => {
    const ids = Array.from({ length: MAX_NAMED + 1 }, (_, id) => String(id))
    expect(codeOf({ skuIds: ids })?.code).toBe('TOO_MANY')
    expect(codeOf({ skuIds: [...ids.slice(1), '1', '1'] })).toBeNull()
  })
})

describe('the fingerprint of a filter', () => {
  const of = (raw: RawFilter) => {
    const read = readFilter(raw)
    return read.ok ? fingerprintOf(read.value) : null
  }

  it('is equal in any order, and differs for different filters', () => {
    expect(of({ causes: ['UNKNOWN', 'STALE'] })).toBe(of({ causes: ['STALE', 'UNKNOWN'] }))
    expect(of({ skuIds: ['1', '2'] })).toBe(of({ skuIds: ['2', '1', '2'] }))
    const different = [
      {},
      { without: ['STALE'] },
      { skuIds: ['1'], without: ['STALE'] },
      { status: 'ERROR' },
      { search: 'a' },
      { since: '2026-01-01' },
    ]
    const names = [...different, { skuIds: ['1'] }, { skuIds: ['1', '2'] }].map(of)
    expect(new Set(names).size).toBe(names.length)
  })
})
