import type { Attempt, Process } from '../api/generated'
import { hasOwnMessage } from './message.logic'

/** Units and since when that is known. */
export interface Known {
  units: number
  at: string
}

/** Causes after which an older confirmation says nothing any more. */
const DOUBTS = ['STALE', 'UNCONFIRMED']

/** Whether Carrefour took the quantity of an attempt: plainly, or a 0 that was sent on purpose. */
const isConfirmed = ({ status, cause, quantity, importId }: Attempt): boolean =>
  quantity !== null &&
  (status === 'SUCCESS' ||
    (status === 'WARNING' && importId !== null && cause !== null && hasOwnMessage(cause)))

/**
 * What Carrefour last confirmed of a SKU, as far as the attempts that are kept tell; null when they do not, or when
 * the confirmation is in doubt. A refused quantity is none.
 */
export function confirmedOf(
  process: Pick<Process, 'status' | 'cause' | 'quantity' | 'processedAt' | 'attempts'>
): Known | null {
  const { status, cause, quantity, processedAt, attempts } = process
  if (cause !== null && DOUBTS.includes(cause)) return null
  const taken = attempts.find(isConfirmed)
  if (taken !== undefined && taken.quantity !== null) return { units: taken.quantity, at: taken.at }
  if (attempts.length > 0 || status !== 'SUCCESS' || quantity === null || processedAt === null)
    return null
  return { units: quantity, at: processedAt }
}

/** What the store could sell when the app last read it, before the stock rules; null when it never did. */
export function storeOf({
  available,
  processedAt,
  attempts,
}: Pick<Process, 'available' | 'processedAt' | 'attempts'>): Known | null {
  const at = attempts[0]?.at ?? processedAt
  return available === null || at === null ? null : { units: available, at }
}

/** Whether a quantity was refused: it was tried, and is not at Carrefour. */
export const isRefused = ({ status, quantity }: Pick<Process, 'status' | 'quantity'>): boolean =>
  status === 'ERROR' && quantity !== null
