/** One outbound call of the app, without query, bodies or headers: they may hold secrets. */
export interface Call {
  /** When it began, ISO 8601. */
  at: string
  /** Which local part answered: `vbase`, `masterdata`, `store`, `carrefour`, ... */
  part: string
  method: string
  host: string
  path: string
  /** 0 when the connection ended without an answer. */
  status: number
  ms: number
}

const MAX_CALLS = 5000

/** The newest outbound calls, for tests that count them; the oldest are forgotten beyond 5,000. */
export interface CallLog {
  add(call: Call): void
  /** Oldest first; `host`, when given, keeps that host's calls only. */
  list(host?: string): Call[]
  clear(): void
}

/** An empty call log, in memory. */
export function createCallLog(): CallLog {
  let calls: Call[] = []
  return {
    add(call) {
      calls.push(call)
      if (calls.length > 2 * MAX_CALLS) calls = calls.slice(-MAX_CALLS)
    },
    list: host => calls.slice(-MAX_CALLS).filter(call => host === undefined || call.host === host),
    clear() {
      calls = []
    },
  }
}
