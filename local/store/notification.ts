/**
 * What VTEX POSTs to an affiliate's search endpoint, and what the broadcaster sends as the event
 * `broadcaster.notification`. Field names and the 7 fraction digits of `DateModified` as documented
 * (help centre "Configuring affiliates"). There is no quantity in it: whoever is told asks for it.
 */
export interface NotificationBody {
  IdSku: string
  ProductId: number
  An: string
  /** Only in notifications to an affiliate. */
  IdAffiliate?: string
  DateModified: string
  IsActive: boolean
  StockModified: boolean
  PriceModified: boolean
  HasStockKeepingUnitModified: boolean
  HasStockKeepingUnitRemovedFromAffiliate: boolean
}

/** Where one notification goes: an affiliate's search endpoint, or the IO event bus. */
export type NotificationTarget =
  | { kind: 'webhook'; affiliateId: string; url: string }
  | { kind: 'event'; key: 'broadcaster.notification' }

/** One delivery of one notification. */
export interface StoreNotification {
  id: number
  body: NotificationBody
  target: NotificationTarget
}

/** How a delivery ended; `detail` is shown on the console (a status code, an error). No secrets. */
export interface DeliveryOutcome {
  ok: boolean
  detail: string
}

/**
 * Delivers a notification: POSTs `body` to the webhook's url, or sends the event. Must not throw.
 * A promise tells the store how it ended; without one the console shows only that it was handed over.
 */
export type Notify = (notification: StoreNotification) => void | Promise<DeliveryOutcome>

/** Writes a moment as VTEX does in `DateModified`: UTC with 7 fraction digits. */
export function dateModified(ms: number): string {
  return new Date(ms).toISOString().replace('Z', '0000Z')
}
