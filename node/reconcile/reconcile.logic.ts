import type { Choices } from '../connection/configuration.logic'
import { type OfferList, isWhole, NO_LIST } from './offerList.logic'
import { type Shop, shopNameOf } from '../connection/shop.logic'
import { type Millis, DAY, HOUR, SECOND } from '../shared/time'

/** Why a comparison runs. */
export type ReconcileWhy = 'DAILY' | 'PERSON' | 'CONFIGURATION'

/** What keeps a comparison from being whole, or from going on. */
export type ReconcileProblem =
  /** The ShopKey may send stock but not read offers: only SKUs never sent, or not for long, are looked for. */
  | 'OFFERS_FORBIDDEN'
  /** Carrefour's list of offers is not as documented: as above. */
  | 'OFFERS_UNREADABLE'
  /** Other offers came than Carrefour says it has: those that did not come were not compared. */
  | 'OFFERS_INCOMPLETE'
  /** The store did not answer for some SKUs, or for a page of them: these were not compared. */
  | 'STORE_INCOMPLETE'
  /** Goes on by itself; of a comparison that has ended: it was given up. */
  | 'MARKETPLACE_UNAVAILABLE'
  | 'VTEX_UNAVAILABLE'

/**
 * What a run does, in this order: say of rows that another shop confirmed that they are out of date (`former`; only
 * when the shop has changed), queue the SKUs of trade policies that are no longer sold (`leave`), see
 * them sent (`clear`), compare Carrefour's offers (`offers`), look for SKUs never sent (`load`), see it all
 * sent (`settle`).
 */
export const PHASES = ['former', 'leave', 'clear', 'offers', 'load', 'settle'] as const

export type ReconcilePhase = (typeof PHASES)[number]

/** What a run found. */
export interface ReconcileCounts {
  /** Offers of the shop, as Carrefour says; null until it was asked. */
  readonly offersTotal: number | null
  /** Different offers that came. */
  readonly offersSeen: number
  /** Offers whose quantity was held against the store's. */
  readonly compared: number
  /** Of these, those with another quantity. */
  readonly drift: number
  /** SKUs on sale in the trade policy that were never sent to this shop. */
  readonly neverSent: number
  /** SKUs that Carrefour had confirmed and whose offer its list, which was whole, does not have. */
  readonly vanished: number
  /** SKUs of a trade policy that is no longer used. */
  readonly leftPolicy: number
  /** SKUs that Carrefour confirmed long ago and whose offer did not come. */
  readonly outdated: number
  /** SKUs that the store did not answer for, while it did for others: they were not compared. */
  readonly unread: number
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
  vanished: 0,
  leftPolicy: 0,
  outdated: 0,
  unread: 0,
  healed: 0,
  unknownOffers: 0,
  unknownSamples: [],
}

/** By SKU, the number of failed calls to the store that it has been part of. */
export type Suspects = Readonly<Record<string, number>>

/** A comparison under way, and where it stands: whichever replica works next goes on from here. */
export interface ReconcileRun {
  readonly startedAt: Millis
  readonly why: ReconcileWhy
  readonly phase: ReconcilePhase
  /** Offers that lie behind (`offers`), the next page's number (`leave`, `load`), or the SKU number reached (`former`). */
  readonly position: number
  /** How often the next page has failed in a row. */
  readonly tries: number
  /** Pages that were left out because they failed each time. */
  readonly gaps: number
  /** Why the last of them was. */
  readonly gapsBy: ReconcileProblem | null
  /** Which run of the work handler reads the next page. */
  readonly walker: string
  /** How many of them have begun with it and not come to an end: each may have died of it. */
  readonly begun: number
  /** SKUs of the next page whose calls have failed before, and how often: its next try finds the culprit among them. */
  readonly suspects: Suspects
  readonly notBefore: Millis
  /** Carrefour's list, as far as it came. */
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

/** The choices that decide what Carrefour must hold, as they were when a run began. */
export interface ComparedSettings {
  /** Null in what an older version wrote. */
  readonly shop: string | null
  readonly tradePolicy: string
  /** All the others in one text; OFF while the connection is switched off. */
  readonly rules: string
}

export interface ReconcileState {
  readonly due: { readonly at: Millis; readonly why: ReconcileWhy } | null
  /** Null until the first run. A difference to the choices of now starts a run at once. */
  readonly under: ComparedSettings | null
  /** Trade policies whose SKUs are still to be taken to 0. */
  readonly leaving: readonly string[]
  /** The shop of the last run; null until the first. */
  readonly shop: Shop | null
  /** The shop has changed, and rows may still show what the former one confirmed. */
  readonly hasFormer: boolean
  /** Runs in a row that were not whole and were followed by another one soon. */
  readonly repeats: number
  /** Marks that no batch has taken yet; at least. */
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
    choices.minimumStock,
    choices.sendKits,
  ]),
})

/** The state while the connection is off: when it is on again, a run is due, for changes that nobody notified. */
export const noteOff = (state: ReconcileState): ReconcileState =>
  state.under === null ? state : { ...state, under: { ...state.under, rules: OFF } }

export const isOffNoted = ({ under }: ReconcileState): boolean =>
  under === null || under.rules === OFF

const isSame = (a: ComparedSettings | null, b: ComparedSettings): boolean =>
  a?.tradePolicy === b.tradePolicy && a.rules === b.rules && (a.shop ?? b.shop) === b.shop

/** Whether a run is to begin: the choices changed (also in the middle of a run), a day has gone by, or a person asked. */
export function mustStart(state: ReconcileState, under: ComparedSettings, now: Millis): boolean {
  if (!isSame(state.under, under)) return true
  return state.run === null && state.due !== null && state.due.at <= now
}

/** The state with a run begun. A trade policy that is no longer used is remembered until it is emptied. */
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

/** How long after its start the next run begins; at least an hour after its end. */
const PERIOD = DAY

/** After so many hours a run that was not whole is followed by another one, if at another time all comes; then it waits for its day. */
const REPEATS: readonly Millis[] = [HOUR, 4 * HOUR]

/** Problems that may be gone at another time of the day. */
const AT_ANOTHER_TIME: readonly ReconcileProblem[] = [
  'OFFERS_UNREADABLE',
  'OFFERS_INCOMPLETE',
  'STORE_INCOMPLETE',
  'MARKETPLACE_UNAVAILABLE',
  'VTEX_UNAVAILABLE',
]

/** The state after a run has ended. @param random 0 up to 1, spreads the runs of many accounts over ten minutes */
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
    due: { at: next + Math.round(random * 600 * SECOND), why: 'DAILY' },
    repeats: repeatAfter === undefined ? 0 : state.repeats + 1,
    run: null,
    last: { startedAt, endedAt: now, why, problem, counts },
  }
}

/** What is left to say of a run that is over. A list that was not whole is never "no difference". */
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

/** SKUs that a run has queued, for whichever reason. */
export const queuedOf = ({
  drift,
  neverSent,
  vanished,
  leftPolicy,
  outdated,
}: ReconcileCounts): number => drift + neverSent + vanished + leftPolicy + outdated

/** How much of the shop's offers lies behind a run: 0 to 1. */
export function progressOf({ phase, counts }: Pick<ReconcileRun, 'phase' | 'counts'>): number {
  if (phase === 'former' || phase === 'leave' || phase === 'clear') return 0
  if (phase !== 'offers') return 1
  const { offersSeen, offersTotal } = counts
  return offersTotal ? Math.min(offersSeen / offersTotal, 1) : 0
}
