import type { CarrefourReconcileProblem, CarrefourReconcileWhy } from '../generated/schema'
import type { Choices } from '../connection/configuration.logic'
import { STOCK_RULES } from '../engine/stock.logic'
import { type OfferList, isWhole, NO_LIST } from './offers.logic'
import { type Shop, shopNameOf } from '../connection/shop.logic'
import { type Millis, DAY, HOUR, SECOND } from '../shared/time'

/** Why a comparison runs. */
export type ReconcileWhy = CarrefourReconcileWhy

/** What keeps a comparison from being complete, or from continuing. */
export type ReconcileProblem = CarrefourReconcileProblem

/**
 * The phases of a run, in order: mark rows confirmed by another shop as out of date (`former`; only when the shop has
 * changed), queue the SKUs of trade policies no longer sold (`leave`), wait until they are sent (`clear`), compare
 * Carrefour's offers (`offers`), find SKUs never sent (`load`), wait until all is sent (`settle`).
 */
export const PHASES = ['former', 'leave', 'clear', 'offers', 'load', 'settle'] as const

export type ReconcilePhase = (typeof PHASES)[number]

/** What a run found. */
export interface ReconcileCounts {
  /** The shop's offers according to Carrefour; null before the first answer. */
  readonly offersTotal: number | null
  /** Distinct offers received. */
  readonly offersSeen: number
  /** Offers compared with the store. */
  readonly compared: number
  /** Of these, those with another quantity; and those on their way by settings that have changed since. */
  readonly drift: number
  /** Offers that were not compared because a file with their SKU was on its way: its outcome tells what they hold. */
  readonly onTheWay: number
  /** SKUs on sale in the trade policy but never sent to this shop. */
  readonly neverSent: number
  /** SKUs confirmed by Carrefour whose offer is missing in its complete list. */
  readonly vanished: number
  /** SKUs of a trade policy that is no longer used. */
  readonly leftPolicy: number
  /** SKUs confirmed long ago whose offer did not come. */
  readonly outdated: number
  /** SKUs the store did not answer for although it did for others: not compared. */
  readonly unread: number
  /** Queued SKUs that Carrefour has confirmed since. */
  readonly healed: number
  /** Offers whose code is no SKU of the store: never touched. */
  readonly unknownOffers: number
  /** Some of their codes. */
  readonly unknownSamples: readonly string[]
}

export const NO_COUNTS: ReconcileCounts = {
  offersTotal: null,
  offersSeen: 0,
  compared: 0,
  drift: 0,
  onTheWay: 0,
  neverSent: 0,
  vanished: 0,
  leftPolicy: 0,
  outdated: 0,
  unread: 0,
  healed: 0,
  unknownOffers: 0,
  unknownSamples: [],
}

/** Failed store calls by SKU. */
export type Suspects = Readonly<Record<string, number>>

