/* Made by `npm run generate` from graphql/ and react/graphql/: never edited by hand. */
import type { Actor, Cause, Status } from './generated'

interface CauseFacts {
  readonly status: Status
  readonly actor: Actor
  /** Whose words the message of a process is. */
  readonly message: 'app' | 'carrefour'
  /** What became of the SKU's line: taken as sent, refused, no such offer, or nobody knows. */
  readonly line: 'taken' | 'refused' | 'noOffer' | 'unknown'
  /** What its help links to. */
  readonly help: readonly (
    'portal' | 'integration' | 'connector' | 'minimumStock' | 'criticalStock'
  )[]
}

/** What is decided per cause, in the order of the service. */
export const CAUSES: Readonly<Record<Cause, CauseFacts>> = {
  NOT_CATALOGED: {
    status: 'WARNING',
    actor: 'CARREFOUR',
    message: 'app',
    line: 'noOffer',
    help: ['portal', 'integration'],
  },
  AUTH_INVALID: {
    status: 'ERROR',
    actor: 'MERCHANT',
    message: 'carrefour',
    line: 'unknown',
    help: ['portal', 'connector'],
  },
  AUTH_FORBIDDEN: {
    status: 'ERROR',
    actor: 'MERCHANT',
    message: 'carrefour',
    line: 'unknown',
    help: ['portal', 'connector'],
  },
  OTHER_SHOP: {
    status: 'ERROR',
    actor: 'MERCHANT',
    message: 'carrefour',
    line: 'unknown',
    help: ['portal', 'connector'],
  },
  RATE_LIMITED: {
    status: 'WARNING',
    actor: 'APP',
    message: 'carrefour',
    line: 'unknown',
    help: ['integration'],
  },
  MARKETPLACE_UNAVAILABLE: {
    status: 'ERROR',
    actor: 'APP',
    message: 'carrefour',
    line: 'unknown',
    help: ['integration'],
  },
  OFFER_LINE_REJECTED: {
    status: 'ERROR',
    actor: 'MERCHANT',
    message: 'carrefour',
    line: 'refused',
    help: ['portal', 'integration'],
  },
  INVALID_QUANTITY: {
    status: 'ERROR',
    actor: 'MERCHANT',
    message: 'carrefour',
    line: 'refused',
    help: ['integration'],
  },
  PRODUCT_NOT_FOR_SALE: {
    status: 'ERROR',
    actor: 'CARREFOUR',
    message: 'carrefour',
    line: 'refused',
    help: ['portal', 'integration'],
  },
  BOUND_TO_OTHER_PRODUCT: {
    status: 'ERROR',
    actor: 'MERCHANT',
    message: 'carrefour',
    line: 'refused',
    help: ['portal', 'integration'],
  },
  IMPORT_FAILED: {
    status: 'ERROR',
    actor: 'APP',
    message: 'carrefour',
    line: 'unknown',
    help: ['portal', 'integration'],
  },
  SKU_INACTIVE: {
    status: 'WARNING',
    actor: 'MERCHANT',
    message: 'app',
    line: 'taken',
    help: ['integration'],
  },
  NOT_IN_TRADE_POLICY: {
    status: 'WARNING',
    actor: 'MERCHANT',
    message: 'app',
    line: 'taken',
    help: ['connector', 'integration'],
  },
  KIT_NOT_SENT: {
    status: 'WARNING',
    actor: 'NOBODY',
    message: 'app',
    line: 'taken',
    help: ['connector'],
  },
  BELOW_MIN_STOCK: {
    status: 'WARNING',
    actor: 'NOBODY',
    message: 'app',
    line: 'taken',
    help: ['minimumStock', 'criticalStock'],
  },
  NEGATIVE_STOCK: {
    status: 'WARNING',
    actor: 'MERCHANT',
    message: 'app',
    line: 'taken',
    help: ['criticalStock'],
  },
  NO_PRICE: {
    status: 'WARNING',
    actor: 'MERCHANT',
    message: 'app',
    line: 'taken',
    help: ['integration'],
  },
  NO_WAREHOUSE: {
    status: 'WARNING',
    actor: 'MERCHANT',
    message: 'app',
    line: 'taken',
    help: ['integration'],
  },
  VTEX_UNAVAILABLE: { status: 'ERROR', actor: 'APP', message: 'app', line: 'unknown', help: [] },
  STORE_SKU_FAILED: {
    status: 'ERROR',
    actor: 'MERCHANT',
    message: 'app',
    line: 'unknown',
    help: ['integration'],
  },
  LEDGER_UNAVAILABLE: {
    status: 'ERROR',
    actor: 'APP',
    message: 'carrefour',
    line: 'unknown',
    help: [],
  },
  ZERO_HELD: {
    status: 'WARNING',
    actor: 'MERCHANT',
    message: 'app',
    line: 'unknown',
    help: ['criticalStock'],
  },
  STALE: {
    status: 'WARNING',
    actor: 'APP',
    message: 'carrefour',
    line: 'unknown',
    help: ['integration'],
  },
  UNCONFIRMED: {
    status: 'WARNING',
    actor: 'APP',
    message: 'carrefour',
    line: 'unknown',
    help: ['portal', 'integration'],
  },
  UNKNOWN: {
    status: 'ERROR',
    actor: 'MERCHANT',
    message: 'carrefour',
    line: 'unknown',
    help: ['portal', 'integration'],
  },
}
