import type { Millis } from './time'
import { MINUTE } from './time'

/** The longest pause between two tries while Carrefour or the store is unavailable. */
export const LONGEST_PAUSE = 15 * MINUTE

/** How often a file that Carrefour could not read is built and sent again. */
export const FILE_TRIES = 3

/** How long a sent import may stay without an end before it is sent again: quantities are absolute. */
export const IMPORT_DEADLINE = 30 * MINUTE

/**
 * When to try again after a passing failure: 1, 2, 4, 8 then 15 minutes, plus up to a fifth.
 *
 * @param tries how often it has failed, from 1
 * @param random 0 up to 1, spreads the tries of many accounts
 */
export function nextTry(tries: number, now: Millis, random: number): Millis {
  const pause = Math.min(MINUTE * 2 ** Math.min(Math.max(tries - 1, 0), 10), LONGEST_PAUSE)
  return now + Math.round(pause * (1 + random / 5))
}
