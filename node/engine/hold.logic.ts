import { decideRetry } from './retry.logic'
import type { Millis } from '../shared/time'

/** The parts of the platform without which the engine can do nothing at all. */
export type HeldPart = 'vbase' | 'settings' | 'ledger'

export const HELD_PARTS: readonly HeldPart[] = ['vbase', 'settings', 'ledger']

/** A pause of the whole engine, because a part of the platform asked for fewer calls or does not answer. */
export interface Hold {
  readonly part: HeldPart
  readonly since: Millis
  /** Nothing is called before this moment. */
  readonly until: Millis
  /** How often in a row it was seen. */
  readonly tries: number
}

/** The hold after one more failed call: `Retry-After` if there is one, else a pause that grows. */
export function seeHold(
  before: Hold | null,
  seen: { readonly part: HeldPart; readonly retryAfter: Millis | null },
  { now, random }: { readonly now: Millis; readonly random: number }
): Hold {
  const tries = (before?.tries ?? 0) + 1
  const since = before?.since ?? now
  const decision = decideRetry({
    of: 'file',
    cause: 'VTEX_UNAVAILABLE',
    tries,
    retryAfter: seen.retryAfter,
    since,
    now,
    random,
  })
  return { part: seen.part, since, until: 'at' in decision ? decision.at : now, tries }
}

/** Until when the engine pauses; 0 when it need not. */
export const heldUntil = (hold: Hold | null): Millis => hold?.until ?? 0
