import { type AlertLog, EMPTY_ALERT_LOG } from '../alerts/alerts.logic'
import type { Doubt } from './doubts.logic'
import { type Incident, type Outages, isWaiting } from './incident.logic'
import { type KeyChecks, NO_CHECKS } from '../connection/keyChecks.logic'
import {
  type CallBudget,
  type PersonCalls,
  FRESH_BUDGET,
  NO_PERSON_CALLS,
} from '../carrefour/limits.logic'
import type { Parked, Split } from './parts.logic'
import { type ReconcileState, NEVER_COMPARED } from '../reconcile/reconcile.logic'
import { type Millis, MINUTE } from '../shared/time'
import type { StuckRequest } from '../queue/stuckRequests.logic'
import { type UnknownSkus, NO_UNKNOWN_SKUS } from '../queue/unknownSkus.logic'
import type { UnwrittenAt } from './unwritten.logic'

/** A replica's right to work on this connection; void after `until`. */
export interface Lease {
  readonly holder: string
  readonly until: Millis
}

/**
 * What the replicas of one account share about its connection, in one small file that is only ever
 * written with compare-and-set. There is one connection per account.
 */
export interface ConnectionState {
  readonly lease: Lease | null
  readonly budget: CallBudget
  readonly incident: Incident | null
  /** What does not answer on VTEX's side. */
  readonly outages: Outages
  /** Parts of batches that stand aside, oldest first. */
  readonly parked: readonly Parked[]
  /** The last batch came from the queue: one that stands aside is next, whatever else waits. */
  readonly parkedNext: boolean
  /** Files that Carrefour may still work on although nobody follows them, oldest first. */
  readonly doubts: readonly Doubt[]
  /** The batch whose file is just being sent (STO01); a process that died in the call leaves it so. */
  readonly sending: string | null
  /** How the parts of refused files fare; null while there are none. */
  readonly split: Split | null
  /** The step that was begun last, and how often in a row from the same place. */
  readonly begun: Begun | null
  /** Outcomes that the ledger did not take yet; null when there are none. */
  readonly unwritten: UnwrittenAt | null
  /** Where the batch in flight is saved: at most one is. */
  readonly batchKey: string | null
  /** How many lines of a judged batch are in the ledger. */
  readonly settled: number
  readonly lastConfirmedAt: Millis | null
  /** Carrefour answers again: what ended because it did not is to be sent again; null when that is done. */
  readonly reviveSince: Millis | null
  /** The radar asks nothing before this moment. */
  readonly radarAfter: Millis
  /** The radar asks for no products (P31) before this moment. */
  readonly productsAfter: Millis
  readonly reconcile: ReconcileState
  /** Calls that people have caused by looking. */
  readonly personCalls: PersonCalls
  /** Requests of SKUs that the ledger does not know. */
  readonly unknownMarks: UnknownSkus
  /** Since when no batch has taken all that waited, to about a minute; null when the last one did, or nothing waits. */
  readonly queueSince: Millis | null
  /** Null while runs come to their end. */
  readonly runs: UnfinishedRuns | null
  /** Marks that were served and cannot be removed. */
  readonly stuck: readonly StuckRequest[]
  /** When a person took the connection down; null while it is configured, and before it ever was. */
  readonly disconnectedAt: Millis | null
  /** What mails have told of it. */
  readonly told: AlertLog
  /** What Carrefour said of the ShopKeys that people tried. */
  readonly keyChecks: KeyChecks
  /** When a person last asked for a test mail. */
  readonly alertTestedAt: Millis | null
  /** When a person last gave the webhook another secret. */
  readonly webhookRenewedAt: Millis | null
}

/** A step that was begun; a process that died in it leaves it so. */
export interface Begun {
  /** Which step, of which batch, from which line on. */
  readonly step: string
  readonly times: number
}

