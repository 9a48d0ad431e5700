import { asNumber, asText } from '../shared/json'
import { entriesOf, partOf } from '../shared/stored'
import { readSkuIds } from '../queue/stockRequest.logic'
import type { SkuId } from '../shared/sku.logic'
import { type Millis, MINUTE } from '../shared/time'

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
