import { describe, expect, it } from '@jest/globals'

import { aProcess } from '../testing/factories'
import type { Process } from '../ledger/process.logic'
import { CONFIRMED_FOR, isStale, outOfDate } from './stale.logic'
import { DAY, HOUR } from '../shared/time'

const NOW = Date.parse('2026-11-20T12:00:00Z')
const fresh = { processedAt: NOW - HOUR }
const atTheEdge = { processedAt: NOW - CONFIRMED_FOR }
const old = { processedAt: NOW - CONFIRMED_FOR - 1 }
const failed = { status: 'ERROR', cause: 'OFFER_LINE_REJECTED' } as const
const told = { status: 'WARNING', cause: 'STALE', causeSince: NOW - DAY } as const

describe('an outdated confirmation', () => {
  it.each<[string, Partial<Process>, 'another' | 'unknown', boolean]>([
    ['fresh, and Carrefour holds another quantity', fresh, 'another', true],
    ['fresh, and nobody can see', fresh, 'unknown', false],
    ['as old as may be, and nobody can see', atTheEdge, 'unknown', false],
    ['older, and nobody can see', old, 'unknown', true],
    ['of a SKU that failed', { ...old, ...failed }, 'another', false],
    ['told before', { ...fresh, ...told }, 'another', true],
  ])('one %s (%j, %s): %s', (_, with_, held, stale) => {
    expect(isStale(aProcess(with_), held, NOW)).toBe(stale)
  })

  it('is a warning that keeps what was sent, with another try a day later in case the first is lost', () => {
    const before = aProcess({ quantity: 7, ...fresh })
    const after = outOfDate(before, NOW, 0)
    expect(after).toEqual({
      ...before,
      status: 'WARNING',
      cause: 'STALE',
      causeSince: NOW,
      nextCheckAt: NOW + DAY,
    })
  })

  it('keeps the time of the first warning', () => {
    expect(outOfDate(aProcess(told), NOW, 0).causeSince).toBe(NOW - DAY)
  })
})
