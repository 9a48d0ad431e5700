import { describe, expect, it } from '@jest/globals'

import { skuId, someFacts } from '../testing/factories'
import { fillBatch, JOB_SHARE, roomForJob } from './fill.logic'
import type { Reason, Wanted } from '../queue/stockRequest.logic'

const wanted = (id: number, reason: Reason = 'NOTIFICATION', refreshFacts = false): Wanted => ({
  skuId: skuId(id),
  reason,
  refreshFacts,
})
const ofJob = (...ids: readonly number[]) =>
  ids.map(id => ({ skuId: skuId(id), facts: someFacts() }))
const ids = (lines: readonly { readonly skuId: string }[]) => lines.map(line => line.skuId)

describe('filling a file', () => {
  it('takes live changes first, then the job, then the findings of a comparison', () => {
    const queued = [wanted(1), wanted(2, 'RADAR'), wanted(3, 'RECONCILE')]
    expect(ids(fillBatch(queued, ofJob(7, 8)))).toEqual(['1', '2', '7', '8', '3'])
  })

  it('joins a SKU of both into one line with the live reason', () => {
    const [line, ...more] = fillBatch([wanted(1)], ofJob(1))
    expect(line).toMatchObject({ reason: 'NOTIFICATION', ofJob: true, facts: someFacts() })
    expect(more).toEqual([])
  })

  it('reads facts again when they may have changed', () => {
    expect(fillBatch([wanted(1, 'NOTIFICATION', true)], ofJob(1))).toMatchObject([
      { facts: null, refreshFacts: true, ofJob: true },
    ])
  })

  it('keeps the person’s reason for a SKU of both comparison and job', () => {
    expect(fillBatch([wanted(1, 'RECONCILE')], ofJob(1))).toMatchObject([
      { reason: 'REPROCESS', ofJob: true },
    ])
  })

  it('stops at the limit with the job whole', () => {
    const queued = [wanted(1), wanted(2), wanted(3), wanted(4)]
    expect(ids(fillBatch(queued, ofJob(8, 9), 4))).toEqual(['1', '2', '8', '9'])
  })
})

describe('room for a job', () => {
  it('is what live changes leave, and at least its share', () => {
    const live = Array.from({ length: 9_900 }, (_, id) => wanted(id + 1))
    expect(roomForJob([])).toBe(10_000)
    expect(roomForJob(live.slice(0, 500))).toBe(9_500)
    expect(roomForJob(live)).toBe(JOB_SHARE)
    expect(roomForJob(live.map(one => ({ ...one, reason: 'RECONCILE' as const })))).toBe(10_000)
  })
})
