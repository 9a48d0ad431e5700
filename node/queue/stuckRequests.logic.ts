import type { Mark } from './stockRequest.logic'
import { type Millis, HOUR, MINUTE } from '../shared/time'

/** Marks that are remembered as stuck; those beyond are served again with every file. */
export const MOST_STUCK = 200

/** Pauses between two tries to serve and remove a mark that could not be removed; the last one goes on. */
const PAUSES: readonly Millis[] = [5 * MINUTE, 15 * MINUTE, HOUR]

/** A mark whose SKU was served and whose file could not be deleted. */
export interface StuckMark extends Mark {
  /** Until when it was served: a mark that was written later is a new wish. */
  readonly servedAt: Millis
  readonly tries: number
  /** When it is served again, whether it was written anew or not, so that its removal can be tried. */
  readonly nextTryAt: Millis
}

const isSame = (one: Mark, other: Mark): boolean =>
  one.skuId === other.skuId && one.lane === other.lane

/**
 * Those that are stuck after a batch removed its marks.
 *
 * @param failed could not be removed
 * @param servedAt when the batch was claimed
 */
export function afterRemoval(
  stuck: readonly StuckMark[],
  taken: readonly Mark[],
  failed: readonly Mark[],
  { servedAt, now }: { readonly servedAt: Millis; readonly now: Millis }
): readonly StuckMark[] {
  const others = stuck.filter(one => !taken.some(mark => isSame(one, mark)))
  const again = failed.map((mark): StuckMark => {
    const tries = (stuck.find(one => isSame(one, mark))?.tries ?? 0) + 1
    const pause = PAUSES[Math.min(tries, PAUSES.length) - 1] ?? HOUR
    return { skuId: mark.skuId, lane: mark.lane, servedAt, tries, nextTryAt: now + pause }
  })
  return [...others, ...again].slice(-MOST_STUCK)
}

/** The mark as it is stuck, while its pause lasts; null when it is to be served. */
export const stuckOf = (stuck: readonly StuckMark[], mark: Mark, now: Millis): StuckMark | null =>
  stuck.find(one => isSame(one, mark) && one.nextTryAt > now) ?? null
