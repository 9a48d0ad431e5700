import type { ConnectionState } from '../engine/state.logic'
import { mapLimit } from '../shared/concurrency'
import type { Priority, StockRequest } from './stockRequest.logic'
import { stuckOf } from './stuckRequests.logic'
import type { Ports } from '../ports'
import type { Millis } from '../shared/time'

/** Files of stuck requests read concurrently. */
const READS = 20

/**
 * The requests that wait, without those that were served, could not be removed and have not been written anew. A
 * request whose file cannot be read waits for its next turn, at most an hour.
 */
export async function waitingOf(
  { queue, clock, log }: Pick<Ports, 'queue' | 'clock' | 'log'>,
  { stuck }: Pick<ConnectionState, 'stuck'>,
  requests: readonly StockRequest[]
): Promise<readonly StockRequest[]> {
  if (stuck.length === 0) return requests
  const now = clock.now()
  const old = requests.flatMap(request => stuckOf(stuck, request, now) ?? [])
  const served = await mapLimit(old, READS, async one => {
    try {
      const written = await queue.timeOf(one)
      return written === null || written <= one.servedAt
    } catch {
      log.warn('request.unreadable', { skuId: one.skuId, priority: one.priority })
      return true
    }
  })
  const left = new Set(old.filter((_, index) => served[index]).map(nameOf))
  return requests.filter(request => !left.has(nameOf(request)))
}

const nameOf = ({ skuId, priority }: StockRequest): string => `${priority}/${skuId}`

/** Number of requests whose own time is read. */
const SAMPLE = 20

/** Batches read concurrently. */
const BATCH_READS = 16

/** What waits: when the oldest request without an outcome was made, and the oldest change of the store in the queue. */
export interface Waiting {
  /** Null when nothing waits. */
  readonly since: Millis | null
  readonly liveSince: Millis | null
}

export const NOTHING_WAITS: Waiting = { since: null, liveSince: null }

/** Priorities of changes of the store. */
const LIVE: readonly Priority[] = ['changed', 'modified']

/**
 * Since when the oldest request has had no outcome. Exact for requests in a batch. For the
 * queue it is the earlier of a sample's own times and the last time a batch took everything: reading every request
 * would cost a call each.
 *
 * @param known the requests that wait, if they have been listed already
 */
export async function waitingSince(
  ports: Ports,
  state: ConnectionState,
  known?: readonly StockRequest[]
): Promise<Waiting> {
  const { connectionState, queue } = ports
  const saved = [...state.judged, ...state.parked]
  const keys = [...(state.batchKey ? [state.batchKey] : []), ...saved.map(({ key }) => key)]
  const batches = await mapLimit(keys, BATCH_READS, key => connectionState.readBatch(key))
  const listed =
    known ?? (await waitingOf(ports, state, await queue.list(SAMPLE + state.stuck.length)))
  const waiting = listed.slice(0, SAMPLE)
  const times = await mapLimit(waiting, SAMPLE, request => queue.timeOf(request))
  const moments = [
    ...batches.flatMap(batch => batch?.claimedAt ?? []),
    ...times.flatMap(time => time ?? []),
    ...(waiting.length > 0 && state.queueSince !== null ? [state.queueSince] : []),
  ]
  const live = waiting.flatMap(({ priority }, index) =>
    LIVE.includes(priority) ? (times[index] ?? []) : []
  )
  return { since: oldestOf(moments), liveSince: oldestOf(live) }
}

const oldestOf = (moments: readonly Millis[]): Millis | null =>
  moments.length > 0 ? Math.min(...moments) : null
