import type { CarrefourReason } from '../generated/schema'
import type { Millis } from '../shared/time'

/** What caused an attempt. */
export type Reason = CarrefourReason

interface PriorityFacts {
  readonly reason: Reason
  /** Whether the SKU's facts (name, kit, ...) may have changed and must be read from the catalog again. */
  readonly refreshFacts: boolean
}

/**
 * The priorities of the queue, first served first. A SKU has at most one request in each; a batch takes all requests of
 * a SKU, so it is sent once. A priority's index is part of its folder's name: add new ones at the end.
 */
export const PRIORITIES = {
  changed: { reason: 'NOTIFICATION', refreshFacts: false },
  modified: { reason: 'NOTIFICATION', refreshFacts: true },
  reprocess: { reason: 'REPROCESS', refreshFacts: false },
  radar: { reason: 'RADAR', refreshFacts: false },
  retry: { reason: 'RETRY', refreshFacts: false },
  reconcile: { reason: 'RECONCILE', refreshFacts: false },
  /**
   * From the webhook, for a SKU that the ledger does not know. Served last, because anyone with the webhook's address
   * can make them up.
   */
  unknown: { reason: 'NOTIFICATION', refreshFacts: false },
} as const satisfies Record<string, PriorityFacts>

export type Priority = keyof typeof PRIORITIES

export const PRIORITY_ORDER = Object.keys(PRIORITIES) as readonly Priority[]

/** A durable request to send this SKU's stock. */
export interface StockRequest {
  readonly skuId: SkuId
  readonly priority: Priority
}

/** A VTEX SKU id: 1 to 18 digits without leading zeros, so that a SKU has exactly one spelling. */
export type SkuId = string & { readonly __brand: 'SkuId' }

const SKU_ID = /^(?:0|[1-9][0-9]{0,17})$/

/**
 * The SKU id in an untrusted text or number, or null. Nothing is trimmed or repaired: `0501`, ` 501` and `501.0` may be
 * codes of something else, and read as 501 they would get its stock. Numbers too large to be exact are refused.
 */
export function parseSkuId(raw: unknown): SkuId | null {
  const text = typeof raw === 'number' && Number.isSafeInteger(raw) ? String(raw) : raw
  return typeof text === 'string' && SKU_ID.test(text) ? (text as SkuId) : null
}

/** A SKU of the queue with its strongest reason. */
export interface Wanted {
  readonly skuId: SkuId
  readonly reason: Reason
  readonly refreshFacts: boolean
}

/**
 * Joins requests into at most `limit` SKUs, live priorities before backlog. The reason comes from a SKU's first
 * priority; facts are refreshed if any of its requests asks for it.
 */
export function coalesce(requests: readonly StockRequest[], limit: number): readonly Wanted[] {
  const bySku = new Map<SkuId, Wanted>()
  for (const priority of PRIORITY_ORDER) {
    const { reason, refreshFacts } = PRIORITIES[priority]
    for (const request of requests) {
      if (request.priority !== priority) continue
      const known = bySku.get(request.skuId)
      if (!known && bySku.size >= limit) continue
      bySku.set(request.skuId, {
        skuId: request.skuId,
        reason: known?.reason ?? reason,
        refreshFacts: refreshFacts || (known?.refreshFacts ?? false),
      })
    }
  }
  return [...bySku.values()]
}

/** What waits: when the oldest request without an outcome was made, and the oldest change of the store in the queue. */
export interface Waiting {
  /** Null when nothing waits. */
  readonly since: Millis | null
  readonly liveSince: Millis | null
}

export const NOTHING_WAITS: Waiting = { since: null, liveSince: null }
