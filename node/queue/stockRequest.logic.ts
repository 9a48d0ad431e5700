/** What made an attempt happen. */
export type Reason = 'NOTIFICATION' | 'REPROCESS' | 'RETRY' | 'RADAR' | 'RECONCILE'

interface LaneFacts {
  readonly reason: Reason
  /** Whether the SKU's facts (name, kit, ...) may have changed and must be read from the catalog again. */
  readonly refreshFacts: boolean
}

/**
 * The lanes of the queue, first served first. A SKU has at most one mark in each; a batch takes all of
 * a SKU's marks at once, so it is sent once. A lane's place is part of its folder's name: a new lane goes to the end.
 */
export const LANES = {
  changed: { reason: 'NOTIFICATION', refreshFacts: false },
  modified: { reason: 'NOTIFICATION', refreshFacts: true },
  reprocess: { reason: 'REPROCESS', refreshFacts: false },
  radar: { reason: 'RADAR', refreshFacts: false },
  retry: { reason: 'RETRY', refreshFacts: false },
  reconcile: { reason: 'RECONCILE', refreshFacts: false },
  /** Told by the webhook of a SKU that the ledger does not know. Last: whoever has the webhook's address can make them up. */
  unknown: { reason: 'NOTIFICATION', refreshFacts: false },
} as const satisfies Record<string, LaneFacts>

export type Lane = keyof typeof LANES

export const LANE_ORDER = Object.keys(LANES) as readonly Lane[]

export const isLane = (text: string): text is Lane =>
  Object.prototype.hasOwnProperty.call(LANES, text)

/** A durable wish: this SKU's stock must be sent. */
export interface Mark {
  readonly skuId: SkuId
  readonly lane: Lane
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
 * Joins marks into at most `limit` SKUs, live lanes before backlog lanes. Every mark of a chosen SKU
 * counts: the reason comes from its first lane, a wish to refresh facts from any lane.
 */
export function coalesce(marks: readonly Mark[], limit: number): readonly Wanted[] {
  const bySku = new Map<SkuId, Wanted>()
  for (const lane of LANE_ORDER) {
    const { reason, refreshFacts } = LANES[lane]
    for (const mark of marks) {
      if (mark.lane !== lane) continue
      const known = bySku.get(mark.skuId)
      if (!known && bySku.size >= limit) continue
      bySku.set(mark.skuId, {
        skuId: mark.skuId,
        reason: known?.reason ?? reason,
        refreshFacts: refreshFacts || (known?.refreshFacts ?? false),
      })
    }
  }
  return [...bySku.values()]
}
