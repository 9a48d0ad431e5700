/* What has no outcome yet, in the queue and in batches: since when, and whether that amounts to a standstill. */

import { heldUntil } from './incident.logic'
import { type InHand, inHandOf } from './parts.logic'
import { type ConnectionState, stalledSince } from './state.logic'
import { type Standstill, SILENCE, standstillOf } from '../alerts/alerts.logic'
import { type Choices, type Configuration, isWithheld } from '../connection/configuration.logic'
import { mapLimit } from '../shared/concurrency'
import {
  type Priority,
  type StockRequest,
  type Waiting,
  NOTHING_WAITS,
  stuckOf,
} from '../queue/stockRequest.logic'
import type { Ports } from '../ports'
import { type Millis, MINUTE } from '../shared/time'

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

/** A batch in hand, and how many of its lines are in the ledger. */
export interface SeenBatch extends InHand {
  readonly key: string
  readonly settled: number
}

/** Batches read concurrently. */
const BATCH_READS = 16

/**
 * The batches in hand: in flight, judged and parked. From the state alone, but for one that an older version saved.
 */
export async function batchesInHand(
  { connectionState }: Pick<Ports, 'connectionState'>,
  state: ConnectionState
): Promise<readonly SeenBatch[]> {
  const { batchKey, batch, judged, parked } = state
  const inFlight = batchKey === null ? [] : [{ key: batchKey, settled: state.settled, batch }]
  const waiting = parked.map(part => ({ ...part, settled: 0 }))
  const found = await mapLimit(
    [...inFlight, ...judged, ...waiting],
    BATCH_READS,
    async (one): Promise<SeenBatch | null> => {
      const { key, batch: seen } = one
      const inHand = seen ?? (await readInHand(connectionState, key))
      if (!inHand) return null
      return { ...inHand, key, settled: inHand.stage === 'judged' ? one.settled : 0 }
    }
  )
  return found.flatMap(one => one ?? [])
}

async function readInHand(
  connectionState: Ports['connectionState'],
  key: string
): Promise<InHand | null> {
  const batch = await connectionState.readBatch(key)
  return batch && inHandOf(batch)
}

/** Number of requests whose own time is read. */
const SAMPLE = 20

/** Priorities of changes of the store. */
export const LIVE: readonly Priority[] = ['changed', 'modified']

/**
 * Since when the oldest request has had no outcome. Exact for requests in a batch. For the
 * queue it is the earlier of a sample's own times and the last time a batch took everything: reading every request
 * would cost a call each.
 *
 * @param known the requests that wait, if they have been listed already
 */
async function waitingSince(
  ports: Ports,
  state: ConnectionState,
  known?: readonly StockRequest[]
): Promise<Waiting> {
  const { queue } = ports
  const batches = await batchesInHand(ports, state)
  const listed =
    known ?? (await waitingOf(ports, state, await queue.list(SAMPLE + state.stuck.length)))
  const waiting = listed.slice(0, SAMPLE)
  const times = await mapLimit(waiting, SAMPLE, request => queue.timeOf(request))
  const moments = [
    ...batches.map(({ claimedAt }) => claimedAt),
    ...times.flatMap(time => time ?? []),
    ...(waiting.length > 0 && state.queueSince !== null ? [state.queueSince] : []),
  ]
  const live = waiting.flatMap(({ priority }, index) =>
    LIVE.includes(priority) ? (times[index] ?? []) : []
  )
  return { since: oldestOf(moments), liveSince: oldestOf(live) }
}

/** How long what the last run of the engine noted about the queue is good enough for a page. */
const NOTED: Millis = 2 * MINUTE

/**
 * The same for a page, to about a minute: from what the engine noted while it runs, and from the requests' own times when
 * it does not.
 */
export async function waitingShown(
  ports: Ports,
  state: ConnectionState,
  { batches, requests }: { readonly batches: readonly SeenBatch[] } & Queued
): Promise<Waiting> {
  const { ranAt, queueSince, left } = state
  if (requests.length > 0 && (ranAt === null || ports.clock.now() - ranAt > NOTED))
    return waitingSince(ports, state, requests)
  const claimed = batches.map(({ claimedAt }) => claimedAt)
  if (requests.length === 0) return { since: oldestOf(claimed), liveSince: null }
  const queued = left?.since ?? queueSince ?? ranAt
  return {
    since: oldestOf(queued === null ? claimed : [...claimed, queued]),
    liveSince: left?.liveSince ?? null,
  }
}

interface Queued {
  /** The requests that wait. */
  readonly requests: readonly StockRequest[]
}

/**
 * What a run of the engine notes about the requests that it leaves, once some may have waited for `long` and no incident
 * says why; else null.
 */
export async function leftInQueue(
  ports: Ports,
  state: ConnectionState,
  long: Millis
): Promise<Waiting | null> {
  const { queueSince, incident, outages } = state
  if (queueSince === null || ports.clock.now() - queueSince < long) return null
  return incident !== null || outages.length > 0 ? null : waitingSince(ports, state)
}

const oldestOf = (moments: readonly Millis[]): Millis | null =>
  moments.length > 0 ? Math.min(...moments) : null

/** A configuration as far as it says whether stock is sent. */
interface Switched {
  readonly choices: Pick<Choices, 'active' | 'sendFromDevelopment'>
}

/** Whether the connection is on and sends from this workspace. */
const isWatched = (
  { production }: Pick<Ports, 'production'>,
  configuration: Switched | null
): boolean =>
  configuration?.choices.active === true && !isWithheld(configuration.choices, production)

/** The standstill, from what is known of the queue. */
export const standstillIn = (
  ports: Pick<Ports, 'production' | 'clock'>,
  state: ConnectionState,
  configuration: Switched | null,
  waiting: Waiting
): Standstill | null => {
  const now = ports.clock.now()
  return standstillOf(
    {
      isWatched: isWatched(ports, configuration),
      stalledSince: stalledSince(state.runs, now),
      // A hold of the platform is a pause, not a silence.
      ranAt: state.ranAt === null ? null : Math.max(state.ranAt, heldUntil(state.hold)),
      waitingSince: waiting.since,
      liveSince: waiting.liveSince,
      lastConfirmedAt: state.lastConfirmedAt,
      unconfirmedSince: state.unconfirmedSince,
      keyWorkedAt: state.keyWorkedAt,
      isExplained: state.incident !== null || state.outages.length > 0,
      explainedUntil: state.explainedUntil,
    },
    now
  )
}

/**
 * The current standstill. The queue is only read when something may have waited for long, because this runs every
 * minute: `queueSince` is when a batch last took everything.
 */
export async function standstill(
  ports: Ports,
  configuration: Configuration
): Promise<Standstill | null> {
  const state = await ports.connectionState.read()
  const { queueSince, lastConfirmedAt } = state
  const long = ports.clock.now() - SILENCE.request
  const mayWait = (lastConfirmedAt ?? 0) <= long || (queueSince !== null && queueSince <= long)
  const waiting = mayWait ? await waitingSince(ports, state) : NOTHING_WAITS
  return standstillIn(ports, state, configuration, waiting)
}
