import type { SkuId } from '../queue/stockRequest.logic'
import { type Millis, DAY } from '../shared/time'

/** A quantity at Carrefour that nobody here sent, while the store's own had not changed. */
export interface ForeignChange {
  readonly skuId: SkuId
  readonly at: Millis
  /** Units that Carrefour had confirmed to this connection, which are the store's. */
  readonly ours: number
  /** Units that it held instead. */
  readonly theirs: number
}

/** Maximum changes remembered, and for how long. */
const MAX_CHANGES = 200
const KEPT_FOR: Millis = 7 * DAY

/** What is known of a SKU when a comparison finds another quantity. */
export interface Found {
  readonly skuId: SkuId
  /** Units that the store's rules give now. */
  readonly wanted: number | null
  /** Units at Carrefour. */
  readonly held: number | null
  /** The row's confirmed quantity, and when it was confirmed; null when Carrefour has confirmed none. */
  readonly confirmed: { readonly quantity: number; readonly at: Millis } | null
}

/**
 * The foreign change that this is; null when it is none. The store still has what Carrefour confirmed, so no sale and no
 * change of stock explains the difference. One that was seen before counts anew only after it was put right.
 */
export function foreignChange(
  changes: readonly ForeignChange[],
  { skuId, wanted, held, confirmed }: Found,
  now: Millis
): ForeignChange | null {
  if (!confirmed || held === null || held === wanted || wanted !== confirmed.quantity) return null
  const last = changes.find(one => one.skuId === skuId)
  if (last && confirmed.at <= last.at) return null
  return { skuId, at: now, ours: confirmed.quantity, theirs: held }
}

/** The changes with new ones, newest first. */
export const withForeign = (
  changes: readonly ForeignChange[],
  more: readonly ForeignChange[],
  now: Millis
): readonly ForeignChange[] =>
  [...more, ...changes.filter(({ at }) => now - at < KEPT_FOR)].slice(0, MAX_CHANGES)

/** A SKU whose quantity somebody else changes as well, with its last two changes, newest first. */
export interface OtherWriter {
  readonly skuId: SkuId
  readonly changes: readonly ForeignChange[]
}

/**
 * SKUs that somebody else writes as well: changed twice, with a sending of ours between. Once may be a sale of which the
 * store has not heard yet.
 */
export function otherWriters(
  changes: readonly ForeignChange[],
  now: Millis
): readonly OtherWriter[] {
  const recent = changes.filter(({ at }) => now - at < KEPT_FOR)
  const skuIds = [...new Set(recent.map(({ skuId }) => skuId))]
  return skuIds
    .map(skuId => ({ skuId, changes: recent.filter(one => one.skuId === skuId).slice(0, 2) }))
    .filter(one => one.changes.length > 1)
}
