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

describe('what goes into a file', () => {
  it('expect live changes first, then the job, then what a comparison found', () => {
    const queued = [wanted(1), wanted(2, 'RADAR'), wanted(3, 'RECONCILE')]
    expect(ids(fillBatch(queued, ofJob(7, 8)))).toEqual(['1', '2', '7', '8', '3'])
  })

  it('given a SKU that both want, expect one line for both, with the live reason', () => {
    const [line, ...more] = fillBatch([wanted(1)], ofJob(1))
    expect(line).toMatchObject({ reason: 'NOTIFICATION', ofJob: true, facts: someFacts() })
    expect(more).toEqual([])
  })

  it('given its facts may have changed, expect them not to be taken from the ledger', () => {
    expect(fillBatch([wanted(1, 'NOTIFICATION', true)], ofJob(1))).toMatchObject([
      { facts: null, refreshFacts: true, ofJob: true },
    ])
  })

  it('given a SKU that a comparison and a job want, expect the person’s reason', () => {
    expect(fillBatch([wanted(1, 'RECONCILE')], ofJob(1))).toMatchObject([
      { reason: 'REPROCESS', ofJob: true },
    ])
  })

  it('given more than fits, expect the limit, and the job whole', () => {
    const queued = [wanted(1), wanted(2), wanted(3), wanted(4)]
    expect(ids(fillBatch(queued, ofJob(8, 9), 4))).toEqual(['1', '2', '8', '9'])
  })
})

describe('the room that a job has', () => {
  it('expect what live changes leave, but always its share', () => {
    const live = Array.from({ length: 9_900 }, (_, id) => wanted(id + 1))
    expect(roomForJob([])).toBe(10_000)
    expect(roomForJob(live.slice(0, 500))).toBe(9_500)
    expect(roomForJob(live)).toBe(JOB_SHARE)
    expect(roomForJob(live.map(one => ({ ...one, reason: 'RECONCILE' as const })))).toBe(10_000)
  })
})
