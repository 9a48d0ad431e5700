import type { Millis } from './time'
import { HOUR, MINUTE } from './time'

/**
 * A file that Carrefour may still work on although the app no longer follows it: its answer was lost, or its import
 * was given up. Whatever is confirmed of its SKUs meanwhile can be overwritten by it.
 */
export interface Doubt {
  /** The batch whose file it was. */
  readonly batchId: string
  /** Null when the answer that would have named it was lost. */
  readonly importId: string | null
  /** When the last such file of the batch came into doubt. */
  readonly since: Millis
  /** Where its SKUs are saved, as a batch. */
  readonly file: string
  /** How often it was looked at since. */
  readonly looks: number
  readonly nextLookAt: Millis
}

/** Most files that are remembered; the oldest is forgotten first, and left to the daily comparison. */
export const MOST_DOUBTS = 20

/** How long after it began the SKUs of a doubt are looked at again. After the last, a lost file is not expected any more. */
const LOOKS: readonly Millis[] = [2 * MINUTE, 5 * MINUTE, 10 * MINUTE, 20 * MINUTE, 35 * MINUTE]

/** Most looks at an import whose end Carrefour has not told: hourly after the first ones, for about a day. */
const MOST_LOOKS = 28

/** The doubts with one more. A batch that is sent again and again in doubt is one doubt, counted from its last file. */
export function withDoubt(
  doubts: readonly Doubt[],
  { batchId, importId, file }: Pick<Doubt, 'batchId' | 'importId' | 'file'>,
  now: Millis
): readonly Doubt[] {
  const others = doubts.filter(one => one.batchId !== batchId || one.importId !== importId)
  const nextLookAt = now + (LOOKS[0] ?? 0)
  const doubt = { batchId, importId, since: now, file, looks: 0, nextLookAt }
  return [...others, doubt].slice(-MOST_DOUBTS)
}

/** The doubt to be looked at next; null when none is due. */
export const dueDoubt = (doubts: readonly Doubt[], now: Millis): Doubt | null =>
  doubts.find(one => one.nextLookAt <= now) ?? null

/** What Carrefour says about the import of a doubt; `unknown` when it cannot be asked. */
export type DoubtfulImport = 'ended' | 'running' | 'unknown'

/** The doubt after a look; null when its file can no longer come. */
export function lookedAt(doubt: Doubt, told: DoubtfulImport, now: Millis): Doubt | null {
  const looks = doubt.looks + 1
  if (told === 'ended') return null
  const next = LOOKS[looks]
  if (next !== undefined)
    return { ...doubt, looks, nextLookAt: Math.max(doubt.since + next, now + MINUTE) }
  if (doubt.importId === null || looks >= MOST_LOOKS) return null
  return { ...doubt, looks, nextLookAt: now + HOUR }
}

/** The doubts with one replaced, or left out. */
export const replaced = (
  doubts: readonly Doubt[],
  before: Doubt,
  after: Doubt | null
): readonly Doubt[] =>
  doubts.flatMap(one =>
    one.batchId === before.batchId && one.importId === before.importId && one.since === before.since
      ? (after ?? [])
      : [one]
  )
