import { describe, expect, it } from '@jest/globals'

import { aConfiguration, aConnection, aJob } from '../testing/samples'
import { STORE_OUTAGE } from '../testing/samples'
import type { Known } from './beat'
import { afterPulse, BUSY_MS, FRESH_FOR_MS, IDLE_MS, intervalOf, isWorking, SLOW_MS } from './beat'

const known = (change: Partial<Known> = {}): Known => ({
  pulse: { mark: 'a', at: '2026-10-12T14:30:00.000Z' },
  changedAt: 0,
  connection: aConnection(),
  jobs: [],
  ...change,
})

const pulse = (mark: string, second: number) => ({
  mark,
  at: new Date(Date.parse('2026-10-12T14:30:00Z') + second * 1000).toISOString(),
})

describe('a page', () => {
  it('is idle while nothing waits, and what waits cannot go on by itself', () => {
    const stuck = [
      aConnection(),
      aConnection({ pending: 5, configuration: null }),
      aConnection({ pending: 5, configuration: aConfiguration({ active: false }) }),
      aConnection({ pending: 5, outages: [STORE_OUTAGE] }),
      aConnection({ pending: 5, standstill: { kind: 'QUEUE', since: '2026-10-12T14:00:00Z' } }),
    ]
    for (const connection of stuck) {
      expect(isWorking({ connection, jobs: [] })).toBe(false)
      expect(intervalOf(known({ connection }), 0)).toBe(IDLE_MS)
    }
  })

  it('looks often after a change while something waits or a job is open, then less often', () => {
    const connection = aConnection({ pending: 1 })
    expect(intervalOf(known({ connection }), FRESH_FOR_MS - 1)).toBe(BUSY_MS)
    expect(intervalOf(known({ connection }), FRESH_FOR_MS)).toBe(SLOW_MS)
    expect(isWorking({ connection: aConnection(), jobs: [aJob({ state: 'RUNNING' })] })).toBe(true)
    expect(isWorking({ connection: aConnection(), jobs: [aJob({ state: 'DONE' })] })).toBe(false)
  })
})

describe('a pulse', () => {
  it('is news when its mark is another one and it is younger than what the page has', () => {
    expect(afterPulse(known(), pulse('b', 1), 7)).toMatchObject({
      isNews: true,
      known: { pulse: { mark: 'b' }, changedAt: 7 },
    })
    expect(afterPulse(known(), pulse('a', 1), 7)).toMatchObject({
      isNews: false,
      known: { changedAt: 0 },
    })
    // Another replica's, from before the page was answered.
    expect(afterPulse(known(), pulse('b', -1), 7)).toMatchObject({
      isNews: false,
      known: { pulse: { mark: 'a' } },
    })
  })
})
