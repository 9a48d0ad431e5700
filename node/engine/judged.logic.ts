import type { BatchAt } from './batch.logic'
import { type InHand, inHandOf } from './inHand.logic'
import { jobOf } from './parts.logic'

/** A judged batch whose outcomes are being written. Sending goes on beside it. */
export interface JudgedAt {
  readonly key: string
  /** How many of its lines are in the ledger, or kept for it. */
  readonly settled: number
  /** How often settling was begun at this line and did not come to an end: its process died. */
  readonly deaths: number
  /** The reprocess job it belongs to, entirely or in part; null when none. */
  readonly jobId: string | null
  /** Whether nothing may be claimed before it is settled: its outcome decides about other parts of its file or range. */
  readonly isAlone: boolean
  /** What pages show of it; absent in data of older versions. */
  readonly batch?: InHand
}

/** Maximum number of judged batches: beyond it no other is claimed. */
export const MAX_JUDGED = 4

export const judgedAt = (key: string, batch: BatchAt<'judged'>): JudgedAt => ({
  key,
  settled: 0,
  deaths: 0,
  jobId: jobOf(batch),
  isAlone: batch.ofSplit === true || batch.shares !== undefined,
  batch: inHandOf(batch),
})

/** Whether settling comes first, because too much of it is left or something depends on it. */
export const mustSettle = (judged: readonly JudgedAt[]): boolean =>
  judged.length >= MAX_JUDGED || judged.some(({ isAlone }) => isAlone)

/** The batch to settle next: live changes before those of a job, then the oldest. */
export const nextToSettle = (judged: readonly JudgedAt[]): JudgedAt | null =>
  judged.find(({ jobId }) => jobId === null) ?? judged[0] ?? null

/** The list with one of them changed. */
export const withJudged = (
  judged: readonly JudgedAt[],
  key: string,
  change: (before: JudgedAt) => Partial<JudgedAt>
): readonly JudgedAt[] => judged.map(one => (one.key === key ? { ...one, ...change(one) } : one))

export const withoutJudged = (judged: readonly JudgedAt[], key: string): readonly JudgedAt[] =>
  judged.filter(one => one.key !== key)
