import {
  asFlag,
  asList,
  asNumber,
  asObject,
  asText,
  entriesOf,
  nameIn,
  oneOf,
  partOf as partIn,
} from '../shared/json'
import type { Batch, ClaimedBatch, ClaimedLine } from './batch.logic'
import type { JobBatchRange } from '../jobs/job.logic'
import type { Millis } from '../shared/time'
import { type SkuId, parseSkuId } from '../shared/sku.logic'

/** Maximum number of parked batches; beyond it the batch in progress itself waits. */
export const MAX_PARKED = 50

/** Part of a batch set aside so that live changes and the rest of its SKUs need not wait for it. */
export interface Parked {
  /** Key under which it is saved. */
  readonly key: string
  readonly notBefore: Millis
  /** `store`: the store did not answer for it. `split`: it was part of a file that Carrefour refused. */
  readonly why: 'store' | 'split'
  /** The reprocess job whose range it shares; null when none. */
  readonly jobId: string | null
  /** What pages show of it; absent in data of older versions. */
  readonly batch?: InHand
}

/** Makes a batch of some of a batch's lines. The last part to end settles the job's range. */
export const partOf = (
  { slice, ...batch }: ClaimedBatch,
  id: string,
  lines: readonly ClaimedLine[]
): ClaimedBatch => ({ ...batch, id, lines, slice: null, ...(slice ? { shares: slice } : {}) })

/** The next parked batch that is due, or null. */
export const duePart = (parked: readonly Parked[], now: Millis): Parked | null =>
  parked.find(one => one.notBefore <= now) ?? null

/** Whether another part of the range is still to come. */
export const isShared = (parked: readonly Parked[], slice: JobBatchRange): boolean =>
  parked.some(one => one.jobId === slice.jobId)

/** The job that a batch belongs to, entirely or in part; null when none. */
export const jobOf = ({ slice, shares }: Pick<Batch, 'slice' | 'shares'>): string | null =>
  (slice ?? shares)?.jobId ?? null

/** Progress of files that were split because Carrefour refused them as a whole. */
export interface Split {
  /** Files refused. */
  readonly failed: number
  /** Files refused since the last accepted one. */
  readonly failedInARow: number
  /** Whether any part was accepted. */
  readonly arrived: boolean
}

/** After this many refused files, in a row or in all, the fault is not in one line. */
const MAX_IN_A_ROW = 16
const MAX_FAILED = 64

const NONE: Split = { failed: 0, failedInARow: 0, arrived: false }

export const afterFailedPart = (split: Split | null): Split => {
  const { failed, failedInARow, arrived } = split ?? NONE
  return { failed: failed + 1, failedInARow: failedInARow + 1, arrived }
}

export const afterTakenPart = (split: Split | null): Split => ({
  ...(split ?? NONE),
  failedInARow: 0,
  arrived: true,
})

export const isHopeless = ({ failed, failedInARow }: Split): boolean =>
  failedInARow >= MAX_IN_A_ROW || failed >= MAX_FAILED

/** Two halves, the more urgent first. */
export const halves = <T>(lines: readonly T[]): readonly (readonly T[])[] => {
  const middle = Math.ceil(lines.length / 2)
  return [lines.slice(0, middle), lines.slice(middle)].filter(half => half.length > 0)
}

/**
 * What pages need of a batch in hand. It is kept in the connection's state, which is written with each stage anyway, so
 * that a page need not read a batch of thousands of lines.
 */
export interface InHand {
  readonly stage: Batch['stage']
  readonly claimedAt: Millis
  readonly notBefore: Millis
  /** The reprocess job it belongs to, entirely or in part, and where its range ends; null when none. */
  readonly job: { readonly id: string; readonly to: number } | null
  /** Number of lines, and how many of them have their stock read. */
  readonly lines: number
  readonly read: number
  /** Number of lines of the job. */
  readonly ofJob: number
  /** The SKUs of its other lines with their positions; null when there are too many for the state. */
  readonly others: readonly Place[] | null
}

/** A SKU and the index of its line. */
export type Place = readonly [SkuId, number]

/** Others that the state lists of one batch, so that it remains a small file. */
const MOST_LISTED = 300

/** @param most others that are listed */
export function inHandOf(batch: Batch, most = MOST_LISTED): InHand {
  const { stage, claimedAt, notBefore, lines } = batch
  const id = jobOf(batch)
  const others = lines.flatMap(({ skuId, ofJob }, at): readonly Place[] =>
    ofJob ? [] : [[skuId, at]]
  )
  return {
    stage,
    claimedAt,
    notBefore,
    job: id === null ? null : { id, to: (batch.slice ?? batch.shares)?.to ?? 0 },
    lines: lines.length,
    read: lines.filter(({ store }) => store !== undefined).length,
    ofJob: lines.length - others.length,
    others: others.length > most ? null : others,
  }
}

/** The parked batches of a stored state. */
export const readParked = (raw: unknown): readonly Parked[] =>
  entriesOf(raw, one =>
    partIn(
      one,
      ({ key }) => ({ key: nameIn(key) }),
      ({ key }, stored) => ({
        key,
        notBefore: asNumber(stored.notBefore) ?? 0,
        why: stored.why === 'store' ? ('store' as const) : ('split' as const),
        jobId: asText(stored.jobId),
        ...readShownBatch(stored.batch),
      })
    )
  )

/** What pages show of a stored batch. Nothing when it is missing: they read the batch itself. */
export function readShownBatch(raw: unknown): { readonly batch?: InHand } {
  const batch = readInHand(raw)
  return batch ? { batch } : {}
}

const STAGES_IN_HAND: readonly InHand['stage'][] = [
  'claimed',
  'sent',
  'lost',
  'complete',
  'reported',
  'judged',
]

/** What pages show of a batch, as stored. */
export const readInHand = (raw: unknown): InHand | null =>
  partIn(
    raw,
    ({ stage, claimedAt, lines, ofJob }) => ({
      stage: oneOf(STAGES_IN_HAND, stage),
      claimedAt: asNumber(claimedAt),
      lines: asNumber(lines),
      ofJob: asNumber(ofJob),
    }),
    (needed, stored) => ({
      ...needed,
      notBefore: asNumber(stored.notBefore) ?? 0,
      job: partIn(
        stored.job,
        ({ id }) => ({ id: asText(id) }),
        ({ id }, job) => ({ id, to: asNumber(job.to) ?? 0 })
      ),
      read: asNumber(stored.read) ?? 0,
      others: readPlaces(stored.others),
    })
  )

/** Null when one of them is of another shape: a list without it would name the wrong SKUs. */
function readPlaces(raw: unknown): readonly Place[] | null {
  const places = asList(raw)?.map((one): Place | null => {
    const [id, at] = asList(one) ?? []
    const skuId = parseSkuId(id)
    const place = asNumber(at)
    return skuId && place !== null ? [skuId, place] : null
  })
  return places?.every((one): one is Place => one !== null) ? places : null
}

/** The progress of split files, as stored. */
export function readSplit(raw: unknown): Split | null {
  const stored = asObject(raw)
  if (!stored) return null
  return {
    failed: asNumber(stored.failed) ?? 0,
    failedInARow: asNumber(stored.failedInARow) ?? 0,
    arrived: asFlag(stored.arrived) ?? false,
  }
}
