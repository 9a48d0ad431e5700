import { type Millis, MINUTE } from '../shared/time'

/** Stock that waits although nothing that is known stands in its way. */
export interface Standstill {
  /** RUNS: the engine's runs are begun and do not come to their end. QUEUE: nothing takes what waits. */
  readonly kind: 'RUNS' | 'QUEUE'
  readonly since: Millis
}

/** How long something may wait without a word: an import that takes its time is an incident after 8 minutes. */
export const LONGEST_WAIT: Millis = 30 * MINUTE

/** What the question depends on. */
export interface Progress {
  readonly stalledSince: Millis | null
  /** When the oldest request without an outcome was made; null when nothing waits. */
  readonly waitingSince: Millis | null
  /** When Carrefour last confirmed a quantity: a long queue that moves is no standstill. */
  readonly lastConfirmedAt: Millis | null
  /** An incident, an outage or the connection that is off says already why nothing moves. */
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
