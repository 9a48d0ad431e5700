import type { FaultKind as CarrefourFaultKind } from '../../local/carrefour/faults'
import type { FaultKind as PlatformFaultKind } from '../../local/platform/faults/fault'

/** Trouble of a part of the platform, as `/_local/faults` takes it. */
export interface PlatformFault {
  readonly part: string
  readonly kind: PlatformFaultKind
  readonly match?: string
  readonly times: number
  readonly ms?: number
  readonly status?: number
}

/** Trouble of Carrefour, as its console takes it. */
export interface CarrefourFault {
  readonly operation: 'STO01' | 'STO02' | 'STO03' | 'OF21' | 'P31' | 'all'
  readonly kind: CarrefourFaultKind
  readonly status?: number
  readonly retryAfter?: number | string
  readonly latencyMs?: number
  readonly times: number
}

/** What is done to the system at one moment. SKUs are given by their place in the world. */
export type Action =
  | {
      readonly kind: 'stock'
      readonly skus: readonly number[]
      readonly units: number
      /** How the store tells; `nothing` leaves it to the next request. */
      readonly via: 'webhook' | 'event' | 'both' | 'nothing'
    }
  | { readonly kind: 'reprocess'; readonly skus: readonly number[] }
  | { readonly kind: 'reprocessBlocked' }
  /** Starts a reprocess job for these SKUs, or for all that the list shows. */
  | { readonly kind: 'job'; readonly skus: readonly number[] | 'all'; readonly key: string }
  /** Starts the job before once more, with the same key, as one whose answer was lost. */
  | { readonly kind: 'jobAgain' }
  /** Cancels the job that was started last. */
  | { readonly kind: 'cancelJob' }
  | { readonly kind: 'breakKey'; readonly how: 'revoke' | 'rotate' }
  | { readonly kind: 'fixKey' }
  | { readonly kind: 'saveWrongKey' }
  | { readonly kind: 'catalogue' }
  | { readonly kind: 'block'; readonly sku: number }
  | { readonly kind: 'unblock' }
  | { readonly kind: 'switch' }
  /** So many people save what they have loaded, at the same moment. */
  | { readonly kind: 'saveTogether'; readonly people: number }
  /** One saves while another takes the connection down; then it is set up anew. */
  | { readonly kind: 'disconnectMeanwhile' }
  /** Somebody saves another address and leaves the saved key as it is. */
  | { readonly kind: 'saveElsewhere' }
  /** The store cannot answer about one SKU, or the ledger not keep its document, until the trouble ends. */
  | { readonly kind: 'poison'; readonly sku: number; readonly where: 'store' | 'ledger' }
  | { readonly kind: 'cure' }
  /** The store's simulations answer with nothing, or as they should. */
  | { readonly kind: 'emptyStore'; readonly empty: boolean }
  /** For so long nothing calls the app: the scheduler stands still and nothing changes. Then a SKU changes. */
  | { readonly kind: 'silence'; readonly minutes: number; readonly sku: number }
  /** Carrefour lists an offer of the shop whose code is nearly a SKU's. */
  | { readonly kind: 'foreignOffer'; readonly sku: number }
  /** A person has the offers compared, while each page of them is whole or lacks one. */
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
  /** Waits until the account has nothing to do any more, no comparison either. */
  | { readonly kind: 'rest' }

export interface Step {
  /** Milliseconds after the step before. */
  readonly after: number
  /** Which of the two accounts. */
  readonly side: 0 | 1
  readonly action: Action
}
