import type { StockRequest } from './stockRequest.logic'
import { type Millis, HOUR, MINUTE } from '../shared/time'

/** Marks that are remembered as stuck; those beyond are served again with every file. */
export const MAX_STUCK = 200

/** Pauses between two tries to serve and remove a request that could not be removed; the last one goes on. */
const PAUSES: readonly Millis[] = [5 * MINUTE, 15 * MINUTE, HOUR]

/** A request whose SKU was served and whose file could not be deleted. */
export interface StuckRequest extends StockRequest {
  /** Until when it was served: a request that was written later is a new wish. */
  readonly servedAt: Millis
  readonly tries: number
  /** When it is served again, whether it was written anew or not, so that its removal can be tried. */
  readonly nextTryAt: Millis
}

const isSame = (one: StockRequest, other: StockRequest): boolean =>
  one.skuId === other.skuId && one.priority === other.priority

/**
 * Those that are stuck after a batch removed its requests.
 *
 * @param failed could not be removed
 * @param servedAt when the batch was claimed
 */
export function afterRemoval(
  stuck: readonly StuckRequest[],
  taken: readonly StockRequest[],
  failed: readonly StockRequest[],
  { servedAt, now }: { readonly servedAt: Millis; readonly now: Millis }
): readonly StuckRequest[] {
  const others = stuck.filter(one => !taken.some(request => isSame(one, request)))
  const again = failed.map((request): StuckRequest => {
    const tries = (stuck.find(one => isSame(one, request))?.tries ?? 0) + 1
    const pause = PAUSES[Math.min(tries, PAUSES.length) - 1] ?? HOUR
    return {
      skuId: request.skuId,
      priority: request.priority,
      servedAt,
      tries,
      nextTryAt: now + pause,
    }
  })
  return [...others, ...again].slice(-MAX_STUCK)
}

/** The mark as it is stuck, while its pause lasts; null when it is to be served. */
export const stuckOf = (
  stuck: readonly StuckRequest[],
  request: StockRequest,
  now: Millis
): StuckRequest | null => stuck.find(one => isSame(one, request) && one.nextTryAt > now) ?? null
