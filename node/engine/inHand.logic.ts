import type { Batch } from './batch.logic'
import { jobOf } from './parts.logic'
import type { SkuId } from '../queue/stockRequest.logic'
import type { Millis } from '../shared/time'

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
export const MOST_LISTED = 300

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
