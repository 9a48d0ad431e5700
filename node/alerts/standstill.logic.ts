import type { CarrefourStandstillKind } from '../generated/schema'
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
  /** When Carrefour last confirmed a quantity: a long queue that moves is no standstill. */
  readonly lastConfirmedAt: Millis | null
  /** Since when files have ended without a confirmation; null while they are confirmed. */
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
export const awaitsReport = (gap: Gap | null, since: Millis, now: Millis): boolean =>
  gap?.report === null && gap.to >= since && now - gap.to < WORTH_WAITING
