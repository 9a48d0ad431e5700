/** What happened in a run, as the harness saw it. Times are the workspace's. */
export type HistoryEvent =
  /** The store's stock was set; from `at` on it holds `units`. */
  | {
      readonly kind: 'stock'
      readonly at: number
      readonly side: 0 | 1
      readonly skuId: number
      readonly units: number
    }
  /** A request for a SKU was made at `at`; `acknowledged` when the app, or a courier that loses nothing, took it. */
  | {
      readonly kind: 'asked'
      readonly at: number
      readonly side: 0 | 1
      readonly skuId: number
      readonly by: 'webhook' | 'event' | 'reprocess'
      readonly acknowledged: boolean
    }
  /** A configuration was offered for saving from `at` to `until`. */
  | {
      readonly kind: 'saved'
      readonly at: number
      readonly until: number
      readonly side: 0 | 1
      /** GraphQL's name of the answer; '' without an answer. */
      readonly answer: string
      /** Fingerprint of the key that was offered; '' when none was. */
      readonly key: string
      readonly valid: boolean
      /** The version that the form was loaded with; null without a configuration. */
      readonly version: number | null
      /** Identifies this save's configuration: its e-mail address. */
      readonly mark: string
      /** Whether it gave another Carrefour address. */
      readonly elsewhere: boolean
    }
  /** The connection was taken down from `at` to `until`, while somebody saved. */
  | {
      readonly kind: 'disconnected'
      readonly at: number
      readonly until: number
      readonly side: 0 | 1
      readonly answer: string
      /** Whether there was a configuration once both had been answered. */
      readonly left: boolean
    }
  /** From `at` on nothing can be read (store) or saved (ledger) about one SKU. */
  | {
      readonly kind: 'poisoned'
      readonly at: number
      readonly side: 0 | 1
      readonly skuId: number
      readonly where: 'store' | 'ledger'
    }
  | { readonly kind: 'cured'; readonly at: number; readonly side: 0 | 1 }
  /** From `at` on the store seems sold out, or answers as it should again. */
  | { readonly kind: 'soldOut'; readonly at: number; readonly side: 0 | 1; readonly empty: boolean }
  /** From `from` to `at` nothing called the app. */
  | { readonly kind: 'silence'; readonly at: number; readonly side: 0 | 1; readonly from: number }
  /** Carrefour lists an offer with a code that is no SKU's. */
  | { readonly kind: 'foreign'; readonly at: number; readonly side: 0 | 1; readonly code: string }
  /** A comparison that a person asked for. */
  | {
      readonly kind: 'compared'
      readonly at: number
      readonly until: number
      readonly side: 0 | 1
      /** Whether pages lacked an offer all the while. */
      readonly cut: boolean
      /** Null while it had not ended in time. */
      readonly told: {
        readonly problem: string | null
        readonly unknownOffers: number
        readonly offersSeen: number
      } | null
    }
  /** A reprocess job was asked for. */
  | {
      readonly kind: 'job'
      readonly at: number
      readonly side: 0 | 1
      /** The caller's idempotency key. */
      readonly key: string
      /** The SKUs that it must hold; null when that could not be told beforehand. */
      readonly skus: readonly string[] | null
      /** The filter as JSON: the same text for equal filters. */
      readonly filterText: string
      /** Id of the job that was answered; '' for a refusal, or none. */
      readonly jobId: string
      readonly answer: string
    }
  /** A reprocess job was cancelled; the answer came at `until`. */
  | {
      readonly kind: 'cancelled'
      readonly at: number
      readonly until: number
      readonly side: 0 | 1
      readonly jobId: string
      /** The state that was answered; '' without an answer. */
      readonly state: string
    }
  /** From `at` on ShopId is empty: calls name no shop. */
  | { readonly kind: 'shopLeftToKey'; readonly at: number; readonly side: 0 | 1 }
  /** From `at` on the key opens another shop. */
  | { readonly kind: 'keyMoved'; readonly at: number; readonly side: 0 | 1 }
  | { readonly kind: 'keyBroken'; readonly at: number; readonly side: 0 | 1; readonly how: string }
  | {
      readonly kind: 'catalogued'
      readonly at: number
      readonly side: 0 | 1
      readonly skuId: number
    }
  | {
      readonly kind: 'blocked'
      readonly at: number
      readonly side: 0 | 1
      readonly skuId: number
      readonly blocked: boolean
    }
  /** Anything else that was done, in words. */
  | { readonly kind: 'did'; readonly at: number; readonly side: 0 | 1; readonly what: string }
  /** From here on there are no more faults. */
  | { readonly kind: 'calm'; readonly at: number }
  /** Nothing is waiting any more, or the time to settle is over. */
  | {
      readonly kind: 'settled'
      readonly at: number
      readonly inTime: boolean
      readonly left: string
    }

export type EventOf<Kind extends HistoryEvent['kind']> = Extract<HistoryEvent, { kind: Kind }>

/** All events of one kind, in order. */
export const eventsOf = <Kind extends HistoryEvent['kind']>(
  history: readonly HistoryEvent[],
  kind: Kind
): readonly EventOf<Kind>[] =>
  history.filter((event): event is EventOf<Kind> => event.kind === kind)
