import type { StockRequest } from './stockRequest.logic'
import { type Millis, HOUR, MINUTE } from '../shared/time'

/** Number of stuck requests remembered; those beyond it are served again with every file. */
export const MAX_STUCK = 200

/** Pauses between attempts to serve and remove a request that could not be removed; the last one repeats. */
const PAUSES: readonly Millis[] = [5 * MINUTE, 15 * MINUTE, HOUR]

/** A request whose SKU was served but whose file could not be deleted. */
export interface StuckRequest extends StockRequest {
  /** When it was served: a request written after that is a new one. */
  readonly servedAt: Millis
  readonly tries: number
  /** When it is served again, even if unchanged, to retry its removal. */
  readonly nextTryAt: Millis
}

const isSame = (one: StockRequest, other: StockRequest): boolean =>
  one.skuId === other.skuId && one.priority === other.priority

/**
 * The stuck requests after a batch has removed its own.
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

/** The stuck entry of a request while its pause lasts; null when it is to be served. */
export const stuckOf = (
  stuck: readonly StuckRequest[],
  request: StockRequest,
  now: Millis
): StuckRequest | null => stuck.find(one => isSame(one, request) && one.nextTryAt > now) ?? null