export const NEW_CONNECTION: ConnectionState = {
  lease: null,
  budget: FRESH_BUDGET,
  incident: null,
  outages: [],
  parked: [],
  split: null,
  begun: null,
  unwritten: null,
  parkedNext: false,
  doubts: [],
  sending: null,
  batchKey: null,
  settled: 0,
  lastConfirmedAt: null,
  reviveSince: null,
  radarAfter: 0,
  productsAfter: 0,
  reconcile: NEVER_COMPARED,
  personCalls: NO_PERSON_CALLS,
  unknownMarks: NO_UNKNOWN_SKUS,
  queueSince: null,
  runs: null,
  stuck: [],
  disconnectedAt: null,
  told: EMPTY_ALERT_LOG,
  keyChecks: NO_CHECKS,
  alertTestedAt: null,
  webhookRenewedAt: null,
}

/** How long a lease lasts: longer than a handler may run, so that two replicas never work at once. */
export const LEASE_TIME = 40_000

/** The state with the lease taken or renewed; null while another replica holds it. */
export function takeLease(
  state: ConnectionState,
  holder: string,
  now: Millis
): ConnectionState | null {
  const { lease } = state
  if (lease && lease.holder !== holder && lease.until > now) return null
  return { ...state, lease: { holder, until: now + LEASE_TIME } }
}

/** The state with an incident opened, or seen again. One that says more is not covered by one that only waits. */
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

/** The state after a good answer: no incident, and a wish to send again what it had ended. */
export function closeIncident(state: ConnectionState, now: Millis): ConnectionState {
  const { incident } = state
  if (!incident) return state
  const revive = incident.cause === 'MARKETPLACE_UNAVAILABLE'
  return { ...state, incident: null, reviveSince: revive ? now : state.reviveSince }
}

/** The state after Carrefour accepted a ShopKey that was saved: an incident of an earlier one is over. */
export const releasedByKey = (state: ConnectionState, keyVersion: number): ConnectionState => ({
  ...state,
  incident: (state.incident?.keyVersion ?? 0) < keyVersion ? null : state.incident,
  disconnectedAt: null,
})

/**
 * The state after Carrefour answered at all. That ends an outage and a refusal. It does not end a pause that Carrefour
 * asked for and that goes on, nor the wait for an import.
 */
export function answered(state: ConnectionState, now: Millis): ConnectionState {
  const { incident, budget } = state
  if (incident?.cause === 'UNCONFIRMED') return state
  const held = Math.max(0, ...Object.values(budget.holds))
  return incident?.cause === 'RATE_LIMITED' && held > now ? state : closeIncident(state, now)
}

/**
 * The state after a test of the saved ShopKey that Carrefour accepted: what Carrefour had refused or left unanswered is
 * over. An incident that was seen after the test began is newer than its answer, and stays.
 */
export function testPassed(
  state: ConnectionState,
  test: { readonly keyVersion: number; readonly began: Millis },
  now: Millis
): ConnectionState {
  const { incident } = state
  if (incident?.keyVersion !== test.keyVersion || incident.lastSeenAt > test.began) return state
  return answered(state, now)
}

/** The state after an import has ended, or has been given up. */
export const importOver = (state: ConnectionState, now: Millis): ConnectionState =>
  state.incident?.cause === 'UNCONFIRMED' ? closeIncident(state, now) : state

/** Runs in a row of the engine that were begun and did not come to an ordinary end: they threw, or their process died. */
export interface UnfinishedRuns {
  /** When the first of them began. */
  readonly since: Millis
  readonly count: number
}

/** From so many on, over so long, it is no chance any more: a deployment ends a run or two. */
const MAX_RUNS = 5
const LONGEST: Millis = 5 * MINUTE

/** With the run that begins now. */
export const begunRun = (runs: UnfinishedRuns | null, now: Millis): UnfinishedRuns => ({
  since: runs?.since ?? now,
  count: (runs?.count ?? 0) + 1,
})

/** Since when no run comes to its end; null while they do. */
export const stalledSince = (runs: UnfinishedRuns | null, now: Millis): Millis | null =>
  runs && runs.count > MAX_RUNS && now - runs.since >= LONGEST ? runs.since : null
