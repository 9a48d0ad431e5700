import { expect, it } from '@jest/globals'

import { NEW_CONNECTION } from '../engine/state.logic'
import { aClaimedBatch, aClaimedLine, aJob, aReadLine, skuId } from '../testing/factories'
import { type Batch } from '../engine/batch.logic'
import { inHandOf } from '../engine/inHand.logic'
import { phaseOf } from './phase.logic'

const state = { ...NEW_CONNECTION, settled: 1 }
const slice = { jobId: 'job-1', from: 0, to: 2, known: [] }
const running = aJob({ state: 'RUNNING' })
const read = aClaimedLine({ store: { kind: 'kit', available: 3 } })
const claimed = aClaimedBatch({ slice, lines: [read, aClaimedLine({ skuId: skuId(2) })] })
const sent = { ...claimed, stage: 'sent' as const, lines: [aReadLine()], importId: 'i', sentAt: 1 }
const judged = {
  ...sent,
  stage: 'judged' as const,
  verdict: { kind: 'complete' as const, rejected: {} },
  judgedAt: 2,
}
const phase = (job = running, batch: Batch | null = null) =>
  phaseOf(job, state, batch && inHandOf(batch), 5_000)

it('counts what the list holds so far', () => {
  const taking = { take: 't', at: 1, chunkEnds: [1_000, 1_700], cursor: 'x' }
  expect(phase(aJob({ taking, expected: 4_137 }))).toEqual({
    kind: 'LISTING',
    done: 1_700,
    total: 4_137,
    at: null,
  })
})

it('tells reading, waiting for the next file, waiting for Carrefour and writing apart', () => {
  expect(phase(running, claimed)).toMatchObject({ kind: 'READING', done: 1, total: 2 })
  expect(phase(running, { ...claimed, notBefore: 9_000 })).toMatchObject({
    kind: 'NEXT_FILE',
    at: 9_000,
  })
  expect(phase(running, sent)).toMatchObject({ kind: 'AT_CARREFOUR', total: 1 })
  expect(phase(running, judged)).toMatchObject({ kind: 'WRITING', done: 1, total: 1 })
})

it("says nothing of a job's file while another's is under way, nor of a job that waits or has ended", () => {
  expect(phase(running, { ...sent, slice: null })).toMatchObject({ kind: 'NEXT_FILE', at: null })
  expect(phase(aJob({ state: 'WAITING' }))).toBeNull()
  expect(phase(aJob({ state: 'DONE' }))).toBeNull()
  expect(phase(aJob({ state: 'CANCELLING' }))).toBeNull()
})
