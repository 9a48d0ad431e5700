import type { ClaimedBatch, ClaimedLine } from '../../domain/batches'
import { MOST_LINES } from '../../domain/batches'
import type { Parked } from '../../domain/parked'
import { jobOf, partOf } from '../../domain/parked'
import type { Run } from './run'
import { advance, change } from './run'

/** What stands aside, and why. */
interface Aside extends Pick<Parked, 'notBefore' | 'why'> {
  readonly lines: readonly ClaimedLine[]
}

/**
 * Goes on with some lines of the batch in hand, or with nothing, and lets the others stand aside. They are saved before
 * the state names them, in the same write that names what is in hand now: no line is ever in neither. What waits for
 * the store is one batch, however many it came from, unless a job's slice must be kept apart.
 */
export async function park(
  run: Run,
  batch: ClaimedBatch,
  ready: readonly ClaimedLine[],
  asides: readonly Aside[]
): Promise<void> {
  const { control, ids, log } = run.ports
  const jobId = jobOf(batch)
  const { parked: before } = await control.read()
  const parked: Parked[] = []
  const merged: Parked[] = []
  for (const { lines, notBefore, why } of asides) {
    const other = before.find(one => why === 'store' && one.why === why && one.jobId === jobId)
    const joined = other ? await joinedWith(run, other, lines) : null
    if (other && joined) merged.push(other)
    const key = ids.next()
    const part = {
      ...partOf(batch, ids.next(), joined ?? lines),
      failures: batch.failures,
      notBefore,
    }
    await control.saveBatch(key, part)
    parked.push({ key, notBefore, why, jobId })
    log.info('batch.parked', { batchId: batch.id, skus: lines.length, why, at: notBefore })
  }
  const kept = ready.length > 0 ? { ...partOf(batch, ids.next(), ready), notBefore: 0 } : null
  const gone = new Set(merged.map(({ key }) => key))
  await advance(run, kept, state => ({
    ...state,
    settled: 0,
    parked: [...state.parked.filter(({ key }) => !gone.has(key)), ...parked],
  }))
  for (const key of gone) await control.removeBatch(key)
}

/** The lines with those of a batch that stands aside already; null when that is not there, or they are too many. */
async function joinedWith(
  { ports: { control } }: Run,
  other: Parked,
  lines: readonly ClaimedLine[]
): Promise<readonly ClaimedLine[] | null> {
  const batch = await control.readBatch(other.key)
  if (batch?.stage !== 'claimed') return null
  const taken = new Set(lines.map(({ skuId }) => skuId))
  const joined = [...lines, ...batch.lines.filter(({ skuId }) => !taken.has(skuId))]
  return joined.length <= MOST_LINES ? joined : null
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
