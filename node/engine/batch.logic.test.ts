import { describe, expect, it } from '@jest/globals'
import { aClaimedLine, skuId, someFacts, aJob, aReadLine } from '../testing/factories'
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
  unsent,
} from './batch.logic'
import type { Reason, Wanted } from '../queue/stockRequest.logic'
import { idOf } from '../testing/workday'
import {
  type JudgedAt,
  MAX_JUDGED,
  MAX_OF_JOB,
  judgedAt,
  mustSettle,
  nextPosition,
  nextToSettle,
} from './judged.logic'

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

const snapshot = { take: 'take', at: 0, chunkEnds: [100] }
const job = aJob({ id: 'job-1', state: 'RUNNING', snapshot })

const one = (key: string, with_: Partial<JudgedAt> = {}): JudgedAt => ({
  key,
  settled: 0,
  deaths: 0,
  jobId: null,
  rangeTo: null,
  urgent: 0,
  isAlone: false,
  ...with_,
})

const range = (to: number): JudgedAt => one(`to-${to}`, { jobId: 'job-1', rangeTo: to })

describe('the next range of a job', () => {
  it('begins behind those that are still to be settled', () => {
    expect(nextPosition(job, { parked: [], judged: [] })).toBe(0)
    expect(nextPosition(job, { parked: [], judged: [range(30), one('live'), range(60)] })).toBe(60)
    expect(nextPosition({ ...job, ends: [40] }, { parked: [], judged: [] })).toBe(40)
  })

  it('does not begin when all of the job was sent', () => {
    expect(nextPosition(job, { parked: [], judged: [range(100)] })).toBeNull()
  })

  it('waits for parts that stand aside, and for a range whose end older versions did not write down', () => {
    const aside = { key: 'p', notBefore: 0, why: 'store' as const, jobId: 'job-1' }
    expect(nextPosition(job, { parked: [aside], judged: [] })).toBeNull()
    expect(nextPosition(job, { parked: [], judged: [one('old', { jobId: 'job-1' })] })).toBeNull()
  })

  it('leaves a place among the judged batches to live changes', () => {
    const judged = Array.from({ length: MAX_OF_JOB }, (_, at) => range(10 * (at + 1)))
    expect(nextPosition(job, { parked: [], judged })).toBeNull()
    expect(judged.length).toBeLessThan(MAX_JUDGED)
    expect(mustSettle(judged)).toBe(false)
  })
})

describe('the batch to settle next', () => {
  const live = aReadLine({ skuId: idOf(1), reason: 'NOTIFICATION' })
  const ofJob = aReadLine({ skuId: idOf(2), reason: 'REPROCESS', ofJob: true })
  const compared = aReadLine({ skuId: idOf(3), reason: 'RECONCILE' })
  const claim: ClaimedBatch = {
    stage: 'claimed',
    id: 'batch',
    claimedAt: 0,
    failures: {},
    notBefore: 0,
    marksRemoved: true,
    readAt: null,
    slice: null,
    lines: [],
  }
  const kept = (key: string, ...lines: (typeof live)[]) => judgedAt(key, unsent(claim, lines, 0))

  it('is one whose live changes are not written yet, although it also holds backlog', () => {
    const mixed = kept('mixed', live, live, ofJob, compared)
    expect(mixed.urgent).toBe(2)
    expect(nextToSettle([range(30), mixed])).toBe(mixed)
    const begun = { ...mixed, settled: 2, jobId: 'job-1' }
    expect(nextToSettle([range(30), begun])?.key).toBe('to-30')
  })

  it('is a comparison before a job, and the older of two jobs', () => {
    const comparison = kept('comparison', compared)
    expect(comparison.urgent).toBe(0)
    expect(nextToSettle([range(30), comparison])).toBe(comparison)
    expect(nextToSettle([range(30), range(60)])?.key).toBe('to-30')
    expect(nextToSettle([])).toBeNull()
  })
})
