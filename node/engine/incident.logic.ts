import type { Cause } from '../shared/causes'
import type { Millis } from '../shared/time'
import { decideRetry } from './retry.logic'

/** Causes that stop the whole connection rather than one SKU. */
export type IncidentCause = Extract<
  Cause,
  'AUTH_INVALID' | 'AUTH_FORBIDDEN' | 'MARKETPLACE_UNAVAILABLE' | 'RATE_LIMITED' | 'UNCONFIRMED'
>

/** All of them, for readers of what is stored. */
export const INCIDENT_CAUSES: readonly IncidentCause[] = [
  'AUTH_INVALID',
  'AUTH_FORBIDDEN',
  'MARKETPLACE_UNAVAILABLE',
  'RATE_LIMITED',
  'UNCONFIRMED',
]

/**
 * Whether it only says why nothing moves: Carrefour asked for a pause (RATE_LIMITED), or an import does not come to an
 * end (UNCONFIRMED). What waits is decided by the call limits and by the batch, not by the incident.
 */
export const isWaiting = ({ cause }: Pick<Incident, 'cause'>): boolean =>
  cause === 'RATE_LIMITED' || cause === 'UNCONFIRMED'

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
  (incident.cause === 'AUTH_INVALID' || incident.cause === 'AUTH_FORBIDDEN') &&
  incident.keyVersion === keyVersion

/**
 * True for an incident of a ShopKey that has been replaced since: a file with the old one was still under way.
 * Saving the new one was Carrefour's good answer.
 */
export const isOfFormerKey = (incident: Incident | null, keyVersion: number): boolean =>
  incident !== null && incident.keyVersion !== keyVersion

/** Until when nothing new leaves because Carrefour, as it is configured now, does not answer; 0 when it may. */
export const pausedUntil = (incident: Incident | null, keyVersion: number): Millis =>
  incident?.keyVersion === keyVersion && !isWaiting(incident) ? (incident.nextTryAt ?? 0) : 0

/** What of VTEX the engine cannot do without: the store's own APIs, and Master Data, where the ledger is. */
export type OutageCause = Extract<Cause, 'VTEX_UNAVAILABLE' | 'LEDGER_UNAVAILABLE'>

/** An open outage on VTEX's side; there may be one of each cause beside an incident of Carrefour's. */
export interface Outage {
  readonly cause: OutageCause
  readonly since: Millis
  readonly lastSeenAt: Millis
  /** What failed, in technical words. */
  readonly message: string
  /** When it is tried again. */
  readonly nextTryAt: Millis
  /** How often in a row it has been seen. */
  readonly tries: number
}

export type Outages = readonly Outage[]

export const outageOf = (outages: Outages, cause: OutageCause): Outage | null =>
  outages.find(outage => outage.cause === cause) ?? null

/** Opens an outage, or notes that it was seen again; the pause to the next try grows. */
export function seeOutage(
  outages: Outages,
  seen: { readonly cause: OutageCause; readonly message: string },
  { now, random }: { readonly now: Millis; readonly random: number }
): Outages {
  const before = outageOf(outages, seen.cause)
  const tries = (before?.tries ?? 0) + 1
  const since = before?.since ?? now
  const decision = decideRetry({
    of: 'file',
    cause: seen.cause,
    tries,
    retryAfter: null,
    since,
    now,
    random,
  })
  const nextTryAt = 'at' in decision ? decision.at : now
  return [
    ...withoutOutage(outages, seen.cause),
    { ...seen, since, lastSeenAt: now, nextTryAt, tries },
  ]
}

export const withoutOutage = (outages: Outages, cause: OutageCause): Outages =>
  outages.filter(outage => outage.cause !== cause)
