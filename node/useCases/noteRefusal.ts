import { HOUR } from '../domain/time'
import type { Ports } from '../ports'

/**
 * Notes that somebody was refused a field of the API for want of a permission. Pages ask again and again:
 * a refused question counts once an hour, a refused action each time.
 */
export async function noteRefusal(
  { history, clock }: Ports,
  field: string,
  isAction: boolean
): Promise<void> {
  const note = { kind: 'REFUSED', subject: field, outcome: 'FORBIDDEN' } as const
  const hour = Math.floor(clock.now() / HOUR)
  await (isAction ? history.note(note) : history.note(note, `${field} ${hour}`))
}
