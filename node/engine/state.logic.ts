/*
 * The connection's state that replicas share: its parts, the lease, and the counting of runs. What else changes it is in
 * `transitions.logic.ts`.
 */

import { type Gap, type AlertLog, EMPTY_ALERT_LOG } from '../alerts/alerts.logic'
import { type Brake, NEW_BRAKE } from './brake.logic'
import type { Doubt } from './doubts.logic'
import type { Hold, Incident, Outages } from './incident.logic'
import {
  type ShopSight,
  type KeyOwner,
  type ForeignChange,
  UNSEEN_SHOP,
  UNKNOWN_OWNER,
} from '../connection/shop.logic'
import { type KeyChecks, NO_CHECKS } from '../connection/keyChecks.logic'
import {
  type CallBudget,
  type PersonCalls,
  FRESH_BUDGET,
  NO_PERSON_CALLS,
} from '../carrefour/limits.logic'
import type { InHand, Parked, Split } from './parts.logic'
import type { JudgedAt } from './judged.logic'
import type { RecentRows, UnwrittenAt } from './rows.logic'
import { type ReconcileState, NEVER_COMPARED } from '../reconcile/reconcile.logic'
import { type Millis, MINUTE } from '../shared/time'
import {
  type StuckRequest,
  type Waiting,
  type UnknownSkus,
  NO_UNKNOWN_SKUS,
} from '../queue/stockRequest.logic'

/** A replica's exclusive right to work on this connection; void after `until`. */
export interface Lease {
  readonly holder: string
  readonly until: Millis
}

/**
 * What the replicas of one account share about its connection: one small file, only written with compare-and-set. One
 * connection per account.
 */
export interface ConnectionState {
  readonly lease: Lease | null
  readonly budget: CallBudget
  readonly incident: Incident | null
  /** Open outages on VTEX's side. */
  readonly outages: Outages
  /** A pause of the whole engine that VBase or the settings asked for; null when there is none. */
  readonly hold: Hold | null
  /** Parked parts of batches, oldest first. */
  readonly parked: readonly Parked[]
  /** Whether the last batch came from the queue: a parked one is next then, whatever else waits. */
  readonly parkedNext: boolean
  /** Files that Carrefour may still process although the app no longer follows them, oldest first. */
  readonly doubts: readonly Doubt[]
  /** The last imports that Carrefour named for our files, each with its shop, oldest first. */
  readonly namedImports: readonly string[]
  /** The batch whose file is being sent (STO01); left set by a process that died during the call. */
  readonly sending: string | null
  /** Progress of split files; null while there are none. */
  readonly split: Split | null
  /** The step started last, and how often in a row from the same place. */
  readonly begun: Begun | null
  /** Outcomes that the ledger has not taken yet; null when there are none. */
  readonly unwritten: UnwrittenAt | null
  /** Key of the batch in flight: at most one is. */
  readonly batchKey: string | null
  /** What pages show of it; null when there is none, or an older version saved it. */
  readonly batch: InHand | null
  /** Judged batches whose outcomes are not all written yet, oldest first. */
  readonly judged: readonly JudgedAt[]
  /** Written by older versions: how many lines of a judged batch in `batchKey` are in the ledger. */
  readonly settled: number
  /** Rows written lately, oldest first: searches may not show them as they are. */
  readonly recentRows: readonly RecentRows[]
  /** When Carrefour last took or refused a quantity. */
  readonly lastConfirmedAt: Millis | null
  /** Carrefour answers again: what ended because of the outage is to be sent again; null when that is done. */
  readonly reviveSince: Millis | null
  /** No radar calls before this moment. */
  readonly radarAfter: Millis
  /** No product calls of the radar (P31) before this moment. */
  readonly productsAfter: Millis
  readonly reconcile: ReconcileState
  /** Calls caused by people viewing pages. */
  readonly personCalls: PersonCalls
  /** Requests of SKUs unknown to the ledger. */
  readonly unknownMarks: UnknownSkus
  /**
   * Since when no batch has taken everything that waited, to about a minute; null when the last one did, or nothing
   * waits.
   */
  readonly queueSince: Millis | null
  /** The oldest requests that the last run left in the queue, once something has waited there for long; else null. */
  readonly left: Waiting | null
  /** Null while runs end normally. */
  readonly runs: UnfinishedRuns | null
  /** Requests that were served and cannot be removed. */
  readonly stuck: readonly StuckRequest[]
  /** When a person disconnected; null while it is configured, and before it ever was. */
  readonly disconnectedAt: Millis | null
  /** The version of the configuration that this was last about: an older save or disconnect comes too late. */
  readonly configuredVersion: number
  /** What alert mails have reported. */
  readonly told: AlertLog
  /** Carrefour's answers about the ShopKeys that people tried. */
  readonly keyChecks: KeyChecks
  /** What Carrefour said since the save about whose key the saved one is. */
  readonly keyOwner: KeyOwner
  /** When a person last asked for a test mail. */
  readonly alertTestedAt: Millis | null
  /** When a person last renewed the webhook's secret. */
  readonly webhookRenewedAt: Millis | null
  /** When an engine run last ended normally; null before the first. */
  readonly ranAt: Millis | null
  /** When a run that ended normally last looked after what waits; null before the first. */
  readonly lookedAt: Millis | null
  /** Since when runs have found the state written by a clock that was ahead of theirs; null while they do not. */
  readonly aheadSince: Millis | null
  /** When a call with the ShopKey last worked; null before the first. */
  readonly keyWorkedAt: Millis | null
  /** When a run last changed the summary that the pages show; null before the first. */
  readonly numbersAt: Millis | null
  /** Since when batches have ended without a confirmation by Carrefour; null while they are confirmed. */
  readonly unconfirmedSince: Millis | null
  /** Until when a reported incident or outage, or a connection that was off, explained why stock waited; null before. */
  readonly explainedUntil: Millis | null
  /** The last time in which notifications may have been lost. */
  readonly gap: Gap | null
  /** Quantities at Carrefour that somebody else changed, newest first. */
  readonly foreign: readonly ForeignChange[]
  /** Whether the shop sells, as far as Carrefour says. */
  readonly sight: ShopSight
  /** The brake against taking many SKUs off sale at once. */
  readonly brake: Brake
}

