import { type Millis, HOUR, MINUTE } from '../shared/time'

/**
 * A file that Carrefour may still work on although the app no longer follows it: its answer was lost, the process died
 * in the call, or its import was given up. Until it can no longer come, no line of its SKUs is a success: whatever is
 * confirmed of them can be overwritten by it.
 */
export interface Doubt {
  /** The batch whose file it was. */
  readonly batchId: string
  /** Null when the answer that would have named it was lost. */
  readonly importId: string | null
  /** Name of the shop that it was sent to; null in what older versions wrote. */
  readonly shop: string | null
  /** When the last such file of the batch came into doubt. */
  readonly since: Millis
  /** From here on it is not expected any more, unless Carrefour says that it knows the import. */
  readonly expectedUntil: Millis
  /** Where its SKUs are saved, as a batch. */
  readonly file: string
  /** How often Carrefour was asked about the import since. */
  readonly looks: number
  readonly nextLookAt: Millis
  /** Set once it can no longer come: since when, and how many of its SKUs have been seen to since. */
  readonly over: { readonly at: Millis; readonly seenTo: number } | null
}

/**
 * Most files that are remembered; the oldest is forgotten first, and left to the daily comparison. An import that never
 * ends makes two an hour and is followed for a day; a lost file makes fewer.
 */
export const MAX_DOUBTS = 60

/** How long a file is expected of which nobody knows whether Carrefour took it. */
const EXPECTED_FOR = 35 * MINUTE

/** The same when Carrefour answered that it failed (5xx): it hardly took it. */
const HARDLY_EXPECTED_FOR = 5 * MINUTE

/** How long after it began an import that is known by its id is asked for. */
const LOOKS: readonly Millis[] = [2 * MINUTE, 5 * MINUTE, 10 * MINUTE, 20 * MINUTE, 35 * MINUTE]

/** Most questions about an import whose end Carrefour has not told: hourly after the first ones, for about a day. */
const MAX_LOOKS = 28

/** What is known of a file that comes into doubt. */
export interface NewDoubt extends Pick<Doubt, 'batchId' | 'importId' | 'shop' | 'file'> {
  /** Whether Carrefour answered that it failed. */
  readonly isUnlikely: boolean
}

/** The doubts with one more. A batch that is sent again and again in doubt is one doubt, counted from its last file. */
export function withDoubt(
  doubts: readonly Doubt[],
  { isUnlikely, ...file }: NewDoubt,
  now: Millis
): readonly Doubt[] {
  const isSame = (one: Doubt) => one.batchId === file.batchId && one.importId === file.importId
  const before = doubts.find(one => isSame(one) && one.over === null)
  const expectedUntil = Math.max(
    before?.expectedUntil ?? 0,
    now + (isUnlikely ? HARDLY_EXPECTED_FOR : EXPECTED_FOR)
  )
  const nextLookAt = file.importId === null ? expectedUntil : now + (LOOKS[0] ?? 0)
  const doubt = { ...file, since: now, expectedUntil, looks: 0, nextLookAt, over: null }
  return [...doubts.filter(one => !isSame(one)), doubt].slice(-MAX_DOUBTS)
}

/** The doubt to be looked at next; null when none is due. */
export const dueDoubt = (doubts: readonly Doubt[], now: Millis): Doubt | null =>
  doubts.find(one => one.nextLookAt <= now) ?? null

/** What Carrefour says about the import of a doubt; `missing` is a 404, `unknown` no answer that says anything. */
export type DoubtfulImport = 'ended' | 'running' | 'missing' | 'unknown'

/** The doubt after a look. It is over when its file can no longer come, or has been waited for long enough. */
export function lookedAt(doubt: Doubt, told: DoubtfulImport, now: Millis): Doubt {
  const looks = doubt.looks + 1
  const isLost = doubt.importId === null || told === 'missing'
  const isOver = told === 'ended' || (isLost && now >= doubt.expectedUntil) || looks >= MAX_LOOKS
  if (isOver) return { ...doubt, looks, nextLookAt: now, over: { at: now, seenTo: 0 } }
  const next = LOOKS[looks]
  const planned = next === undefined ? now + HOUR : Math.max(doubt.since + next, now + MINUTE)
  return { ...doubt, looks, nextLookAt: doubt.importId === null ? doubt.expectedUntil : planned }
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
