import type { Batch, ClaimedBatch, ClaimedLine } from './batches'
import type { Slice } from './jobs'
import type { Millis } from './time'

/** How many batches may stand aside at once; beyond that the batch in hand waits itself. */
export const MOST_PARKED = 50

/** Part of a batch that stands aside, so that live changes and the rest of its SKUs need not wait for it. */
export interface Parked {
  /** Where it is saved. */
  readonly key: string
  readonly notBefore: Millis
  /** `store`: the store did not answer for it. `split`: Carrefour refused a file that it was part of. */
  readonly why: 'store' | 'split'
  /** The reprocess job whose slice it shares; null when none. */
  readonly jobId: string | null
}

/** Some lines of a batch as one of their own. The slice of a job is then settled by whichever part ends last. */
export const partOf = (
  { slice, ...batch }: ClaimedBatch,
  id: string,
  lines: readonly ClaimedLine[]
): ClaimedBatch => ({ ...batch, id, lines, slice: null, ...(slice ? { shares: slice } : {}) })

/** The parked batch whose turn is next; null when none is due. */
export const duePart = (parked: readonly Parked[], now: Millis): Parked | null =>
  parked.find(one => one.notBefore <= now) ?? null

/** Whether another part of the slice is still to come. */
export const isShared = (parked: readonly Parked[], slice: Slice): boolean =>
  parked.some(one => one.jobId === slice.jobId)

/** The job that a batch is for, by whichever way; null when none. */
export const jobOf = ({ slice, shares }: Pick<Batch, 'slice' | 'shares'>): string | null =>
  (slice ?? shares)?.jobId ?? null
