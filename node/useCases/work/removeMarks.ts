import type { ClaimedBatch } from '../../domain/batches'
import { chunks } from '../../domain/mapLimit'
import type { Mark } from '../../domain/requests'
import { SECOND } from '../../domain/time'
import { MOST_MARKS } from './claim'
import type { Run } from './run'
import { advance, hasTime } from './run'

/** Marks removed before the time is looked at again, and the time that must be left for them. */
const REMOVED = 200
const REMOVE_TIME = 4 * SECOND

/** Removes the marks of a batch that is written down: all there is time for, and the next run goes on. */
export async function removeMarks(run: Run, batch: ClaimedBatch): Promise<void> {
  const { requests } = run.ports
  const claimed = new Set(batch.lines.map(line => line.skuId))
  const marks: readonly Mark[] = await requests.list(MOST_MARKS)
  const taken = marks.filter(mark => claimed.has(mark.skuId))
  for (const some of chunks(taken, REMOVED)) {
    if (!hasTime(run, REMOVE_TIME)) return
    await requests.remove(some)
  }
  await advance(run, { ...batch, marksRemoved: true })
}