/** A step that was started; left set by a process that died in it. */
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
  hold: null,
  parked: [],
  split: null,
  begun: null,
  unwritten: null,
  parkedNext: false,
  doubts: [],
  namedImports: [],
  sending: null,
  batchKey: null,
  batch: null,
  judged: [],
  settled: 0,
  recentRows: [],
  lastConfirmedAt: null,
  reviveSince: null,
  radarAfter: 0,
  productsAfter: 0,
  reconcile: NEVER_COMPARED,
  personCalls: NO_PERSON_CALLS,
  unknownMarks: NO_UNKNOWN_SKUS,
  queueSince: null,
  left: null,
  runs: null,
  stuck: [],
  disconnectedAt: null,
  configuredVersion: 0,
  told: EMPTY_ALERT_LOG,
  keyChecks: NO_CHECKS,
  keyOwner: UNKNOWN_OWNER,
  alertTestedAt: null,
  webhookRenewedAt: null,
  ranAt: null,
  lookedAt: null,
  aheadSince: null,
  keyWorkedAt: null,
  numbersAt: null,
  unconfirmedSince: null,
  explainedUntil: null,
  gap: null,
  foreign: [],
  sight: UNSEEN_SHOP,
  brake: NEW_BRAKE,
}

/** How many imports are remembered: the files of about an hour at Carrefour's limit. */
const MAX_NAMED = 60

/**
 * An import in `namedImports`: another address may count its imports from the beginning. A UUID has two spellings, in
 * capitals or not.
 */
export const importAt = (shop: string, importId: string): string =>
  `${importId.toLowerCase()} ${shop}`

/** The state after Carrefour named the import of a file. */
export const importNamed = (state: ConnectionState, name: string): ConnectionState => ({
  ...state,
  namedImports: [...state.namedImports.filter(one => one !== name), name].slice(-MAX_NAMED),
})

/** Duration of a lease: longer than a handler may run, so that two replicas never work at once. */
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

/** Consecutive engine runs that started and did not end normally: they threw, or their process died. */
export interface UnfinishedRuns {
  /** When the first of them started. */
  readonly since: Millis
  readonly count: number
}

/** From this many on, over this long, it is no coincidence: a deployment ends only a run or two. */
const MAX_RUNS = 5
const LONGEST: Millis = 5 * MINUTE

/** Counts the run that starts now. */
export const begunRun = (runs: UnfinishedRuns | null, now: Millis): UnfinishedRuns => ({
  since: runs?.since ?? now,
  count: (runs?.count ?? 0) + 1,
})

/** Since when no run has ended normally; null while they do. */
export const stalledSince = (runs: UnfinishedRuns | null, now: Millis): Millis | null =>
  runs && runs.count > MAX_RUNS && now - runs.since >= LONGEST ? runs.since : null
