import type { Cause, SettledStatus } from './causes'
import { UNCLASSIFIED } from './causes'
import { fingerprint } from './fingerprint'
import type { Reason, SkuId } from './requests'
import type { Millis } from './time'

/** How many attempts a process keeps. */
export const KEPT_ATTEMPTS = 10

/** One try, as it ended. */
export interface Attempt {
  /** The batch it was part of: the same batch settled twice counts once. */
  readonly batchId: string
  readonly at: Millis
  readonly reason: Reason
  readonly status: SettledStatus
  readonly cause: Cause | null
  /** Units sent; null when nothing was sent. */
  readonly quantity: number | null
  /** Carrefour's own words, untouched. */
  readonly message: string | null
  readonly importId: string | null
}

/** What the store says about a SKU besides its stock. */
export interface SkuFacts {
  readonly name: string | null
  readonly ean: string | null
  readonly isKit: boolean
  /** When it was read from the catalog. */
  readonly readAt: Millis
}

/** The latest sending of one SKU's stock, as the ledger keeps it. */
export interface Process {
  readonly skuId: SkuId
  readonly affiliate: string
  readonly facts: SkuFacts | null
  readonly status: SettledStatus
  readonly cause: Cause | null
  /** Since when it has had this cause; null on success. */
  readonly causeSince: Millis | null
  readonly message: string | null
  /** Names the reason when its words are not classified, so that equal ones group together. */
  readonly fingerprint: string | null
  readonly quantity: number | null
  readonly available: number | null
  readonly processedAt: Millis
  /** When the radar last looked. */
  readonly lastCheckedAt: Millis | null
  /** When the radar looks again; null when it does not. */
  readonly nextCheckAt: Millis | null
  /** Newest first. */
  readonly attempts: readonly Attempt[]
}

/** How one SKU of a batch ended. */
export interface Outcome {
  readonly skuId: SkuId
  readonly facts: SkuFacts | null
  readonly affiliate: string
  readonly available: number | null
  /** Message as the merchant knows it; the attempt keeps Carrefour's words. */
  readonly message: string | null
  readonly attempt: Attempt
  /** When the radar should look, for outcomes that wait for it. */
  readonly nextCheckAt: Millis | null
}

/** The process after an outcome. Applying the same batch twice changes nothing. */
export function applyOutcome(before: Process | null, outcome: Outcome): Process {
  const { attempt } = outcome
  if (before?.attempts.some(known => known.batchId === attempt.batchId)) return before
  const sameCause = before !== null && attempt.cause !== null && before.cause === attempt.cause
  return {
    skuId: outcome.skuId,
    affiliate: outcome.affiliate,
    facts: outcome.facts ?? before?.facts ?? null,
    status: attempt.status,
    cause: attempt.cause,
    causeSince: attempt.cause === null ? null : sameCause ? before.causeSince : attempt.at,
    message: outcome.message,
    fingerprint:
      attempt.cause !== null && UNCLASSIFIED.includes(attempt.cause)
        ? fingerprint(attempt.message)
        : null,
    quantity: attempt.quantity,
    available: outcome.available ?? before?.available ?? null,
    processedAt: attempt.at,
    lastCheckedAt: before?.lastCheckedAt ?? null,
    nextCheckAt: outcome.nextCheckAt,
    attempts: [attempt, ...(before?.attempts ?? [])].slice(0, KEPT_ATTEMPTS),
  }
}

/** True for a cause that the radar looks after. */
export const waitsForRadar = (cause: Cause | null): boolean => cause === 'NOT_CATALOGED'
