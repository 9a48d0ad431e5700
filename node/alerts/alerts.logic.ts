/* When a mail is due: standstills, gaps, incidents, held zeros and the daily digest. */

import type { CarrefourStandstillKind } from '../generated/schema'
import type { Choices } from '../connection/configuration.logic'
import type { IncidentCause, OutageCause, Outages } from '../engine/incident.logic'
import type { OpenBrake } from '../engine/brake.logic'
import type { ShopMismatch } from '../connection/shop.logic'
import { type Millis, DAY, HOUR, MINUTE } from '../shared/time'

/** Something that should happen does not, and no known reason says why. */
export interface Standstill {
  /**
   * RUNS: engine runs start and do not end normally. ENGINE: no run at all. QUEUE: nothing takes what waits. LATE: live
   * changes wait while others are confirmed. UNCONFIRMED: files leave and Carrefour confirms nothing. KEY: no call with
   * the ShopKey has worked.
   */
  readonly kind: CarrefourStandstillKind
  readonly since: Millis
}

/** How long each may last unreported. A slow import becomes an incident after 8 minutes. */
export const SILENCE = {
  /** Without a run of the engine: the scheduler calls each minute. */
  engine: 5 * MINUTE,
  /** Between a request and its outcome. */
  request: 15 * MINUTE,
  /** Without a confirmation while changes come. */
  confirmation: HOUR,
  /** Without an answer to a call with the ShopKey. */
  key: DAY,
} as const satisfies Readonly<Record<string, Millis>>

/** Input of the decision. */
export interface Progress {
  /** Whether the connection is on and sends: a connection that is off may be silent. */
  readonly isWatched: boolean
  readonly stalledSince: Millis | null
  /** When an engine run last ended normally; null before the first. */
  readonly ranAt: Millis | null
  /** When the oldest request without an outcome was made; null when nothing waits. */
  readonly waitingSince: Millis | null
  /** The same for changes of the store that are still in the queue. */
  readonly liveSince: Millis | null
  /** When Carrefour last took or refused a quantity: a long queue that moves is no standstill. */
  readonly lastConfirmedAt: Millis | null
  /** Since when files have ended without an outcome from Carrefour; null while they get one. */
  readonly unconfirmedSince: Millis | null
  /** When a call with the ShopKey last worked; null before the first. */
  readonly keyWorkedAt: Millis | null
  /** An incident or an outage already explains why nothing moves. */
  readonly isExplained: boolean
  /** Until when a reported one, or a connection that was off, last did; null before the first. */
  readonly explainedUntil: Millis | null
}

/** The standstill, the gravest if there are several; null while there is none. */
export function standstillOf(progress: Progress, now: Millis): Standstill | null {
  const { stalledSince, ranAt, keyWorkedAt } = progress
  const lasts = (since: Millis | null, longest: Millis): since is Millis =>
    since !== null && now - since >= longest
  if (stalledSince !== null) return { kind: 'RUNS', since: stalledSince }
  if (!progress.isWatched) return null
  if (lasts(ranAt, SILENCE.engine)) return { kind: 'ENGINE', since: ranAt }
  if (progress.isExplained) return null
  // What waited for a reason has waited without one only since the reason ended.
  const unexplained = (since: Millis | null): Millis | null =>
    since && Math.max(since, progress.explainedUntil ?? 0)
  const waitingSince = unexplained(progress.waitingSince)
  const liveSince = unexplained(progress.liveSince)
  const unconfirmedSince = unexplained(progress.unconfirmedSince)
  const isQuiet = !((progress.lastConfirmedAt ?? 0) > now - SILENCE.request)
  if (isQuiet && lasts(waitingSince, SILENCE.request)) return { kind: 'QUEUE', since: waitingSince }
  if (lasts(liveSince, SILENCE.request)) return { kind: 'LATE', since: liveSince }
  if (lasts(unconfirmedSince, SILENCE.confirmation))
    return { kind: 'UNCONFIRMED', since: unconfirmedSince }
  return lasts(keyWorkedAt, SILENCE.key) ? { kind: 'KEY', since: keyWorkedAt } : null
}

/** A time in which notifications may have been lost, and what the comparison after it found. */
export interface Gap {
  readonly from: Millis
  readonly to: Millis
  readonly report: GapReport | null
}

