import type { Cause } from '../shared/causes'
import type { JobBatchRange } from '../jobs/job.logic'
import type { SkuFacts } from '../ledger/process.logic'
import type { ReportCounts } from '../carrefour/report/reading.logic'
import type { SentLine } from '../carrefour/stockFile.logic'
import type { Reason, Wanted } from '../queue/stockRequest.logic'
import type { SkuId } from '../shared/sku.logic'
import type { SendingTrail } from '../sendings/sendings.logic'
import type { StoreStock } from './stock.logic'
import { type Millis, MINUTE } from '../shared/time'

/** Maximum SKUs of one stock import. Mirakl documents no limit; this one bounds memory and time. */
export const MAX_LINES = 10_000

/** One SKU of a batch, claimed, with its stock not read yet. */
export interface ClaimedLine {
  readonly skuId: SkuId
  readonly reason: Reason
  /** Whether the facts must be read from the catalog. */
  readonly refreshFacts: boolean
  /** The SKU's facts from the store; null until read. */
  readonly facts: SkuFacts | null
  /** The store's answer about its stock, while others of the batch are still open. */
  readonly store?: StoreStock
  /** Failed store calls it was part of, while its stock is being read. */
  readonly failedCalls?: number
  /** Whether it belongs to the batch's range of a reprocess job. */
  readonly ofJob: boolean
}

/** One SKU of a batch with its stock read and its quantity decided. */
export interface ReadLine extends ClaimedLine {
  /** Units the store could sell; null when the store could not be asked. */
  readonly available: number | null
  /** Units to send; null when it is deliberately not sent. */
  readonly quantity: number | null
  /** Remark if Carrefour confirms it, or the reason it is not sent. */
  readonly remark: Cause | null
}

/** Consecutive failures of a file, by cause. */
export type Failures = Readonly<Partial<Record<Cause, number>>>

interface Claim {
  readonly id: string
  readonly claimedAt: Millis
  /** Consecutive failures, by cause. */
  readonly failures: Failures
  /** Next attempt not before this moment. */
  readonly notBefore: Millis
  /** The range of a reprocess job that goes with it. */
  readonly slice: JobBatchRange | null
  /** The range of a reprocess job it shares with other batches: the last of them settles it. */
  readonly shares?: JobBatchRange
  /** Name of the shop its file was sent to; absent before, and in data of older versions. */
  readonly shop?: string
  /** Part of a file that Carrefour refused as a whole. */
  readonly ofSplit?: true
  /** The configuration's number of saves when it was claimed; absent once its stock is to be read again, and in data of older versions. */
  readonly saves?: number
  /** What Carrefour has said of its file; absent before one left, and in data of older versions. */
  readonly sending?: SendingTrail
}

export interface ClaimedBatch extends Claim {
  readonly stage: 'claimed'
  /** Whether the requests of its SKUs are removed: from then on a new request means a new change. */
  readonly marksRemoved: boolean
  /** When a part of its stock was last read; null before the first. */
  readonly readAt: Millis | null
  /** When reading began; absent before. */
  readonly readSince?: Millis
  readonly lines: readonly ClaimedLine[]
}

export type BatchAt<Stage extends Batch['stage']> = Extract<Batch, { readonly stage: Stage }>

/** A stock import in progress. Each stage holds what the next one needs. */
export type Batch =
  /** Saved, with its stock not read. Also the stage after a failed try. */
  | ClaimedBatch
  /** Accepted by Carrefour (STO01); STO02 asks for `importId`. */
  | (Claim & {
      readonly stage: 'sent'
      readonly lines: readonly ReadLine[]
      readonly importId: string
      readonly sentAt: Millis
    })
  /** Sent, but the answer with the import's id was lost: read back what Carrefour holds (OF21). */
  | (Claim & {
      readonly stage: 'lost'
      readonly lines: readonly ReadLine[]
      readonly importId: null
      readonly sentAt: Millis
      /** When another file may be sent, unless the quantities show earlier that the lost one has ended. */
      readonly sendAgainAt: Millis
    })
  /** COMPLETE, with the error report (STO03) still to be fetched. */
  | (Claim & {
      readonly stage: 'complete'
      readonly lines: readonly ReadLine[]
      readonly importId: string
      readonly sentAt: Millis
      /** Counts that must add up before a line missing from the report is a success. */
      readonly counts: ReportCounts
    })
  /** The report is read but leaves the outcome of some SKUs open: read back what Carrefour holds. */
  | (Claim & {
      readonly stage: 'reported'
      readonly lines: readonly ReadLine[]
      /** Null when the import is unknown: the quantities alone then decide. */
      readonly importId: string | null
      readonly sentAt: Millis
      readonly readBack: ReadBack
    })
  /** The verdict is known, or there was nothing to send: the outcomes can be written. */
  | (Claim & {
      readonly stage: 'judged'
      readonly lines: readonly ReadLine[]
      readonly importId: string | null
      readonly verdict: Verdict
      readonly judgedAt: Millis
    })

