import type { CarrefourActor, CarrefourCause, CarrefourStatus } from '../generated/schema'
import {
  type RetryRules,
  DAILY,
  END,
  ONE_SKU,
  OUTAGE,
  PERSON,
  checked,
  RADAR,
  THREE_FILES,
  THREE_READINGS,
  THROTTLED,
  UNTIL_CONFIRMED,
  UNTIL_WELL,
  WAIT_FOR_VTEX,
  ofOneSku,
  same,
  whenever,
} from './retryRules'
import { HOUR, MINUTE } from './time'

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
  /** Whose words the message of a process is: Carrefour's, or the app's where Carrefour was not asked or only implied it. */
  readonly message: 'app' | 'carrefour'
  /**
   * What became of the SKU's line: `taken` with what it was sent (a 0 on purpose), `refused` and as it was before, `noOffer` at
   * Carrefour that it could change; `unknown` where none was sent or nobody knows.
   */
  readonly line: 'taken' | 'refused' | 'noOffer' | 'unknown'
  /** What the help of the cause links to: articles of VTEX (`react/ui/links.tsx`), Carrefour's portal. */
  readonly help: readonly (
    'portal' | 'integration' | 'connector' | 'minimumStock' | 'criticalStock'
  )[]
  /** What follows; `decideRetry` in `engine/retry.logic.ts` applies it. */
  readonly retry: RetryRules
}

/**
 * Every reason why a process is not a plain success: all that is decided per cause, apart from its texts. `npm run generate`
 * makes the schema's enum of it, with the comments as descriptions, and the pages' table. "Waiting for Carrefour" is a
 * warning, not an error, because the merchant cannot act.
 */