export interface GapReport {
  readonly at: Millis
  /** Offers compared with the store. */
  readonly compared: number
  /** SKUs that differed: all were sent again. */
  readonly differed: number
}

/** A gap shorter than this is no outage: a deployment, or a slow minute. */
export const isGap = (from: Millis | null, to: Millis): from is Millis =>
  from !== null && to - from >= SILENCE.engine

/** A gap that joins one whose comparison has not ended. */
export const withGap = (before: Gap | null, from: Millis, to: Millis): Gap => ({
  from: before?.report === null ? Math.min(before.from, from) : from,
  to,
  report: null,
})

/** How long what a comparison found after a gap is shown. */
const SHOWN_FOR: Millis = DAY

/** The gap as long as it is news. */
export const shownGap = (gap: Gap | null, now: Millis): Gap | null =>
  gap && now - (gap.report?.at ?? gap.to) < SHOWN_FOR ? gap : null

/** How long the mail that closes an outage waits for the comparison after it. */
const WORTH_WAITING: Millis = 2 * HOUR

/** Whether what is over is told later, together with what the comparison found. */
const awaitsReport = (gap: Gap | null, since: Millis, now: Millis): boolean =>
  gap?.report === null && gap.to >= since && now - gap.to < WORTH_WAITING

/** An incident that a mail has reported. */
export interface AlertedIncident {
  readonly cause: IncidentCause | OutageCause
  readonly since: Millis
}

/** What mails have reported so far. */
export interface AlertLog {
  readonly incident: AlertedIncident | null
  /** The same for outages on VTEX's side. */
  readonly outages: readonly AlertedIncident[]
  /** The start of the standstill that a mail has reported and no later mail has ended. */
  readonly standstill: Millis | null
  /** The start of the held zeros that a mail has reported and no later mail has ended. */
  readonly brake: Millis | null
  /** When the last digest was due; null before the first. */
  readonly digestAt: Millis | null
}

export const EMPTY_ALERT_LOG: AlertLog = {
  incident: null,
  outages: [],
  standstill: null,
  brake: null,
  digestAt: null,
}

/** How long an incident must last before it is worth a mail: one that may end by itself gets time to do so. */
const WORTH_A_MAIL: Readonly<Record<IncidentCause | OutageCause, Millis>> = {
  AUTH_INVALID: 0,
  AUTH_FORBIDDEN: 0,
  OTHER_SHOP: 0,
  MARKETPLACE_UNAVAILABLE: 10 * MINUTE,
  RATE_LIMITED: 10 * MINUTE,
  UNCONFIRMED: 10 * MINUTE,
  VTEX_UNAVAILABLE: MINUTE,
  LEDGER_UNAVAILABLE: MINUTE,
}

/** Hour of the day, UTC, at which the digest is due: 8 in the morning in São Paulo. */
const DIGEST_HOUR = 11

export type Due =
  | {
      readonly kind: 'incident'
      readonly incident: AlertedIncident
      /** Of a key of another shop: both shops. */
      readonly shops: ShopMismatch | null
    }
  | { readonly kind: 'solved'; readonly incident: AlertedIncident; readonly gap: Gap | null }
  /** Stock is at a standstill, or moves again. */
  | { readonly kind: 'standstill'; readonly standstill: Standstill }
  | { readonly kind: 'moving'; readonly since: Millis; readonly gap: Gap | null }
  /** Zeros are held, or none are any more. */
  | { readonly kind: 'brake'; readonly brake: HeldZeros }
  | { readonly kind: 'brakeOver'; readonly since: Millis }
  | { readonly kind: 'digest'; readonly at: Millis }

/** The latest moment at which a digest was due. */
function digestDue(now: Millis): Millis {
  const today = Math.floor(now / DAY) * DAY + DIGEST_HOUR * HOUR
  return today <= now ? today : today - DAY
}

const same = (told: AlertedIncident, incident: AlertedIncident): boolean =>
  told.cause === incident.cause && told.since === incident.since

/** Zeros that are held, as a mail reports them. */
export type HeldZeros = Pick<OpenBrake, 'since' | 'held' | 'isExplained'>

/** What is open, on Carrefour's and on VTEX's side. */
export interface OpenTrouble {
  readonly incident: (AlertedIncident & { readonly shops?: ShopMismatch }) | null
  readonly outages: Outages
  readonly standstill: Standstill | null
  /** A time in which notifications may have been lost: its end is told with what the comparison found. */
  readonly gap: Gap | null
  readonly brake: { readonly open: HeldZeros | null }
}