/** The lines of the file sent to Carrefour, in its order. */
export const sentLines = ({
  lines,
}: {
  readonly lines: readonly ReadLine[]
}): readonly SentLine[] =>
  lines.flatMap(({ skuId, quantity }) => (quantity === null ? [] : [{ skuId, quantity }]))

/** Size of a batch in SKUs: its lines plus its job's SKUs that need no sending; at least 1. */
export const weightOf = ({ lines, slice }: Batch): number =>
  1 + lines.length + (slice?.known.length ?? 0)

/** Progress of reading quantities back. */
export interface ReadBack {
  /** Refused lines, by SKU id. */
  readonly rejected: Readonly<Record<string, Rejection>>
  /** SKUs for which Carrefour holds exactly the quantity sent. */
  readonly confirmed: readonly SkuId[]
  /** SKUs still to ask about. */
  readonly open: readonly SkuId[]
  /** Number of the shop's offers paged through so far; null when that is finished, or not worth it. */
  readonly offset: number | null
  /** Report rows that name no SKU, in Carrefour's words; null when there are none. */
  readonly words: string | null
}

/** Carrefour's verdict on a whole batch. */
export type Verdict =
  /** COMPLETE; `rejected` holds the lines of the error report by SKU id. */
  | {
      readonly kind: 'complete'
      readonly rejected: Readonly<Record<string, Rejection>>
      /** SKUs confirmed by the quantity Carrefour holds rather than by its report. */
      readonly readBack?: readonly SkuId[]
    }
  /** The whole batch ended unconfirmed. */
  | { readonly kind: 'failed'; readonly cause: Cause; readonly message: string }

/** Why Carrefour refused one line. */
export interface Rejection {
  readonly cause: Cause
  /** Carrefour's own words. */
  readonly message: string
}

/** Failures cleared by a good answer; others count until the batch is done. */
const PASSING: readonly Cause[] = ['RATE_LIMITED', 'MARKETPLACE_UNAVAILABLE', 'VTEX_UNAVAILABLE']

/** Counts one more failure of the batch for a cause. */
export const failedAgain = <B extends Batch>(batch: B, cause: Cause): B => ({
  ...batch,
  failures: { ...batch.failures, [cause]: (batch.failures[cause] ?? 0) + 1 },
})

/** Clears the batch's failures for a cause. */
export function withoutFailure<B extends Batch>(batch: B, cause: Cause): B {
  const { [cause]: _, ...failures } = batch.failures
  return { ...batch, failures, notBefore: 0 }
}

/** The failures that still count after a good answer. */
export const afterAnswer = (failures: Failures): Failures =>
  Object.fromEntries(
    Object.entries(failures).filter(([cause]) => !PASSING.some(passing => passing === cause))
  )

/** The batch as it was before its stock was read: a retry must send current stock. */
export const backToClaimed = (batch: Batch, notBefore: Millis): ClaimedBatch => ({
  stage: 'claimed',
  id: batch.id,
  claimedAt: batch.claimedAt,
  failures: batch.failures,
  notBefore,
  marksRemoved: true,
  readAt: null,
  slice: batch.slice,
  ...(batch.shares ? { shares: batch.shares } : {}),
  ...(batch.ofSplit ? { ofSplit: true as const } : {}),
  lines: batch.lines.map(({ skuId, reason, facts, ofJob }) => ({
    skuId,
    reason,
    refreshFacts: false,
    facts,
    ofJob,
  })),
})

