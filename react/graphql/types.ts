/** Results of the operations beside this file, as graphql/ in the root of the app declares them. */

export const STATUSES = ['SUCCESS', 'WARNING', 'ERROR', 'PENDING'] as const
export type Status = (typeof STATUSES)[number]

export const CAUSES = [
  'NOT_CATALOGED',
  'AUTH_INVALID',
  'AUTH_FORBIDDEN',
  'RATE_LIMITED',
  'MARKETPLACE_UNAVAILABLE',
  'OFFER_LINE_REJECTED',
  'INVALID_QUANTITY',
  'PRODUCT_NOT_FOR_SALE',
  'BOUND_TO_OTHER_PRODUCT',
  'IMPORT_FAILED',
  'SKU_INACTIVE',
  'NOT_IN_TRADE_POLICY',
  'KIT_NOT_SENT',
  'BELOW_MIN_STOCK',
  'NEGATIVE_STOCK',
  'NO_PRICE',
  'NO_WAREHOUSE',
  'VTEX_UNAVAILABLE',
  'STORE_SKU_FAILED',
  'LEDGER_UNAVAILABLE',
  'STALE',
  'UNCONFIRMED',
  'UNKNOWN',
] as const
export type Cause = (typeof CAUSES)[number]

export const ACTORS = ['MERCHANT', 'CARREFOUR', 'APP', 'NOBODY'] as const
export type Actor = (typeof ACTORS)[number]

export const REASONS = ['NOTIFICATION', 'REPROCESS', 'RETRY', 'RADAR', 'RECONCILE'] as const
export type Reason = (typeof REASONS)[number]

/** Moments are UTC, ISO 8601. */
export interface Attempt {
  at: string
  reason: Reason
  status: Status
  cause: Cause | null
  quantity: number | null
  message: string | null
  importId: string | null
  /** The SKU's line of the stock file, under its heading. */
  sentLine: string | null
}

export const NO_FIGURES = ['NOT_THERE', 'UNAVAILABLE', 'KEY_REFUSED', 'NOT_CONFIGURED'] as const

/** Units that one side holds, or why that is not known. */
export interface Figure {
  units: number | null
  missing: (typeof NO_FIGURES)[number] | null
  /** When it may be asked again; only Carrefour has such a limit. */
  nextAt?: string | null
}

/** What both sides hold of one SKU at one moment. */
export interface Comparison {
  skuId: string
  at: string
  store: Figure
  carrefour: Figure
  minimumStock: number | null
}

export interface Process {
  skuId: string
  name: string | null
  ean: string | null
  reference: string | null
  affiliate: string
  status: Status
  cause: Cause | null
  actor: Actor
  message: string | null
  quantity: number | null
  available: number | null
  processedAt: string | null
  requestedAt: string | null
  lastCheckedAt: string | null
  nextCheckAt: string | null
  attempts: readonly Attempt[]
}

export interface ProcessPage {
  items: readonly Process[]
  total: number
  page: number
  pageSize: number
  pending: number
  /** Why the search could not be carried out; null when it was. */
  searchProblem: SearchProblem | null
}

/** `CarrefourSearchProblem`. */
export const SEARCH_PROBLEMS = [
  'NOTHING_TO_SEARCH',
  'TOO_LONG',
  'TOO_MANY_WORDS',
  'TOO_MANY_CODES',
] as const
export type SearchProblem = (typeof SEARCH_PROBLEMS)[number]

export interface Permissions {
  view: boolean
  reprocess: boolean
  configure: boolean
}

export interface TradePolicy {
  id: string
  name: string
  active: boolean
}

export type ReprocessResult =
  | {
      __typename: 'CarrefourReprocessAccepted'
      accepted: number
      skuIds: readonly string[]
      /** The job that does it; null when the SKUs were queued one by one. */
      jobId?: string | null
      nextSendAt: string | null
    }
  | { __typename: 'CarrefourReprocessRefused'; code: string; skuIds: readonly string[] }
