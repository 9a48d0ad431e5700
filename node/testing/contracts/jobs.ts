import { beforeEach, describe, expect, it } from '@jest/globals'

import { type JobList, addJob, EMPTY_JOB_LIST } from '../../jobs/jobList.logic'
import type { Job, ReceiptLine } from '../../jobs/job.logic'
import type { Jobs } from '../../ports/stores'
import { aJob, aScope, skuId } from '../factories'

const LINES: readonly ReceiptLine[] = [
  { skuId: skuId(1), outcome: 'SUCCEEDED', cause: null, quantity: 7, at: 4_000 },
  { skuId: skuId(2), outcome: 'WAITING', cause: 'NOT_CATALOGED', quantity: 3, at: 4_000 },
  { skuId: skuId(3), outcome: 'SKIPPED', cause: null, quantity: null, at: null },
]

const JOBS: readonly Job[] = [
  aJob({ id: 'planned', scope: aScope({ fingerprint: 'ab12', since: 4, before: 5 }) }),
  aJob({
    id: 'taking',
    scope: { kind: 'named', skus: 3 },
    taking: { take: 't', at: 5, chunkEnds: [1_000, 1_700], cursor: 'token' },
  }),
  aJob({ id: 'broken', taking: { take: 't', at: 5, chunkEnds: [], cursor: null } }),
  aJob({
    id: 'ended',
    state: 'CANCELLED',
    snapshot: { take: 't', at: 5, chunkEnds: [1_000] },
    ends: [400],
    settled: { succeeded: 1, failed: 2, waiting: 3, skipped: 394 },
    startedAt: 6,
    endedAt: 7,
  }),
]

/**
 * Contract of every store of reprocess jobs.
 *
 * @param make one store, seen by two replicas
 */
export function jobsContract(name: string, make: () => Promise<readonly [Jobs, Jobs]>): void {
  describe(`Jobs: ${name}`, () => {
    let jobs: Jobs
    let other: Jobs
    beforeEach(async () => {
      ;[jobs, other] = await make()
    })

    it('has an empty list at first', async () => {
      expect(await jobs.read()).toEqual(EMPTY_JOB_LIST)
    })

    it('shows every replica jobs in each state as they were written', async () => {
      const book: JobList = { jobs: JOBS, dropped: ['old-1'] }
      expect(await jobs.update(() => book)).toEqual(book)
      expect(await other.read()).toEqual(book)
    })

    it('starts one job when two replicas use the same key concurrently', async () => {
      await jobs.update(book => book)
      const start = (one: Jobs, id: string) =>
        one.update(book => {
          const added = addJob(book, aJob({ id, key: 'the-same' }))
          return added.ok ? added.value : null
        })
      await Promise.all([start(jobs, 'a'), start(other, 'b')])
      expect((await jobs.read()).jobs).toHaveLength(1)
    })

    it('writes nothing when the change declines', async () => {
      expect(await jobs.update(() => null)).toBeNull()
      expect(await other.read()).toEqual(EMPTY_JOB_LIST)
    })

    it('keeps chunks apart by job, snapshot and number', async () => {
      await jobs.saveChunk('job-1', 'take-1', 0, [skuId(1), skuId(2)])
      await jobs.saveChunk('job-1', 'take-1', 1, [skuId(3)])
      await jobs.saveChunk('job-1', 'take-2', 0, [skuId(4)])
      await jobs.saveChunk('job-2', 'take-1', 0, [])
      expect(await other.readChunk('job-1', 'take-1', 0)).toEqual(['1', '2'])
      expect(await other.readChunk('job-1', 'take-1', 1)).toEqual(['3'])
      expect(await other.readChunk('job-1', 'take-2', 0)).toEqual(['4'])
      expect(await other.readChunk('job-2', 'take-1', 0)).toEqual([])
      expect(await other.readChunk('job-3', 'take-1', 0)).toEqual([])
    })

    it('keeps the receipt of each range; a missing one has no lines', async () => {
      await jobs.saveReceipt('job-1', 0, LINES)
      await jobs.saveReceipt('job-1', 0, LINES)
      expect(await other.readReceipt('job-1', 0)).toEqual(LINES)
      expect(await other.readReceipt('job-1', 3)).toEqual([])
    })

    it('removes the files of one job and says when none is left', async () => {
      for (const chunk of [0, 1, 2, 3, 4]) await jobs.saveChunk('job-1', 'take', chunk, [skuId(1)])
      await jobs.saveReceipt('job-1', 0, LINES)
      await jobs.saveReceipt('job-10', 0, LINES)
      for (let calls = 0; !(await jobs.removeFiles('job-1')); calls += 1)
        expect(calls).toBeLessThan(10)
      expect(await other.readReceipt('job-1', 0)).toEqual([])
      expect(await other.readReceipt('job-10', 0)).toEqual(LINES)
    })
  })
}
