import type { JobLine } from '../../domain/fill'
import type { Job, Slice, Snapshot } from '../../domain/jobs'
import { settledSince, settledTo, totalOf } from '../../domain/jobs'
import type { Process } from '../../domain/processes'
import type { ReceiptLine } from '../../domain/receipt'
import { lineOutcome } from '../../domain/receipt'
import type { SkuId } from '../../domain/requests'
import { SECOND } from '../../domain/time'
import { processesOf } from '../processesOf'
import { readPositions } from '../snapshot'
import type { Run } from './run'

/** Positions whose processes are read before the time is looked at again. */
const STEP = 1_000

/** How long a slice may take to read: what is read by then goes into the file, the rest into the next. */
const SLICE_TIME = 5 * SECOND

/** The next part of a job, and those of its SKUs that must be sent. */
export interface ReadSlice {
  readonly slice: Slice
  readonly lines: readonly JobLine[]
}

/**
 * Reads up to `room` SKUs of the running job from where its receipt ends. Nothing is written: only the
 * settled slice moves the job on.
 *
 * @param queued SKUs with a mark: they are sent whatever happened before
 */
export async function readSlice(
  { ports }: Run,
  job: Job & { readonly snapshot: Snapshot },
  room: number,
  queued: ReadonlySet<SkuId>
): Promise<ReadSlice> {
  const { clock } = ports
  const from = settledTo(job)
  const until = clock.now() + SLICE_TIME
  const lines: JobLine[] = []
  const known: ReceiptLine[] = []
  let to = from
  const last = Math.min(from + room, totalOf(job))
  while (to < last && clock.now() <= until) {
    const end = Math.min(to + STEP, last)
    const ids = await readPositions(ports, job, to, end)
    if (ids.length < end - to) break
    const processes = await processesOf(ports.ledger, ids)
    for (const skuId of ids) {
      const line = queued.has(skuId) ? null : knownLine(skuId, processes.get(skuId), job.snapshot)
      if (line) known.push(line)
      else lines.push({ skuId, facts: processes.get(skuId)?.facts ?? null })
    }
    to = end
  }
  return { slice: { jobId: job.id, from, to, known }, lines }
}

/** The receipt's line of a SKU that need not be sent: unknown, or sent well since the snapshot was begun. */
function knownLine(
  skuId: SkuId,
  process: Process | undefined,
  snapshot: Snapshot
): ReceiptLine | null {
  if (!process) return { skuId, outcome: 'SKIPPED', cause: null, quantity: null, at: null }
  if (!settledSince(process, snapshot.at)) return null
  const { cause, quantity, processedAt: at } = process
  return { skuId, outcome: lineOutcome(cause), cause, quantity, at }
}
