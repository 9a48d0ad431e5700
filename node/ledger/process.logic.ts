/*
 * One row of the ledger: how an outcome changes it, how many units Carrefour has by its attempts, and what its problem
 * costs.
 */

import { type Cause, type SettledStatus, lineOf, UNCLASSIFIED } from '../shared/causes'
import { fingerprint } from '../carrefour/classify.logic'
import type { Reason } from '../queue/stockRequest.logic'
import type { SkuId } from '../shared/sku.logic'
import { decideRetry } from '../engine/retry.logic'
import { type Millis, aheadBy, sooner } from '../shared/time'

/** How many attempts a process keeps. */
export const KEPT_ATTEMPTS = 10

/** One attempt with its result. */
export interface Attempt {
  /** The batch it was part of: a batch settled twice counts once. */
  readonly batchId: string
  readonly at: Millis
  readonly reason: Reason
  readonly status: SettledStatus
  readonly cause: Cause | null
  /** Units sent; null when none were. */
  readonly quantity: number | null
  /** Carrefour's own words, unchanged. */
  readonly message: string | null
  readonly importId: string | null
}

/** What the store knows about a SKU besides its stock. */
export interface SkuFacts {
  readonly name: string | null
  readonly ean: string | null
  /** The merchant's own code of the SKU (RefId). */
  readonly reference: string | null
  readonly isKit: boolean
  /** When it was read from the catalog. */
  readonly readAt: Millis
}

/** Units that a comparison saw in Carrefour's list of offers, and when. */
export interface SeenUnits {
  readonly units: number
  readonly at: Millis
}

/** The latest sending of one SKU's stock, as the ledger keeps it. */
export interface Process {
  readonly skuId: SkuId
  readonly affiliate: string
  /** Name of the shop that confirmed it (`shopNameOf`); null in data of older versions. */
  readonly shop: string | null
  readonly facts: SkuFacts | null
  readonly status: SettledStatus
  readonly cause: Cause | null
  /** Since when it has had this cause; null on success. */
  readonly causeSince: Millis | null
  readonly message: string | null
  /** Key of an unclassified reason, so that equal ones group together. */
  readonly fingerprint: string | null
  readonly quantity: number | null
  readonly available: number | null
  /** Units that Carrefour has, as far as its answers tell (`heldAfter`); 0 when it never confirmed any. */
  readonly atCarrefour: number
  /** What a comparison saw at Carrefour since the last attempt that tells; null when that is what the attempts tell, or nothing. */
  readonly seen: SeenUnits | null
  readonly processedAt: Millis
  /** When the radar last asked Carrefour about the product. */
  readonly lastCheckedAt: Millis | null
  /** When the app acts by itself: a radar check, or another sending; null when neither. */
  readonly nextCheckAt: Millis | null
  /** Newest first. */
  readonly attempts: readonly Attempt[]
}

/** The outcome of one SKU of a batch. */
export interface Outcome {
  readonly skuId: SkuId
  readonly facts: SkuFacts | null
  readonly affiliate: string
  /** Name of the shop it was sent to. */
  readonly shop: string
  readonly available: number | null
  /** The message merchants know; the attempt keeps Carrefour's words. */
  readonly message: string | null
  readonly attempt: Attempt
  /** From 0 to 1: spreads the next actions of a batch's SKUs. */
  readonly spread: number
  /** Attempts before this one that the ledger did not take, oldest first; absent when there are none. */
  readonly earlier?: readonly Attempt[]
}

/**
 * The row by a clock that shows `now`. A row that a clock which was ahead put into the future would take every outcome until then
 * for an older one.
 */
export function rowByClock(process: Process, now: Millis): Process {
  const ahead = aheadBy([process.processedAt], now)
  if (ahead === 0) return process
  const { causeSince, nextCheckAt, attempts } = process
  return {
    ...process,
    processedAt: now,
    causeSince: causeSince && Math.min(causeSince, now),
    nextCheckAt: nextCheckAt && sooner(nextCheckAt, ahead, now),
    attempts: attempts.map(one => ({ ...one, at: Math.min(one.at, now) })),
  }
}

/** Applies an outcome, and the attempts before it that are missing, to the process. Idempotent per batch. */
export const applyOutcome = (before: Process | null, outcome: Outcome): Process =>
  applyAttempt(
    (outcome.earlier ?? []).reduce<Process | null>(
      (process, attempt) => applyAttempt(process, { ...outcome, attempt }),
      before
    ),
    outcome
  )

