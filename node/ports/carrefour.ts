import type { ReportCounts } from '../carrefour/report/reading.logic'
import type { CheckedShop } from '../connection/keyChecks.logic'
import type { ShopKey } from '../connection/shop.logic'
import type { SkuId } from '../shared/sku.logic'
import { SECOND } from '../shared/time'

/** Time limits for Carrefour's answers, in milliseconds: any call, and the upload of a stock file. */
export const LONGEST_ANSWER = 8 * SECOND
export const LONGEST_UPLOAD = 12 * SECOND

/** Carrefour's address and the credentials to call it with. */
export interface Access {
  /** Base address without `/api` and without a trailing slash. */
  readonly url: string
  readonly shopKey: ShopKey
  /** Digits, or empty for the key's default shop. */
  readonly shopId: string
}

/** Why a call to Carrefour gave no result. */
export type CallFailure =
  /** 401 or 403. */
  | { readonly kind: 'refused'; readonly httpStatus: 401 | 403; readonly message: string }
  /** 429; `retryAfter` in milliseconds, null when Carrefour gave none. */
  | { readonly kind: 'limited'; readonly retryAfter: number | null; readonly message: string }
  /** 5xx, time-out, dropped connection, an HTML page, or anything else that is not as documented. */
  | {
      readonly kind: 'unavailable'
      readonly message: string
      /**
       * Whether Carrefour may have carried out the call. `unlikely` (the default): it answered with a 5xx. `maybe`:
       * there was no answer, or a 2xx that cannot be read.
       */
      readonly carriedOut?: 'no' | 'unlikely' | 'maybe'
      /** Milliseconds; null when Carrefour gave none. */
      readonly retryAfter?: number | null
    }
  /** 404: no such thing for this shop. */
  | { readonly kind: 'notFound'; readonly message: string }
  /** Any other 4xx: Carrefour rejected the request. */
  | { readonly kind: 'rejected'; readonly httpStatus: number; readonly message: string }

export type Answer<T> = { readonly kind: 'done'; readonly value: T } | CallFailure

/** STO02. Unknown states are read as 'running'. */
export interface ImportStatus {
  readonly state: 'running' | 'complete' | 'failed'
  /** The counts Carrefour gives for the import's lines and error report. */
  readonly counts: ReportCounts
  /** The state, in Carrefour's own term. */
  readonly word: string
  /** Number of the shop that got the file; absent when the answer names none. */
  readonly shopId?: string
}

/** An offer as Carrefour holds it (OF21). */
export interface Offer {
  /** The seller's code (`shop_sku`) as received: not necessarily a SKU of the store. */
  readonly code: string
  /** Units; null when the answer holds no usable figure. */
  readonly quantity: number | null
  readonly active: boolean
  /** It is inactive because the shop is not open. */
  readonly isShopClosed?: true
}

/** One page of the shop's offers (OF21). */
export interface OfferPage {
  /** Only offers whose code could be read. */
  readonly offers: readonly Offer[]
  /** How many offers the page held, readable or not; at most OFFER_PAGE. */
  readonly received: number
  /** The shop's total number of offers according to the answer; null when it gives none. */
  readonly total: number | null
}

/** Largest page of offers (documented). */
export const OFFER_PAGE = 100

/** A shop as Carrefour describes it (A01). The rest of that answer, which includes bank details, is never read. */
export type ShopAccount = CheckedShop

/**
 * Carrefour's marketplace (Mirakl seller API). The client never retries by itself. Limits per shop (documented): STO01
 * once a minute, STO02 once per 15 s, STO03 once a minute, A01 once a day.
 */
export interface Carrefour {
  /** STO01: sends a stock file; returns the import's id. */
  sendStock(access: Access, file: string): Promise<Answer<string>>
  /** STO02: the state of a stock import. */
  importStatus(access: Access, importId: string): Promise<Answer<ImportStatus>>
  /**
   * STO03: the bytes of the error report, whose encoding Carrefour does not state. Null when it exceeds what a file of `lines` lines can explain (64 KB plus 2 KB a
   * line, unpacked); the read stops there.
   */
  errorReport(access: Access, importId: string, lines: number): Promise<Answer<Buffer | null>>
  /** OF21: the offer of this SKU; null when there is none. */
  offer(access: Access, skuId: SkuId): Promise<Answer<Offer | null>>
  /**
   * OF21: up to 100 of the shop's offers from `offset` on, sorted by product title because prices may change during a
   * walk.
   */
  offerPage(access: Access, offset: number): Promise<Answer<OfferPage>>
  /** P31: which of these EANs (at most 100) have a product in the catalogue. */
  products(access: Access, eans: readonly string[]): Promise<Answer<readonly string[]>>
  /** OF21 with one row: checks that the key opens the shop. */
  ping(access: Access): Promise<Answer<null>>
  /** A01: the shop that the key belongs to. */
  account(access: Access): Promise<Answer<ShopAccount>>
}
