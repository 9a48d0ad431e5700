import { mapLimit } from '../shared/concurrency'
import type { Ports } from '../ports'
import { type InHand, inHandOf } from './parts.logic'
import type { ConnectionState } from './state.logic'

/** A batch in hand, and how many of its lines are in the ledger. */
export interface SeenBatch extends InHand {
  readonly key: string
  readonly settled: number
}

/** Batches read concurrently. */
const READS = 16

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
    READS,
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
