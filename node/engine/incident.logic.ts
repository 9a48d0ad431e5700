import { asNumber, asText, entriesOf, oneOf, partOf } from '../shared/json'
import type { Cause } from '../shared/causes'
import type { ShopMismatch } from '../connection/shop.logic'
import type { Millis } from '../shared/time'
import { decideRetry } from './retry.logic'

/** Causes that stop the whole connection rather than one SKU. */
export type IncidentCause = Extract<
  Cause,
  | 'AUTH_INVALID'
  | 'AUTH_FORBIDDEN'
  | 'OTHER_SHOP'
  | 'MARKETPLACE_UNAVAILABLE'
  | 'RATE_LIMITED'
  | 'UNCONFIRMED'
>

/** All incident causes, for decoding stored state. */
export const INCIDENT_CAUSES: readonly IncidentCause[] = [
  'AUTH_INVALID',
  'AUTH_FORBIDDEN',
  'OTHER_SHOP',
  'MARKETPLACE_UNAVAILABLE',
  'RATE_LIMITED',
  'UNCONFIRMED',
]

/**
 * Whether it only explains why nothing moves: Carrefour asked for a pause (RATE_LIMITED), or an import does not end
 * (UNCONFIRMED). Call limits and the batch decide what waits, not the incident.
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
  /** When the app retries by itself; null while it waits for a new ShopKey. */
  readonly nextTryAt: Millis | null
  /** Version of the ShopKey in use at the time. */
  readonly keyVersion: number
  /** Of OTHER_SHOP: the shop that the key was bound to, and the one that it opens. */
  readonly shops?: ShopMismatch
}

/** Causes after which no file leaves until the ShopKey, or the shop it is bound to, changes. */
const OF_KEY: readonly IncidentCause[] = ['AUTH_INVALID', 'AUTH_FORBIDDEN', 'OTHER_SHOP']

/** Whether calls are blocked because the saved ShopKey was refused, or opens another shop. */
export const blockedByKey = (incident: Incident | null, keyVersion: number): boolean =>
  incident !== null && OF_KEY.includes(incident.cause) && incident.keyVersion === keyVersion

/**
 * Whether the incident belongs to a ShopKey replaced since, with a file still under way. Saving the new key needed a
 * good answer, so the incident is out of date.
 */
export const isOfFormerKey = (incident: Incident | null, keyVersion: number): boolean =>
  incident !== null && incident.keyVersion !== keyVersion

/** Until when nothing new is sent because Carrefour, as configured now, does not answer; 0 when it may be. */
export const pausedUntil = (incident: Incident | null, keyVersion: number): Millis =>
  incident?.keyVersion === keyVersion && !isWaiting(incident) ? (incident.nextTryAt ?? 0) : 0

/** The parts of VTEX the engine depends on: the store's APIs, and Master Data, which holds the ledger. */
export type OutageCause = Extract<Cause, 'VTEX_UNAVAILABLE' | 'LEDGER_UNAVAILABLE'>

/** An open outage on VTEX's side, at most one per cause; independent of the incident. */
export interface Outage {
  readonly cause: OutageCause
  readonly since: Millis
  readonly lastSeenAt: Millis
  /** What failed, in technical terms. */
  readonly message: string
  /** When it is retried. */
  readonly nextTryAt: Millis
  /** How often in a row it was seen. */
  readonly tries: number
}

export type Outages = readonly Outage[]

export const outageOf = (outages: Outages, cause: OutageCause): Outage | null =>
  outages.find(outage => outage.cause === cause) ?? null

/** Opens an outage, or counts it again with a longer pause before the next try. */
export function seeOutage(
  outages: Outages,
  {
    retryAfter = null,
    ...seen
  }: {
    readonly cause: OutageCause
    readonly message: string
    /** Milliseconds that it asked to wait; null when it named none. */
    readonly retryAfter?: Millis | null
  },
  { now, random }: { readonly now: Millis; readonly random: number }
): Outages {
  const before = outageOf(outages, seen.cause)
  const tries = (before?.tries ?? 0) + 1
  const since = before?.since ?? now
  const decision = decideRetry({
    of: 'file',
    cause: seen.cause,
    tries,
    retryAfter,
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

/** The parts of the platform without which the engine can do nothing at all. */
export type HeldPart = 'vbase' | 'settings' | 'ledger'

const HELD_PARTS: readonly HeldPart[] = ['vbase', 'settings', 'ledger']

/** A pause of the whole engine, because a part of the platform asked for fewer calls or does not answer. */
export interface Hold {
  readonly part: HeldPart
  readonly since: Millis
  /** Nothing is called before this moment. */
  readonly until: Millis
  /** How often in a row it was seen. */
  readonly tries: number
}

/** The hold after one more failed call: `Retry-After` if there is one, else a pause that grows. */
export function seeHold(
  before: Hold | null,
  seen: { readonly part: HeldPart; readonly retryAfter: Millis | null },
  { now, random }: { readonly now: Millis; readonly random: number }
): Hold {
  const tries = (before?.tries ?? 0) + 1
  const since = before?.since ?? now
  const decision = decideRetry({
    of: 'file',
    cause: 'VTEX_UNAVAILABLE',
    tries,
    retryAfter: seen.retryAfter,
    since,
    now,
    random,
  })
  return { part: seen.part, since, until: 'at' in decision ? decision.at : now, tries }
}

/** Until when the engine pauses; 0 when it need not. */
export const heldUntil = (hold: Hold | null): Millis => hold?.until ?? 0

/** All causes of outages, for decoding stored state. */
export const OUTAGE_CAUSES: readonly OutageCause[] = ['VTEX_UNAVAILABLE', 'LEDGER_UNAVAILABLE']

/** The outages of a stored state. */
export const readOutages = (raw: unknown): readonly Outage[] =>
  entriesOf(raw, one =>
    partOf(
      one,
      ({ cause, since }) => ({ cause: oneOf(OUTAGE_CAUSES, cause), since: asNumber(since) }),
      ({ cause, since }, stored) => ({
        cause,
        since,
        lastSeenAt: asNumber(stored.lastSeenAt) ?? since,
        message: asText(stored.message) ?? '',
        nextTryAt: asNumber(stored.nextTryAt) ?? 0,
        tries: asNumber(stored.tries) ?? 1,
      })
    )
  )

/** The pause of a stored state. */
export const readHold = (raw: unknown): Hold | null =>
  partOf(
    raw,
    ({ until }) => ({ until: asNumber(until) }),
    ({ until }, stored) => ({
      part: oneOf(HELD_PARTS, stored.part) ?? 'vbase',
      since: asNumber(stored.since) ?? until,
      until,
      tries: asNumber(stored.tries) ?? 1,
    })
  )
