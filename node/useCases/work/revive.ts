import { mapLimit } from '../../domain/mapLimit'
import { SECOND } from '../../domain/time'
import type { Run } from './run'
import { change } from './run'

/** Marks made at a time. */
const WRITES = 16

/** How long one run may spend on it before it sends again. */
const REVIVE_TIME = 5 * SECOND

/**
 * Queues the SKUs that were given up while Carrefour did not answer, once it does. Broken off, it begins
 * again in the next run: marking twice is marking once, and what was sent meanwhile is no longer found.
 * A SKU that the search does not show yet comes back by its own time.
 */
export async function revive(run: Run): Promise<void> {
  const { control, ledger, requests, clock, log } = run.ports
  const { reviveSince } = await control.read()
  if (reviveSince === null) return
  const until = Math.min(clock.now() + REVIVE_TIME, run.deadline)
  let skus = 0
  let cursor: string | null = null
  do {
    const step = await ledger.walk({ causes: ['MARKETPLACE_UNAVAILABLE'] }, cursor)
    if (step === null) return
    await mapLimit(step.skuIds, WRITES, skuId =>
      requests.mark({ skuId, lane: 'retry' }, clock.now())
    )
    skus += step.skuIds.length
    cursor = step.cursor
    if (cursor !== null && clock.now() > until) return
  } while (cursor !== null)
  await change(run, state => ({
    ...state,
    reviveSince: state.reviveSince === reviveSince ? null : state.reviveSince,
  }))
  log.info('unavailable.revived', { skus })
}
