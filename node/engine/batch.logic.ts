import type { Cause } from '../shared/causes'
import type { JobBatchRange } from '../jobs/job.logic'
import type { SkuFacts } from '../ledger/process.logic'
import type { ReportCounts } from '../carrefour/report/reading.logic'
import type { SentLine } from '../carrefour/stockFile.logic'
import type { Reason, SkuId } from '../queue/stockRequest.logic'
import type { StoreStock } from './stock.logic'
import { type Millis, MINUTE } from '../shared/time'

/** The most SKUs of one stock import. Mirakl documents no limit; this one bounds memory and time. */
export const MAX_LINES = 10_000

/** One SKU of a batch, claimed but its stock not yet read. */
export interface ClaimedLine {
  readonly skuId: SkuId
  readonly reason: Reason
  /** Whether the facts must be read from the catalog. */
  readonly refreshFacts: boolean
  /** What the store says about the SKU; null until known. */
  readonly facts: SkuFacts | null
  /** What the store said about its stock, while others of the batch are still to be asked about. */
  readonly store?: StoreStock
  /** Failed calls to the store that asked about it, while its stock is being read. */
  readonly failedCalls?: number
  /** Whether it belongs to the batch's slice of a reprocess job. */
  readonly ofJob: boolean
}

/** One SKU of a batch with what will be, or was, done about it. */
export interface ReadLine extends ClaimedLine {
  /** Units the store could sell; null when it could not be asked. */
  readonly available: number | null
  /** Units to send; null when it is not sent on purpose. */
  readonly quantity: number | null
  /** Remark if Carrefour confirms it, or why it is not sent. */
  readonly remark: Cause | null
}

/** How often in a row each cause kept a file from its end. */
export type Failures = Readonly<Partial<Record<Cause, number>>>

interface Claim {
  readonly id: string
  readonly claimedAt: Millis
  /** How often in a row something failed for it, by cause. */
  readonly failures: Failures
  /** Not before this moment. */
  readonly notBefore: Millis
  /** The part of a reprocess job that goes with it. */
  readonly slice: JobBatchRange | null
  /** The part of a reprocess job that it shares with other batches: the last of them settles it. */
  readonly shares?: JobBatchRange
  /** Name of the shop that its file was sent to; not there before, and in what older versions wrote. */
  readonly shop?: string
  /** Part of a file that Carrefour refused as a whole. */
  readonly ofSplit?: true
}

export interface ClaimedBatch extends Claim {
  readonly stage: 'claimed'
  /** Whether the requests of its SKUs are gone: from then on a new request means a new change. */
  readonly marksRemoved: boolean
  /** When a part of its stock was read last; null when none of it is. */
  readonly readAt: Millis | null
  /** When the reading was begun; not there before. */
  readonly readSince?: Millis
  readonly lines: readonly ClaimedLine[]
}

export type BatchAt<Stage extends Batch['stage']> = Extract<Batch, { readonly stage: Stage }>

/** A stock import in the making. Each stage has just what the next one needs. */
export type Batch =
  /** Written down, its stock not read. Also the stage after a try that failed. */
  | ClaimedBatch
  /** Accepted by Carrefour (STO01); `importId` is asked for with STO02. */
  | (Claim & {
      readonly stage: 'sent'
      readonly lines: readonly ReadLine[]
      readonly importId: string
      readonly sentAt: Millis
    })
  /** Sent, and the answer that would have named its import was lost: Carrefour is asked what it holds (OF21). */
  | (Claim & {
      readonly stage: 'lost'
      readonly lines: readonly ReadLine[]
      readonly importId: null
      readonly sentAt: Millis
      /** When another file may leave, unless the quantities show before that the lost one has ended. */
      readonly sendAgainAt: Millis
    })
  /** COMPLETE, with an error report (STO03) still to be fetched. */
  | (Claim & {
      readonly stage: 'complete'
      readonly lines: readonly ReadLine[]
      readonly importId: string
      readonly sentAt: Millis
      /** What must add up before a line that the report does not name is a success. */
      readonly counts: ReportCounts
    })
  /** The report is read; of some SKUs it does not say how they ended: Carrefour is asked what it holds. */
  | (Claim & {
      readonly stage: 'reported'
      readonly lines: readonly ReadLine[]
      /** Null when nobody knows the import: then the quantities alone say how it ended. */
      readonly importId: string | null
      readonly sentAt: Millis
      readonly readBack: ReadBack
    })
  /** Carrefour's last word is known, or there was nothing to send: the outcomes can be written. */
  | (Claim & {
      readonly stage: 'judged'
      readonly lines: readonly ReadLine[]
      readonly importId: string | null
      readonly verdict: Verdict
      readonly judgedAt: Millis
    })

