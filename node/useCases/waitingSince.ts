import type { ConnectionState } from '../domain/connection'
import { mapLimit } from '../domain/mapLimit'
import type { Millis } from '../domain/time'
import type { Ports } from '../ports'
import { waitingOf } from './work/waiting'

/** Marks whose own time is read. */
const SAMPLE = 20

/** Batches read at a time. */
const READS = 16

/**
 * When the oldest request that has no outcome yet was made; null when nothing waits. Exact for what is in a batch. Of the
 * queue it is the earlier of some marks' own times and of the moment since which no batch has taken all that waited:
 * reading each mark would be a call for each.
 */
export async function waitingSince(ports: Ports, state: ConnectionState): Promise<Millis | null> {
  const { control, requests } = ports
  const keys = [...(state.batchKey ? [state.batchKey] : []), ...state.parked.map(({ key }) => key)]
  const batches = await mapLimit(keys, READS, key => control.readBatch(key))
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
