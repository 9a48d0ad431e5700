import { BLOCKED_CAUSES } from '../../domain/causes'
import { mapLimit } from '../../domain/mapLimit'
import type { ConnectionState } from '../../domain/connection'
import type { Run } from './run'
import { change } from './run'

/** Marks made at a time. */
const WRITES = 16

/**
 * Queues every SKU that a refused ShopKey blocked, if a person asked for it. Broken off, it starts again:
 * marking twice is marking once.
 */
export async function expand(run: Run, { reprocessBlockedSince }: ConnectionState): Promise<void> {
  if (reprocessBlockedSince === null) return
  const { ledger, requests, clock, log } = run.ports
  let skus = 0
  for await (const page of ledger.eachOf(BLOCKED_CAUSES)) {
    await mapLimit(page, WRITES, skuId => requests.mark({ skuId, lane: 'reprocess' }, clock.now()))
    skus += page.length
    if (clock.now() > run.deadline) return
  }
  await change(run, state => ({ ...state, reprocessBlockedSince: null }))
  log.info('reprocess.expanded', { skus })
}
