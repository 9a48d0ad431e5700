import type { ClaimedBatch } from '../../domain/batches'
import { chunks } from '../../domain/mapLimit'
import type { Mark } from '../../domain/requests'
import { afterRemoval } from '../../domain/stuckMarks'
import { MARGIN } from '../../domain/limits'
import { SECOND } from '../../domain/time'
import { recounted } from '../../domain/unknownMarks'
import { MOST_MARKS } from './claim'
import type { Run } from './run'
import { advance, hasTime } from './run'

/** Marks removed before the time is looked at again, and the time that must be left for them. */
const REMOVED = 200
const REMOVE_TIME = 4 * SECOND

/** How often marks that cannot be removed hold up their batch; then it goes on without. */
const MOST_TRIES = 3

/**
 * Removes the marks of a batch that is written down: all there is time for, and the next run goes on. Those that
 * cannot be removed are remembered after some tries, so that neither the batch waits for them for ever nor their
 * SKUs are sent again with every file.
 *
 * @param tries how often it was begun before
 */
export async function removeMarks(run: Run, batch: ClaimedBatch, tries: number): Promise<void> {
  const { requests, clock, log } = run.ports
  const claimed = new Set(batch.lines.map(line => line.skuId))
  const marks: readonly Mark[] = await requests.list(MOST_MARKS)
  const taken = marks.filter(mark => claimed.has(mark.skuId))
  const failed: Mark[] = []
  for (const some of chunks(taken, REMOVED)) {
    if (!hasTime(run, REMOVE_TIME)) return
    failed.push(...(await requests.remove(some)))
  }
  if (failed.length > 0) {
    const facts = { batchId: batch.id, marks: failed.length, tries }
    log.warn('marks.stuck', { ...facts, skuIds: failed.slice(0, 20).map(({ skuId }) => skuId) })
    if (tries < MOST_TRIES) return clock.sleep(SECOND)
  }
  const left = marks.filter(mark => !claimed.has(mark.skuId))
  await advance(run, { ...batch, marksRemoved: true }, state => ({
    ...state,
    stuck: afterRemoval(state.stuck, taken, failed, {
      // Clocks differ: rather once too often than a change overlooked.
      servedAt: batch.claimedAt - MARGIN,
      now: clock.now(),
    }),
    unknownMarks:
      marks.length < MOST_MARKS ? recounted(state.unknownMarks, left) : state.unknownMarks,
  }))
}