/** A reading interrupted for longer than this starts again. */
const READING_PAUSE = 5 * MINUTE

/**
 * How long reading may continue after it met SKUs the store does not answer for. Those still open then are set apart so
 * that the others need not wait.
 */
const READING_TIME = 3 * MINUTE

/** The batch with the stock read so far, if that is recent enough. */
export const resumed = (batch: ClaimedBatch, now: Millis): ClaimedBatch =>
  batch.readAt !== null && now - batch.readAt <= READING_PAUSE
    ? batch
    : {
        ...batch,
        readAt: null,
        readSince: now,
        lines: batch.lines.map(({ store: _, failedCalls: __, ...line }) => line),
      }

/**
 * Ends a reading that takes too long because the store fails for some SKUs: these are set apart; much later so are
 * those never asked about, if there were failures at all.
 */
export function endless(
  { readSince }: ClaimedBatch,
  lines: readonly ClaimedLine[],
  now: Millis
): readonly ClaimedLine[] {
  const isOpen = ({ store }: ClaimedLine) => store === undefined
  const hasFailed = ({ failedCalls = 0 }: ClaimedLine) => failedCalls > 0
  const lasts = now - (readSince ?? now)
  if (lasts <= READING_TIME || !lines.some(line => isOpen(line) && hasFailed(line))) return lines
  const isOver = (line: ClaimedLine) =>
    isOpen(line) && (hasFailed(line) || lasts > 2 * READING_TIME)
  return lines.map(line => (isOver(line) ? { ...line, store: { kind: 'unreadable' } } : line))
}

/** The batch when nothing is sent to Carrefour: every line is held back deliberately. */
export const unsent = (
  batch: ClaimedBatch,
  lines: readonly ReadLine[],
  now: Millis
): BatchAt<'judged'> => ({
  stage: 'judged',
  id: batch.id,
  claimedAt: batch.claimedAt,
  failures: batch.failures,
  notBefore: batch.notBefore,
  slice: batch.slice,
  ...(batch.shares ? { shares: batch.shares } : {}),
  ...(batch.ofSplit ? { ofSplit: true as const } : {}),
  lines,
  importId: null,
  verdict: { kind: 'complete', rejected: {} },
  judgedAt: now,
})

/** Lines of a file reserved for a reprocess job, so that it ends however much changes. */
export const JOB_SHARE = 1_000

/** One SKU that a reprocess job sends. */
export interface JobLine {
  readonly skuId: SkuId
  readonly facts: SkuFacts | null
}

const isBacklog = ({ reason }: Wanted): boolean => reason === 'RECONCILE'

/** How many lines a job may have beside the queued requests. */
export function roomForJob(queued: readonly Wanted[], limit = MAX_LINES): number {
  const live = queued.filter(one => !isBacklog(one)).length
  return Math.max(limit - live, Math.min(JOB_SHARE, limit))
}

/**
 * The lines of a batch: live changes first, then the job, then the rest of the queue. A SKU of both is one line.
 *
 * @param queued live priorities first
 * @param job at most `roomForJob` lines
 */
export function fillBatch(
  queued: readonly Wanted[],
  job: readonly JobLine[],
  limit = MAX_LINES
): readonly ClaimedLine[] {
  const lines = new Map<SkuId, ClaimedLine>()
  const byId = new Map(queued.map(one => [one.skuId, one]))
  const live = queued.filter(one => !isBacklog(one))
  for (const one of live.slice(0, limit - job.length)) lines.set(one.skuId, lineOf(one))
  for (const { skuId, facts } of job) {
    const wanted = byId.get(skuId) ?? { skuId, reason: 'REPROCESS' as const, refreshFacts: false }
    const reason = isBacklog(wanted) ? 'REPROCESS' : wanted.reason
    lines.set(skuId, {
      ...wanted,
      reason,
      facts: wanted.refreshFacts ? null : facts,
      ofJob: true,
    })
  }
  for (const one of queued) {
    if (lines.size >= limit) break
    if (!lines.has(one.skuId)) lines.set(one.skuId, lineOf(one))
  }
  return [...lines.values()]
}

const lineOf = (wanted: Wanted): ClaimedLine => ({ ...wanted, facts: null, ofJob: false })