export const CAUSES = {
  /** The product is not in Carrefour's catalogue yet; the radar resends by itself. */
  NOT_CATALOGED: {
    status: 'WARNING',
    actor: 'CARREFOUR',
    message: 'app',
    line: 'noOffer',
    help: ['portal', 'integration'],
    retry: ofOneSku(RADAR),
  },
  /** Carrefour answered 401: the ShopKey is expired, revoked or wrong. */
  AUTH_INVALID: {
    status: 'ERROR',
    actor: 'MERCHANT',
    message: 'carrefour',
    line: 'unknown',
    help: ['portal', 'connector'],
    retry: same(PERSON),
  },
  /** Carrefour answered 403: the ShopKey works but may not send stock. */
  AUTH_FORBIDDEN: {
    status: 'ERROR',
    actor: 'MERCHANT',
    message: 'carrefour',
    line: 'unknown',
    help: ['portal', 'connector'],
    retry: same(PERSON),
  },
  /**
   * The ShopKey opens another shop than the one it was saved for. Of an incident only, never of a SKU:
   * nothing is sent.
   */
  OTHER_SHOP: {
    status: 'ERROR',
    actor: 'MERCHANT',
    message: 'carrefour',
    line: 'unknown',
    help: ['portal', 'connector'],
    retry: same(PERSON),
  },
  /** Carrefour asked for fewer calls (429). */
  RATE_LIMITED: {
    status: 'WARNING',
    actor: 'APP',
    message: 'carrefour',
    line: 'unknown',
    help: ['integration'],
    retry: { file: THROTTLED, sku: UNTIL_WELL },
  },
  /** Carrefour did not answer, or with a 5xx or an error page. */
  MARKETPLACE_UNAVAILABLE: {
    status: 'ERROR',
    actor: 'APP',
    message: 'carrefour',
    line: 'unknown',
    help: ['integration'],
    retry: { file: OUTAGE, sku: UNTIL_WELL },
  },
  /** Carrefour refused this SKU's line in the stock file. */
  OFFER_LINE_REJECTED: {
    status: 'ERROR',
    actor: 'MERCHANT',
    message: 'carrefour',
    line: 'refused',
    help: ['portal', 'integration'],
    retry: ofOneSku(PERSON),
  },
  /** Carrefour refused the quantity of this SKU's line. */
  INVALID_QUANTITY: {
    status: 'ERROR',
    actor: 'MERCHANT',
    message: 'carrefour',
    line: 'refused',
    help: ['integration'],
    retry: ofOneSku(PERSON),
  },
  /** Carrefour has the product, but does not sell it at present. */
  PRODUCT_NOT_FOR_SALE: {
    status: 'ERROR',
    actor: 'CARREFOUR',
    message: 'carrefour',
    line: 'refused',
    help: ['portal', 'integration'],
    retry: ofOneSku(whenever(HOUR, 5)),
  },
  /** At Carrefour another product bears this SKU code. */
  BOUND_TO_OTHER_PRODUCT: {
    status: 'ERROR',
    actor: 'MERCHANT',
    message: 'carrefour',
    line: 'refused',
    help: ['portal', 'integration'],
    retry: ofOneSku(PERSON),
  },
  /** Carrefour could not read the whole stock file. */
  IMPORT_FAILED: {
    status: 'ERROR',
    actor: 'APP',
    message: 'carrefour',
    line: 'unknown',
    help: ['portal', 'integration'],
    retry: { file: THREE_FILES, sku: whenever(15 * MINUTE, 3) },
  },
  /** The SKU is inactive in the store: 0 was sent. */
  SKU_INACTIVE: {
    status: 'WARNING',
    actor: 'MERCHANT',
    message: 'app',
    line: 'taken',
    help: ['integration'],
    retry: ofOneSku(checked('end')),
  },
  /** The SKU is not sold in the connection's trade policy: 0 was sent. */
  NOT_IN_TRADE_POLICY: {
    status: 'WARNING',
    actor: 'MERCHANT',
    message: 'app',
    line: 'taken',
    help: ['connector', 'integration'],
    retry: ofOneSku(checked('end')),
  },
  /** The SKU is a kit and kits are not sent. */
  KIT_NOT_SENT: {
    status: 'WARNING',
    actor: 'NOBODY',
    message: 'app',
    line: 'taken',
    help: ['connector'],
    retry: ofOneSku(END),
  },
  /** At or below the minimum stock: 0 was sent on purpose. */
  BELOW_MIN_STOCK: {
    status: 'WARNING',
    actor: 'NOBODY',
    message: 'app',
    line: 'taken',
    help: ['minimumStock', 'criticalStock'],
    retry: ofOneSku(END),
  },
  /** More units reserved than in stock: 0 was sent. */
  NEGATIVE_STOCK: {
    status: 'WARNING',
    actor: 'MERCHANT',
    message: 'app',
    line: 'taken',
    help: ['criticalStock'],
    retry: ofOneSku(END),
  },
  /** Active and in the trade policy, but not for sale there, as a SKU without a price: 0 was sent. */
  NO_PRICE: {
    status: 'WARNING',
    actor: 'MERCHANT',
    message: 'app',
    line: 'taken',
    help: ['integration'],
    retry: ofOneSku(checked('person')),
  },
  /** No active warehouse or dock serves the trade policy. */
  NO_WAREHOUSE: {
    status: 'WARNING',
    actor: 'MERCHANT',
    message: 'app',
    line: 'taken',
    help: ['integration'],
    retry: ofOneSku(PERSON),
  },
  /** The store's own APIs did not answer. */
  VTEX_UNAVAILABLE: {
    status: 'ERROR',
    actor: 'APP',
    message: 'app',
    line: 'unknown',
    help: [],
    retry: { file: WAIT_FOR_VTEX, sku: UNTIL_WELL },
  },
  /** The store answers for other SKUs, but not for this one: nothing was sent. */
  STORE_SKU_FAILED: {
    status: 'ERROR',
    actor: 'MERCHANT',
    message: 'app',
    line: 'unknown',
    help: ['integration'],
    retry: ofOneSku(ONE_SKU),
  },
  /** Master Data, where the list is kept, did not answer. Of an outage only, never of a SKU. */
  LEDGER_UNAVAILABLE: {
    status: 'ERROR',
    actor: 'APP',
    message: 'carrefour',
    line: 'unknown',
    help: [],
    retry: { file: WAIT_FOR_VTEX, sku: ONE_SKU },
  },
  /**
   * The store has no units, and too many others had none at once: 0 was held back, to be read again or
   * decided by a person.
   */
  ZERO_HELD: {
    status: 'WARNING',
    actor: 'MERCHANT',
    message: 'app',
    line: 'unknown',
    help: ['criticalStock'],
    retry: ofOneSku({ kind: 'reading', after: 10 * MINUTE, every: HOUR }),
  },
  /** The last confirmation is old or no longer equals the store. */
  STALE: {
    status: 'WARNING',
    actor: 'APP',
    message: 'carrefour',
    line: 'unknown',
    help: ['integration'],
    retry: ofOneSku(DAILY),
  },
  /**
   * Carrefour's answer does not tell whether it took the line, and it does not show the quantity that was
   * sent: neither success nor error.
   */
  UNCONFIRMED: {
    status: 'WARNING',
    actor: 'APP',
    message: 'carrefour',
    line: 'unknown',
    help: ['portal', 'integration'],
    retry: { file: THREE_READINGS, sku: UNTIL_CONFIRMED },
  },
  /** Anything else: read Carrefour's words. */
  UNKNOWN: {
    status: 'ERROR',
    actor: 'MERCHANT',
    message: 'carrefour',
    line: 'unknown',
    help: ['portal', 'integration'],
    retry: { file: THREE_FILES, sku: whenever(15 * MINUTE, 3) },
  },
} as const satisfies Record<CarrefourCause, CauseFacts>

export type Cause = CarrefourCause

/** What became of the line of a SKU with this outcome; no cause is a success. */
export const lineOf = (cause: Cause | null): CauseFacts['line'] =>
  cause ? CAUSES[cause].line : 'taken'

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
