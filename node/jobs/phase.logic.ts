import type { CarrefourJobPhaseKind } from '../generated/schema'
import type { InHand } from '../engine/inHand.logic'
import type { ConnectionState } from '../engine/state.logic'
import { earliestCall } from '../carrefour/limits.logic'
import type { Millis } from '../shared/time'
import type { Job } from './job.logic'

/** What is being done for a job at this moment. */
export interface JobPhase {
  readonly kind: CarrefourJobPhaseKind
  /** How many SKUs of `total` it has come through; null where that cannot be told. */
  readonly done: number | null
  readonly total: number | null
  /** When it may go on, while it waits for a moment. */
  readonly at: Millis | null
}

/** The phase of a job; null for one that waits for its turn or has ended. */
export function phaseOf(
  job: Job,
  { budget, settled }: Pick<ConnectionState, 'budget' | 'settled'>,
  batch: InHand | null,
  now: Millis
): JobPhase | null {
  if (job.state === 'PLANNED')
    return {
      kind: 'LISTING',
      done: job.taking?.chunkEnds.at(-1) ?? 0,
      total: job.expected,
      at: null,
    }
  if (job.state !== 'RUNNING' && job.state !== 'CANCELLING') return null
  const mine = batch?.job?.id === job.id ? batch : null
  const fileAt = Math.max(earliestCall(budget, 'STO01'), mine?.notBefore ?? 0)
  if (mine === null)
    return job.state === 'RUNNING'
      ? { kind: 'NEXT_FILE', done: null, total: null, at: batch === null ? fileAt : null }
      : null
  const total = mine.lines
  switch (mine.stage) {
    case 'claimed':
      return fileAt > now
        ? { kind: 'NEXT_FILE', done: null, total, at: fileAt }
        : {
            kind: 'READING',
            done: mine.read,
            total,
            at: null,
          }
    case 'judged':
      return { kind: 'WRITING', done: Math.min(settled, total), total, at: null }
    default:
      return { kind: 'AT_CARREFOUR', done: null, total, at: null }
  }
}
