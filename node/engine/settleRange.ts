/* Writes the receipt of a job's range once the outcomes of its batch are in the ledger, and advances the job. */

import type { BatchAt } from './batch.logic'
import { type JobBatchRange, type ReceiptLine, lineOutcome, tally } from '../jobs/job.logic'
import { jobIn, rangeSettled } from '../jobs/jobList.logic'
import { mapLimit } from '../shared/concurrency'
import { isShared } from './parts.logic'
import type { Attempt } from '../ledger/process.logic'
import type { SkuId } from '../shared/sku.logic'
import { senderOf } from '../connection/shop.logic'
import { ifLedgerAnswers } from '../ports/stores'
import { readPositions } from '../jobs/snapshot'
import type { Run } from './run'
import { outcomeOf } from './judged.logic'

/** Concurrent ledger reads. */
const READS = 8

/**
 * Writes a job's receipt for the range of a batch whose outcomes are in the ledger, and advances the job. Idempotent:
 * repeated, it writes the same lines and counts them once.
 */
export async function settleSlice(
  { ports, configuration }: Run,
  batch: BatchAt<'judged'>,
  slice: JobBatchRange
): Promise<void> {
  const { jobs, clock, log } = ports
  const sent = batch.lines.flatMap((line): readonly ReceiptLine[] => {
    if (!line.ofJob) return []
    const { attempt } = outcomeOf(batch, line, senderOf(configuration), 0)
    const { cause, quantity, at } = attempt
    return [{ skuId: line.skuId, outcome: lineOutcome(cause), cause, quantity, at }]
  })
  await writeReceipt({ jobs, clock, log }, slice, [...sent, ...slice.known])
}

async function writeReceipt(
  { jobs, clock, log }: Pick<Run['ports'], 'jobs' | 'clock' | 'log'>,
  slice: JobBatchRange,
  lines: readonly ReceiptLine[]
): Promise<void> {
  await jobs.saveReceipt(slice.jobId, slice.from, lines)
  const counts = tally(lines)
  await jobs.update(book => rangeSettled(book, slice, counts, clock.now()))
  log.info('job.range.settled', { jobId: slice.jobId, from: slice.from, to: slice.to, ...counts })
}

/**
 * The same for a range sent in several batches: the last of them writes the receipt of all, using the ledger for the
 * others.
 */
export async function settleShared(
  run: Run,
  batch: BatchAt<'judged'>,
  slice: JobBatchRange
): Promise<void> {
  const { connectionState, jobs, ledger } = run.ports
  const state = await connectionState.read()
  if (isShared(state.parked, slice)) return
  const job = jobIn(await jobs.read(), slice.jobId)
  if (!job?.snapshot) return
  const own = new Map(
    batch.lines.map(line => [
      line.skuId,
      outcomeOf(batch, line, senderOf(run.configuration), 0).attempt,
    ])
  )
  const unwritten = state.unwritten ? await connectionState.readUnwritten(state.unwritten.key) : []
  const kept = new Map(unwritten.map(({ outcome }) => [outcome.skuId, outcome.attempt]))
  const known = new Set(slice.known.map(({ skuId }) => skuId))
  const ids = await readPositions(run.ports, job, slice.from, slice.to)
  const { at: since } = job.snapshot
  const lines = await mapLimit(
    ids.filter(skuId => !known.has(skuId)),
    READS,
    async (skuId): Promise<ReceiptLine> => {
      const attempt = own.get(skuId) ?? kept.get(skuId) ?? (await lastAttempt(ledger, skuId))
      if (!attempt || attempt.at < since)
        return { skuId, outcome: 'WAITING', cause: null, quantity: null, at: null }
      const { cause, quantity, at } = attempt
      return { skuId, outcome: lineOutcome(cause), cause, quantity, at }
    }
  )
  await writeReceipt(run.ports, slice, [...lines, ...slice.known])
}

/** When the ledger does not answer the line stays waiting: its outcome is listed later. */
async function lastAttempt(
  ledger: Run['ports']['ledger'],
  skuId: SkuId
): Promise<Attempt | undefined> {
  return (await ifLedgerAnswers(() => ledger.get(skuId), null))?.attempts[0]
}
