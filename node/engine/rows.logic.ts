/* Rows that are not what they seem: outcomes that the ledger has not taken, and rows that searches may show as they were. */

import { asNumber, nameIn, partOf, asText, entriesOf } from '../shared/json'
import { type Outcome, KEPT_ATTEMPTS } from '../ledger/process.logic'
import { decideRetry } from './retry.logic'
import { type Millis, MINUTE } from '../shared/time'
import { readSkuIds } from '../queue/stockRequest.logic'
import type { SkuId } from '../shared/sku.logic'

/** How many outcomes may wait for the ledger. Beyond that batches wait to be settled, and nothing new is sent. */
export const MAX_UNWRITTEN = 10_000

/** How many attempts the list may hold in all: they are read and written as one file. */
const MAX_ATTEMPTS = 2 * MAX_UNWRITTEN

/** After this many tries, which take over a week, an outcome is dropped: the SKU's next one rewrites the row. */
export const MAX_TRIES = 40

/** A SKU's outcome that the ledger did not take. */
export interface Unwritten {
  readonly outcome: Outcome
  readonly tries: number
  readonly notBefore: Millis
}

/** Where the outcomes are saved that the ledger did not take. */
export interface UnwrittenAt {
  readonly key: string
  readonly skus: number
  /** When the first of them is retried. */
  readonly notBefore: Millis
}

interface Chance {
  readonly now: Millis
  readonly random: number
}

/** The outcome with one more try counted, and when it is due next. */
export function triedAgain({ outcome, tries }: Unwritten, { now, random }: Chance): Unwritten {
  const decision = decideRetry({
    of: 'sku',
    cause: 'LEDGER_UNAVAILABLE',
    tries: tries + 1,
    retryAfter: null,
    since: now,
    now,
    random,
  })
  return { outcome, tries: tries + 1, notBefore: 'at' in decision ? decision.at : now }
}

/**
 * Adds outcomes to the list, one per SKU: the newest counts, and carries the attempts before it, because receipts name
 * them. The number of tries is kept whichever it is.
 */
export function withUnwritten(
  before: readonly Unwritten[],
  more: readonly Unwritten[]
): readonly Unwritten[] {
  const bySku = new Map(before.map(one => [one.outcome.skuId, one]))
  for (const one of more) {
    const { skuId } = one.outcome
    const known = bySku.get(skuId)
    bySku.set(skuId, known ? { ...known, outcome: together(known.outcome, one.outcome) } : one)
  }
  const attempts = Math.min(KEPT_ATTEMPTS, Math.max(Math.floor(MAX_ATTEMPTS / bySku.size), 1))
  return [...bySku.values()].map(one =>
    (one.outcome.earlier ?? []).length < attempts ? one : withEarlier(one, attempts - 1)
  )
}

/** The newer of two outcomes of one SKU, with the attempts of both. What was sent to a former shop is left out. */
function together(one: Outcome, other: Outcome): Outcome {
  const newest = one.attempt.at <= other.attempt.at ? other : one
  if (one.shop !== other.shop) return newest
  const attempts = [one, other].flatMap(({ attempt, earlier = [] }) => [...earlier, attempt])
  const byBatch = new Map(attempts.map(attempt => [attempt.batchId, attempt]))
  byBatch.delete(newest.attempt.batchId)
  return { ...newest, earlier: [...byBatch.values()].sort((a, b) => a.at - b.at) }
}

const withEarlier = (one: Unwritten, count: number): Unwritten => ({
  ...one,
  outcome: {
    ...one.outcome,
    earlier: count === 0 ? [] : (one.outcome.earlier ?? []).slice(-count),
  },
})

export const whereabouts = (key: string, list: readonly Unwritten[]): UnwrittenAt => ({
  key,
  skus: list.length,
  notBefore: Math.min(...list.map(one => one.notBefore)),
})

/** When outcomes can be settled again: at once, unless too many already wait for the ledger. */
export const roomFrom = (unwritten: UnwrittenAt | null): Millis =>
  unwritten && unwritten.skus >= MAX_UNWRITTEN ? unwritten.notBefore : 0

/** Where unwritten outcomes are, as stored. */
export const readUnwrittenAt = (raw: unknown): UnwrittenAt | null =>
  partOf(
    raw,
    ({ key }) => ({ key: nameIn(key) }),
    ({ key }, { skus, notBefore }) => ({
      key,
      skus: asNumber(skus) ?? 0,
      notBefore: asNumber(notBefore) ?? 0,
    })
  )

/**
 * How long a search may show a row as it was before it was written. Master Data promises nothing: seconds are usual.
 * Beyond it a row read by search is trusted; one that is older still loses an attempt from its history, no outcome.
 */
export const SEARCH_LAG: Millis = 5 * MINUTE

/** Rows that a search may not show as they are: these are read by id. */
export interface RecentRows {
  readonly until: Millis
  /** The SKUs of a small batch. */
  readonly skuIds: readonly SkuId[]
  /** Key of the file with the SKUs of a larger one; null when they are all in `skuIds`. */
  readonly key: string | null
}

/** SKUs of one batch, and of all batches, that are kept in the state itself rather than in a file. */
const INLINE = 20
const ALL_INLINE = 400

/** Batches remembered. Several a minute only end when none of their SKUs is sent. */
const MAX_BATCHES = 40

export const fitsInline = (recent: readonly RecentRows[], skuIds: readonly SkuId[]): boolean =>
  skuIds.length <= INLINE &&
  recent.reduce((sum, one) => sum + one.skuIds.length, skuIds.length) <= ALL_INLINE

/** The list with one batch added. `gone` are the entries that fall out of it: too old, or too many. */
export function withRecent(
  recent: readonly RecentRows[],
  added: RecentRows,
  now: Millis
): { readonly kept: readonly RecentRows[]; readonly gone: readonly RecentRows[] } {
  const others = recent.filter(one => one.key === null || one.key !== added.key)
  const valid = others.filter(({ until }) => until > now)
  const kept = [...valid, added].slice(-MAX_BATCHES)
  return { kept, gone: others.filter(one => !kept.includes(one)) }
}

/** The rows written lately, as stored. */
export const readRecentRows = (raw: unknown): readonly RecentRows[] =>
  entriesOf(raw, one =>
    partOf(
      one,
      ({ until }) => ({ until: asNumber(until) }),
      ({ until }, stored) => ({
        until,
        skuIds: readSkuIds(stored.skuIds),
        key: asText(stored.key),
      })
    )
  )
