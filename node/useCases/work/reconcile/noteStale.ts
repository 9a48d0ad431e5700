import { mapLimit } from '../../../domain/mapLimit'
import type { SkuId } from '../../../domain/requests'
import type { Held } from '../../../domain/stale'
import { isStale, outOfDate } from '../../../domain/stale'
import type { Run } from '../run'
import { CALLS } from './page'

/**
 * Says in the ledger that a confirmation is out of date, of SKUs that are queued already: should the run end
 * here, they are sent all the same, and what they end with takes this away.
 */
export async function noteStale(
  { ports: { ledger, clock } }: Run,
  skuIds: readonly SkuId[],
  held: Held
): Promise<void> {
  await mapLimit(skuIds, CALLS, async skuId => {
    const process = await ledger.get(skuId)
    const now = clock.now()
    if (process && isStale(process, held, now))
      await ledger.put(outOfDate(process, now, clock.random()))
  })
}
