import type { ReportCounts } from '../carrefour/report/reading.logic'
import type { CheckedShop } from '../connection/keyChecks.logic'
import type { ShopKey } from '../carrefour/shopKey.logic'
import type { SkuId } from '../queue/stockRequest.logic'
import { SECOND } from '../shared/time'

/** How long Carrefour may take to answer, in milliseconds; and to take a stock file. */
export const LONGEST_ANSWER = 8 * SECOND
export const LONGEST_UPLOAD = 12 * SECOND

/** Where and as whom Carrefour is called. */
export interface Access {
  /** Base address without `/api` and without a slash at its end. */
  readonly url: string
  readonly shopKey: ShopKey
  /** Digits, or empty for the key's default shop. */
  readonly shopId: string
}

/** Why a call to Carrefour gave no result. */
export type CallFailure =
  /** 401 or 403. */
  | { readonly kind: 'refused'; readonly httpStatus: 401 | 403; readonly message: string }
  /** 429; `retryAfter` in milliseconds when Carrefour said so. */
  | { readonly kind: 'limited'; readonly retryAfter: number | null; readonly message: string }
  /** 5xx, time-out, cut connection, a page or anything else that is not as documented. */
  | {
      readonly kind: 'unavailable'
      readonly message: string
      /**
       * Whether Carrefour may have done what was asked. `unlikely`, also when left out: it answered that it failed (5xx).
       * `maybe`: no answer came, or one of 2xx that cannot be read.
       */
      readonly carriedOut?: 'no' | 'unlikely' | 'maybe'
      /** Milliseconds, when Carrefour said so. */
      readonly retryAfter?: number | null
    }
  /** 404: no such thing for this shop. */
  | { readonly kind: 'notFound'; readonly message: string }
  /** Any other 4xx: Carrefour refused what was asked. */
  | { readonly kind: 'rejected'; readonly httpStatus: number; readonly message: string }

export type Answer<T> = { readonly kind: 'done'; readonly value: T } | CallFailure

/** STO02. Unknown states are read as 'running'. */
export interface ImportStatus {
  readonly state: 'running' | 'complete' | 'failed'
  /** What Carrefour says about its error report and its lines. */
  readonly counts: ReportCounts
  /** The state in Carrefour's own word. */
  readonly word: string
}

/** An offer as Carrefour holds it (OF21). */
export interface Offer {
  /** The seller's code (`shop_sku`), as it came: it need not be a SKU of the store. */
  readonly code: string
  /** Units; null when the answer names none that could be one. */
  readonly quantity: number | null
  readonly active: boolean
}

/** One page of the shop's offers (OF21). */
export interface OfferPage {
  /** Those whose code could be read. */
  readonly offers: readonly Offer[]
  /** How many offers came, readable or not; at most OFFER_PAGE. */
  readonly received: number
  /** How many the shop has in all, as the answer says; null when it does not. */
  readonly total: number | null
}

/** Most offers of one page (documented). */
export const OFFER_PAGE = 100

/** A shop as Carrefour calls it (A01). The rest of that answer, bank data among it, is left unread. */
export type ShopAccount = CheckedShop

/**
 * Carrefour's marketplace (Mirakl seller API). No call is ever repeated by the client itself. Limits per
 * shop (documented): STO01 once a minute, STO02 once per 15 s, STO03 once a minute, A01 once a day.
 */
export interface Carrefour {
  /** STO01: sends a stock file; answers the import's id. */
  sendStock(access: Access, file: string): Promise<Answer<string>>
  /** STO02: how a stock import stands. */
  importStatus(access: Access, importId: string): Promise<Answer<ImportStatus>>
  /**
   * STO03: the error report, as text; null when it is longer than a file of so many lines can explain
   * (64 KB and 2 KB a line, unpacked), which is noticed while it comes in.
   */
  errorReport(access: Access, importId: string, lines: number): Promise<Answer<string | null>>
  /** OF21: the offer with this SKU; null when there is none. */
  offer(access: Access, skuId: SkuId): Promise<Answer<Offer | null>>
  /** OF21: up to 100 of the shop's offers, those after the first `offset`, by product title: prices may change meanwhile. */
  offerPage(access: Access, offset: number): Promise<Answer<OfferPage>>
  /** P31: those of these EANs (at most 100) whose product is in the catalogue. */
  products(access: Access, eans: readonly string[]): Promise<Answer<readonly string[]>>
  /** OF21 with one row: whether the key opens the shop. */
  ping(access: Access): Promise<Answer<null>>
  /** A01: whose key it is. */
  account(access: Access): Promise<Answer<ShopAccount>>
}
