import { describe, expect, it } from '@jest/globals'

import { aJob, aReadLine } from '../testing/factories'
import { idOf } from '../testing/workday'
import { unsent, type ClaimedBatch } from './batch.logic'
import {
  type JudgedAt,
  MAX_JUDGED,
  MAX_OF_JOB,
  judgedAt,
  mustSettle,
  nextPosition,
  nextToSettle,
} from './judged.logic'

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
