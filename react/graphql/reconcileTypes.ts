/** How the comparison of Carrefour's quantities with the store's stands. */
export interface Reconcile {
  run: {
    phase: string | null
    /** 0 to 1. */
    progress: number
    compared: number
    queued: number
    healed: number
  } | null
  last: {
    endedAt: string | null
    /** What kept it from being whole. */
    problem: string | null
    /** Offers of the shop, as Carrefour says. */
    offersTotal: number | null
    offersSeen: number
    compared: number
    queued: number
    healed: number
  } | null
  nextAt: string | null
}

export type StartReconcileResult =
  | { __typename: 'CarrefourReconcileStarted' }
  | { __typename: 'CarrefourReconcileRefused'; code: string }
