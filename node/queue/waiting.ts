import type { ConnectionState } from '../engine/state.logic'
import { mapLimit } from '../shared/concurrency'
import type { Mark } from './stockRequest.logic'
import { stuckOf } from './stuckRequests.logic'
import type { Ports } from '../ports'
import type { Millis } from '../shared/time'

/** Files of stuck marks read at a time. */
const READS = 20

/**
 * The marks that wait: not those that were served and could not be removed, unless they were written anew since. One
 * whose file cannot be read either waits for its next turn, an hour later at most.
 */
export async function waitingOf(
  { requests, clock, log }: Pick<Ports, 'requests' | 'clock' | 'log'>,
  { stuck }: Pick<ConnectionState, 'stuck'>,
  marks: readonly Mark[]
): Promise<readonly Mark[]> {
  if (stuck.length === 0) return marks
  const now = clock.now()
  const old = marks.flatMap(mark => stuckOf(stuck, mark, now) ?? [])
  const served = await mapLimit(old, READS, async one => {
    try {
      const written = await requests.timeOf(one)
      return written === null || written <= one.servedAt
    } catch {
      log.warn('mark.unreadable', { skuId: one.skuId, lane: one.lane })
      return true
    }
  })
  const left = new Set(old.filter((_, index) => served[index]).map(nameOf))
  return marks.filter(mark => !left.has(nameOf(mark)))
}

const nameOf = ({ skuId, lane }: Mark): string => `${lane}/${skuId}`

/** Marks whose own time is read. */
const SAMPLE = 20

/** Batches read at a time. */
const BATCH_READS = 16

/**
 * When the oldest request that has no outcome yet was made; null when nothing waits. Exact for what is in a batch. Of the
 * queue it is the earlier of some marks' own times and of the moment since which no batch has taken all that waited:
 * reading each mark would be a call for each.
 */
export async function waitingSince(ports: Ports, state: ConnectionState): Promise<Millis | null> {
  const { control, requests } = ports
  const keys = [...(state.batchKey ? [state.batchKey] : []), ...state.parked.map(({ key }) => key)]
  const batches = await mapLimit(keys, BATCH_READS, key => control.readBatch(key))
  const marks = await requests.list(SAMPLE + state.stuck.length)
  const waiting = (await waitingOf(ports, state, marks)).slice(0, SAMPLE)
  const times = await mapLimit(waiting, SAMPLE, mark => requests.timeOf(mark))
  const moments = [
    ...batches.flatMap(batch => batch?.claimedAt ?? []),
    ...times.flatMap(time => time ?? []),
    ...(waiting.length > 0 && state.queueSince !== null ? [state.queueSince] : []),
  ]
  return moments.length > 0 ? Math.min(...moments) : null
}
