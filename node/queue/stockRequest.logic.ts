/** What made an attempt happen. */
export type Reason = 'NOTIFICATION' | 'REPROCESS' | 'RETRY' | 'RADAR' | 'RECONCILE'

interface PriorityFacts {
  readonly reason: Reason
  /** Whether the SKU's facts (name, kit, ...) may have changed and must be read from the catalog again. */
  readonly refreshFacts: boolean
}

/**
 * The priorities of the queue, first served first. A SKU has at most one request in each; a batch takes all of
 * a SKU's requests at once, so it is sent once. A priority's place is part of its folder's name: a new priority goes to the end.
 */
export const PRIORITIES = {
  changed: { reason: 'NOTIFICATION', refreshFacts: false },
  modified: { reason: 'NOTIFICATION', refreshFacts: true },
  reprocess: { reason: 'REPROCESS', refreshFacts: false },
  radar: { reason: 'RADAR', refreshFacts: false },
  retry: { reason: 'RETRY', refreshFacts: false },
  reconcile: { reason: 'RECONCILE', refreshFacts: false },
  /** Told by the webhook of a SKU that the ledger does not know. Last: whoever has the webhook's address can make them up. */
  unknown: { reason: 'NOTIFICATION', refreshFacts: false },
} as const satisfies Record<string, PriorityFacts>

export type Priority = keyof typeof PRIORITIES

export const PRIORITY_ORDER = Object.keys(PRIORITIES) as readonly Priority[]

export const isPriority = (text: string): text is Priority =>
  Object.prototype.hasOwnProperty.call(PRIORITIES, text)

/** A durable wish: this SKU's stock must be sent. */
export interface StockRequest {
  readonly skuId: SkuId
  readonly priority: Priority
}

/** A VTEX SKU id: 1 to 18 digits without zeros before them, so that one SKU has one spelling. */
export type SkuId = string & { readonly __brand: 'SkuId' }

const SKU_ID = /^(?:0|[1-9][0-9]{0,17})$/

/**
 * The SKU id in an untrusted text or number; null when it is none. Nothing is trimmed or repaired: `0501`,
 * ` 501` and `501.0` may be codes of somebody else, and taken for 501 they would be sent its stock. A number
 * too large to be exact is none either.
 */
export function parseSkuId(raw: unknown): SkuId | null {
  const text = typeof raw === 'number' && Number.isSafeInteger(raw) ? String(raw) : raw
  return typeof text === 'string' && SKU_ID.test(text) ? (text as SkuId) : null
}

/** One SKU of the queue with the strongest of its reasons. */
export interface Wanted {
  readonly skuId: SkuId
  readonly reason: Reason
  readonly refreshFacts: boolean
}

/**
 * Joins requests into at most `limit` SKUs, live priorities before backlog priorities. Every request of a chosen SKU
 * counts: the reason comes from its first priority, a wish to refresh facts from any priority.
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
