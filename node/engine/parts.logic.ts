import type { Batch, ClaimedBatch, ClaimedLine } from './batch.logic'
import type { JobBatchRange } from '../jobs/job.logic'
import type { Millis } from '../shared/time'

/** How many batches may stand aside at once; beyond that the batch in hand waits itself. */
export const MAX_PARKED = 50

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
export const isShared = (parked: readonly Parked[], slice: JobBatchRange): boolean =>
  parked.some(one => one.jobId === slice.jobId)

/** The job that a batch is for, by whichever way; null when none. */
export const jobOf = ({ slice, shares }: Pick<Batch, 'slice' | 'shares'>): string | null =>
  (slice ?? shares)?.jobId ?? null

/** How the parts of files that Carrefour refused as a whole fare. */
export interface Split {
  /** Files that were refused. */
  readonly failed: number
  /** How many of them since the last that was not. */
  readonly failedInARow: number
  /** Whether any part was taken. */
  readonly arrived: boolean
}

/** After so many refused files with none between them that was taken, or in all, the fault is not in a line. */
const MAX_IN_A_ROW = 16
const MAX_FAILED = 64

const NONE: Split = { failed: 0, failedInARow: 0, arrived: false }

export const afterFailedPart = (split: Split | null): Split => {
  const { failed, failedInARow, arrived } = split ?? NONE
  return { failed: failed + 1, failedInARow: failedInARow + 1, arrived }
}

export const afterTakenPart = (split: Split | null): Split => ({
  ...(split ?? NONE),
  failedInARow: 0,
  arrived: true,
})

export const isHopeless = ({ failed, failedInARow }: Split): boolean =>
  failedInARow >= MAX_IN_A_ROW || failed >= MAX_FAILED

/** Two halves, the first of which holds what is more urgent. */
export const halves = <T>(lines: readonly T[]): readonly (readonly T[])[] => {
  const middle = Math.ceil(lines.length / 2)
  return [lines.slice(0, middle), lines.slice(middle)].filter(half => half.length > 0)
}
