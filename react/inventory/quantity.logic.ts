import { CAUSES } from '../api/causes'
import type { Attempt, Process } from '../api/generated'

/** Units and since when that is known. */
export interface Known {
  units: number
  at: string
}

/** Causes after which an older confirmation says nothing any more. */
const DOUBTS = ['STALE', 'UNCONFIRMED']

/** What became of an attempt's line at Carrefour; null where nothing was sent. */
function lineOf({ cause, quantity, importId }: Attempt) {
  if (quantity === null) return null
  if (cause === null) return 'taken'
  return importId === null ? null : CAUSES[cause].line
}

/** After an attempt with one of these results, Carrefour's quantity is known. */
const TOLD: ReadonlyArray<ReturnType<typeof lineOf>> = ['taken', 'noOffer']

type Told = Pick<Process, 'status' | 'cause' | 'quantity' | 'processedAt' | 'attempts' | 'seen'>

/** What Carrefour holds of a SKU: what a comparison saw since Carrefour last told, or else what it confirmed. */
export const heldOf = (process: Told): Known | null => process.seen ?? confirmedOf(process)

/**
 * What Carrefour last confirmed of a SKU, as far as the attempts that are kept tell; null when they do not, when the
 * confirmation is in doubt, or when Carrefour has said since that it has no such offer. A refused quantity is none.
 */
function confirmedOf(process: Told): Known | null {
  const { status, cause, quantity, processedAt, attempts } = process
  if (cause !== null && DOUBTS.includes(cause)) return null
  const last = attempts.find(attempt => TOLD.includes(lineOf(attempt)))
  if (last !== undefined) {
    if (lineOf(last) === 'noOffer' || last.quantity === null) return null
    return { units: last.quantity, at: last.at }
  }
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

/** Causes of a whole file that Carrefour refused, whose lines it never looked at. */
const FILE_REFUSED = ['AUTH_INVALID', 'AUTH_FORBIDDEN', 'IMPORT_FAILED']

/**
 * What became of the quantity of the latest sending. It is `sent` where Carrefour took it, or may yet turn out to have;
 * `refused` is not at Carrefour, also while the row waits again; of one that was `tried` no answer tells.
 */
export function fateOf({
  cause,
  quantity,
}: Pick<Process, 'cause' | 'quantity'>): 'sent' | 'refused' | 'tried' {
  if (cause === null || quantity === null) return 'sent'
  const { line } = CAUSES[cause]
  if (line === 'refused' || line === 'noOffer' || FILE_REFUSED.includes(cause)) return 'refused'
  return line === 'unknown' && !DOUBTS.includes(cause) ? 'tried' : 'sent'
}
