import { type Millis, MINUTE, HOUR } from '../shared/time'
import type { Clock, Log } from '../ports/platform'
import type { Ports } from '../ports'

/** Log lines per minute of one kind of refusal; the rest is counted. */
const LINES_A_MINUTE = 10

/** Number of kinds remembered, over all accounts of this process. */
const MAX_KINDS = 1_000

interface Minute {
  readonly since: Millis
  readonly count: number
}

/**
 * Logs refused calls without letting a caller fill the log: of each kind the first ten of a minute get a line each, the
 * rest of that minute is one number in the next line.
 *
 * A count without a next line is never written. It is a bound on the log, not a measurement.
 */
export class Refusals {
  readonly #minutes = new Map<string, Minute>()

  note(
    { log, clock, account }: { readonly log: Log; readonly clock: Clock; readonly account: string },
    event: string,
    facts: Readonly<Record<string, string | null>> & { readonly reason: string }
  ): void {
    // Not by the other facts: a caller could make up any number of them.
    const key = JSON.stringify([account, event, facts.reason])
    const now = clock.now()
    const known = this.#minutes.get(key)
    const isOver = known === undefined || now - known.since >= MINUTE || now < known.since
    const minute = isOver ? { since: now, count: 1 } : { ...known, count: known.count + 1 }
    this.#remember(key, minute)
    if (minute.count > LINES_A_MINUTE) return
    const untold = isOver && known ? Math.max(known.count - LINES_A_MINUTE, 0) : 0
    log.warn(event, { ...facts, ...(untold > 0 ? { untold } : {}) })
  }

  #remember(key: string, minute: Minute): void {
    this.#minutes.delete(key)
    this.#minutes.set(key, minute)
    const [oldest] = this.#minutes.keys()
    if (this.#minutes.size > MAX_KINDS && oldest !== undefined) this.#minutes.delete(oldest)
  }
}

/** Shared by this process. */
export const refusals = new Refusals()

/** Why a field of the API was refused before anything was done. */
export type RefusalReason = 'FORBIDDEN' | 'NO_SESSION' | 'INVALID_SESSION' | 'OTHER_ACCOUNT'

/**
 * Records that somebody was refused a field of the API.
 *
 * A known person without the permission is recorded in the history; pages repeat their queries, so a refused query
 * counts once an hour, a refused mutation each time. A caller without a valid session has no name to record: it becomes
 * a bounded log line, `auth.refused`.
 *
 * @param claimed the account named in the token; not verified
 */
export async function noteRefusal(
  ports: Pick<Ports, 'history' | 'clock' | 'log' | 'account'>,
  field: string,
  refusal: {
    readonly reason: RefusalReason
    readonly isAction: boolean
    readonly claimed: string | null
  }
): Promise<void> {
  const { reason, isAction, claimed } = refusal
  if (reason !== 'FORBIDDEN') {
    refusals.note(ports, 'auth.refused', { field, reason, claimedAccount: claimed })
    return
  }
  const { history, clock } = ports
  const note = { kind: 'REFUSED', subject: field, outcome: 'FORBIDDEN' } as const
  const hour = Math.floor(clock.now() / HOUR)
  await (isAction ? history.note(note) : history.note(note, `${field} ${hour}`))
}

// Errors for the caller. VTEX's own errors of these names carry their code where GraphQL does not look for it, and
// would be answered as INTERNAL_SERVER_ERROR.

/** An invalid argument; says which one, and what is expected. */
export class BadInput extends Error {
  readonly extensions = { code: 'BAD_USER_INPUT' }
  override readonly name = 'BadInput'
}

/** The field requires a signed-in user. */
export class NobodySignedIn extends Error {
  readonly extensions = { code: 'UNAUTHENTICATED' }
  override readonly name = 'NobodySignedIn'

  constructor() {
    super('Nobody is signed in.')
  }
}
