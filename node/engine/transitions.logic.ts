/* How an answer, a failure, a silence or a person's change alters the connection's state. */

import { isGap, withGap } from '../alerts/alerts.logic'
import { type Incident, type Outage, isWaiting, withoutOutage } from './incident.logic'
import { isSameShop, namingOf, ownerOf } from '../connection/shop.logic'
import { noteOff } from '../reconcile/reconcile.logic'
import { type Millis, MINUTE, aheadBy, sooner } from '../shared/time'
import { budgetAhead, budgetByClock } from '../carrefour/limits.logic'
import type { Batch } from './batch.logic'
import { type ConnectionState, LEASE_TIME } from './state.logic'
import type { Configuration, NamedShop } from '../connection/configuration.logic'

/** Opens an incident, or counts it again. One that only explains a wait does not replace a more serious one. */
export function openIncident(
  state: ConnectionState,
  seen: Omit<Incident, 'since' | 'lastSeenAt'>,
  now: Millis
): ConnectionState {
  const { incident } = state
  const saysMore =
    incident !== null && incident.keyVersion === seen.keyVersion && !isWaiting(incident)
  if (saysMore && isWaiting(seen)) return state
  const since = incident?.cause === seen.cause ? incident.since : now
  return { ...state, incident: { ...seen, since, lastSeenAt: now } }
}

/** The state after a good answer: closes the incident and requeues what it had ended. */
export function closeIncident(state: ConnectionState, now: Millis): ConnectionState {
  const { incident } = state
  if (!incident) return state
  const revive = incident.cause === 'MARKETPLACE_UNAVAILABLE'
  return {
    ...state,
    incident: null,
    reviveSince: revive ? now : state.reviveSince,
    explainedUntil: explainedAfter(state, incident, now),
  }
}

/** The state without an outage on VTEX's side that is over. */
export const closeOutage = (
  state: ConnectionState,
  outage: Outage,
  now: Millis
): ConnectionState => ({
  ...state,
  outages: withoutOutage(state.outages, outage.cause),
  explainedUntil: explainedAfter(state, outage, now),
})

/** The state after a person began to send: what waited until then, waited for that. */
export const switchedOn = (state: ConnectionState, now: Millis): ConnectionState => ({
  ...state,
  explainedUntil: now,
})

/**
 * Until when the wait is explained, once this trouble is over. Trouble too short to be reported explains nothing: if it
 * did, one that comes and goes every few minutes could hide a standstill for ever.
 */
function explainedAfter(
  { told, explainedUntil }: ConnectionState,
  { cause, since }: Pick<Incident | Outage, 'cause' | 'since'>,
  now: Millis
): Millis | null {
  const isTold = [told.incident, ...told.outages].some(
    one => one?.cause === cause && one.since === since
  )
  return isTold ? now : explainedUntil
}

/**
 * The state after Carrefour accepted a saved ShopKey: an incident of an earlier key is over. The save may be told here
 * after a disconnect that came later: that one stays.
 */
export function releasedByKey(
  state: ConnectionState,
  {
    version,
    shopKey,
  }: { readonly version: number; readonly shopKey: { readonly version: number } },
  now: Millis
): ConnectionState {
  const { incident } = state
  if (state.configuredVersion > version) return state
  const isOver = incident !== null && incident.keyVersion < shopKey.version
  return {
    ...state,
    incident: isOver ? null : incident,
    explainedUntil: isOver ? explainedAfter(state, incident, now) : state.explainedUntil,
    disconnectedAt: null,
    configuredVersion: version,
  }
}

/** The state after a person disconnected; unchanged when somebody has configured it again since. */
export function disconnected(
  state: ConnectionState,
  version: number,
  now: Millis
): ConnectionState | null {
  if (state.configuredVersion > version) return null
  return {
    ...state,
    incident: null,
    outages: [],
    disconnectedAt: now,
    configuredVersion: version,
    reconcile: { ...noteOff(state.reconcile), due: null, run: null },
  }
}

