import type { Choices } from './configuration'
import type { Millis } from './time'
import { DAY, HOUR, SECOND } from './time'

/** Why a comparison runs. */
export type ReconcileWhy = 'DAILY' | 'PERSON' | 'CONFIGURATION'

/** What keeps a comparison from being whole, or from going on. */
export type ReconcileProblem =
  /** The ShopKey may send stock but not read offers: only SKUs never sent, or not for long, are looked for. */
  | 'OFFERS_FORBIDDEN'
  /** Carrefour's list of offers is not as documented: as above. */
  | 'OFFERS_UNREADABLE'
  /** Goes on by itself. */
  | 'MARKETPLACE_UNAVAILABLE'
  | 'VTEX_UNAVAILABLE'

/**
 * What a run does, in this order: queue the SKUs of trade policies that are no longer sold (`leave`), see
 * them sent (`clear`), compare Carrefour's offers (`offers`), look for SKUs never sent (`load`), see it all
 * sent (`settle`).
 */
export const PHASES = ['leave', 'clear', 'offers', 'load', 'settle'] as const

export type ReconcilePhase = (typeof PHASES)[number]

/** What a run found. */
export interface ReconcileCounts {
  /** Offers of the shop, as Carrefour says; null until it was asked. */
  readonly offersTotal: number | null
  readonly offersSeen: number
  /** Offers whose quantity was held against the store's. */
  readonly compared: number
  /** Of these, those with another quantity. */
  readonly drift: number
  /** SKUs on sale in the trade policy that were never sent. */
  readonly neverSent: number
  /** SKUs of a trade policy that is no longer used. */
  readonly leftPolicy: number
  /** SKUs that Carrefour confirmed long ago, while its offers cannot be read. */
  readonly outdated: number
  /** Queued SKUs that Carrefour has confirmed since. */
  readonly healed: number
  /** Offers whose code is no SKU of the store: they are not touched. */
  readonly unknownOffers: number
  /** Some of their codes. */
  readonly unknownSamples: readonly string[]
}

export const NO_COUNTS: ReconcileCounts = {
  offersTotal: null,
  offersSeen: 0,
  compared: 0,
  drift: 0,
  neverSent: 0,
  leftPolicy: 0,
  outdated: 0,
  healed: 0,
  unknownOffers: 0,
  unknownSamples: [],
}

/** A comparison under way, and where it stands: whichever replica works next goes on from here. */
export interface ReconcileRun {
  readonly startedAt: Millis
  readonly why: ReconcileWhy
  readonly phase: ReconcilePhase
  /** Offers that lie behind (`offers`), or the number of the next page (`leave`, `load`). */
  readonly position: number
  /** How often the next page has failed in a row. */
  readonly tries: number
  readonly notBefore: Millis
  readonly problem: ReconcileProblem | null
  readonly counts: ReconcileCounts
}

/** A comparison that has ended. */
export interface ReconcileReport {
  readonly startedAt: Millis
  readonly endedAt: Millis
  readonly why: ReconcileWhy
  readonly problem: ReconcileProblem | null
  readonly counts: ReconcileCounts
}

/** The choices that decide what Carrefour must hold, as they were when a run began. */
export interface ComparedUnder {
  readonly tradePolicy: string
  /** All the others in one text; OFF while the connection is switched off. */
  readonly rules: string
}

export interface ReconcileState {
  readonly due: { readonly at: Millis; readonly why: ReconcileWhy } | null
  /** Null until the first run. A difference to the choices of now starts a run at once. */
  readonly under: ComparedUnder | null
  /** Trade policies whose SKUs are still to be taken to 0. */
  readonly leaving: readonly string[]
  /** Marks that no batch has taken yet; at least. */
  readonly unsent: number
  readonly run: ReconcileRun | null
  readonly last: ReconcileReport | null
}

export const NEVER_COMPARED: ReconcileState = {
  due: null,
  under: null,
  leaving: [],
  unsent: 0,
  run: null,
  last: null,
}

const OFF = 'OFF'

export const underOf = (choices: Choices): ComparedUnder => ({
  tradePolicy: choices.tradePolicy,
  rules: JSON.stringify([
    choices.carrefourUrl,
    choices.shopId,
    choices.minimumStock,
    choices.sendKits,
  ]),
})

/** The state while the connection is off: when it is on again, a run is due, for changes that nobody notified. */
export const noteOff = (state: ReconcileState): ReconcileState =>
  state.under === null ? state : { ...state, under: { ...state.under, rules: OFF } }

export const isOffNoted = ({ under }: ReconcileState): boolean =>
  under === null || under.rules === OFF

const isSame = (a: ComparedUnder | null, b: ComparedUnder): boolean =>
  a?.tradePolicy === b.tradePolicy && a.rules === b.rules

/** Whether a run is to begin: the choices changed (also in the middle of a run), a day has gone by, or a person asked. */
export function mustStart(state: ReconcileState, under: ComparedUnder, now: Millis): boolean {
  if (!isSame(state.under, under)) return true
  return state.run === null && state.due !== null && state.due.at <= now
}

/** The state with a run begun. A trade policy that is no longer used is remembered until it is emptied. */
export function start(state: ReconcileState, under: ComparedUnder, now: Millis): ReconcileState {
  const changed = !isSame(state.under, under)
  const before = state.under ? [state.under.tradePolicy] : []
  const leaving = [...new Set([...state.leaving, ...before])].filter(
    policy => policy !== under.tradePolicy
  )
  const run: ReconcileRun = {
    startedAt: now,
    why: changed ? 'CONFIGURATION' : (state.due?.why ?? 'DAILY'),
    phase: 'leave',
    position: 1,
    tries: 0,
    notBefore: 0,
    problem: null,
    counts: NO_COUNTS,
  }
  return { ...state, under, leaving, due: null, run }
}

/** How long after its start the next run begins; at least an hour after its end. */
const PERIOD = DAY

/** The state after a run has ended. @param random 0 up to 1, spreads the runs of many accounts over ten minutes */
export function end(state: ReconcileState, now: Millis, random: number): ReconcileState {
  if (!state.run) return state
  const { startedAt, why, problem, counts } = state.run
  const spread = Math.round(random * 600 * SECOND)
  return {
    ...state,
    due: { at: Math.max(startedAt + PERIOD, now + HOUR) + spread, why: 'DAILY' },
    run: null,
    last: { startedAt, endedAt: now, why, problem, counts },
  }
}

/** Whether a run cannot see what Carrefour holds. */
export const isBlind = ({ problem }: Pick<ReconcileRun, 'problem'>): boolean =>
  problem === 'OFFERS_FORBIDDEN' || problem === 'OFFERS_UNREADABLE'

/** SKUs that a run has queued, for whichever reason. */
export const queuedOf = ({ drift, neverSent, leftPolicy, outdated }: ReconcileCounts): number =>
  drift + neverSent + leftPolicy + outdated

/** How much of the shop's offers lies behind a run: 0 to 1. */
export function progressOf({ phase, counts }: Pick<ReconcileRun, 'phase' | 'counts'>): number {
  if (phase === 'leave' || phase === 'clear') return 0
  if (phase !== 'offers') return 1
  const { offersSeen, offersTotal } = counts
  return offersTotal ? Math.min(offersSeen / offersTotal, 1) : 0
}
