import type { Connection, Job, PulseAnswer } from './generated'

/** Milliseconds between two looks while nothing happens: each is one small question, which tabs share. */
export const IDLE_MS = 15_000

/** The same while something works: shortly after a change, and when nothing has changed for a while. */
export const BUSY_MS = 5_000
export const SLOW_MS = 15_000

/** Milliseconds after the last change from which on a page that works is asked less often. */
export const FRESH_FOR_MS = 120_000

/** Milliseconds after which everything is asked for once, even when nothing is said to have changed. */
export const WHOLE_MS = 900_000

/** What a page knows of the account's state. */
export interface Known {
  /** The newest pulse; null before the first. */
  readonly pulse: PulseAnswer | null
  /** When it last changed, by the clock of the browser. */
  readonly changedAt: number
  readonly connection: Connection | null
  readonly jobs: readonly Job[] | null
}

/** Whether the app is sending and confirming at this moment, so that a page has news in seconds. */
export function isWorking({ connection, jobs }: Pick<Known, 'connection' | 'jobs'>): boolean {
  if (connection === null) return false
  const { configuration, incident, outages, standstill, pending } = connection
  if (configuration === null || !configuration.active) return false
  // What waits for a person, for Carrefour or for the store may wait for days.
  if (incident !== null || outages.length > 0 || standstill !== null) return false
  return (
    pending > 0 ||
    (jobs !== null && jobs.some(({ state }) => state !== 'DONE' && state !== 'CANCELLED'))
  )
}

/** Milliseconds until the page looks again. */
export function intervalOf(known: Known, now: number): number {
  if (!isWorking(known)) return IDLE_MS
  return now - known.changedAt < FRESH_FOR_MS ? BUSY_MS : SLOW_MS
}

/** What is known after a pulse, and whether it says that the page should be asked again. */
export function afterPulse(
  known: Known,
  pulse: PulseAnswer,
  now: number
): { readonly known: Known; readonly isNews: boolean } {
  const before = known.pulse
  if (before === null) return { known: { ...known, pulse }, isNews: false }
  // Pulses are shared for some seconds: one that is older than the page's own answer says nothing.
  if (Date.parse(pulse.at) <= Date.parse(before.at)) return { known, isNews: false }
  const isNews = pulse.mark !== before.mark
  return { known: { ...known, pulse, changedAt: isNews ? now : known.changedAt }, isNews }
}
