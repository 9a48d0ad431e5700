import type { BatchAt } from '../../domain/batches'
import { jobIn, sliceSettled } from '../../domain/jobBook'
import type { Slice } from '../../domain/jobs'
import { mapLimit } from '../../domain/mapLimit'
import { isShared } from '../../domain/parked'
import type { Attempt } from '../../domain/processes'
import type { ReceiptLine } from '../../domain/receipt'
import { lineOutcome, tally } from '../../domain/receipt'
import type { SkuId } from '../../domain/requests'
import { outcomeOf } from '../../domain/settle'
import { senderOf } from '../../domain/shop'
import { LedgerUnavailable } from '../../ports/stores'
import { readPositions } from '../snapshot'
import type { Run } from './run'

/** Ledger reads at a time. */
const READS = 16

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
    const { attempt } = outcomeOf(batch, line, senderOf(configuration), 0)
    const { cause, quantity, at } = attempt
    return [{ skuId: line.skuId, outcome: lineOutcome(cause), cause, quantity, at }]
  })
  await writeReceipt({ jobs, clock, log }, slice, [...sent, ...slice.known])
}

async function writeReceipt(
  { jobs, clock, log }: Pick<Run['ports'], 'jobs' | 'clock' | 'log'>,
  slice: Slice,
  lines: readonly ReceiptLine[]
): Promise<void> {
  await jobs.saveReceipt(slice.jobId, slice.from, lines)
  const counts = tally(lines)
  await jobs.update(book => sliceSettled(book, slice, counts, clock.now()))
  log.info('job.slice.settled', { jobId: slice.jobId, from: slice.from, to: slice.to, ...counts })
}

/**
 * The same for a slice that went out in several batches: the last of them writes the receipt, of all, by what the
 * ledger says about the others.
 */
export async function settleShared(
  run: Run,
  batch: BatchAt<'judged'>,
  slice: Slice
): Promise<void> {
  const { control, jobs, ledger } = run.ports
  const state = await control.read()
  if (isShared(state.parked, slice)) return
  const job = jobIn(await jobs.read(), slice.jobId)
  if (!job?.snapshot) return
  const own = new Map(
    batch.lines.map(line => [
      line.skuId,
      outcomeOf(batch, line, senderOf(run.configuration), 0).attempt,
    ])
  )
  const unwritten = state.unwritten ? await control.readUnwritten(state.unwritten.key) : []
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

/** A ledger that does not answer leaves the line waiting: its outcome comes into the list later. */
async function lastAttempt(
  ledger: Run['ports']['ledger'],
  skuId: SkuId
): Promise<Attempt | undefined> {
  try {
    return (await ledger.get(skuId))?.attempts[0]
  } catch (error) {
    if (error instanceof LedgerUnavailable) return undefined
    throw error
  }
}
