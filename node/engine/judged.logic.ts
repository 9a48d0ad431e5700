import { asFlag, asNumber, asText } from '../shared/json'
import { countIn, entriesOf, nameIn, partOf } from '../shared/stored'
import type { BatchAt, ReadLine } from './batch.logic'
import { type Job, settledTo, totalOf } from '../jobs/job.logic'
import { type InHand, type Parked, inHandOf, jobOf, readShownBatch } from './parts.logic'

/** A judged batch whose outcomes are being written. Sending goes on beside it. */
export interface JudgedAt {
  readonly key: string
  /** How many of its lines are in the ledger, or kept for it. */
  readonly settled: number
  /** How often settling was begun at this line and did not come to an end: its process died. */
  readonly deaths: number
  /** The reprocess job it belongs to, entirely or in part; null when none. */
  readonly jobId: string | null
  /** Where its job's range ends; null when it has none of its own, and in data of older versions. */
  readonly rangeTo: number | null
  /** How many lines at its beginning are no backlog: they are settled before any other batch's backlog. */
  readonly urgent: number
  /** Whether nothing may be claimed before it is settled: its outcome decides about other parts of its file or range. */
  readonly isAlone: boolean
  /** What pages show of it; absent in data of older versions. */
  readonly batch?: InHand
}

/** Maximum number of judged batches: beyond it no other is claimed. */
export const MAX_JUDGED = 4

/** How many of them may be of a reprocess job: live changes always find a place. */
export const MAX_OF_JOB = 3

export const judgedAt = (key: string, batch: BatchAt<'judged'>): JudgedAt => ({
  key,
  settled: 0,
  deaths: 0,
  jobId: jobOf(batch),
  rangeTo: batch.slice?.to ?? null,
  urgent: urgentOf(batch.lines),
  isAlone: batch.ofSplit === true || batch.shares !== undefined,
  batch: inHandOf(batch),
})

/** How many lines come before those of a job or a comparison. */
function urgentOf(lines: readonly ReadLine[]): number {
  const backlog = lines.findIndex(
    ({ reason, ofJob }) => reason === 'RECONCILE' || (ofJob && reason === 'REPROCESS')
  )
  return backlog === -1 ? lines.length : backlog
}

/**
 * Where the job's next range begins: behind all that are settled or judged. Null when nothing of it may be sent now:
 * parts of a range are still to come, enough of it is to be settled, or all of it was sent.
 */
export function nextPosition(
  job: Job,
  { parked, judged }: { readonly parked: readonly Parked[]; readonly judged: readonly JudgedAt[] }
): number | null {
  if (parked.some(({ jobId }) => jobId === job.id)) return null
  const own = judged.filter(({ jobId }) => jobId === job.id)
  if (own.length >= MAX_OF_JOB) return null
  const ends = own.map(({ rangeTo }) => rangeTo ?? Infinity)
  const from = Math.max(settledTo(job), ...ends)
  return from < totalOf(job) ? from : null
}

/** Whether settling comes first, because too much of it is left or something depends on it. */
export const mustSettle = (judged: readonly JudgedAt[]): boolean =>
  judged.length >= MAX_JUDGED || judged.some(({ isAlone }) => isAlone)

/** The batch to settle next: live changes before a comparison and a job, then the oldest. */
export const nextToSettle = (judged: readonly JudgedAt[]): JudgedAt | null =>
  judged.find(({ settled, urgent }) => settled < urgent) ??
  judged.find(({ jobId }) => jobId === null) ??
  judged[0] ??
  null

/** The list with one of them changed. */
export const withJudged = (
  judged: readonly JudgedAt[],
  key: string,
  change: (before: JudgedAt) => Partial<JudgedAt>
): readonly JudgedAt[] => judged.map(one => (one.key === key ? { ...one, ...change(one) } : one))

export const withoutJudged = (judged: readonly JudgedAt[], key: string): readonly JudgedAt[] =>
  judged.filter(one => one.key !== key)

/** The judged batches of a stored state. */
export const readJudged = (raw: unknown): readonly JudgedAt[] =>
  entriesOf(raw, one =>
    partOf(
      one,
      ({ key }) => ({ key: nameIn(key) }),
      ({ key }, stored) => ({
        key,
        ...readShownBatch(stored.batch),
        settled: countIn(stored.settled),
        deaths: asNumber(stored.deaths) ?? 0,
        jobId: asText(stored.jobId),
        rangeTo: asNumber(stored.rangeTo),
        urgent: countIn(stored.urgent),
        isAlone: asFlag(stored.isAlone) ?? false,
      })
    )
  )