function applyAttempt(before: Process | null, outcome: Outcome): Process {
  const { attempt } = outcome
  if (before?.attempts.some(known => known.batchId === attempt.batchId)) return before
  if (before !== null && before.processedAt > attempt.at) return withLate(before, attempt)
  const sameCause = before !== null && attempt.cause !== null && before.cause === attempt.cause
  const causeSince = attempt.cause === null ? null : sameCause ? before.causeSince : attempt.at
  const attempts = [attempt, ...(before?.attempts ?? [])].slice(0, KEPT_ATTEMPTS)
  const looked = attempt.cause !== null && waitsForRadar(attempt.cause)
  return {
    skuId: outcome.skuId,
    affiliate: outcome.affiliate,
    shop: outcome.shop,
    facts: outcome.facts ?? before?.facts ?? null,
    status: attempt.status,
    cause: attempt.cause,
    causeSince,
    message: outcome.message,
    fingerprint:
      attempt.cause !== null && UNCLASSIFIED.includes(attempt.cause)
        ? fingerprint(attempt.message)
        : null,
    quantity: attempt.quantity,
    available: outcome.available ?? before?.available ?? null,
    atCarrefour: heldAfter(before?.atCarrefour ?? 0, attempt),
    seen: stillSeen(before, outcome),
    processedAt: attempt.at,
    lastCheckedAt: looked ? attempt.at : (before?.lastCheckedAt ?? null),
    nextCheckAt: nextMove(attempts, causeSince, outcome.spread),
    attempts,
  }
}

/** An unconfirmed line, once Carrefour holds its quantity and no older file can arrive any more. */
export function confirmedAfterAll(process: Process): Process {
  const [last, ...others] = process.attempts
  const attempt: readonly Attempt[] = last ? [{ ...last, status: 'SUCCESS', cause: null }] : []
  return {
    ...process,
    status: 'SUCCESS',
    cause: null,
    causeSince: null,
    message: null,
    fingerprint: null,
    nextCheckAt: null,
    atCarrefour: process.quantity ?? process.atCarrefour,
    seen: null,
    attempts: [...attempt, ...others],
  }
}

/** Adds an older attempt that could not be written in time. */
const withLate = (before: Process, attempt: Attempt): Process => ({
  ...before,
  attempts: [...before.attempts, attempt].sort((a, b) => b.at - a.at).slice(0, KEPT_ATTEMPTS),
})

/** When the app acts by itself on a SKU with this outcome; null when it does not. */
function nextMove(
  attempts: readonly Attempt[],
  causeSince: Millis | null,
  random: number
): Millis | null {
  const [last] = attempts
  if (!last?.cause) return null
  const changed = attempts.findIndex(({ cause }) => cause !== last.cause)
  const before = attempts[changed]
  const decision = decideRetry({
    of: 'sku',
    cause: last.cause,
    tries: changed < 0 ? attempts.length : changed,
    hadUnits: before !== undefined && heldAfter(0, before) > 0,
    retryAfter: null,
    since: causeSince ?? last.at,
    now: last.at,
    random,
  })
  return 'at' in decision ? decision.at : null
}

/** Whether the radar handles a cause. */
export const waitsForRadar = (cause: Cause | null): boolean => cause === 'NOT_CATALOGED'

/** Whether its 0 was read and held back: Carrefour still has the units of before. */
export const isZeroHeld = ({ cause }: Pick<Process, 'cause'>): boolean => cause === 'ZERO_HELD'

/** Whether the row says that Carrefour has units, for counts. */
export const isStocked = ({ atCarrefour }: Pick<Process, 'atCarrefour'>): boolean => atCarrefour > 0

/** A line that became this changed nothing at Carrefour. */
const CHANGED_NOTHING: ReadonlyArray<ReturnType<typeof lineOf>> = ['refused', 'noOffer']

/** Whether Carrefour may hold units of a SKU: its last line that was not refused had some. */
export function mayBeHeld({
  attempts,
  atCarrefour,
}: Pick<Process, 'attempts' | 'atCarrefour'>): boolean {
  // The attempts that say so may be gone: only some are kept.
  if (atCarrefour > 0) return true
  const last = attempts.find(
    ({ quantity, cause }) => quantity !== null && !CHANGED_NOTHING.includes(lineOf(cause))
  )
  return (last?.quantity ?? 0) > 0
}

