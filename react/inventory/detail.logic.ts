import type { Cause, Connection, Process } from '../api/generated'
import { causeKey } from '../ui/keys'

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
  connection: Pick<Connection, 'incident' | 'outages'> | null
): DetailText {
  if (status === 'PENDING') {
    return both(
      connection !== null && hasTrouble(connection) ? 'detail.pending-incident' : 'detail.pending'
    )
  }
  if (cause !== null) return { meaning: causeKey(cause, 'meaning'), todo: causeKey(cause, 'todo') }
  return both(status === 'SUCCESS' ? 'detail.success' : 'cause.unknown')
}

/** While Master Data does not answer stock is still sent. */
const hasTrouble = ({ incident, outages }: Pick<Connection, 'incident' | 'outages'>) =>
  incident !== null || outages.some(({ cause }) => cause === 'VTEX_UNAVAILABLE')

/** Causes that are found before anything reaches Carrefour: their message is the integration's own. */
const OWN: readonly Cause[] = [
  'SKU_INACTIVE',
  'NOT_IN_TRADE_POLICY',
  'KIT_NOT_SENT',
  'BELOW_MIN_STOCK',
  'NEGATIVE_STOCK',
  'NO_PRICE',
  'NO_WAREHOUSE',
  'VTEX_UNAVAILABLE',
  'STORE_SKU_FAILED',
]

/** Key of the heading above a process's message: whose words they are, or that they are from before. */
export function messageTitle({ status, cause }: Pick<Process, 'status' | 'cause'>): string {
  if (status === 'PENDING') return 'detail.message-before'
  return cause !== null && OWN.includes(cause) ? 'detail.message-own' : 'detail.message'
}