/** A comparison in progress and its position: whichever replica works next continues from here. */
export interface ReconcileRun {
  readonly startedAt: Millis
  readonly why: ReconcileWhy
  readonly phase: ReconcilePhase
  /** Offers passed (`offers`), number of the next page (`leave`, `load`), or last SKU number (`former`). */
  readonly position: number
  /** Marks of a trade policy's first page and of the last one read, by which a list without an end is known. */
  readonly pages: readonly string[]
  /** Consecutive failures of the next page. */
  readonly tries: number
  /** Pages skipped because they kept failing. */
  readonly gaps: number
  /** Why the last of them failed. */
  readonly gapsBy: ReconcileProblem | null
  /** The run of the work handler that reads the next page. */
  readonly walker: string
  /** How many runs started with it and did not end: each may have died of it. */
  readonly begun: number
  /** SKUs of the next page with failed calls, and how many: its next try isolates the culprit. */
  readonly suspects: Suspects
  readonly notBefore: Millis
  /** Carrefour's list as far as received. */
  readonly list: OfferList
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

/** The settings that decide what Carrefour must hold, as of the start of a run. */
export interface ComparedSettings {
  /** Null in data of older versions. */
  readonly shop: string | null
  readonly tradePolicy: string
  /** All other settings in one text; OFF while the connection is off. */
  readonly rules: string
}

export interface ReconcileState {
  readonly due: { readonly at: Millis; readonly why: ReconcileWhy } | null
  /** Null before the first run. A difference to the current settings starts a run at once. */
  readonly under: ComparedSettings | null
  /** Trade policies whose SKUs are still to be set to 0. */
  readonly leaving: readonly string[]
  /** The shop of the last run; null before the first. */
  readonly shop: Shop | null
  /** The shop has changed, and rows may still show what the former one confirmed. */
  readonly hasFormer: boolean
  /** Consecutive incomplete runs that were soon followed by another. */
  readonly repeats: number
  /** Requests not yet in a batch; a lower bound. */
  readonly unsent: number
  readonly run: ReconcileRun | null
  readonly last: ReconcileReport | null
}

export const NEVER_COMPARED: ReconcileState = {
  due: null,
  under: null,
  leaving: [],
  shop: null,
  hasFormer: false,
  repeats: 0,
  unsent: 0,
  run: null,
  last: null,
}

const OFF = 'OFF'

export const underOf = (
  configuration: Parameters<typeof shopNameOf>[0]
): ComparedSettings & { readonly shop: string } =>
  underShop(configuration.choices, shopNameOf(configuration))

const underShop = (choices: Choices, shop: string) => ({
  shop,
  tradePolicy: choices.tradePolicy,
  rules: JSON.stringify([
    choices.carrefourUrl,
    choices.shopId,
    ...STOCK_RULES.map(field => choices[field]),
  ]),
})

/** The state while the connection is off: a run is due when it is on again, for changes without a notification. */
export const noteOff = (state: ReconcileState): ReconcileState =>
  state.under === null ? state : { ...state, under: { ...state.under, rules: OFF } }

export const isOffNoted = ({ under }: ReconcileState): boolean =>
  under === null || under.rules === OFF

const isSame = (a: ComparedSettings | null, b: ComparedSettings): boolean =>
  a?.tradePolicy === b.tradePolicy && a.rules === b.rules && (a.shop ?? b.shop) === b.shop

/** Whether a run must start: the settings changed (also during a run), a day has passed, or a person asked. */
export function mustStart(state: ReconcileState, under: ComparedSettings, now: Millis): boolean {
  if (!isSame(state.under, under)) return true
  return state.run === null && state.due !== null && state.due.at <= now
}

/** Starts a run. A trade policy no longer used is remembered until it is emptied. */
export function beginReconcile(
  state: ReconcileState,
  under: ComparedSettings & { readonly shop: string },
  now: Millis
): ReconcileState {
  const changed = !isSame(state.under, under)
  const before = state.under ? [state.under.tradePolicy] : []
  const leaving = [...new Set([...state.leaving, ...before])].filter(
    policy => policy !== under.tradePolicy
  )
  const former = state.shop?.name ?? state.under?.shop ?? under.shop
  const hasFormer = state.hasFormer || former !== under.shop
  const run: ReconcileRun = {
    startedAt: now,
    why: changed ? 'CONFIGURATION' : (state.due?.why ?? 'DAILY'),
    phase: hasFormer ? 'former' : 'leave',
    position: hasFormer ? -1 : 1,
    tries: 0,
    gaps: 0,
    gapsBy: null,
    walker: '',
    pages: [],
    begun: 0,
    suspects: {},
    notBefore: 0,
    list: NO_LIST,
    problem: null,
    counts: NO_COUNTS,
  }
  const shop = former === under.shop ? (state.shop ?? { name: former, since: 0 }) : null
  return {
    ...state,
    under,
    leaving,
    shop: shop ?? { name: under.shop, since: now },
    hasFormer,
    repeats: changed ? 0 : state.repeats,
    due: null,
    run,
  }
}

/** Time from the start of a run to the next; at least an hour after its end. */
const PERIOD = DAY

/**
 * An incomplete run is repeated after these hours, in case everything comes at another time; after that the next is the
 * daily one.
 */
const REPEATS: readonly Millis[] = [HOUR, 4 * HOUR]

/** Problems that may be gone at another time of day. */
const AT_ANOTHER_TIME: readonly ReconcileProblem[] = [
  'OFFERS_UNREADABLE',
  'OFFERS_INCOMPLETE',
  'STORE_INCOMPLETE',
  'MARKETPLACE_UNAVAILABLE',
  'VTEX_UNAVAILABLE',
]

/**
 * The state after a run ended. What was asked for while it went on is still due: after a silence, for example, a
 * comparison that began before it proves nothing.
 *
 * @param random from 0 to 1, spreads the runs of many accounts over ten minutes
 */
export function finishReconcile(
  state: ReconcileState,
  now: Millis,
  random: number
): ReconcileState {
  if (!state.run) return state
  const { startedAt, why, counts } = state.run
  const problem = problemAtEnd(state.run)
  const repeatAfter =
    problem && AT_ANOTHER_TIME.includes(problem) ? REPEATS[state.repeats] : undefined
  const next =
    repeatAfter === undefined ? Math.max(startedAt + PERIOD, now + HOUR) : now + repeatAfter
  return {
    ...state,
    due: state.due ?? { at: next + Math.round(random * 600 * SECOND), why: 'DAILY' },
    repeats: repeatAfter === undefined ? 0 : state.repeats + 1,
    run: null,
    last: { startedAt, endedAt: now, why, problem, counts },
  }
}

/** The problem of a finished run. An incomplete list is never "no difference". */
function problemAtEnd(run: ReconcileRun): ReconcileProblem | null {
  const { problem, list, gaps, gapsBy, counts } = run
  if (problem) return problem
  if (gapsBy === 'VTEX_UNAVAILABLE') return 'STORE_INCOMPLETE'
  if (!isWhole(list)) return 'OFFERS_INCOMPLETE'
  return gaps > 0 || counts.unread > 0 ? 'STORE_INCOMPLETE' : null
}

/** Whether a run cannot see what Carrefour holds. */
export const isBlind = ({ problem }: Pick<ReconcileRun, 'problem'>): boolean =>
  problem === 'OFFERS_FORBIDDEN' || problem === 'OFFERS_UNREADABLE'

/** SKUs queued by a run, for any reason. */
export const queuedOf = ({
  drift,
  neverSent,
  vanished,
  leftPolicy,
  outdated,
}: ReconcileCounts): number => drift + neverSent + vanished + leftPolicy + outdated

/** Share of the shop's offers that a run has passed: 0 to 1. */
export function progressOf({ phase, counts }: Pick<ReconcileRun, 'phase' | 'counts'>): number {
  if (phase === 'former' || phase === 'leave' || phase === 'clear') return 0
  if (phase !== 'offers') return 1
  const { offersSeen, offersTotal } = counts
  return offersTotal ? Math.min(offersSeen / offersTotal, 1) : 0
}
