import type { Clock } from '../../clock'

const PER_QUERY = 10
const PER_MINUTE = 120
const MINUTE_MS = 60_000

/** Blocks an account's wildcard queries for the rest of a minute once there were too many. */
export interface WildcardGuard {
  /** Whether a query with this many wildcard values may run. */
  allows(account: string, wildcards: number): boolean
}

/** VTEX blocks without giving figures; here: more than 10 in one query, or 120 wildcard queries a minute. */
export function createWildcardGuard(clock: Clock): WildcardGuard {
  const windows = new Map<string, { since: number; queries: number }>()
  return {
    allows(account, wildcards) {
      if (wildcards === 0) return true
      const now = clock.now()
      const known = windows.get(account)
      const window = known && now - known.since < MINUTE_MS ? known : { since: now, queries: 0 }
      window.queries += 1
      windows.set(account, window)
      return wildcards <= PER_QUERY && window.queries <= PER_MINUTE
    },
  }
}
