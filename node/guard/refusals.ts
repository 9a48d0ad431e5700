import { type Millis, MINUTE, HOUR } from '../shared/time'
import type { Clock, Log } from '../ports/platform'
import type { Ports } from '../ports'

/** Lines of one kind of refusal that a minute may have; the rest is counted. */
const LINES_A_MINUTE = 10

/** Kinds of refusal that are remembered at a time, of all accounts that this process serves. */
const MAX_KINDS = 1_000

interface Minute {
  readonly since: Millis
  readonly count: number
}

/**
 * Writes refused calls into the log without letting a caller fill it: of each kind the first ten of a minute
 * have a line each, the rest of that minute is one number in the next line.
 *
 * A count that nothing follows is never written. It is a bound on the log, not a measure.
 */
export class Refusals {
  readonly #minutes = new Map<string, Minute>()

  note(
    { log, clock, account }: { readonly log: Log; readonly clock: Clock; readonly account: string },
    event: string,
    facts: Readonly<Record<string, string | null>> & { readonly reason: string }
  ): void {
    // Not by the other facts: a caller could make up ever new ones.
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

/** Of this process. */
export const refusals = new Refusals()

/** Why somebody was refused a field of the API before anything was done. */
export type RefusalReason = 'FORBIDDEN' | 'NO_SESSION' | 'INVALID_SESSION' | 'OTHER_ACCOUNT'

/**
 * Notes that somebody was refused a field of the API.
 *
 * A known person who lacks the permission is noted in the history; pages ask again and again, so a refused
 * question counts once an hour, a refused action each time. Whoever has no valid session is nobody that the
 * history could name: it is a line of the log, `auth.refused`, with a bound on how many.
 *
 * @param claimed the account that the token says it is of; not verified
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