/**
 * Units that Carrefour has of a SKU after an attempt, as far as its answers tell: what it confirmed last. When it may have
 * taken the line or not, the larger of the two.
 */
export function heldAfter(
  before: number,
  { cause, quantity }: Pick<Attempt, 'cause' | 'quantity'>
): number {
  const line = lineOf(cause)
  if (line === 'noOffer') return 0
  // Held because Carrefour has units, however many.
  if (cause === 'ZERO_HELD') return Math.max(before, 1)
  if (quantity === null) return before
  if (line === 'taken') return quantity
  return cause === 'UNCONFIRMED' ? Math.max(before, quantity) : before
}

/**
 * The same for a row of an older version, from the attempts that it has kept; 0 when none of them was confirmed.
 */
export function heldByAttempts({
  attempts,
  cause,
  quantity,
}: Pick<Process, 'attempts' | 'cause' | 'quantity'>): number {
  const told = attempts.length === 0 ? [{ cause, quantity }] : attempts
  return told.reduceRight(heldAfter, 0)
}

/** Causes after which an older confirmation says nothing any more. */
const DOUBTS: ReadonlyArray<Cause | null> = ['STALE', 'UNCONFIRMED']

/** The fields that tell what Carrefour holds. */
type Told = Pick<Process, 'status' | 'cause' | 'quantity' | 'attempts' | 'seen'>

/**
 * Units that Carrefour holds, by the latest of what it confirmed and what a comparison saw; null when neither tells, when
 * that is in doubt, or when Carrefour has said since that it has no such offer. Pages show the same (`quantity.logic.ts`).
 */
export const heldOf = (process: Told): number | null => process.seen?.units ?? confirmedOf(process)

/** Whether Carrefour's quantity is known after an attempt with this result. */
const isTold = ({ cause, quantity, importId }: Attempt): boolean =>
  quantity !== null &&
  (cause === null || importId !== null) &&
  ['taken', 'noOffer'].includes(lineOf(cause))

/** What was seen before an attempt, while it still holds: the same shop, and a result that says nothing newer. */
const stillSeen = (before: Process | null, { shop, attempt }: Outcome): SeenUnits | null =>
  before === null || before.shop !== shop || isTold(attempt) || attempt.cause === 'UNCONFIRMED'
    ? null
    : before.seen

/**
 * The row after a comparison saw this quantity at Carrefour; as it is when it says the same already. `atCarrefour` stays:
 * what others offer is not ours to withdraw.
 */
export const withSeen = (process: Process, seen: SeenUnits): Process =>
  heldOf(process) === seen.units ? process : { ...process, seen }

/** What the attempts that are kept tell of it. */
function confirmedOf({ status, cause, quantity, attempts }: Told): number | null {
  if (DOUBTS.includes(cause)) return null
  if (attempts.length === 0) return status === 'SUCCESS' ? quantity : null
  const told = attempts.find(isTold)
  return told && lineOf(told.cause) === 'taken' ? told.quantity : null
}

/** What a SKU's problem costs, in units. */
export interface Impact {
  /** Carrefour sells more than the store has: these may be sold and are not there. */
  readonly oversold: number
  /** The store has more than Carrefour sells. */
  readonly unoffered: number
}

export const NO_IMPACT: Impact = { oversold: 0, unoffered: 0 }

/** The impact of a row: nothing for a success, and for a SKU whose stock is not known. */
export function impactOf({
  cause,
  quantity,
  atCarrefour,
  seen,
}: Pick<Process, 'cause' | 'quantity' | 'atCarrefour' | 'seen'>): Impact {
  const wanted = cause === 'ZERO_HELD' ? 0 : quantity
  if (cause === null || wanted === null) return NO_IMPACT
  const held = seen?.units ?? atCarrefour
  return {
    oversold: Math.max(held - wanted, 0),
    unoffered: Math.max(wanted - held, 0),
  }
}

/** Larger than any number of units that is sent. */
const FIRST = 1_000_000_000
const MOST = 999_999_999

/** One number by which rows are ordered: any unit that may be oversold before all that are only not offered. */
export const impactRank = ({ oversold, unoffered }: Impact): number =>
  oversold > 0 ? FIRST + Math.min(oversold, MOST) : Math.min(unoffered, MOST)
