import { HOUR } from '../domain/time'
import { refusals } from '../log/refusals'
import type { Ports } from '../ports'

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
