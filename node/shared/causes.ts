import type { CarrefourActor, CarrefourCause, CarrefourStatus } from '../generated/schema'

/** Who can end a problem. */
export type Actor = CarrefourActor

/** The state of a process. PENDING is never stored: it is derived from the queue. */
export type Status = CarrefourStatus

/** The statuses an outcome can have. */
export type SettledStatus = Exclude<Status, 'PENDING'>

interface CauseFacts {
  /** Status of a process with this cause. */
  readonly status: Exclude<SettledStatus, 'SUCCESS'>
  readonly actor: Actor
}

/**
 * Every reason why a process is not a plain success. One row decides status and actor everywhere: ledger, pages and
 * help. "Waiting for Carrefour" is a warning, not an error, because the merchant cannot act.
 */
export const CAUSES = {
  NOT_CATALOGED: { status: 'WARNING', actor: 'CARREFOUR' },
  AUTH_INVALID: { status: 'ERROR', actor: 'MERCHANT' },
  AUTH_FORBIDDEN: { status: 'ERROR', actor: 'MERCHANT' },
  OTHER_SHOP: { status: 'ERROR', actor: 'MERCHANT' },
  RATE_LIMITED: { status: 'WARNING', actor: 'APP' },
  MARKETPLACE_UNAVAILABLE: { status: 'ERROR', actor: 'APP' },
  OFFER_LINE_REJECTED: { status: 'ERROR', actor: 'MERCHANT' },
  INVALID_QUANTITY: { status: 'ERROR', actor: 'MERCHANT' },
  PRODUCT_NOT_FOR_SALE: { status: 'ERROR', actor: 'CARREFOUR' },
  BOUND_TO_OTHER_PRODUCT: { status: 'ERROR', actor: 'MERCHANT' },
  IMPORT_FAILED: { status: 'ERROR', actor: 'APP' },
  SKU_INACTIVE: { status: 'WARNING', actor: 'MERCHANT' },
  NOT_IN_TRADE_POLICY: { status: 'WARNING', actor: 'MERCHANT' },
  KIT_NOT_SENT: { status: 'WARNING', actor: 'NOBODY' },
  BELOW_MIN_STOCK: { status: 'WARNING', actor: 'NOBODY' },
  NEGATIVE_STOCK: { status: 'WARNING', actor: 'MERCHANT' },
  NO_PRICE: { status: 'WARNING', actor: 'MERCHANT' },
  NO_WAREHOUSE: { status: 'WARNING', actor: 'MERCHANT' },
  VTEX_UNAVAILABLE: { status: 'ERROR', actor: 'APP' },
  STORE_SKU_FAILED: { status: 'ERROR', actor: 'MERCHANT' },
  LEDGER_UNAVAILABLE: { status: 'ERROR', actor: 'APP' },
  ZERO_HELD: { status: 'WARNING', actor: 'MERCHANT' },
  STALE: { status: 'WARNING', actor: 'APP' },
  UNCONFIRMED: { status: 'WARNING', actor: 'APP' },
  UNKNOWN: { status: 'ERROR', actor: 'MERCHANT' },
} as const satisfies Record<CarrefourCause, CauseFacts>

export type Cause = CarrefourCause

/** Causes whose message the app does not recognise: equal messages are grouped by fingerprint. */
export const UNCLASSIFIED: readonly Cause[] = ['OFFER_LINE_REJECTED', 'IMPORT_FAILED', 'UNKNOWN']

/** Causes left by a refused ShopKey, which a new key may unblock. */
export const BLOCKED_CAUSES: readonly Cause[] = ['AUTH_INVALID', 'AUTH_FORBIDDEN']

export const isCause = (text: string): text is Cause =>
  Object.prototype.hasOwnProperty.call(CAUSES, text)

/** Who can end it; NOBODY when there is no cause. */
export const actorOf = (cause: Cause | null): Actor => (cause ? CAUSES[cause].actor : 'NOBODY')

/** The status of a cause; no cause is a success. */
export const statusOf = (cause: Cause | null): SettledStatus =>
  cause ? CAUSES[cause].status : 'SUCCESS'
