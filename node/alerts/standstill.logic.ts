import { type Millis, MINUTE } from '../shared/time'

/** Stock that waits without a known reason. */
export interface Standstill {
  /** RUNS: engine runs start and do not end normally. QUEUE: nothing takes what waits. */
  readonly kind: 'RUNS' | 'QUEUE'
  readonly since: Millis
}

/** How long something may wait unreported: a slow import becomes an incident after 8 minutes. */
export const LONGEST_WAIT: Millis = 30 * MINUTE

/** Input of the decision. */
export interface Progress {
  readonly stalledSince: Millis | null
  /** When the oldest request without an outcome was made; null when nothing waits. */
  readonly waitingSince: Millis | null
  /** When Carrefour last confirmed a quantity: a long queue that moves is no standstill. */
  readonly lastConfirmedAt: Millis | null
  /** An incident, an outage or the connection being off already explains why nothing moves. */
  readonly isExplained: boolean
}

/** The standstill; null while there is none. */
export function standstillOf(progress: Progress, now: Millis): Standstill | null {
  const { stalledSince, waitingSince, lastConfirmedAt, isExplained } = progress
  if (stalledSince !== null) return { kind: 'RUNS', since: stalledSince }
  if (isExplained || waitingSince === null) return null
  return now - Math.max(waitingSince, lastConfirmedAt ?? 0) >= LONGEST_WAIT
    ? { kind: 'QUEUE', since: waitingSince }
    : null
}
