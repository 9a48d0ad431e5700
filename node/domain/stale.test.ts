import { describe, expect, it } from 'vitest'
import { aProcess } from '../testing/factories'
import { CONFIRMED_FOR, isStale } from './stale'

const NOW = Date.parse('2026-11-20T12:00:00Z')
const failed = { status: 'ERROR', cause: 'OFFER_LINE_REJECTED' } as const

describe('a confirmation that is out of date', () => {
  it.each([
    ['fresh, and the store has the same', {}, 7, false],
    ['fresh, and the store has more', {}, 8, true],
    ['fresh, and the store has none', {}, 0, true],
    ['fresh, and the store was not asked', {}, null, false],
    ['as old as may be', { processedAt: NOW - CONFIRMED_FOR }, 7, false],
    ['older', { processedAt: NOW - CONFIRMED_FOR - 1 }, 7, true],
    ['of a SKU that failed', failed, 8, false],
    ['told before', { status: 'WARNING', cause: 'STALE' } as const, 8, true],
  ])('given one %s, expect %4$s', (_, with_, wanted, stale) => {
    const process = aProcess({ quantity: 7, processedAt: NOW, ...with_ })
    expect(isStale(process, wanted, NOW)).toBe(stale)
  })
})