/** The lines of the file that went to Carrefour, in its order. */
export const sentLines = ({
  lines,
}: {
  readonly lines: readonly ReadLine[]
}): readonly SentLine[] =>
  lines.flatMap(({ skuId, quantity }) => (quantity === null ? [] : [{ skuId, quantity }]))

/** How much a batch holds, in SKUs: its lines, and those of its job that need no sending; never nothing. */
export const weightOf = ({ lines, slice }: Batch): number =>
  1 + lines.length + (slice?.known.length ?? 0)

/** What is known while quantities are read back. */
export interface ReadBack {
  /** Known to be refused, by SKU id. */
  readonly rejected: Readonly<Record<string, Rejection>>
  /** Carrefour holds just the quantity that was sent. */
  readonly confirmed: readonly SkuId[]
  /** Still to be asked about. */
  readonly open: readonly SkuId[]
  /** How many offers of the shop were looked through for many SKUs at once; null when that is done, or not worth it. */
  readonly offset: number | null
  /** Rows of the report that name no SKU, in Carrefour's words; null when there are none. */
  readonly words: string | null
}

/** Carrefour's last word about a whole batch. */
export type Verdict =
  /** COMPLETE; `rejected` holds the lines of the error report by SKU id. */
  | {
      readonly kind: 'complete'
      readonly rejected: Readonly<Record<string, Rejection>>
      /** Those confirmed by the quantity that Carrefour holds, and not by its report. */
      readonly readBack?: readonly SkuId[]
    }
  /** The whole batch ended without a confirmation. */
  | { readonly kind: 'failed'; readonly cause: Cause; readonly message: string }

/** Why Carrefour refused one line. */
export interface Rejection {
  readonly cause: Cause
  /** Carrefour's own words. */
  readonly message: string
}

/** Failures that a good answer ends; the others count until the batch is done. */
const PASSING: readonly Cause[] = ['RATE_LIMITED', 'MARKETPLACE_UNAVAILABLE', 'VTEX_UNAVAILABLE']

/** The batch after it has failed once more for a cause. */
export const failedAgain = <B extends Batch>(batch: B, cause: Cause): B => ({
  ...batch,
  failures: { ...batch.failures, [cause]: (batch.failures[cause] ?? 0) + 1 },
})

/** The batch when what failed for a cause has been done after all. */
export function withoutFailure<B extends Batch>(batch: B, cause: Cause): B {
  const { [cause]: _, ...failures } = batch.failures
  return { ...batch, failures, notBefore: 0 }
}

/** What still counts after an answer that was no failure. */
export const afterAnswer = (failures: Failures): Failures =>
  Object.fromEntries(
    Object.entries(failures).filter(([cause]) => !PASSING.some(passing => passing === cause))
  )

/** The batch again before its stock was read: for another try, which must send today's stock. */
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

/** A reading that was broken off for so long is begun anew. */
const READING_PAUSE = 5 * MINUTE

/**
 * How long the reading may go on once it has met SKUs that the store does not answer for: those that are still open
 * then are set apart, so that the others do not wait for them.
 */
export const READING_TIME = 3 * MINUTE

/** The batch with what was read of its stock, if it was read just now. */
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
 * The lines once a reading has gone on for too long because the store does not answer for some of them: those are set
 * apart; a good while later so are those that it was never asked about, should there be failures at all.
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

/** The batch when nothing of it goes to Carrefour: all is kept back on purpose. */
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
