import type { CarrefourLineOutcome } from '../generated/schema'
import { type Cause, statusOf } from '../shared/causes'
import { waitsForRadar } from '../ledger/process.logic'
import type { SkuId } from '../queue/stockRequest.logic'
import type { Millis } from '../shared/time'

/** The result of one SKU of a reprocess job. */
export type LineOutcome = CarrefourLineOutcome

/** One line of a job's receipt. */
export interface ReceiptLine {
  readonly skuId: SkuId
  readonly outcome: LineOutcome
  readonly cause: Cause | null
  /** Units sent; null when none were. */
  readonly quantity: number | null
  /** When it was settled; null when it was not. */
  readonly at: Millis | null
}

export interface Counts {
  readonly succeeded: number
  readonly failed: number
  readonly waiting: number
  readonly skipped: number
}

export const NO_COUNTS: Counts = { succeeded: 0, failed: 0, waiting: 0, skipped: 0 }

/** The outcome of a settled process in a receipt. */
export function lineOutcome(cause: Cause | null): Exclude<LineOutcome, 'SKIPPED'> {
  // Warnings but no successes: unknown whether Carrefour took it, or a 0 that was not sent yet.
  if (waitsForRadar(cause) || cause === 'UNCONFIRMED' || cause === 'ZERO_HELD') return 'WAITING'
  return statusOf(cause) === 'ERROR' ? 'FAILED' : 'SUCCEEDED'
}

/** Number of lines per outcome. */
export function tally(lines: readonly ReceiptLine[]): Counts {
  const count = (outcome: LineOutcome) => lines.filter(line => line.outcome === outcome).length
  return {
    succeeded: count('SUCCEEDED'),
    failed: count('FAILED'),
    waiting: count('WAITING'),
    skipped: count('SKIPPED'),
  }
}

/** Number of counted lines with one outcome. */
export function countFor(counts: Counts, outcome: LineOutcome): number {
  switch (outcome) {
    case 'SUCCEEDED':
      return counts.succeeded
    case 'FAILED':
      return counts.failed
    case 'WAITING':
      return counts.waiting
    case 'SKIPPED':
      return counts.skipped
  }
}

export const sumOf = ({ succeeded, failed, waiting, skipped }: Counts): number =>
  succeeded + failed + waiting + skipped

export const addCounts = (a: Counts, b: Counts): Counts => ({
  succeeded: a.succeeded + b.succeeded,
  failed: a.failed + b.failed,
  waiting: a.waiting + b.waiting,
  skipped: a.skipped + b.skipped,
})
