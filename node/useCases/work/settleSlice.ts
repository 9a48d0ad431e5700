import type { BatchAt } from '../../domain/batches'
import { sliceSettled } from '../../domain/jobBook'
import type { Slice } from '../../domain/jobs'
import type { ReceiptLine } from '../../domain/receipt'
import { lineOutcome, tally } from '../../domain/receipt'
import { outcomeOf } from '../../domain/settle'
import { senderOf } from '../../domain/shop'
import type { Run } from './run'

/**
 * Writes a job's receipt for the slice of a batch whose outcomes are in the ledger, and moves the job on.
 * Done again it writes the same lines and counts them once.
 */
export async function settleSlice(
  { ports, configuration }: Run,
  batch: BatchAt<'judged'>,
  slice: Slice
): Promise<void> {
  const { jobs, clock, log } = ports
  const sent = batch.lines.flatMap((line): readonly ReceiptLine[] => {
    if (!line.ofJob) return []
    const { attempt } = outcomeOf(batch, line, senderOf(configuration.choices), 0)
    const { cause, quantity, at } = attempt
    return [{ skuId: line.skuId, outcome: lineOutcome(cause), cause, quantity, at }]
  })
  const lines = [...sent, ...slice.known]
  await jobs.saveReceipt(slice.jobId, slice.from, lines)
  const counts = tally(lines)
  await jobs.update(book => sliceSettled(book, slice, counts, clock.now()))
  log.info('job.slice.settled', { jobId: slice.jobId, from: slice.from, to: slice.to, ...counts })
}
