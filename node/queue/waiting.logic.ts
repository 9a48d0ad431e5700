import type { Millis } from '../shared/time'

/** What waits: when the oldest request without an outcome was made, and the oldest change of the store in the queue. */
export interface Waiting {
  /** Null when nothing waits. */
  readonly since: Millis | null
  readonly liveSince: Millis | null
}

export const NOTHING_WAITS: Waiting = { since: null, liveSince: null }
