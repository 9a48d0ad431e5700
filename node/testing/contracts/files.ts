/* What every store of files must do, whether faked or on VBase. */

import type { Batch } from '../../engine/batch.logic'
import type { ConnectionStateStore, Jobs, RequestQueue, Sendings } from '../../ports/stores'
import type { Job, ReceiptLine } from '../../jobs/job.logic'
import type { Priority, StockRequest } from '../../queue/stockRequest.logic'
import { NEW_CONNECTION } from '../../engine/state.logic'
import { NO_COUNTS } from '../../reconcile/reconcile.logic'
import { aClaimedLine, aReadLine, skuId, someFacts, aJob, aScope, aSending } from '../factories'
import { beforeEach, describe, expect, it } from '@jest/globals'
import { gunzipSync } from 'zlib'
import { type JobList, addJob, EMPTY_JOB_LIST } from '../../jobs/jobList.logic'
import { type Millis, dayOf } from '../../shared/time'

const request = (priority: Priority, id: number): StockRequest => ({ priority, skuId: skuId(id) })

/**
 * Contract of every queue.
 *
 * @param make an empty queue
 */
export function requestsContract(name: string, make: () => Promise<RequestQueue>): void {
  describe(`Requests: ${name}`, () => {
    let requests: RequestQueue
    beforeEach(async () => {
      requests = await make()
    })

    it('is empty at first', async () => {
      expect(await requests.list(10)).toEqual([])
      expect(await requests.requestedAt(skuId(1))).toBeNull()
    })

    it('keeps one request per SKU and priority, however often it is queued', async () => {
      await requests.enqueue(request('changed', 1), 1_000)
      await requests.enqueue(request('changed', 1), 2_000)
      await requests.enqueue(request('reprocess', 1), 3_000)
      expect(await requests.list(10)).toEqual([request('changed', 1), request('reprocess', 1)])
    })

    it('lists live priorities before backlog priorities, across pages and up to the limit', async () => {
      for (const id of [11, 12, 13, 14, 15]) await requests.enqueue(request('reprocess', id), 1_000)
      for (const id of [21, 22, 23, 24]) await requests.enqueue(request('changed', id), 1_000)
      const seven = await requests.list(7)
      expect(seven.map(({ priority }) => priority)).toEqual([
        ...Array<string>(4).fill('changed'),
        ...Array<string>(3).fill('reprocess'),
      ])
      expect(new Set((await requests.list(100)).map(one => one.skuId)).size).toBe(9)
    })

    it('returns since when a SKU waits, whatever the priority', async () => {
      await requests.enqueue(request('radar', 5), 5_000)
      await requests.enqueue(request('retry', 5), 4_000)
      expect(await requests.requestedAt(skuId(5))).toBe(4_000)
      expect(await requests.requestedAt(skuId(55))).toBeNull()
    })

    it('removes only these requests; missing ones are no error', async () => {
      await requests.enqueue(request('changed', 1), 1_000)
      await requests.enqueue(request('retry', 1), 1_000)
      await requests.remove([request('changed', 1), request('changed', 2)])
      await requests.remove([request('changed', 1)])
      expect(await requests.list(10)).toEqual([request('retry', 1)])
    })
  })
}

const slice = {
  jobId: 'job-1',
  from: 1_000,
  to: 1_002,
  known: [
    { skuId: skuId(3), outcome: 'SUCCEEDED' as const, cause: null, quantity: 4, at: 1_500 },
    { skuId: skuId(4), outcome: 'SKIPPED' as const, cause: null, quantity: null, at: null },
  ],
}
const claim = {
  id: 'batch-1',
  claimedAt: 1_000,
  failures: { RATE_LIMITED: 2 },
  notBefore: 2_000,
  slice: null,
}
const sent = {
  ...claim,
  lines: [aReadLine(), aReadLine({ skuId: skuId(2), quantity: null, remark: 'KIT_NOT_SENT' })],
  importId: 'import-1',
}

