import { describe, expect, it } from '@jest/globals'
import { aClaimedLine, skuId, someFacts } from '../testing/factories'
import {
  type Batch,
  type ClaimedBatch,
  afterAnswer,
  JOB_SHARE,
  backToClaimed,
  failedAgain,
  fillBatch,
  resumed,
  roomForJob,
  weightOf,
} from './batch.logic'
import type { Reason, Wanted } from '../queue/stockRequest.logic'

const batch: ClaimedBatch = {
  stage: 'claimed',
  id: 'batch-1',
  claimedAt: 0,
  failures: {},
  notBefore: 0,
  slice: null,
  marksRemoved: true,
  readAt: null,
  lines: [aClaimedLine({ store: { kind: 'sold', available: 3 } })],
}

describe('the failures of a batch', () => {
  it('counts each cause separately', () => {
    const causes = ['UNKNOWN', 'MARKETPLACE_UNAVAILABLE', 'MARKETPLACE_UNAVAILABLE'] as const
    const after = causes.reduce<Batch>((one, cause) => failedAgain(one, cause), batch)
    expect(after.failures).toEqual({ UNKNOWN: 1, MARKETPLACE_UNAVAILABLE: 2 })
  })

  it('an answer clears passing failures and keeps those of the file', () => {
    const failures = {
      MARKETPLACE_UNAVAILABLE: 11,
      RATE_LIMITED: 3,
      VTEX_UNAVAILABLE: 2,
      IMPORT_FAILED: 2,
      UNKNOWN: 1,
    }
    expect(afterAnswer(failures)).toEqual({ IMPORT_FAILED: 2, UNKNOWN: 1 })
  })

  it('another try keeps the failure counts and reads the stock again', () => {
    const again = backToClaimed(failedAgain(batch, 'IMPORT_FAILED'), 9)
    expect(again).toMatchObject({ stage: 'claimed', notBefore: 9, failures: { IMPORT_FAILED: 1 } })
    expect(again.lines[0]).not.toHaveProperty('store')
  })
})

describe('a batch whose stock is read in parts', () => {
  const NOW = Date.parse('2026-11-20T12:00:00Z')
  it.each([
    ['just now', NOW - 60_000, true],
    ['a while ago', NOW - 6 * 60_000, false],
    ['by a version that wrote no time down', null, false],
  ])('a part read %s (%p) is kept: %p', (_, readAt, kept) => {
    const { lines } = resumed({ ...batch, readAt }, NOW)
    expect(lines.map(line => line.store !== undefined)).toEqual([kept])
  })
})

describe('the weight of a batch', () => {
  const line = { outcome: 'SKIPPED', cause: null, quantity: null, at: null } as const
  const known = [1, 2].map(id => ({ ...line, skuId: skuId(id) }))
  it.each([
    ['its lines alone', null, 2],
    ['lines that need no sending too', { jobId: 'job-1', from: 0, to: 3, known }, 4],
  ])('%s (%j) weighs %i', (_, slice, weight) => {
    expect(weightOf({ ...batch, slice })).toBe(weight)
  })
})

describe('what goes into a batch', () => {
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
})
