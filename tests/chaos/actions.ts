import type { FaultKind as CarrefourFaultKind } from '../../local/carrefour/faults'
import type { FaultKind as PlatformFaultKind } from '../../local/platform/faults/fault'

/** A fault of one part of the platform, in the format of `/_local/faults`. */
export interface PlatformFault {
  readonly part: string
  readonly kind: PlatformFaultKind
  readonly match?: string
  readonly times: number
  readonly ms?: number
  readonly status?: number
}

/** A fault of Carrefour, in the format of its console. */
export interface CarrefourFault {
  readonly operation: 'STO01' | 'STO02' | 'STO03' | 'OF21' | 'P31' | 'all'
  readonly kind: CarrefourFaultKind
  readonly status?: number
  readonly retryAfter?: number | string
  readonly latencyMs?: number
  readonly times: number
}

/** One thing done to the system. SKUs are given by their index in the world. */
export type Action =
  | {
      readonly kind: 'stock'
      readonly skus: readonly number[]
      readonly units: number
      /** How the app is notified; with `nothing` it only finds out at the next request. */
      readonly via: 'webhook' | 'event' | 'both' | 'nothing'
    }
  | { readonly kind: 'reprocess'; readonly skus: readonly number[] }
  | { readonly kind: 'reprocessBlocked' }
  /** Starts a reprocess job for these SKUs, or for all that the list shows. */
  | { readonly kind: 'job'; readonly skus: readonly number[] | 'all'; readonly key: string }
  /** Starts the previous job again with the same key, as a client does whose answer was lost. */
  | { readonly kind: 'jobAgain' }
  /** Cancels the job that was started last. */
  | { readonly kind: 'cancelJob' }
  | { readonly kind: 'breakKey'; readonly how: 'revoke' | 'rotate' }
  | { readonly kind: 'fixKey' }
  | { readonly kind: 'saveWrongKey' }
  /** The merchant empties ShopId: from then on the key alone decides whose stock it is. */
  | { readonly kind: 'leaveShopToKey' }
  /** At Carrefour the merchant's key opens another shop, one with the same SKUs. Saving a new key puts it right. */
  | { readonly kind: 'moveKey' }
  | { readonly kind: 'catalogue' }
  | { readonly kind: 'block'; readonly sku: number }
  | { readonly kind: 'unblock' }
  | { readonly kind: 'switch' }
  /** This many people save the version they loaded, all at once. */
  | { readonly kind: 'saveTogether'; readonly people: number }
  /** One person saves while another disconnects; then the connection is set up again. */
  | { readonly kind: 'disconnectMeanwhile' }
  /** Somebody saves another address and leaves the saved key as it is. */
  | { readonly kind: 'saveElsewhere' }
  /** Until it is cured, the store cannot answer about one SKU, or the ledger cannot save its document. */
  | { readonly kind: 'poison'; readonly sku: number; readonly where: 'store' | 'ledger' }
  | { readonly kind: 'cure' }
  /** Makes the store's simulations answer empty, or normally again. */
  | { readonly kind: 'emptyStore'; readonly empty: boolean }
  /** Nothing calls the app for this long: the scheduler is stopped and nothing changes. Then a SKU changes. */
  | { readonly kind: 'silence'; readonly minutes: number; readonly sku: number }
  /** Carrefour lists an offer in the shop whose code is almost a SKU's. */
  | { readonly kind: 'foreignOffer'; readonly sku: number }
  /** A person starts a comparison; with `cut`, each page of offers lacks one. */
  | { readonly kind: 'compare'; readonly cut: boolean }
  | { readonly kind: 'kill'; readonly replica: number }
  | { readonly kind: 'platformFault'; readonly fault: PlatformFault }
  | { readonly kind: 'carrefourFault'; readonly fault: CarrefourFault }
  | { readonly kind: 'importTime'; readonly ms: number }
  | { readonly kind: 'tick'; readonly times: number }
  | { readonly kind: 'scheduler'; readonly on: boolean }
  | { readonly kind: 'searchLag'; readonly ms: number }
  /** Waits until the list shows every SKU: only then can jobs be started. */
  | { readonly kind: 'listed' }
  /** Waits until the account has nothing left to do, including comparisons. */
  | { readonly kind: 'rest' }

export interface Step {
  /** Milliseconds after the step before. */
  readonly after: number
  /** Which of the two accounts. */
  readonly side: 0 | 1
  readonly action: Action
}