/**
 * The state after any answer from Carrefour. It ends an outage and a refusal, but not a pause that Carrefour asked for,
 * nor the wait for an import, nor that the key is another shop's.
 */
export function answered(state: ConnectionState, now: Millis): ConnectionState {
  const { incident, budget } = state
  if (incident?.cause === 'UNCONFIRMED' || incident?.cause === 'OTHER_SHOP') return state
  const held = Math.max(0, ...Object.values(budget.holds))
  return incident?.cause === 'RATE_LIMITED' && held > now ? state : closeIncident(state, now)
}

/**
 * The state after a successful test of the saved ShopKey: a refusal or outage is over. An incident seen after the test
 * started is newer than the answer, and stays; another shop is over once Carrefour has named the right one since.
 */
export function testPassed(
  state: ConnectionState,
  test: {
    readonly keyVersion: number
    readonly began: Millis
    /** The shop that Carrefour named, and when; null when it named none. */
    readonly named: { readonly shopId: string; readonly at: Millis } | null
  },
  now: Millis
): ConnectionState {
  const { incident } = state
  if (incident?.keyVersion !== test.keyVersion || incident.lastSeenAt > test.began) return state
  return incident.cause === 'OTHER_SHOP' ? shopNamed(state, test.named, now) : answered(state, now)
}

/** How soon after another the naming of the right shop contradicts it; later, the shop has changed in between. */
const CONTRADICTS: Millis = 10 * MINUTE

/** The state after Carrefour named the key's shop (A01): the incident about another one is over, if this is the right one. */
export function shopNamed(
  state: ConnectionState,
  named: { readonly shopId: string; readonly at: Millis } | null,
  now: Millis
): ConnectionState {
  const { incident } = state
  const { bound, opens } = incident?.shops ?? {}
  if (!incident || !named || !bound || named.at < incident.since) return state
  if (!isSameShop(named.shopId, bound.shopId)) return state
  const closed = closeIncident(state, now)
  // An import's status named another shop, and A01 the right one at the same time: the status is no evidence here.
  const isContradicted = opens?.name === '' && named.at - incident.since < CONTRADICTS
  return isContradicted
    ? { ...closed, keyOwner: { ...state.keyOwner, disproved: opens.shopId } }
    : closed
}

/** The state after an import ended or was given up. */
export const importOver = (state: ConnectionState, now: Millis): ConnectionState =>
  state.incident?.cause === 'UNCONFIRMED' ? closeIncident(state, now) : state

/**
 * The state after a time in which notifications may have been lost: everything is compared, and what differs is sent. A
 * connection without a first comparison, or whose comparison is only beginning, needs no other.
 */
export function afterSilence(
  state: ConnectionState,
  from: Millis | null,
  to: Millis
): ConnectionState {
  if (!isGap(from, to) || state.reconcile.under === null) return state
  const due = { at: to, why: 'GAP' as const }
  return { ...state, gap: withGap(state.gap, from, to), reconcile: { ...state.reconcile, due } }
}

/** The state after an answer that names the shop of the saved key: bound to it, or an incident of its own. */
export function withNaming(
  state: ConnectionState,
  configuration: Configuration,
  { shopId, name }: NamedShop,
  { message, now }: { readonly message: string; readonly now: Millis }
): ConnectionState {
  const keyVersion = configuration.shopKey.version
  const opens = { shopId, name }
  const owner = ownerOf(state.keyOwner, keyVersion)
  const naming = namingOf(configuration, owner, opens)
  switch (naming.kind) {
    case 'own':
      return opens.name === '' ? state : { ...state, keyOwner: { ...owner, shop: opens } }
    case 'first':
      return { ...state, keyOwner: { ...owner, shop: naming.shop } }
    case 'other':
      return openIncident(
        { ...state, keyOwner: owner },
        { cause: 'OTHER_SHOP', message, nextTryAt: null, keyVersion, shops: naming.mismatch },
        now
      )
  }
}