const BATCHES: readonly Batch[] = [
  {
    ...claim,
    stage: 'claimed',
    marksRemoved: true,
    readAt: 1_500,
    lines: [
      aClaimedLine({ store: { kind: 'kit', available: 3 } }),
      aClaimedLine({ skuId: skuId(2), facts: someFacts() }),
    ],
  },
  { ...sent, stage: 'sent', sentAt: 3_000, slice, lines: [aReadLine({ ofJob: true })] },
  {
    ...sent,
    stage: 'complete',
    sentAt: 3_000,
    counts: { hasReport: true, inError: 1, inSuccess: 0 },
  },
  {
    ...sent,
    stage: 'reported',
    sentAt: 3_000,
    readBack: {
      rejected: { '2': { cause: 'NOT_CATALOGED', message: 'The product does not exist' } },
      confirmed: [skuId(3)],
      open: [skuId(1)],
      offset: 100,
      words: 'Total 2',
    },
  },
  {
    ...sent,
    stage: 'judged',
    judgedAt: 4_000,
    verdict: { kind: 'failed', cause: 'IMPORT_FAILED', message: 'FAILED' },
  },
  {
    ...sent,
    stage: 'judged',
    judgedAt: 4_000,
    verdict: {
      kind: 'complete',
      rejected: { '2': { cause: 'NOT_CATALOGED', message: 'The product does not exist' } },
      readBack: [skuId(1)],
    },
  },
]

/**
 * Contract of every connection state store.
 *
 * @param make one store, seen by two replicas
 */