/** The next alert to send; null when everything is reported. Pure: sending is decided elsewhere. */
export function dueAlert(told: AlertLog, open: OpenTrouble, now: Millis): Due | null {
  return (
    dueOf(told.incident ? [told.incident] : [], open.incident ? [open.incident] : [], now) ??
    dueOf(told.outages, open.outages, now, open.gap) ??
    dueBrake(told.brake, open.brake.open) ??
    dueStandstill(told.standstill, open, now) ??
    dueDigest(told, now)
  )
}

function dueOf(
  told: readonly AlertedIncident[],
  open: readonly (AlertedIncident & { readonly shops?: ShopMismatch })[],
  now: Millis,
  gap: Gap | null = null
): Due | null {
  const over = told.find(
    one => !open.some(incident => same(one, incident)) && !isAwaited(one, gap, now)
  )
  if (over) return { kind: 'solved', incident: over, gap: reportOf(gap, over.since) }
  const fresh = open.find(
    incident =>
      !told.some(one => same(one, incident)) && now - incident.since >= WORTH_A_MAIL[incident.cause]
  )
  if (!fresh) return null
  const { cause, since, shops = null } = fresh
  return { kind: 'incident', incident: { cause, since }, shops }
}

/** Reported once, with its start at that time: the oldest request changes while others still wait. */
function dueStandstill(
  told: Millis | null,
  { standstill, gap }: Pick<OpenTrouble, 'standstill' | 'gap'>,
  now: Millis
): Due | null {
  if (told === null) return standstill && { kind: 'standstill', standstill }
  if (standstill !== null || awaitsReport(gap, told, now)) return null
  return { kind: 'moving', since: told, gap: reportOf(gap, told) }
}

/** The end of an outage of the store is told with what the comparison after it found. */
const isAwaited = ({ cause, since }: AlertedIncident, gap: Gap | null, now: Millis): boolean =>
  cause === 'VTEX_UNAVAILABLE' && awaitsReport(gap, since, now)

/** The gap of the trouble that began at `since`, once it was compared. */
const reportOf = (gap: Gap | null, since: Millis): Gap | null =>
  gap?.report && gap.to >= since ? gap : null

/** Zeros wait for an answer within minutes: reported at once. */
function dueBrake(told: Millis | null, open: HeldZeros | null): Due | null {
  if (told !== null && open?.since !== told) return { kind: 'brakeOver', since: told }
  return told === null && open !== null ? { kind: 'brake', brake: open } : null
}

function dueDigest({ digestAt }: AlertLog, now: Millis): Due | null {
  const at = digestDue(now)
  return (digestAt ?? 0) < at ? { kind: 'digest', at } : null
}

const isOutage = ({ cause }: AlertedIncident): boolean =>
  cause === 'VTEX_UNAVAILABLE' || cause === 'LEDGER_UNAVAILABLE'

/** The alert log with this alert added. */
export function afterAlert(told: AlertLog, due: Due): AlertLog {
  switch (due.kind) {
    case 'incident':
      return isOutage(due.incident)
        ? { ...told, outages: [...told.outages, due.incident] }
        : { ...told, incident: due.incident }
    case 'solved':
      return isOutage(due.incident)
        ? { ...told, outages: told.outages.filter(one => !same(one, due.incident)) }
        : { ...told, incident: null }
    case 'standstill':
      return { ...told, standstill: due.standstill.since }
    case 'moving':
      return { ...told, standstill: null }
    case 'brake':
      return { ...told, brake: due.brake.since }
    case 'brakeOver':
      return { ...told, brake: null }
    case 'digest':
      return { ...told, digestAt: due.at }
  }
}

/** Whether the merchant has enabled this kind of mail. */
export function isWanted(choices: Choices, kind: Due['kind']): boolean {
  if (choices.notificationEmail === '') return false
  const switches = {
    incident: choices.alertIncident,
    standstill: choices.alertIncident,
    brake: choices.alertIncident,
    brakeOver: choices.alertSolved,
    solved: choices.alertSolved,
    moving: choices.alertSolved,
    digest: choices.alertDigest,
  }
  return switches[kind]
}