/** What named a shop, in technical words. */
export const namedBy = (operation: string, { shopId, name }: NamedShop): string =>
  [`${operation}: shop_id ${shopId}`, ...(name === '' ? [] : [name])].join(', ')

/** How long runs must find nothing but a clock that was ahead: a replica whose clock is right works at least each minute. */
const STILL_AHEAD: Millis = 3 * MINUTE

/**
 * The state by this replica's clock, for a run that is about to begin. Which of two clocks is wrong nobody can tell by one
 * look: while other replicas go on by the one that seems to be ahead, this one waits.
 *
 * @returns the state with that noted, and whether the run must wait
 */
export function ownClock(
  state: ConnectionState,
  now: Millis
): { readonly state: ConnectionState; readonly mustWait: boolean } {
  const { aheadSince } = state
  const moved = byClock(state, now)
  if (moved === state) {
    const known = aheadSince === null ? state : { ...state, aheadSince: null }
    return { state: known, mustWait: false }
  }
  const since = aheadSince !== null && aheadSince <= now ? aheadSince : now
  return now - since < STILL_AHEAD
    ? { state: { ...state, aheadSince: since }, mustWait: true }
    : { state: { ...moved, aheadSince: null }, mustWait: false }
}

/**
 * The state by this replica's clock. What a clock that was ahead wrote down as still to come would keep everything waiting for
 * as long as it was wrong, and nobody would know why.
 */
function byClock(state: ConnectionState, now: Millis): ConnectionState {
  const { lease, budget, incident, hold, unwritten, reconcile, ranAt, lookedAt } = state
  const ahead = Math.max(
    aheadBy([ranAt, lookedAt, lease && lease.until - LEASE_TIME], now),
    budgetAhead(budget, now)
  )
  if (ahead === 0) return state
  const wait = (at: Millis): Millis => sooner(at, ahead, now)
  const waits = <T extends { readonly notBefore: Millis }>(one: T): T => ({
    ...one,
    notBefore: wait(one.notBefore),
  })
  return {
    ...state,
    lease: lease && lease.until <= now + LEASE_TIME ? lease : null,
    budget: budgetByClock(budget, ahead, now),
    incident: incident && {
      ...incident,
      nextTryAt: incident.nextTryAt && wait(incident.nextTryAt),
    },
    outages: state.outages.map(one => ({ ...one, nextTryAt: wait(one.nextTryAt) })),
    hold: hold && { ...hold, until: wait(hold.until) },
    parked: state.parked.map(waits),
    doubts: state.doubts.map(one => ({
      ...one,
      since: Math.min(one.since, now),
      expectedUntil: wait(one.expectedUntil),
      nextLookAt: wait(one.nextLookAt),
    })),
    unwritten: unwritten && waits(unwritten),
    radarAfter: wait(state.radarAfter),
    productsAfter: wait(state.productsAfter),
    reconcile: {
      ...reconcile,
      run: reconcile.run && waits(reconcile.run),
      due: reconcile.due && { ...reconcile.due, at: wait(reconcile.due.at) },
    },
    ranAt: ranAt && Math.min(ranAt, now),
    lookedAt: lookedAt && Math.min(lookedAt, now),
  }
}

/** The same for the batch in flight; itself when no clock was ahead. */
export function batchByClock(batch: Batch, now: Millis): Batch {
  const past = 'sentAt' in batch ? batch.sentAt : batch.claimedAt
  const ahead = aheadBy([past], now)
  if (ahead === 0) return batch
  const claimedAt = Math.min(batch.claimedAt, now)
  const common = { claimedAt, notBefore: sooner(batch.notBefore, ahead, now) }
  if (!('sentAt' in batch)) return { ...batch, ...common }
  const sent = { ...common, sentAt: Math.min(batch.sentAt, now) }
  return batch.stage === 'lost'
    ? { ...batch, ...sent, sendAgainAt: sooner(batch.sendAgainAt, ahead, now) }
    : { ...batch, ...sent }
}