export function controlContract(
  name: string,
  make: () => Promise<readonly [ConnectionStateStore, ConnectionStateStore]>
): void {
  describe(`Control: ${name}`, () => {
    let control: ConnectionStateStore
    let other: ConnectionStateStore
    beforeEach(async () => {
      ;[control, other] = await make()
    })

    it('is a new connection at first', async () => {
      expect(await control.read()).toEqual(NEW_CONNECTION)
    })

    it('shows every replica what one wrote', async () => {
      const lease = { holder: 'a', until: 9_000 }
      const incident = {
        cause: 'AUTH_INVALID' as const,
        since: 1,
        lastSeenAt: 2,
        message: '"status":401,"message":"Unauthorized"',
        nextTryAt: null,
        keyVersion: 3,
      }
      const written = await control.update(state => ({
        ...state,
        lease,
        incident,
        batchKey: 'key-1',
        settled: 2,
      }))
      expect(written).toEqual({ ...NEW_CONNECTION, lease, incident, batchKey: 'key-1', settled: 2 })
      expect(await other.read()).toEqual(written)
    })

    it('keeps the progress of a comparison, and the findings of the last one', async () => {
      const counts = {
        ...NO_COUNTS,
        offersTotal: 300,
        offersSeen: 200,
        drift: 2,
        outdated: 3,
        vanished: 4,
        unread: 5,
        unknownOffers: 1,
        unknownSamples: ['OLD-1'],
      }
      const run = {
        startedAt: 1,
        why: 'PERSON' as const,
        phase: 'offers' as const,
        position: 200,
        tries: 1,
        gaps: 2,
        gapsBy: 'VTEX_UNAVAILABLE' as const,
        walker: 'run-7',
        pages: ['a1', 'b2'],
        begun: 1,
        suspects: { '5005': 2 },
        list: {
          files: ['a', 'b'],
          inLast: 4,
          codes: 204,
          total: 300,
          most: 301,
          idle: 1,
          pages: 3,
          isDoubtful: false,
        },
        notBefore: 5,
        problem: 'MARKETPLACE_UNAVAILABLE' as const,
        counts,
      }
      const last = {
        startedAt: 1,
        endedAt: 2,
        why: 'DAILY' as const,
        problem: 'OFFERS_FORBIDDEN' as const,
        counts: NO_COUNTS,
      }
      const reconcile = {
        due: { at: 9, why: 'CONFIGURATION' as const },
        under: { shop: 'a 1', tradePolicy: '2', rules: 'x' },
        leaving: ['1', '3'],
        shop: { name: 'a 1', since: 5 },
        hasFormer: true,
        repeats: 1,
        unsent: 4,
        run,
        last,
      }
      await control.update(state => ({ ...state, reconcile }))
      expect((await other.read()).reconcile).toEqual(reconcile)
    })

    it('keeps lists of SKUs by key until they are removed', async () => {
      await control.saveSkus('list-1', [skuId(1), skuId(2)])
      expect(await other.readSkus('list-1')).toEqual([skuId(1), skuId(2)])
      await other.removeBatch('list-1')
      expect(await control.readSkus('list-1')).toEqual([])
    })

    it('keeps which rows were written lately', async () => {
      const recentRows = [
        { until: 5, skuIds: [skuId(1)], key: null },
        { until: 9, skuIds: [], key: 'list-1' },
      ]
      await control.update(state => ({ ...state, recentRows }))
      expect((await other.read()).recentRows).toEqual(recentRows)
    })

    it('writes nothing when the change declines', async () => {
      await control.update(state => ({ ...state, settled: 7 }))
      expect(await other.update(() => null)).toBeNull()
      expect(await control.read()).toEqual({ ...NEW_CONNECTION, settled: 7 })
    })

    it('loses no change when two replicas write concurrently', async () => {
      await control.update(state => ({ ...state, settled: 0 }))
      const add = (one: ConnectionStateStore) =>
        one.update(state => ({ ...state, settled: state.settled + 1 }))
      await Promise.all([add(control), add(other), add(control), add(other)])
      expect((await control.read()).settled).toBe(4)
    })

    it('gives a lease to one of two concurrent requests', async () => {
      await control.update(state => ({ ...state, settled: 1 }))
      const take = (one: ConnectionStateStore, holder: string) =>
        one.update(state => (state.lease ? null : { ...state, lease: { holder, until: 1 } }))
      const taken = await Promise.all([take(control, 'a'), take(other, 'b')])
      expect(taken.filter(state => state !== null)).toHaveLength(1)
    })

    it.each(BATCHES.map(batch => [batch.stage, batch] as const))(
      'keeps a batch that is %s',
      async (_, batch) => {
        await control.saveBatch('key-1', batch)
        expect(await other.readBatch('key-1')).toEqual(batch)
      }
    )

    it('removes a batch; a missing one is no error', async () => {
      await control.saveBatch('key-1', BATCHES[0] as Batch)
      await control.removeBatch('key-1')
      await control.removeBatch('key-1')
      expect(await control.readBatch('key-1')).toBeNull()
    })
  })
}

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

    it('makes an empty list when there is none, and leaves the one that is there', async () => {
      expect(await jobs.prepare()).toEqual(EMPTY_JOB_LIST)
      const book: JobList = { jobs: JOBS, dropped: [] }
      await other.update(() => book)
      expect(await jobs.prepare()).toEqual(book)
      expect(await other.read()).toEqual(book)
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

/**
 * Contract of every store of sendings.
 *
 * @param make one store, seen by two replicas
 * @param sentAt a moment of a day that is kept
 */
export function sendingsContract(
  name: string,
  make: () => Promise<readonly [Sendings, Sendings]>,
  sentAt: Millis
): void {
  describe(`Sendings: ${name}`, () => {
    let sendings: Sendings
    let other: Sendings
    beforeEach(async () => {
      ;[sendings, other] = await make()
    })

    const sending = aSending({ sentAt })
    const day = dayOf(sending.sentAt)

    it('has none at first', async () => {
      expect(await sendings.read([day])).toEqual([])
      expect(await sendings.readAttachment(sending.id, 'file')).toBeNull()
    })

    it('shows every replica a sending and gives its attachments back byte for byte', async () => {
      const file = Buffer.from('"offer-sku";"ç\r\n"\xff', 'latin1')
      await sendings.save(sending, { file })
      const [found] = await other.read(['2020-01-01', day])
      expect(found).toMatchObject({ ...sending, kept: { file: expect.any(Number) as unknown } })
      const stored = await other.readAttachment(sending.id, 'file')
      expect(stored && gunzipSync(stored)).toEqual(file)
      expect(await other.readAttachment(sending.id, 'report')).toBeNull()
    })

    it('keeps both of two sendings that are saved at once', async () => {
      await sendings.save(sending, {})
      const [one, two] = [
        aSending({ batchId: 'one', sentAt }),
        aSending({ batchId: 'two', sentAt }),
      ]
      await Promise.all([sendings.save(one, {}), other.save(two, {})])
      expect((await sendings.read([day])).map(({ id }) => id).sort()).toEqual(
        [sending.id, one.id, two.id].sort()
      )
    })

    it('adds attachments to a sending that is saved again', async () => {
      await sendings.save(sending, { file: Buffer.from('f') })
      const report = await other.saveAttachment(sending.id, 'report', Buffer.from('r'))
      const ended = { ...sending, endedAt: sending.sentAt + 1, kept: { report: report ?? 0 } }
      await other.save(ended, { answers: Buffer.from('[]') })
      const [found] = await sendings.read([day])
      expect(Object.keys(found?.kept ?? {}).sort()).toEqual(['answers', 'file', 'report'])
    })
  })
}
