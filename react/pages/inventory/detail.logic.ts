import type { Connection } from '../../graphql/connectionTypes'
import type { Process } from '../../graphql/types'
import { causeKey } from '../../texts/keys'

export interface DetailText {
  meaning: string
  todo: string
}

const both = (key: string): DetailText => ({ meaning: `${key}.meaning`, todo: `${key}.todo` })

/**
 * Keys of what a process means and what to do about it. A waiting SKU is told about its wait first: its
 * last cause may be over by the time it is sent.
 */
export function detailText(
  { status, cause }: Pick<Process, 'status' | 'cause'>,
  connection: Pick<Connection, 'incident'> | null
): DetailText {
  if (status === 'PENDING') {
    return both(connection?.incident ? 'detail.pending-incident' : 'detail.pending')
  }
  if (cause !== null) return { meaning: causeKey(cause, 'meaning'), todo: causeKey(cause, 'todo') }
  return both(status === 'SUCCESS' ? 'detail.success' : 'cause.unknown')
}
