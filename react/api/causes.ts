/* Made by `npm run generate` from graphql/ and react/graphql/: never edited by hand. */
import type { Actor, Cause, Status } from './generated'

/** Status and actor of each cause, in the order of the service. */
export const CAUSES: Readonly<Record<Cause, { status: Status; actor: Actor }>> = {
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
}
