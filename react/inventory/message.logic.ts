import { CAUSES } from '../api/causes'
import type { Cause, Process } from '../api/generated'
import { causeKey } from '../ui/keys'

/** Whether the message of a cause is not Carrefour's: found before anything reached it, or the connector's sentence. */
const hasOwnMessage = (cause: Cause): boolean => CAUSES[cause].message === 'app'

/** Key of the heading above a process's message: who wrote it, or that it is an earlier one. */
export function messageTitle({ status, cause }: Pick<Process, 'status' | 'cause'>): string {
  if (status === 'PENDING') return 'detail.message-before'
  return cause !== null && hasOwnMessage(cause) ? 'detail.message-own' : 'detail.message'
}

/**
 * What Carrefour itself answered, where the message is the connector's sentence: the words of the attempt that the
 * sentence stands for. Null when Carrefour said nothing else, or was not asked.
 */
export function carrefourAnswer({
  cause,
  message,
  attempts,
}: Pick<Process, 'cause' | 'message' | 'attempts'>): string | null {
  const [last] = attempts
  if (cause !== 'NOT_CATALOGED' || last === undefined || last.cause !== cause) return null
  return last.message === null || last.message.trim() === '' || last.message === message
    ? null
    : last.message
}

/** The first line of a text that has words. */
export const firstLine = (text: string): string =>
  text
    .split('\n')
    .map(line => line.trim())
    .find(line => line !== '') ?? ''

/** What a row says of its outcome in one line. */
export interface RowMessage {
  /** Key of our sentence. */
  key: string
  /** First line of Carrefour's message, quoted beside ours. */
  words: string | null
}

/** Causes whose title only says that Carrefour refused. */
const REFUSED: readonly Cause[] = ['OFFER_LINE_REJECTED', 'UNKNOWN']

/**
 * The message of a row: Carrefour's words where they are its own, our sentence elsewhere; null for a plain success, also
 * while the SKU waits to be sent again.
 */
export function rowMessage({
  status,
  cause,
  message,
}: Pick<Process, 'status' | 'cause' | 'message'>): RowMessage | null {
  if (cause === null) return null
  const key = causeKey(cause, 'title')
  // A waiting SKU gets the message about its wait; that product's sentence is the connector's.
  const own = hasOwnMessage(cause) || status === 'PENDING' || message === null
  const words = own || message === null ? '' : firstLine(message)
  if (words === '') return { key, words: null }
  return { key: REFUSED.includes(cause) && status === 'ERROR' ? 'row.refused' : key, words }
}
