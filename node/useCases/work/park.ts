import type { ClaimedBatch, ClaimedLine } from '../../domain/batches'
import type { Parked } from '../../domain/parked'
import { jobOf, partOf } from '../../domain/parked'
import type { Run } from './run'
import { advance, change } from './run'

/** What stands aside, and why. */
interface Aside extends Pick<Parked, 'notBefore' | 'why'> {
  readonly lines: readonly ClaimedLine[]
}

/**
 * Goes on with some lines of the batch in hand and lets the others stand aside. They are saved before the state names
 * them, in the same write that names what is in hand now: no line is ever in neither.
 */
export async function park(
  run: Run,
  batch: ClaimedBatch,
  inHand: Pick<ClaimedBatch, 'lines' | 'notBefore'>,
  asides: readonly Aside[]
): Promise<void> {
  const { control, ids, log } = run.ports
  const parked: Parked[] = []
  for (const { lines, notBefore, why } of asides) {
    const key = ids.next()
    await control.saveBatch(key, partOf({ ...batch, notBefore }, ids.next(), lines))
    parked.push({ key, notBefore, why, jobId: jobOf(batch) })
    log.info('batch.parked', { batchId: batch.id, skus: lines.length, why, at: notBefore })
  }
  const kept = partOf({ ...batch, notBefore: inHand.notBefore }, ids.next(), inHand.lines)
  await advance(run, kept, state => ({ ...state, parked: [...state.parked, ...parked] }))
}

/** Takes a batch in hand that stood aside. */
export async function unpark(run: Run, part: Parked): Promise<void> {
  await change(run, state => ({
    ...state,
    settled: 0,
    batchKey: state.batchKey ?? part.key,
    parked: state.batchKey ? state.parked : state.parked.filter(({ key }) => key !== part.key),
    parkedNext: false,
  }))
}
