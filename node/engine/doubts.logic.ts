import { asNumber, asText, entriesOf, partOf } from '../shared/json'
import { type Millis, HOUR, MINUTE } from '../shared/time'

/**
 * A file that Carrefour may still process although the app no longer follows it: its answer was lost, the process died
 * during the call, or its import was given up. While it is open no line of its SKUs is a success, because the file
 * could overwrite whatever is confirmed.
 */
export interface Doubt {
  /** The batch the file belonged to. */
  readonly batchId: string
  /** Null when the answer with the id was lost. */
  readonly importId: string | null
  /** Name of the shop it was sent to; null in data of older versions. */
  readonly shop: string | null
  /** When the batch's last such file came into doubt. */
  readonly since: Millis
  /** No longer expected after this moment, unless Carrefour says it knows the import. */
  readonly expectedUntil: Millis
  /** Key under which its SKUs are saved, as a batch. */
  readonly file: string
  /** How often Carrefour has been asked about the import. */
  readonly looks: number
  readonly nextLookAt: Millis
  /** Set once it can no longer arrive: when, and how many of its SKUs have been handled since. */
  readonly over: { readonly at: Millis; readonly seenTo: number } | null
}

/**
 * Number of files remembered; beyond it the oldest is dropped and left to the daily comparison. An import that never
 * ends makes two an hour and is followed for a day; lost files make fewer.
 */
const MAX_DOUBTS = 60

/** How long a file is expected when it is unknown whether Carrefour took it. */
const EXPECTED_FOR = 35 * MINUTE

/** The same after a 5xx from Carrefour: it was probably not taken. */
const HARDLY_EXPECTED_FOR = 5 * MINUTE

/** When to ask for an import known by its id, counted from its start. */
const LOOKS: readonly Millis[] = [2 * MINUTE, 5 * MINUTE, 10 * MINUTE, 20 * MINUTE, 35 * MINUTE]

/** Maximum questions about an import without a known end: hourly after the first ones, for about a day. */
const MAX_LOOKS = 28

/** What is known of a file when it comes into doubt. */
export interface NewDoubt extends Pick<Doubt, 'batchId' | 'importId' | 'shop' | 'file'> {
  /** Whether Carrefour answered with a 5xx. */
  readonly isUnlikely: boolean
}

/** Adds a doubt. Repeated sendings of one batch are one doubt, counted from the last file. */
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

/** The next doubt to check; null when none is due. */
export const dueDoubt = (doubts: readonly Doubt[], now: Millis): Doubt | null =>
  doubts.find(one => one.nextLookAt <= now) ?? null

/** Carrefour's answer about a doubt's import; `missing` is a 404, `unknown` anything inconclusive. */
export type DoubtfulImport = 'ended' | 'running' | 'missing' | 'unknown'

/** The doubt after a check. It is over when its file can no longer arrive, or has been waited for long enough. */
export function lookedAt(doubt: Doubt, told: DoubtfulImport, now: Millis): Doubt {
  const looks = doubt.looks + 1
  const isLost = doubt.importId === null || told === 'missing'
  const isOver = told === 'ended' || (isLost && now >= doubt.expectedUntil) || looks >= MAX_LOOKS
  if (isOver) return { ...doubt, looks, nextLookAt: now, over: { at: now, seenTo: 0 } }
  const next = LOOKS[looks]
  const planned = next === undefined ? now + HOUR : Math.max(doubt.since + next, now + MINUTE)
  return { ...doubt, looks, nextLookAt: doubt.importId === null ? doubt.expectedUntil : planned }
}

/** The doubts with one replaced or removed. */
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

/** The doubts of a stored state. */
export const readDoubts = (raw: unknown): readonly Doubt[] =>
  entriesOf(raw, one =>
    partOf(
      one,
      ({ batchId, file, since }) => ({
        batchId: asText(batchId),
        file: asText(file),
        since: asNumber(since),
      }),
      (needed, stored) => ({
        ...needed,
        importId: asText(stored.importId),
        shop: asText(stored.shop),
        expectedUntil: asNumber(stored.expectedUntil) ?? needed.since,
        looks: asNumber(stored.looks) ?? 0,
        nextLookAt: asNumber(stored.nextLookAt) ?? 0,
        over: partOf(
          stored.over,
          ({ at }) => ({ at: asNumber(at) }),
          ({ at }, over) => ({ at, seenTo: asNumber(over.seenTo) ?? 0 })
        ),
      })
    )
  )
