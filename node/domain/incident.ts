import type { Cause } from './causes'
import type { Millis } from './time'

/** Causes that stop the whole connection rather than one SKU. */
export type IncidentCause = Extract<
  Cause,
  'AUTH_INVALID' | 'AUTH_FORBIDDEN' | 'MARKETPLACE_UNAVAILABLE'
>

/** The one open problem of a connection. */
export interface Incident {
  readonly cause: IncidentCause
  readonly since: Millis
  readonly lastSeenAt: Millis
  /** Carrefour's own words. */
  readonly message: string
  /** When the app tries again by itself; null when it waits for a new ShopKey. */
  readonly nextTryAt: Millis | null
  /** Version of the ShopKey that was in use. */
  readonly keyVersion: number
}

/** True while no call may be made because the saved ShopKey was refused. */
export const blockedByKey = (incident: Incident | null, keyVersion: number): boolean =>
  incident !== null &&
  incident.cause !== 'MARKETPLACE_UNAVAILABLE' &&
  incident.keyVersion === keyVersion

/**
 * True for an incident of a ShopKey that has been replaced since: a file with the old one was still under way.
 * Saving the new one was Carrefour's good answer.
 */
export const isOfFormerKey = (incident: Incident | null, keyVersion: number): boolean =>
  incident !== null && incident.keyVersion !== keyVersion

/** Until when nothing new leaves because Carrefour, as it is configured now, does not answer; 0 when it may. */
export const pausedUntil = (incident: Incident | null, keyVersion: number): Millis =>
  incident?.keyVersion === keyVersion ? (incident.nextTryAt ?? 0) : 0
