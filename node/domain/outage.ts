import type { Cause } from './causes'
import { decideRetry } from './retry'
import type { Millis } from './time'

/** What of VTEX the engine cannot do without: the store's own APIs, and Master Data, where the ledger is. */
export type OutageCause = Extract<Cause, 'VTEX_UNAVAILABLE' | 'LEDGER_UNAVAILABLE'>

/** An open outage on VTEX's side; there may be one of each cause beside an incident of Carrefour's. */
export interface Outage {
  readonly cause: OutageCause
  readonly since: Millis
  readonly lastSeenAt: Millis
  /** What failed, in technical words. */
  readonly message: string
  /** When it is tried again. */
  readonly nextTryAt: Millis
  /** How often in a row it has been seen. */
  readonly tries: number
}

export type Outages = readonly Outage[]

export const outageOf = (outages: Outages, cause: OutageCause): Outage | null =>
  outages.find(outage => outage.cause === cause) ?? null

/** Opens an outage, or notes that it was seen again; the pause to the next try grows. */
export function seeOutage(
  outages: Outages,
  seen: { readonly cause: OutageCause; readonly message: string },
  { now, random }: { readonly now: Millis; readonly random: number }
): Outages {
  const before = outageOf(outages, seen.cause)
  const tries = (before?.tries ?? 0) + 1
  const since = before?.since ?? now
  const decision = decideRetry({
    of: 'file',
    cause: seen.cause,
    tries,
    retryAfter: null,
    since,
    now,
    random,
  })
  const nextTryAt = 'at' in decision ? decision.at : now
  return [
    ...withoutOutage(outages, seen.cause),
    { ...seen, since, lastSeenAt: now, nextTryAt, tries },
  ]
}

export const withoutOutage = (outages: Outages, cause: OutageCause): Outages =>
  outages.filter(outage => outage.cause !== cause)
