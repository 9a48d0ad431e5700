import { beforeEach, describe, expect, it } from '@jest/globals'

import type { Batch } from '../../engine/batch.logic'
import { NEW_CONNECTION } from '../../engine/state.logic'
import { NO_COUNTS } from '../../reconcile/reconcile.logic'
import type { ConnectionStateStore } from '../../ports/stores'
import { aClaimedLine, aReadLine, skuId, someFacts } from '../factories'

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
